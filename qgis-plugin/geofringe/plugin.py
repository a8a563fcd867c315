"""The plugin as QGIS sees it: a Processing provider and its settings."""

import os

from processing.core.ProcessingConfig import settingsWatcher
from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QIcon

from .provider import GeoFringeProvider
from .settings import Settings


class GeoFringePlugin:
    """Loaded by the desktop with its interface, and by qgis_process with None."""

    def __init__(self, iface):
        """Does nothing yet; QGIS calls initGui() or initProcessing()."""
        self.iface = iface
        self.provider = None
        self.settings = Settings()

    def initProcessing(self):  # noqa: N802
        """Registers the provider; all that qgis_process needs."""
        self.settings.register(QIcon(os.path.join(os.path.dirname(__file__), "icon.svg")))
        self.provider = GeoFringeProvider(self.settings, interactive=self.iface is not None)
        QgsApplication.processingRegistry().addProvider(self.provider)
        self.provider.update()

    def initGui(self):  # noqa: N802
        """Registers the provider and follows changes of the settings."""
        self.initProcessing()
        settingsWatcher.settingsChanged.connect(self.provider.update)

    def unload(self):
        """Takes everything back; the provider stops the server that it started."""
        if self.provider is not None:
            if self.iface is not None:
                settingsWatcher.settingsChanged.disconnect(self.provider.update)
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
            self.settings.unregister()
