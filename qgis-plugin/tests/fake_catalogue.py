"""A catalogue of the kind that the server sends: the algorithms that the shipped models use, and one of every kind."""


def parameter(name, kind, **more):
    """Returns the fields of a Parameter message."""
    label = name.capitalize().replace("_", " ")
    return dict({"name": name, "label": label, "kind": "PARAMETER_KIND_" + kind, "help": label + " for the test."}, **more)


def output(name, kind, **more):
    """Returns the fields of an Output message."""
    label = name.capitalize().replace("_", " ")
    return dict({"name": name, "label": label, "kind": "OUTPUT_KIND_" + kind, "help": label + " of the test."}, **more)


STACK = parameter("STACK", "STACK")
REFERENCE = parameter("REFERENCE", "POINT", optional=True)
VELOCITY = dict(style="velocity", layer_group="Velocity", unit="mm/yr")
PHASES = [{"value": "UNWRAPPED", "label": "Unwrapped"}, {"value": "WRAPPED", "label": "Wrapped"}]
METHODS = [{"value": "SBAS", "label": "Small baselines"}, {"value": "PSI", "label": "Persistent scatterers"}]
COSTS = [{"value": value, "label": value.lower()} for value in ("SMOOTH", "DEFORMATION", "TOPOGRAPHY")]
MENDING = [{"value": value, "label": value.lower()} for value in ("BOTH", "COMPONENTS", "CELLS")]
SHOWN = [{"value": value, "label": value.lower()} for value in ("NONE", "FIRST", "ALL")]
GROUPS = [{"value": value, "label": value.lower()} for value in ("KIND", "PAIR")]
REQUIRED = ("TEXT", "INTEGER", "NUMBER", "CHOICE", "FOLDER", "STACK", "FILE", "FILES", "RASTER", "POINT", "DATES", "EXTENT", "CRS", "FILE_OR_FOLDER", "LAYER")

