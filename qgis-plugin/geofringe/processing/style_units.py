"""The last step of "Velocity by geological unit": polygons coloured by their velocity, with the style beside the file."""

import os

from qgis.core import (
    QgsFeatureSink,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingUtils,
    QgsRendererRange,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QIcon

from .layers import describe

# Fabio Crameri's vik, turned round (doi:10.5281/zenodo.1243862), told apart by colour-blind eyes: red is away from the
# satellite, as in the server's own velocity layers.
COLOURS = ("#590008", "#92300a", "#c36f3f", "#dcac90", "#ece5e0", "#94bed2", "#307da6", "#034481", "#001261")
_kept = []


class StyleUnits(QgsProcessingAlgorithm):
    """Copies polygons and colours them by a velocity field; runs in QGIS, without a server."""

    INPUT, FIELD, OUTPUT = "INPUT", "FIELD", "OUTPUT"

    def __init__(self):
        """Starts without a result."""
        super().__init__()
        self._path = ""
        self._field = ""

    def createInstance(self):  # noqa: N802
        """Returns a fresh copy, as QGIS asks for before each run."""
        return StyleUnits()

    def name(self):
        """The identifier within the provider."""
        return "style_units"

    def displayName(self):  # noqa: N802
        """The name in the toolbox."""
        return "Colour polygons by velocity"

    def group(self):
        """The toolbox group."""
        return "Maps"

    def groupId(self):  # noqa: N802
        """The toolbox group's stable identifier."""
        return "maps"

    def icon(self):
        """The provider's icon."""
        provider = self.provider()
        return provider.icon() if provider else QIcon()

    def shortHelpString(self):  # noqa: N802
        """The help beside the dialog."""
        return (
            "<p>Copies polygons and colours them by a field of velocities in mm/yr: nine classes that are symmetric about "
            "zero, red away from the satellite (subsidence, where the ground moves up and down), blue towards it. Polygons "
            "without a value are left hollow.</p><p>The style is saved beside the file, so that it is there wherever the "
            "file is opened.</p>"
        )

    def initAlgorithm(self, configuration=None):  # noqa: N802
        """Declares parameters and outputs."""
        self.addParameter(
            QgsProcessingParameterFeatureSource(self.INPUT, "Polygons", [QgsProcessing.TypeVectorPolygon])
        )
        self.addParameter(
            QgsProcessingParameterField(
                self.FIELD, "Velocity field (mm/yr)", "velocity_mean", self.INPUT, QgsProcessingParameterField.Numeric
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(self.OUTPUT, "Coloured polygons", QgsProcessing.TypeVectorPolygon)
        )

    def processAlgorithm(self, parameters, context, feedback):  # noqa: N802
        """Copies the features."""
        source = self.parameterAsSource(parameters, self.INPUT, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        self._field = self.parameterAsString(parameters, self.FIELD, context)
        sink, self._path = self.parameterAsSink(
            parameters, self.OUTPUT, context, source.fields(), source.wkbType(), source.sourceCrs()
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        total = max(1, source.featureCount())
        for done, feature in enumerate(source.getFeatures(), start=1):
            if feedback.isCanceled():
                break
            sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert)
            feedback.setProgress(100 * done / total)
        return {self.OUTPUT: self._path}

    def postProcessAlgorithm(self, context, feedback):  # noqa: N802
        """Writes the style beside the file and has QGIS use it; on the main thread, after the file is complete."""
        layer = QgsProcessingUtils.mapLayerFromString(self._path, context)
        if layer is None:
            return {}
        layer.setRenderer(renderer(layer, self._field))
        path = self._path.split("|")[0]
        if os.path.isfile(path):
            layer.saveNamedStyle(os.path.splitext(path)[0] + ".qml")
        if context.willLoadLayerOnCompletion(self._path):
            processor = _Restyle(self._field)
            _kept.append(processor)
            context.layerToLoadOnCompletionDetails(self._path).setPostProcessor(processor)
        return {self.OUTPUT: self._path}


class _Restyle(QgsProcessingLayerPostProcessorInterface):
    """Colours the layer that QGIS has loaded: it may be another object than the one that was styled before."""

    def __init__(self, field):
        super().__init__()
        self._field = field

    def postProcessLayer(self, layer, context, feedback):  # noqa: N802
        """Sets colours and the layer's description."""
        if isinstance(layer, QgsVectorLayer):
            layer.setRenderer(renderer(layer, self._field))
            describe(
                layer,
                layer.name(),
                "Line-of-sight velocity in mm/yr within each unit, positive towards the satellite: count of cells, mean, "
                "median and standard deviation, and the share of cells with closure errors.",
            )
            layer.triggerRepaint()


def renderer(layer, field):
    """Returns nine classes of a layer's field, symmetric about zero, with the direction of motion in words."""
    index = layer.fields().lookupField(field)
    if index < 0:
        raise QgsProcessingException("The polygons have no field '{}'. Choose one that holds velocities.".format(field))
    numbers = [abs(feature[index]) for feature in layer.getFeatures() if isinstance(feature[index], (int, float))]
    bound = max(numbers, default=0.0) or 1.0
    width = 2 * bound / len(COLOURS)
    ranges = []
    for step, colour in enumerate(COLOURS):
        lower = -bound + step * width
        symbol = QgsFillSymbol.createSimple({"color": colour, "outline_color": "#404040", "outline_width": "0.2"})
        ranges.append(QgsRendererRange(lower, lower + width, symbol, _label(step, lower, lower + width)))
    return QgsGraduatedSymbolRenderer(field, ranges)


def _label(step, lower, upper):
    words = {0: ", away", len(COLOURS) - 1: ", towards"}
    return "{:.1f} to {:.1f} mm/yr{}".format(lower, upper, words.get(step, ""))
