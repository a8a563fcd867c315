"""From a parameter of the catalogue to a QGIS parameter definition, and from its value to the text that is sent."""

import os

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

FOLDER_KINDS = ("FOLDER", "STACK", "FOLDER_DESTINATION")
PATH_KINDS = ("FOLDER", "STACK", "FILE", "RASTER", "FILES", "FILE_OR_FOLDER", "LAYER")

# What stands between a file and the layer in it, for the server as in QGIS's own sources.
LAYER_NAME = "|layername="
# Formats of vectors that the server reads; others are saved as the first of them.
_VECTOR_FORMATS = ["gpkg", "geojson", "json"]


def definition(parameter, words):
    """Returns the QGIS parameter for one of the catalogue; `words` (help.Words) turns its help into that of a dialog.

    A kind that a newer server has and this plugin does not know becomes a text field, so that it can still be used.
    """
    label = "{} ({})".format(parameter.label, parameter.unit) if parameter.unit else parameter.label
    make = _MAKERS.get(parameter.kind, _text)
    made = make(parameter, label)
    made.setHelp(words.of(_help(parameter)))
    if parameter.advanced:
        made.setFlags(made.flags() | QgsProcessingParameterDefinition.FlagAdvanced)
    return made


def _default(parameter):
    return parameter.default or None


def _may_be_left_out(parameter):
    """Whether a job can do without a value. Dialogs then say "optional" beside fields that have a default too; but a model
    that lacks a value for any other is refused (QGIS 3.22), so none would outlive a server with one parameter more."""
    return parameter.optional or parameter.default != ""


def _text(p, label):
    return QgsProcessingParameterString(p.name, label, _default(p), False, _may_be_left_out(p))


def _number(p, label, kind, cast):
    made = QgsProcessingParameterNumber(p.name, label, kind, cast(p.default) if p.default else None, _may_be_left_out(p))
    if p.minimum is not None:
        made.setMinimum(float(p.minimum))
    if p.maximum is not None:
        made.setMaximum(float(p.maximum))
    return made


def _integer(p, label):
    return _number(p, label, QgsProcessingParameterNumber.Integer, int)


def _real(p, label):
    return _number(p, label, QgsProcessingParameterNumber.Double, float)


def _boolean(p, label):
    return QgsProcessingParameterBoolean(p.name, label, p.default == "true", _may_be_left_out(p))


def _choice(p, label):
    values = [choice.value for choice in p.choices]
    made = QgsProcessingParameterEnum(p.name, label, values, False, _default(p), _may_be_left_out(p))
    # Values instead of positions: scripts and models stay right when the server adds a choice.
    made.setUsesStaticStrings(True)
    return made


def _folder(p, label):
    return QgsProcessingParameterFile(p.name, label, QgsProcessingParameterFile.Folder, "", _default(p), _may_be_left_out(p))


def _file(p, label):
    return QgsProcessingParameterFile(p.name, label, QgsProcessingParameterFile.File, "", _default(p), _may_be_left_out(p))


def _file_or_folder(p, label):
    # Unlike QGIS's own "All files (*.*)", this filter takes names without an ending, as folders have.
    return QgsProcessingParameterFile(
        p.name, label, QgsProcessingParameterFile.File, "", _default(p), _may_be_left_out(p), "All files (*)"
    )


def _raster(p, label):
    return QgsProcessingParameterRasterLayer(p.name, label, _default(p), _may_be_left_out(p))


def _layer(p, label):
    # Points, lines or polygons: what suits the algorithm, its help says, and the server tells where it does not.
    kinds = [QgsProcessing.TypeVectorAnyGeometry, QgsProcessing.TypeRaster]
    return QgsProcessingParameterMapLayer(p.name, label, _default(p), _may_be_left_out(p), kinds)


def _files(p, label):
    return QgsProcessingParameterMultipleLayers(p.name, label, QgsProcessing.TypeFile, _default(p), _may_be_left_out(p))


def _point(p, label):
    # Without a system the server takes degrees, but QGIS's dialog takes the project's system.
    default = _default(p)
    if default and "[" not in default:
        default += " [EPSG:4326]"
    return QgsProcessingParameterPoint(p.name, label, default, _may_be_left_out(p))


def _extent(p, label):
    return QgsProcessingParameterExtent(p.name, label, _default(p), _may_be_left_out(p))


def _crs(p, label):
    return QgsProcessingParameterCrs(p.name, label, _default(p), _may_be_left_out(p))


_MAKERS = {
    "TEXT": _text,
    "INTEGER": _integer,
    "NUMBER": _real,
    "BOOLEAN": _boolean,
    "CHOICE": _choice,
    "FOLDER": _folder,
    "STACK": _folder,
    "FOLDER_DESTINATION": _folder,
    "FILE": _file,
    "FILES": _files,
    "RASTER": _raster,
    "LAYER": _layer,
    "POINT": _point,
    "EXTENT": _extent,
    "CRS": _crs,
    "DATES": _text,
    "FILE_OR_FOLDER": _file_or_folder,
}


def _help(p):
    lines = [p.help] if p.help else []
    if p.choices:
        lines.append(p.choices_text())
    if p.kind == "DATES":
        lines.append("Dates such as 2018-01-06, 20180118, parted by commas.")
    if p.minimum is not None and p.maximum is not None:
        lines.append("From {:g} to {:g}.".format(p.minimum, p.maximum))
    return "\n".join(lines)