ALGORITHMS = [
    {
        "id": "import_interferograms",
        "group": "Data",
        "label": "Import interferograms",
        "summary": "Makes a stack.",
        "help": "First paragraph with <angle brackets>.\n\nSecond paragraph.",
        "parameters": [parameter("FOLDER", "FOLDER"), parameter("LOOKS", "INTEGER", default_value="4", minimum=1, maximum=64)],
        "outputs": [output("STACK", "STACK")],
    },
    {
        "id": "closure",
        "group": "Time series",
        "label": "Triplet closure",
        "parameters": [STACK, REFERENCE, parameter("PHASE", "CHOICE", default_value="UNWRAPPED", choices=PHASES)],
        "outputs": [
            output("CLOSURE_RMS", "RASTER", layer_group="Closure", unit="rad", layer_order=11, style="closure_rms"),
            output("CLOSURE_CYCLES", "RASTER", layer_group="Closure", layer_order=12, style="closure_cycles"),
            output("TRIPLETS", "TABLE", layer_group="Closure", layer_order=13),
            output("TRIPLET_RASTERS", "FOLDER", optional=True),
        ],
    },
    {
        "id": "noisy_dates",
        "group": "Time series",
        "label": "Noisy dates",
        "parameters": [STACK, REFERENCE],
        "outputs": [output("SCORES", "TABLE", layer_group="Closure"), output("PLOT", "FILE")],
    },
    {
        "id": "velocity",
        "group": "Time series",
        "label": "Velocity",
        "parameters": [
            STACK,
            parameter("METHOD", "CHOICE", default_value="SBAS", choices=METHODS),
            parameter("EXCLUDE_DATES", "DATES", optional=True),
            REFERENCE,
            parameter("MIN_COHERENCE", "NUMBER", default_value="0.3", minimum=0.0, maximum=1.0, advanced=True),
        ],
        "outputs": [
            output("VELOCITY", "RASTER", layer_order=1, **VELOCITY),
            output("VELOCITY_STD", "RASTER", layer_order=4, layer_group="Velocity", unit="mm/yr"),
            output("TEMPORAL_COHERENCE", "RASTER", layer_order=3, layer_group="Velocity"),
            output("DISPLACEMENT", "RASTER", layer_order=2, layer_group="Velocity", unit="mm"),
            output("POINTS", "VECTOR", optional=True, layer_order=0, layer_group="Velocity"),
        ],
    },
    {
        "id": "full_chain",
        "group": "Workflows",
        "label": "Full chain",
        "parameters": [
            parameter("SCENES", "FOLDER", optional=True),
            parameter("ORBITS", "FOLDER", optional=True),
            parameter("DEM", "FILE_OR_FOLDER", optional=True),
            parameter("EXTENT", "EXTENT", optional=True),
            parameter("FOLDER", "FOLDER", optional=True),
            REFERENCE,
        ],
        "outputs": [
            output("OUTPUT", "FOLDER"),
            output("VELOCITY", "RASTER", inside="OUTPUT", layer_order=1, **VELOCITY),
            output("VELOCITY_STD", "RASTER", inside="OUTPUT", layer_group="Quality", unit="mm/yr"),
            output("TEMPORAL_COHERENCE", "RASTER", inside="OUTPUT", layer_group="Quality"),
            output("CLOSURE_RMS", "RASTER", inside="OUTPUT", layer_group="Closure"),
            output("PROJECT", "FILE", inside="OUTPUT"),
        ],
    },
    {
        "id": "simulate_scenes",
        "group": "Simulation",
        "label": "Simulate Sentinel-1 scenes",
        "parameters": [parameter("DATES", "INTEGER", default_value="6", minimum=1, maximum=200)],
        "outputs": [output("SCENES", "FOLDER", file_name="scenes")],
    },
    {
        "id": "geocode_slc",
        "group": "Images",
        "label": "Geocode Sentinel-1 images",
        "parameters": [
            parameter("SCENES", "FOLDER"),
            parameter("ORBITS", "FOLDER", optional=True),
            parameter("DEM", "FILE_OR_FOLDER"),
            parameter("EXTENT", "EXTENT", optional=True),
            parameter("SUBSWATHS", "TEXT", optional=True),
        ],
        "outputs": [
            output("STACK", "STACK", file_name="stack"),
            output("AMPLITUDE", "RASTER", inside="STACK", layer_group="Images", style="amplitude"),
            output("FOOTPRINTS", "VECTOR", inside="STACK", layer_group="Images", style="footprints"),
            output("HEIGHT", "RASTER", inside="STACK", layer_group="Geometry", unit="m", style="height"),
        ],
    },
    {
        "id": "pairs",
        "group": "Interferograms",
        "label": "Choose pairs",
        "parameters": [
            STACK,
            parameter("MAX_DAYS", "INTEGER", default_value="48", minimum=1, maximum=10000, unit="d"),
            parameter("MAX_METRES", "NUMBER", default_value="150", minimum=1, maximum=100000, unit="m"),
        ],
        "outputs": [output("PAIRS_TABLE", "TABLE", layer_group="Network", file_name="planned_pairs.csv")],
    },
    {
        "id": "interferograms",
        "group": "Interferograms",
        "label": "Form interferograms",
        "parameters": [
            STACK,
            parameter("SPACING", "TEXT", optional=True, unit="m"),
            parameter("MASK", "LAYER", optional=True),
            parameter("SHOW", "CHOICE", default_value="FIRST", choices=SHOWN),
            parameter("GROUP_BY", "CHOICE", default_value="PAIR", choices=GROUPS),
        ],
        "outputs": [
            output("INTERFEROGRAMS", "STACK", file_name="interferograms"),
            output("COHERENCE", "RASTER", inside="INTERFEROGRAMS", layer_group="Interferograms", layer_order=60),
        ],
    },
    {
        "id": "unwrap",
        "group": "Unwrapping",
        "label": "Unwrap interferograms",
        "parameters": [
            STACK,
            parameter("COST", "CHOICE", default_value="DEFORMATION", choices=COSTS),
            parameter("MIN_COHERENCE", "NUMBER", default_value="0", minimum=0.0, maximum=1.0),
            parameter("MASK", "LAYER", optional=True),
        ],
        "outputs": [output("UNWRAPPING", "TABLE", file_name="unwrapping.csv")],
    },
    {
        "id": "closure_correction",
        "group": "Unwrapping",
        "label": "Closure correction",
        "parameters": [STACK, REFERENCE, parameter("MEND", "CHOICE", default_value="BOTH", choices=MENDING)],
        "outputs": [
            output("CORRECTED", "STACK", file_name="corrected"),
            output("CYCLES_ADDED", "RASTER", inside="CORRECTED", layer_group="Closure", unit="cycles", style="cycles_added"),
            output("PAIRS", "TABLE", inside="CORRECTED", layer_group="Closure"),
        ],
    },
    {
        "id": "statistics_by_area",
        "group": "Plots and exports",
        "label": "Statistics by area",
        "parameters": [
            parameter("AREAS", "LAYER"),
            parameter("NAME_FIELD", "TEXT", optional=True),
            parameter("VELOCITY", "RASTER"),
            parameter("VELOCITY_STD", "RASTER", optional=True),
            parameter("CLOSURE_RMS", "RASTER", optional=True),
            parameter("TEMPORAL_COHERENCE", "RASTER", optional=True),
            parameter("MIN_TEMPORAL_COHERENCE", "NUMBER", default_value="0", minimum=0.0, maximum=1.0),
        ],
        "outputs": [
            output("POLYGONS", "VECTOR", layer_group="Velocity", file_name="velocity_by_area.gpkg"),
            output("TABLE", "TABLE", layer_group="Velocity", file_name="velocity_by_area.csv"),
        ],
    },
    {
        "id": "qgis_project",
        "group": "Tools",
        "label": "QGIS project",
        "parameters": [parameter("STACK", "STACK", optional=True), parameter("TITLE", "TEXT", default_value="GeoFringe")],
        "outputs": [output("PROJECT", "FILE", file_name="project.qgz")],
    },
    {
        "id": "every_kind",
        "group": "Test",
        "label": "Every kind",
        "parameters": [
            parameter("TEXT", "TEXT", optional=True),
            parameter("INTEGER", "INTEGER", optional=True),
            parameter("NUMBER", "NUMBER", default_value="0.25", unit="m"),
            parameter("BOOLEAN", "BOOLEAN", default_value="true"),
            parameter("CHOICE", "CHOICE", default_value="SBAS", choices=METHODS),
            parameter("FOLDER", "FOLDER", optional=True),
            parameter("FILE", "FILE", optional=True),
            parameter("FILES", "FILES", optional=True),
            parameter("FILE_OR_FOLDER", "FILE_OR_FOLDER", optional=True),
            parameter("RASTER", "RASTER", optional=True),
            parameter("LAYER", "LAYER", optional=True),
            parameter("POINT", "POINT", optional=True),
            parameter("EXTENT", "EXTENT", optional=True),
            parameter("CRS", "CRS", optional=True),
            parameter("DATES", "DATES", optional=True),
            dict(parameter("FROM_THE_FUTURE", "TEXT", optional=True), kind="PARAMETER_KIND_UNSPECIFIED"),
        ],
        "outputs": [],
    },
    {
        "id": "required_kinds",
        "group": "Test",
        "label": "Required kinds",
        "parameters": [parameter(kind, kind, choices=METHODS if kind == "CHOICE" else []) for kind in REQUIRED],
        "outputs": [],
    },
    {
        "id": "wait",
        "group": "Test",
        "label": "Wait",
        "parameters": [parameter("SECONDS", "NUMBER", default_value="1")],
        "outputs": [],
    },
    {"id": "fail", "group": "Test", "label": "Fail", "parameters": [], "outputs": []},
]
