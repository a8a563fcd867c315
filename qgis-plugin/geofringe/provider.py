"""The GeoFringe group of the Processing toolbox."""

import os

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsMessageLog,
    QgsProcessingException,
    QgsProcessingProvider,
    QgsTask,
)
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QIcon

from .processing import catalogue
from .processing.algorithm import ServerAlgorithm
from .processing.model import ShippedModel
from .processing.style_units import StyleUnits
from .rpc import connect, contract
from .rpc.errors import ServerError

PLUGIN_FOLDER = os.path.dirname(__file__)
_MODELS = os.path.join(PLUGIN_FOLDER, "models")


def cache_folder():
    """Returns the folder in the user's QGIS profile that keeps the server's catalogue."""
    return os.path.join(QgsApplication.qgisSettingsDirPath(), "geofringe")


class GeoFringeProvider(QgsProcessingProvider):
    """Algorithms drawn from the server's catalogue, and models made of them."""

    def __init__(self, settings, interactive):
        """With `interactive`, the network is only touched in the background, so that QGIS starts at once."""
        super().__init__()
        self._settings = settings
        self._interactive = interactive
        self._catalogue = catalogue.load(cache_folder())
        self._problem = contract.missing_requirement()
        self._task = None

    def id(self):
        """The provider's part of an algorithm's identifier, as in "geofringe:velocity"."""
        return "geofringe"

    def name(self):
        """The group's name in the toolbox."""
        return "GeoFringe"

    def longName(self):  # noqa: N802
        """The name with what it is."""
        return "GeoFringe (Sentinel-1 interferometry)"

    def icon(self):
        """The plugin's icon."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self):  # noqa: N802
        """The icon's file."""
        return os.path.join(PLUGIN_FOLDER, "icon.svg")

    def versionInfo(self):  # noqa: N802
        """The server's version, as far as it is known."""
        return self._catalogue.server_version if self._catalogue else ""

    def warningMessage(self):  # noqa: N802
        """What is missing, shown in the toolbox."""
        return self._problem

    def supportedOutputRasterLayerExtensions(self):  # noqa: N802
        """GeoTIFF, the one raster format that the server writes."""
        return ["tif", "tiff"]

    def supportedOutputVectorLayerExtensions(self):  # noqa: N802
        """GeoPackage for features and CSV for tables."""
        return ["gpkg", "csv"]

    def supportedOutputTableExtensions(self):  # noqa: N802
        """CSV, the one table format that the server writes."""
        return ["csv"]

    def defaultVectorFileExtension(self, hasGeometry=True):  # noqa: N802, N803
        """GeoPackage for features, CSV for tables."""
        return "gpkg" if hasGeometry else "csv"

    def defaultRasterFileExtension(self):  # noqa: N802
        """GeoTIFF."""
        return "tif"

    def supportsNonFileBasedOutput(self):  # noqa: N802
        """The server writes files, not memory layers."""
        return False

    def loadAlgorithms(self):  # noqa: N802
        """Draws the algorithms from the catalogue that is at hand, then the models that are made of them."""
        for spec in self._catalogue.algorithms if self._catalogue else []:
            self.addAlgorithm(ServerAlgorithm(spec, self._settings, self.seen))
        self.addAlgorithm(StyleUnits())
        # A model finds its steps through the registry, so models come only once we are in it.
        if QgsApplication.processingRegistry().providerById(self.id()) is not None:
            for name in sorted(os.listdir(_MODELS)):
                if name.endswith(".model3"):
                    self.addAlgorithm(ShippedModel(os.path.join(_MODELS, name)))

    def unload(self):
        """Stops the server that we started; qgis_process calls this and nothing else when it ends."""
        connect.own_server.stop()
        super().unload()

    def update(self):
        """Asks the server for its catalogue and draws the algorithms anew where it has changed.

        Starts a server only where no catalogue is at hand at all.
        """
        if contract.missing_requirement() or self._task is not None:
            return
        try:
            choice = self._settings.choice()
        except QgsProcessingException as problem:
            self._take(None, (None, str(problem)))
            return
        start = self._catalogue is None
        if not self._interactive:
            self._take(None, _fetch(None, choice, start))
            return
        self._task = QgsTask.fromFunction(
            "GeoFringe: asking the server what it can do", _fetch, on_finished=self._take, choice=choice, start=start
        )
        QgsApplication.taskManager().addTask(self._task)

    def seen(self, message):
        """Keeps a catalogue that came along with a job, for the next start; called on any thread."""
        content = catalogue.to_content(message)
        if self._catalogue is None or content != self._catalogue.content:
            catalogue.save(cache_folder(), content)

    def _take(self, exception, result=None):
        """Takes what _fetch() gave; called on the main thread."""
        if sip.isdeleted(self):
            return
        self._task = None
        content, problem = result if exception is None else (None, str(exception))
        if content is None:
            self._problem = "" if self._catalogue else problem
            QgsMessageLog.logMessage(problem, self.name(), Qgis.MessageLevel.Info)
        elif self._catalogue is None or content != self._catalogue.content:
            self._problem = ""
            self._catalogue = catalogue.Catalogue(content)
            catalogue.save(cache_folder(), content)
        self.refreshAlgorithms()


def _fetch(task, choice, start):
    """Returns the server's catalogue, or None and a line that says why not. `task` is the QgsTask, for QGIS's sake."""
    try:
        client, message = connect.connect(choice, start=start)
    except ServerError as problem:
        return None, str(problem)
    client.close()
    return catalogue.to_content(message), ""
