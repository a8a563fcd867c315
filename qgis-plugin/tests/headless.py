"""A headless QGIS in this process with the plugin loaded, for the tests that need one."""

import os
import shutil
import sys

import helpers  # noqa: F401 (puts the plugin on the path)
from qgis.core import QgsApplication, QgsProcessingFeedback
from qgis.testing import start_app

start_app()
sys.path.append(os.path.join(QgsApplication.pkgDataPath(), "python", "plugins"))

from processing.core.Processing import Processing  # noqa: E402

Processing.initialize()

from geofringe import classFactory  # noqa: E402
from geofringe.provider import cache_folder  # noqa: E402


def load_plugin():
    """Returns the plugin, loaded as qgis_process does it."""
    plugin = classFactory(None)
    plugin.initProcessing()
    return plugin


def forget_catalogue():
    """Removes what earlier tests left in the profile."""
    shutil.rmtree(cache_folder(), ignore_errors=True)


def algorithm(name):
    """Returns a fresh algorithm of the plugin."""
    return QgsApplication.processingRegistry().createAlgorithmById("geofringe:" + name)


class Feedback(QgsProcessingFeedback):
    """Remembers what the user would read."""

    def __init__(self):
        super().__init__(False)
        self.infos, self.warnings, self.errors, self.statuses = [], [], [], []

    def pushInfo(self, info):  # noqa: N802
        self.infos.append(info)

    def pushWarning(self, warning):  # noqa: N802
        self.warnings.append(warning)

    def reportError(self, error, fatalError=False):  # noqa: N802, N803
        self.errors.append(error)

    def setProgressText(self, text):  # noqa: N802
        self.statuses.append(text)
