"""The plugin in a headless QGIS with a fake server: what the tests of it begin with."""

import json
import os
import unittest

import headless
import helpers
from qgis.core import QgsProcessingContext, QgsProject


class WithPlugin(unittest.TestCase):
    """The plugin and a fake server."""

    remote = False

    @classmethod
    def setUpClass(cls):
        headless.forget_catalogue()
        cls.place = helpers.Place()
        cls.addClassCleanup(cls.place.close)
        cls.server = helpers.ServerProcess(cls.place.home, cls.remote)
        cls.addClassCleanup(cls.server.stop)
        cls.plugin = headless.load_plugin()
        cls.addClassCleanup(cls.plugin.unload)

    def setUp(self):
        self.project = QgsProject()
        # Layers that outlive QGIS crash it; Python's collector may come too late for them.
        self.addCleanup(self.project.clear)
        self.context = QgsProcessingContext()
        self.context.setProject(self.project)
        self.feedback = headless.Feedback()
        self.stack = self.place.file("stack")
        os.makedirs(self.stack, exist_ok=True)
        helpers.write(os.path.join(self.stack, "collection.json"), "{}")

    def run_algorithm(self, name, parameters, context=None):
        algorithm = headless.algorithm(name)
        self.assertIsNotNone(algorithm, name)
        good, why = algorithm.checkParameterValues(parameters, context or self.context)
        self.assertTrue(good, why)
        results, good = algorithm.run(parameters, context or self.context, self.feedback)
        self.assertTrue(good, self.feedback.errors)
        return results

    def sent(self, name, parameters):
        """Runs an algorithm and returns what the server got."""
        return json.loads(self.run_algorithm(name, parameters)["METRICS"])["values"]