def text_of(algorithm, p, parameters, context):
    """Returns the text to send for a parameter, or None where the server's default is to hold.

    `algorithm` is the QgsProcessingAlgorithm that knows the definition. Raises QgsProcessingException with a line for
    the user where the value cannot be sent.
    """
    if p.kind == "BOOLEAN":
        return "true" if algorithm.parameterAsBool(parameters, p.name, context) else "false"
    given = parameters.get(p.name)
    if given is None or given == "" or given == []:
        if p.default == "" or p.name in parameters:
            return None
    if p.kind == "INTEGER":
        return str(algorithm.parameterAsInt(parameters, p.name, context))
    if p.kind == "NUMBER":
        return repr(algorithm.parameterAsDouble(parameters, p.name, context))
    if p.kind == "CHOICE":
        return algorithm.parameterAsEnumString(parameters, p.name, context)
    if p.kind == "RASTER":
        return _raster_path(algorithm, p, parameters, context)
    if p.kind == "LAYER":
        return _layer_text(algorithm, p, parameters, context)
    if p.kind == "FILES":
        paths = algorithm.parameterAsFileList(parameters, p.name, context)
        return ";".join(os.path.abspath(path) for path in paths if path) or None
    if p.kind == "POINT":
        return _point_text(algorithm, p, parameters, context)
    if p.kind == "EXTENT":
        return _extent_text(algorithm, p, parameters, context)
    if p.kind == "CRS":
        return _crs_text(algorithm, p, parameters, context)
    if p.kind in FOLDER_KINDS or p.kind in ("FILE", "FILE_OR_FOLDER"):
        path = algorithm.parameterAsFile(parameters, p.name, context)
        return os.path.abspath(os.path.expanduser(path)) if path else None
    return algorithm.parameterAsString(parameters, p.name, context).strip() or None


def _raster_path(algorithm, p, parameters, context):
    layer = algorithm.parameterAsRasterLayer(parameters, p.name, context)
    if layer is None:
        raise QgsProcessingException(
            "{}: '{}' is neither a raster layer nor a raster file. Choose a GeoTIFF.".format(p.label, parameters.get(p.name))
        )
    return _file_of(p, layer)


def _layer_text(algorithm, p, parameters, context):
    """Returns the path of a raster, or of a vector with the layer's name in it, saved anew where the server cannot read it."""
    layer = algorithm.parameterAsLayer(parameters, p.name, context)
    if isinstance(layer, QgsRasterLayer):
        return _file_of(p, layer)
    if not isinstance(layer, QgsVectorLayer) or layer.geometryType() == QgsWkbTypes.NullGeometry:
        raise QgsProcessingException(
            "{}: '{}' is neither a vector layer with geometries nor a raster. Choose one that is.".format(
                p.label, layer.name() if layer else parameters.get(p.name)
            )
        )
    # A filter or unsaved edits count too: then QGIS writes what the layer shows to a file of its own.
    path, name = algorithm.parameterAsCompatibleSourceLayerPathAndLayerName(
        parameters, p.name, context, _VECTOR_FORMATS, _VECTOR_FORMATS[0], QgsProcessingFeedback()
    )
    path = os.path.abspath(path)
    return path + LAYER_NAME + name if name and path.lower().endswith(".gpkg") else path


def _file_of(p, layer):
    path = layer.source().split("|")[0]
    if layer.providerType() != "gdal" or not os.path.isfile(path):
        raise QgsProcessingException(
            "{}: the layer '{}' is not a file on this machine (provider '{}'). Save it as a GeoTIFF and choose that.".format(
                p.label, layer.name(), layer.providerType()
            )
        )
    return os.path.abspath(path)


def _point_text(algorithm, p, parameters, context):
    """Returns "x,y [EPSG:n]"; without a known system the server takes longitude and latitude."""
    point = algorithm.parameterAsPoint(parameters, p.name, context)
    crs = algorithm.parameterAsPointCrs(parameters, p.name, context)
    if not crs.isValid():
        return "{!r},{!r}".format(point.x(), point.y())
    if not crs.authid().startswith("EPSG:"):
        transform, crs = _to_degrees(crs, context)
        point = transform.transform(point)
    return "{!r},{!r} [{}]".format(point.x(), point.y(), crs.authid())


def _extent_text(algorithm, p, parameters, context):
    """Returns "xmin,xmax,ymin,ymax [EPSG:n]"; without a known system the server takes longitude and latitude."""
    extent = algorithm.parameterAsExtent(parameters, p.name, context)
    crs = algorithm.parameterAsExtentCrs(parameters, p.name, context)
    if extent.isNull():
        raise QgsProcessingException(
            "{}: '{}' is no extent. Draw one on the map, choose a layer or leave it empty.".format(
                p.label, parameters.get(p.name)
            )
        )
    if crs.isValid() and not crs.authid().startswith("EPSG:"):
        transform, crs = _to_degrees(crs, context)
        extent = transform.transformBoundingBox(extent)
    sides = ",".join(repr(v) for v in (extent.xMinimum(), extent.xMaximum(), extent.yMinimum(), extent.yMaximum()))
    return "{} [{}]".format(sides, crs.authid()) if crs.isValid() else sides


def _to_degrees(crs, context):
    """Returns the transform from a system to longitude and latitude, and that system."""
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    return QgsCoordinateTransform(crs, wgs84, context.project() or QgsProject.instance()), wgs84


def _crs_text(algorithm, p, parameters, context):
    crs = algorithm.parameterAsCrs(parameters, p.name, context)
    if not crs.authid().startswith("EPSG:"):
        raise QgsProcessingException(
            "{}: the system '{}' has no EPSG code. Choose one that has, such as a UTM zone.".format(
                p.label, crs.description() or "of your own"
            )
        )
    return crs.authid()
