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


WHAT_A_UNIT_SAYS = (
    "One row per unit: cells (with data) and share_with_data; velocity_mean, velocity_median, velocity_std (the scatter over "
    "the unit), velocity_p5 and velocity_p95 in mm/yr, positive towards the satellite; standard_error_mean of a cell, in "
    "mm/yr; closure_rms_mean in rad; temporal_coherence_mean. Call a unit moving where its mean is more than twice the "
    "standard error, and look at the closure layer first where closure_rms_mean is high or temporal coherence below 0.7.\n\n"
    "The polygons are coloured by mean velocity, symmetric about zero, red away from the satellite. Polygons of the same "
    "name are one unit; the map may be in any reference system."
)


def add_map_inputs(builder):
    """The geological map."""
    builder.input(
        QgsProcessingParameterFeatureSource("UNITS", "Geological map", [QgsProcessing.TypeVectorPolygon]),
        "Polygons; several may belong to one unit.",
    )
    builder.input(
        QgsProcessingParameterField("UNIT_FIELD", "Field with the unit's name", None, "UNITS"),
        "Polygons with the same value are one unit.",
    )
    builder.input(
        QgsProcessingParameterNumber(
            "MIN_TEMPORAL_COHERENCE", "Least temporal coherence", QgsProcessingParameterNumber.Double, 0, False, 0, 1
        ),
        "Cells below do not count. 0.7 leaves out what cannot be trusted.",
        advanced=True,
    )


def add_units(builder, row, velocity, closure):
    """The steps from rasters to units: those of the steps of these names."""
    builder.step("fixed", "native:fixgeometries", "Mend polygons", (1, row), {"INPUT": from_input("UNITS")})
    builder.step(
        "areas", "geofringe:statistics_by_area", "Velocity within units", (2, row),
        {
            "AREAS": from_step("fixed", "OUTPUT"), "NAME_FIELD": from_input("UNIT_FIELD"),
            "VELOCITY": from_step(velocity, "VELOCITY"), "VELOCITY_STD": from_step(velocity, "VELOCITY_STD"),
            "TEMPORAL_COHERENCE": from_step(velocity, "TEMPORAL_COHERENCE"), "CLOSURE_RMS": from_step(closure, "CLOSURE_RMS"),
            "MIN_TEMPORAL_COHERENCE": from_input("MIN_TEMPORAL_COHERENCE"),
        },
        {"POLYGONS": "Velocity by geological unit", "TABLE": "Table by unit"},
    )


def velocity_by_unit():
    """Velocity and its errors, summarised over the units of a geological map."""
    builder = Builder(
        "velocity_by_geological_unit",
        "Velocity by geological unit",
        {
            "ALG_DESC": "How the units of a geological map move. Computes line-of-sight velocity and closure error from a stack, "
            "and summarises them within the map's polygons. " + WHAT_A_UNIT_SAYS,
            "ALG_CREATOR": "The GeoFringe authors",
        },
    )
    add_common_inputs(builder)
    add_map_inputs(builder)
    data = {"STACK": from_input("STACK"), "REFERENCE": from_input("REFERENCE")}
    builder.step(
        "velocity", "geofringe:velocity", "Velocity", (1, 0), dict(data, EXCLUDE_DATES=from_input("EXCLUDE_DATES")),
        {"VELOCITY": "Velocity"},
    )
    builder.step("closure", "geofringe:closure", "Triplet closure", (1, 2), data, {"CLOSURE_RMS": "Closure error (rms)"})
    add_units(builder, 4, "velocity", "closure")
    builder.write()


def chain_over_geological_map():
    """The whole chain, and what it says of each geological unit."""
    builder = Builder(
        "chain_over_geological_map",
        "From scenes to velocity by geological unit",
        {
            "ALG_DESC": "The whole way in one run: from Sentinel-1 scenes, or from another processor's interferograms, to the "
            "velocity of the ground with its errors, a project that shows them, and the velocity of each unit of a geological "
            "map. Give either the scenes with a terrain model, or the folder of interferograms. It takes as long as the whole "
            "chain does; run it again with the same folder for results after a change, and what is done is not done again.\n\n"
            + WHAT_A_UNIT_SAYS,
            "ALG_CREATOR": "The GeoFringe authors",
        },
    )
    folder = QgsProcessingParameterFile.Folder
    builder.input(
        QgsProcessingParameterFile("SCENES", "Folder of Sentinel-1 products", folder, "", None, True),
        "Holds IW SLC products as .SAFE folders or .zip files, of one track. Give this or the interferograms.",
    )
    builder.input(
        QgsProcessingParameterFile("ORBITS", "Folder of orbit files", folder, "", None, True),
        "For scenes: holds POEORB or RESORB files (.EOF). Empty: the products' own orbits, which are worse.",
    )
    builder.input(
        QgsProcessingParameterFile("DEM", "Terrain model", QgsProcessingParameterFile.File, "", None, True, "All files (*)"),
        "For scenes: a GeoTIFF that covers the area, or a folder of tiles as GeoTIFF (Copernicus GLO-30) or .hgt (SRTM).",
    )
    builder.input(QgsProcessingParameterExtent("EXTENT", "Area", None, True), "For scenes; empty: all that the first date covers.")
    builder.input(
        QgsProcessingParameterFile("FOLDER", "Folder of interferograms", folder, "", None, True),
        "Instead of scenes: unwrapped interferograms and their coherence as GeoTIFF, two dates in each name.",
    )
    builder.input(
        QgsProcessingParameterPoint("REFERENCE", "Reference point", None, True),
        "A place that does not move; all velocities are relative to it. Empty: the program chooses, and says where.",
    )
    add_map_inputs(builder)
    given = ("SCENES", "ORBITS", "DEM", "EXTENT", "FOLDER", "REFERENCE")
    builder.step(
        "chain", "geofringe:full_chain", "The whole chain", (1, 0), {name: from_input(name) for name in given},
        {"OUTPUT": "Folder for the results"},
    )
    add_units(builder, 3, "chain", "chain")
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
    chain_over_geological_map()
    scenes_to_stack()
    scenes_to_interferograms()
    unwrap_and_check_closure()
    plugin.unload()
    server.stop()
    place.close()


if __name__ == "__main__":
    build()
