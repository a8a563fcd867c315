"""From an output of the catalogue to QGIS: destinations that the user chooses, and products within a folder."""

import os

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputFile,
    QgsProcessingOutputFolder,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterVectorDestination,
)

FOLDERS = ("STACK", "FOLDER")
LAYERS = ("RASTER", "VECTOR", "TABLE")
EXTENSIONS = {"RASTER": "tif", "VECTOR": "gpkg", "TABLE": "csv"}


def extension(output):
    """Returns the file name extension of a product without its dot; empty for folders and where it is not known."""
    return os.path.splitext(output.file_name)[1].lstrip(".") or EXTENSIONS.get(output.kind, "")


def destination(output):
    """Returns the QGIS destination parameter for an output, or None for a product that lies inside another."""
    if output.inside:
        return None
    label = "{} ({})".format(output.label, output.unit) if output.unit else output.label
    # To QGIS every destination may be left out: the server then chooses a place in the job's folder for what it makes in
    # any case. Only those that it makes in any case are offered as temporary files from the start. Dialogs call all of
    # them optional; but qgis_process and scripts insist on one that is not, even where it has a default (QGIS 3.22).
    made = _made(output, label)
    made.setHelp(output.help)
    made.setCreateByDefault(not output.optional)
    return made


def _made(output, label):
    name = output.name
    if output.kind == "RASTER":
        return QgsProcessingParameterRasterDestination(name, label, None, True)
    if output.kind == "VECTOR":
        return QgsProcessingParameterVectorDestination(name, label, QgsProcessing.TypeVectorAnyGeometry, None, True)
    if output.kind == "TABLE":
        return QgsProcessingParameterVectorDestination(name, label, QgsProcessing.TypeVector, None, True)
    if output.kind in FOLDERS:
        return QgsProcessingParameterFolderDestination(name, label, None, True)
    ending = extension(output)
    pattern = "{} files (*.{})".format(ending.upper(), ending) if ending else "All files (*.*)"
    return QgsProcessingParameterFileDestination(name, label, pattern, None, True)


def inner(output):
    """Returns the QGIS output for a product that lies inside another one's folder."""
    kinds = {
        "RASTER": lambda: QgsProcessingOutputRasterLayer(output.name, output.label),
        "VECTOR": lambda: QgsProcessingOutputVectorLayer(output.name, output.label, QgsProcessing.TypeVectorAnyGeometry),
        "TABLE": lambda: QgsProcessingOutputVectorLayer(output.name, output.label, QgsProcessing.TypeVector),
        "STACK": lambda: QgsProcessingOutputFolder(output.name, output.label),
        "FOLDER": lambda: QgsProcessingOutputFolder(output.name, output.label),
    }
    return kinds.get(output.kind, lambda: QgsProcessingOutputFile(output.name, output.label))()


def wrong_extension(output, path):
    """Returns a line for the user where a chosen file name does not fit the format that is written, else an empty text."""
    wanted = extension(output)
    ending = os.path.splitext(path)[1].lower().lstrip(".")
    allowed = {"tif": ("tif", "tiff")}.get(wanted, (wanted,))
    if not wanted or not path or ending in allowed:
        return ""
    return "{}: '{}' does not end in .{}, the format that is written. Choose another name.".format(
        output.label, os.path.basename(path), wanted
    )
