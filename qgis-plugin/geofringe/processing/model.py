"""A model that the plugin ships."""

import os

from qgis.core import QgsProcessingModelAlgorithm


class ShippedModel(QgsProcessingModelAlgorithm):
    """A model of the plugin's, whose identifier is its file's name and whose label is the model's own name."""

    def __init__(self, path):
        """Reads the .model3 file."""
        super().__init__()
        self._path = path
        if not self.fromFile(path):
            raise ValueError("{} is not a model that this QGIS can read".format(path))

    def createInstance(self):  # noqa: N802
        """Returns a fresh copy, as QGIS asks for before each run."""
        copy = ShippedModel(self._path)
        copy.setProvider(self.provider())
        return copy

    def name(self):
        """The identifier within the provider."""
        return os.path.splitext(os.path.basename(self._path))[0]
