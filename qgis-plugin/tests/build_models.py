#!/usr/bin/python3
"""Writes the models that the plugin ships, with QGIS's own model API. Run it through `run`'s environment after a change:

    qgis-plugin/tests/run build_models

The models name algorithms, parameters and outputs of the server's catalogue, so they are drawn against a server: the
tests' own one, which has those that the models use.
"""

import os

import headless
import helpers
from qgis.core import (
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildDependency,
    QgsProcessingModelChildParameterSource as Source,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QPointF, QSizeF

MODELS = os.path.join(helpers.PLUGIN_PARENT, "geofringe", "models")
COUNT, MEAN, MEDIAN, STANDARD_DEVIATION = 0, 2, 3, 4


class Builder:
    """Lays steps out in columns as they are added."""

    def __init__(self, name, label, help_texts):
        self.model = QgsProcessingModelAlgorithm(label, "Models")
        self.model.setHelpContent(help_texts)
        self.file = os.path.join(MODELS, name + ".model3")
        self._inputs = 0

    def input(self, definition, help_text, advanced=False):
        """Adds an input of the model."""
        definition.setHelp(help_text)
        if advanced:
            definition.setFlags(definition.flags() | QgsProcessingParameterDefinition.FlagAdvanced)
        component = QgsProcessingModelParameter(definition.name())
        component.setPosition(QPointF(140, 80 + 90 * self._inputs))
        component.setSize(QSizeF(200, 50))
        component.setDescription(definition.description())
        self._inputs += 1
        self.model.addModelParameter(definition, component)

    def step(self, name, algorithm, label, at, sources, results=None, after=()):
        """Adds a step; `sources` gives a source, or a plain value, per parameter, `results` a label per final output.

        `after` names steps that come first though no output is wired, as where an expression reads one.
        """
        child = QgsProcessingModelChildAlgorithm(algorithm)
        if not child.algorithm():
            raise SystemExit("There is no algorithm " + algorithm)
        child.setChildId(name)
        child.setDescription(label)
        child.setPosition(QPointF(140 + 260 * at[0], 80 + 110 * at[1]))
        child.setSize(QSizeF(210, 50))
        for parameter, source in sources.items():
            if child.algorithm().parameterDefinition(parameter) is None:
                raise SystemExit("{} has no parameter {}".format(algorithm, parameter))
            value = source if isinstance(source, Source) else Source.fromStaticValue(source)
            child.addParameterSources(parameter, [value])
        outputs = {}
        for place, (output, title) in enumerate((results or {}).items()):
            made = QgsProcessingModelOutput(title, title)
            made.setChildId(name)
            made.setChildOutputName(output)
            made.setPosition(child.position() + QPointF(230, 60 + 45 * place))
            made.setSize(QSizeF(190, 36))
            outputs[title] = made
        child.setModelOutputs(outputs)
        child.setDependencies([QgsProcessingModelChildDependency(other) for other in after])
        self.model.addChildAlgorithm(child)

    def write(self):
        """Writes the file."""
        self.model.updateDestinationParameters()
        if not self.model.toFile(self.file):
            raise SystemExit("cannot write " + self.file)


def from_input(name):
    """A model input as a source."""
    return Source.fromModelParameter(name)


def from_step(name, output):
    """A step's output as a source."""
    return Source.fromChildOutput(name, output)


def add_common_inputs(builder):
    """The inputs that both models share."""
    builder.input(
        QgsProcessingParameterFile("STACK", "Stack", QgsProcessingParameterFile.Folder),
        "The stack folder that 'Import interferograms' made.",
    )
    builder.input(
        QgsProcessingParameterPoint("REFERENCE", "Reference point", None, True),
        "A place that does not move; all velocities are relative to it. Empty: a coherent cell that moves as most others do.",
    )
    builder.input(
        QgsProcessingParameterString("EXCLUDE_DATES", "Dates to leave out", None, False, True),
        "Dates such as 2018-01-06, parted by commas.",
        advanced=True,
    )


def add_scene_inputs(builder):
    """The inputs of models that start from scenes."""
    folder = QgsProcessingParameterFile.Folder
    builder.input(
        QgsProcessingParameterFile("SCENES", "Folder of Sentinel-1 products", folder),
        "Holds IW SLC products as .SAFE folders or .zip files, of one track.",
    )
    builder.input(
        QgsProcessingParameterFile("ORBITS", "Folder of orbit files", folder, "", None, True),
        "Holds POEORB or RESORB files (.EOF). Empty: the products' own orbits, which are worse.",
    )
    builder.input(
        # Unlike QGIS's own "All files (*.*)", this filter takes names without an ending, as folders have.
        QgsProcessingParameterFile("DEM", "Terrain model", QgsProcessingParameterFile.File, "", None, False, "All files (*)"),
        "A GeoTIFF that covers the area, or a folder of tiles as GeoTIFF (Copernicus GLO-30) or .hgt (SRTM).",
    )
    builder.input(
        QgsProcessingParameterExtent("EXTENT", "Area", None, True), "Empty: all that the first date covers.", advanced=True
    )


def velocity_with_closure_check():
    """Closure, noisy dates, and a velocity that can do without them."""
    builder = Builder(
        "velocity_with_closure_check",
        "Velocity with closure check",
        {
            "ALG_DESC": "Line-of-sight velocity together with what tells how far to trust it: closure errors of triplets and a "
            "ranking of noisy dates. If asked to, it leaves the dates out that the ranking suggests; the scores tell which, "
            "and the dates named by hand are left out in any case.\n\nClosure finds bad pairs and unwrapping errors. It cannot "
            "see a date's own atmosphere, which cancels within every triplet; the ranking of dates uses two further scores "
            "that can.",
            "ALG_CREATOR": "The GeoFringe authors",
        },
    )
    add_common_inputs(builder)
    builder.input(
        QgsProcessingParameterBoolean("EXCLUDE_SUGGESTED", "Leave out the dates that are suggested", False),
        "Otherwise the suggestion is only reported.",
    )
    data = {"STACK": from_input("STACK"), "REFERENCE": from_input("REFERENCE")}
    closure = {"CLOSURE_RMS": "Closure error (rms)", "CLOSURE_CYCLES": "Unwrapping errors (triplets)"}
    builder.step("closure", "geofringe:closure", "Triplet closure", (1, 0), data, closure)
    builder.step("noisy", "geofringe:noisy_dates", "Noisy dates", (1, 2), data, {"SCORES": "Scores of dates"})
    dates = Source.fromExpression(
        "array_to_string(array_filter(array(@EXCLUDE_DATES, if(@EXCLUDE_SUGGESTED, array_to_string("
        "map_get(from_json(@Noisy_dates_METRICS), 'suggested_exclusions')), '')), length(coalesce(@element, '')) > 0))"
    )
    results = {"VELOCITY": "Velocity", "TEMPORAL_COHERENCE": "Temporal coherence", "DISPLACEMENT": "Displacement"}
    builder.step("velocity", "geofringe:velocity", "Velocity", (2, 2), dict(data, EXCLUDE_DATES=dates), results, ["noisy"])
    builder.write()


def velocity_by_unit():
    """Velocity and closure errors, summarised over the units of a geological map."""
    builder = Builder(
        "velocity_by_geological_unit",
        "Velocity by geological unit",
        {
            "ALG_DESC": "How the units of a geological map move. Computes line-of-sight velocity and closure errors from a stack, "
            "and samples both with the map's polygons, one row per unit: velocity_count (cells), velocity_mean, "
            "velocity_median and velocity_stdev in mm/yr, positive towards the satellite, and closure_error_share, the share "
            "of cells where at least one triplet has an unwrapping error. A unit with a large share deserves a look at the "
            "closure layer before its velocity is believed.\n\nThe result is coloured by mean velocity, symmetric about "
            "zero, red away from the satellite. A unit's polygons are merged; the map may be in any reference system.",
            "ALG_CREATOR": "The GeoFringe authors",
        },
    )
    add_common_inputs(builder)
    builder.input(
        QgsProcessingParameterFeatureSource("UNITS", "Geological map", [QgsProcessing.TypeVectorPolygon]),
        "Polygons; several may belong to one unit.",
    )
    builder.input(
        QgsProcessingParameterField("UNIT_FIELD", "Field with the unit's name", None, "UNITS"),
        "Polygons with the same value are one unit.",
    )
    data = {"STACK": from_input("STACK"), "REFERENCE": from_input("REFERENCE")}
    builder.step(
        "velocity", "geofringe:velocity", "Velocity", (1, 0), dict(data, EXCLUDE_DATES=from_input("EXCLUDE_DATES")),
        {"VELOCITY": "Velocity"},
    )
    builder.step(
        "closure", "geofringe:closure", "Triplet closure", (1, 2), data, {"CLOSURE_CYCLES": "Unwrapping errors (triplets)"}
    )
    builder.step(
        "errors", "native:reclassifybytable", "1 where a triplet has an error, else 0", (2, 2),
        {
            "INPUT_RASTER": from_step("closure", "CLOSURE_CYCLES"), "RASTER_BAND": 1, "NO_DATA": -9999,
            "TABLE": [0, 0.5, 0, 0.5, 1000000, 1], "RANGE_BOUNDARIES": 1, "NODATA_FOR_MISSING": True, "DATA_TYPE": 5,
        },
    )
    builder.step("fixed", "native:fixgeometries", "Mend polygons", (1, 4), {"INPUT": from_input("UNITS")})
    builder.step(
        "merged", "native:dissolve", "One feature per unit", (2, 4),
        {"INPUT": from_step("fixed", "OUTPUT"), "FIELD": from_input("UNIT_FIELD")},
    )
    builder.step(
        "named", "native:retainfields", "Keep the unit's name", (3, 4),
        {"INPUT": from_step("merged", "OUTPUT"), "FIELDS": from_input("UNIT_FIELD")},
    )
    builder.step(
        "by_velocity", "native:zonalstatisticsfb", "Velocity within units", (3, 0),
        {
            "INPUT": from_step("named", "OUTPUT"), "INPUT_RASTER": from_step("velocity", "VELOCITY"), "RASTER_BAND": 1,
            "COLUMN_PREFIX": "velocity_", "STATISTICS": [COUNT, MEAN, MEDIAN, STANDARD_DEVIATION],
        },
    )
    builder.step(
        "by_errors", "native:zonalstatisticsfb", "Closure errors within units", (3, 2),
        {
            "INPUT": from_step("by_velocity", "OUTPUT"), "INPUT_RASTER": from_step("errors", "OUTPUT"), "RASTER_BAND": 1,
            "COLUMN_PREFIX": "closure_error_", "STATISTICS": [MEAN],
        },
    )
    builder.step(
        "renamed", "native:renametablefield", "Name the share", (4, 2),
        {"INPUT": from_step("by_errors", "OUTPUT"), "FIELD": "closure_error_mean", "NEW_NAME": "closure_error_share"},
    )
    builder.step(
        "styled", "geofringe:style_units", "Colour by velocity", (4, 3),
        {"INPUT": from_step("renamed", "OUTPUT"), "FIELD": "velocity_mean"},
        {"OUTPUT": "Velocity by geological unit"},
    )
    builder.write()


def scenes_to_stack():
    """Sentinel-1 products to a stack, and a project that shows it."""
    builder = Builder(
        "scenes_to_stack",
        "Sentinel-1 scenes to geocoded stack",
        {
            "ALG_DESC": "From a folder of Sentinel-1 IW SLC products to a stack of images on one map grid, coregistered and "
            "without the phase of flat earth and terrain, and a QGIS project of its layers: amplitude, footprints of the "
            "bursts, heights, incidence, layover and shadow.\n\nRun it again with more products in the folder: dates that "
            "are there stay as they are. The log says first how long it will take and how much disk it needs.",
            "ALG_CREATOR": "The GeoFringe authors",
        },
    )
    add_scene_inputs(builder)
    builder.step(
        "geocode", "geofringe:geocode_slc", "Geocode images", (1, 0),
        {name: from_input(name) for name in ("SCENES", "ORBITS", "DEM", "EXTENT")}, {"STACK": "Stack"},
    )
    builder.step(
        "project", "geofringe:qgis_project", "Project of its layers", (2, 0), {"STACK": from_step("geocode", "STACK")},
        {"PROJECT": "QGIS project"},
    )
    builder.write()


def scenes_to_interferograms():
    """Sentinel-1 products to interferograms, with what tells how far to trust them before they are unwrapped."""
    builder = Builder(
        "scenes_to_interferograms",
        "Sentinel-1 scenes to interferograms",
        {
            "ALG_DESC": "From a folder of Sentinel-1 IW SLC products to wrapped interferograms on one map grid: the images are "
            "geocoded, pairs with small baselines chosen, and for each pair phase, coherence and amplitude are made, averaged "
            "to cells of the size that is asked for and filtered. The phases of three pairs that make a triangle are then "
            "added up: where the closure error is large, the phase is noise or biased, and no unwrapping will mend it.\n\nThe "
            "first pairs are shown on the map; the QGIS project holds them all. Run it again with more products in the "
            "folder, or other cells: what is there and fits stays as it is.",
            "ALG_CREATOR": "The GeoFringe authors",
        },
    )
    add_scene_inputs(builder)
    number = QgsProcessingParameterNumber
    builder.input(
        number("MAX_DAYS", "Longest time of a pair (days)", number.Integer, 48, False, 1, 10000),
        "Longer pairs are less coherent, shorter ones show less motion.",
    )
    builder.input(
        number("MAX_METRES", "Longest perpendicular baseline of a pair (m)", number.Double, 150, False, 1, 100000),
        "Long baselines show errors of the terrain model and lose coherence.",
        advanced=True,
    )
    builder.input(
        number("SPACING", "Size of cells (m)", number.Double, 40, False, 1, 100000),
        "Larger cells have less noise; narrow features need small ones.",
    )
    builder.input(
        QgsProcessingParameterMapLayer(
            "MASK", "Mask", None, True, [QgsProcessing.TypeVectorPolygon, QgsProcessing.TypeRaster]
        ),
        "Polygons, such as lakes, or a raster whose cells are not 0: they are left out.",
    )
    builder.step(
        "geocode", "geofringe:geocode_slc", "Geocode images", (1, 0),
        {name: from_input(name) for name in ("SCENES", "ORBITS", "DEM", "EXTENT")}, {"STACK": "Stack of images"},
    )
    stack = {"STACK": from_step("geocode", "STACK")}
    builder.step(
        "pairs", "geofringe:pairs", "Choose pairs", (1, 2),
        dict(stack, MAX_DAYS=from_input("MAX_DAYS"), MAX_METRES=from_input("MAX_METRES")),
        {"PAIRS_TABLE": "Table of pairs"},
    )
    builder.step(
        "interferograms", "geofringe:interferograms", "Form interferograms", (2, 1),
        dict(stack, SPACING=from_input("SPACING"), MASK=from_input("MASK")), {"INTERFEROGRAMS": "Interferograms"},
        # The pairs are kept in the stack, so no wire says that they come first.
        ["pairs"],
    )
    made = {"STACK": from_step("interferograms", "INTERFEROGRAMS")}
    builder.step(
        "closure", "geofringe:closure", "Triplet closure", (3, 0), made, {"CLOSURE_RMS": "Closure error (rms)"}
    )
    builder.step(
        "project", "geofringe:qgis_project", "Project of all pairs", (3, 2), made, {"PROJECT": "QGIS project"}
    )
    builder.write()


def unwrap_and_check_closure():
    """Wrapped pairs to unwrapped ones that close, with what was wrong before and what is left after."""
    builder = Builder(
        "unwrap_and_check_closure",
        "Unwrap and check closure",
        {
            "ALG_DESC": "Unwraps every pair of a stack, adds up the triangles of pairs, moves components and cells by whole cycles so "
            "that the triangles close, and adds them up again.\n\nCompare 'Unwrapping errors before' with 'after': both count, in "
            "each cell, the triangles that are off by whole cycles. 'Cycles added' shows what was moved in between. What is left "
            "after is where several pairs may be to blame: mask it, or leave a pair out. The corrected pairs are a stack of their "
            "own, to be used for velocities; the unwrapped ones stay in the stack that went in.\n\nClosing is not the same as being "
            "right: what is a cycle off in all pairs of a date closes.",
            "ALG_CREATOR": "The GeoFringe authors",
        },
    )
    builder.input(
        QgsProcessingParameterFile("STACK", "Stack of interferograms", QgsProcessingParameterFile.Folder),
        "A stack with wrapped phase and coherence, as 'Form interferograms' makes it.",
    )
    builder.input(
        QgsProcessingParameterPoint("REFERENCE", "Reference point", None, True),
        "Stable, coherent ground that every pair unwraps well. Empty: a coherent cell that moves as most others do.",
    )
    cost = QgsProcessingParameterEnum(
        "COST", "What the ground does", ["SMOOTH", "DEFORMATION", "TOPOGRAPHY"], False, "DEFORMATION", False, True
    )
    builder.input(cost, "DEFORMATION lets the phase jump along a fault; SMOOTH forbids it; TOPOGRAPHY is for phase of heights.", advanced=True)
    number = QgsProcessingParameterNumber
    builder.input(
        number("MIN_COHERENCE", "Least coherence", number.Double, 0, False, 0, 1),
        "Cells of lower coherence get no unwrapped phase; 0 unwraps all.",
    )
    builder.input(
        QgsProcessingParameterMapLayer(
            "MASK", "Mask", None, True, [QgsProcessing.TypeVectorPolygon, QgsProcessing.TypeRaster]
        ),
        "Polygons, such as lakes, or a raster whose cells are not 0: they are left out, and cycles may run through them.",
    )
    stack = {"STACK": from_input("STACK")}
    reference = {"REFERENCE": from_input("REFERENCE")}
    builder.step(
        "unwrap", "geofringe:unwrap", "Unwrap", (1, 0),
        dict(stack, **{name: from_input(name) for name in ("COST", "MIN_COHERENCE", "MASK")}),
        {"UNWRAPPING": "Table of unwrapped pairs"},
    )
    # The unwrapped phase is added to the stack that went in, so no wire says that it comes first.
    builder.step(
        "before", "geofringe:closure", "Triplet closure before", (2, 0), dict(stack, **reference),
        {"CLOSURE_CYCLES": "Unwrapping errors before (triplets)"}, ["unwrap"],
    )
    builder.step(
        "correction", "geofringe:closure_correction", "Closure correction", (2, 2), dict(stack, **reference),
        {"CORRECTED": "Corrected interferograms"}, ["unwrap"],
    )
    corrected = {"STACK": from_step("correction", "CORRECTED")}
    builder.step(
        "after", "geofringe:closure", "Triplet closure after", (3, 1), dict(corrected, **reference),
        {"CLOSURE_CYCLES": "Unwrapping errors after (triplets)", "CLOSURE_RMS": "Closure error (rms)"},
    )
    builder.step(
        "project", "geofringe:qgis_project", "Project of all pairs", (3, 3), corrected, {"PROJECT": "QGIS project"}
    )
    builder.write()


def build():
    """Writes all models."""
    place = helpers.Place()
    server = helpers.ServerProcess(place.home)
    plugin = headless.load_plugin()
    velocity_with_closure_check()
    velocity_by_unit()
    scenes_to_stack()
    scenes_to_interferograms()
    unwrap_and_check_closure()
    plugin.unload()
    server.stop()
    place.close()


if __name__ == "__main__":
    build()
