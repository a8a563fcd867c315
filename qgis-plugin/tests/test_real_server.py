"""The plugin against the real server, whose command GEOFRINGE_SERVER_COMMAND gives."""

import json
import os
import shutil
import time
import unittest

import headless
import helpers
from geofringe.rpc import connect, errors, jobs, local, transfer
from processing.gui.Postprocessing import handleAlgorithmResults
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProject,
    QgsVectorLayer,
)

AUTOMATIC = connect.Choice("", False, "", "", "")
ENDINGS = {"fileDestination": ".qgz", "rasterDestination": ".tif", "vectorDestination": ".csv"}
MODELS = ("velocity_with_closure_check", "velocity_by_geological_unit", "chain_over_geological_map", "scenes_to_stack", "scenes_to_interferograms", "unwrap_and_check_closure")


@unittest.skipUnless(helpers.real_command(), "GEOFRINGE_SERVER_COMMAND is not set: no real server to test with")
class RealServerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        headless.forget_catalogue()
        cls.addClassCleanup(headless.forget_catalogue)
        cls.place = helpers.Place()
        cls.addClassCleanup(cls.place.close)
        cls.server = helpers.ServerProcess(cls.place.home, command=helpers.real_command())
        cls.addClassCleanup(cls.server.stop)
        cls.plugin = headless.load_plugin()
        cls.addClassCleanup(cls.plugin.unload)

    def setUp(self):
        self.client, self.catalogue = connect.connect(AUTOMATIC, start=False)
        self.addCleanup(self.client.close)
        self.names = [algorithm.id for algorithm in self.catalogue.algorithms]

    def test_it_is_found_with_its_token_and_shares_our_files(self):
        self.assertEqual(self.server.port, self.client.endpoint.port)
        self.assertTrue(transfer.shares_files(self.client))
        file = os.path.join(self.place.home, "servers", "{}.json".format(self.server.port))
        self.assertEqual(0o600, os.stat(file).st_mode & 0o777)

    def test_a_wrong_token_is_refused(self):
        choice = AUTOMATIC._replace(address="127.0.0.1:{}".format(self.server.port), token="wrong")
        with self.assertRaises(errors.Refused):
            connect.connect(choice)

    def test_an_unknown_algorithm_is_refused_in_one_line(self):
        with self.assertRaises(errors.ServerError) as caught:
            jobs.run(self.client, "no_such_thing", {}, jobs.Listener())
        self.assertIn("no_such_thing", str(caught.exception))
        self.assertNotIn("\n", str(caught.exception))

    def test_a_file_goes_up_whole(self):
        path = self.place.file("x.bin")
        with open(path, "wb") as stream:
            stream.write(os.urandom(3_000_000))
        there = transfer.upload(self.client, path, jobs.Listener())
        with open(path, "rb") as here, open(there, "rb") as other:
            self.assertEqual(here.read(), other.read())

    def test_our_own_one_starts_and_ends(self):
        own = local.LocalServer()
        home = self.place.file("own")
        os.makedirs(home)
        before, os.environ["GEOFRINGE_HOME"] = os.environ["GEOFRINGE_HOME"], home
        try:
            begin = time.monotonic()
            own.start(helpers.real_command(), jobs.Listener())
            print("own server ready after {:.1f} s".format(time.monotonic() - begin))
            own.stop()
            self.assertEqual([], os.listdir(os.path.join(home, "servers")))
        finally:
            os.environ["GEOFRINGE_HOME"] = before

    def test_every_algorithm_is_drawn_with_help(self):
        for spec in self.catalogue.algorithms:
            with self.subTest(spec.id):
                drawn = headless.algorithm(spec.id)
                self.assertEqual(spec.label, drawn.displayName())
                self.assertIn("<p>", drawn.shortHelpString())
                for parameter in spec.parameters:
                    self.assertIsNotNone(drawn.parameterDefinition(parameter.name), parameter.name)

    def test_the_shipped_models_fit_its_catalogue(self):
        if not {"velocity", "closure", "noisy_dates"} <= set(self.names):
            self.skipTest("this server has no velocity, closure or noisy_dates yet")
        for name in MODELS:
            model = headless.algorithm(name)
            self.assertTrue(model.canExecute()[0], model.canExecute()[1])
            self.assertTrue(model.validate()[0], model.validate()[1])
            self.assertIsInstance(model, QgsProcessingModelAlgorithm)
            for child in model.childAlgorithms().values():
                known = {d.name() for d in child.algorithm().parameterDefinitions()}
                self.assertLessEqual(set(child.parameterSources()), known, name)

    def test_a_folder_without_interferograms_is_one_line_for_the_user(self):
        if "import_interferograms" not in self.names:
            self.skipTest("this server has no import_interferograms yet")
        os.makedirs(self.place.file("nothing"), exist_ok=True)
        feedback = headless.Feedback()
        parameters = {"FOLDER": self.place.file("nothing"), "STACK": self.place.file("stack")}
        _, good = headless.algorithm("import_interferograms").run(parameters, QgsProcessingContext(), feedback)
        self.assertFalse(good)
        self.assertNotIn("\n", feedback.errors[0].strip())
        self.assertNotIn("Exception", feedback.errors[0])

    def test_a_relative_destination_lies_in_the_jobs_folder(self):
        data = os.environ.get("GEOFRINGE_TEST_INTERFEROGRAMS", "")
        if "import_interferograms" not in self.names or not data:
            self.skipTest("needs import_interferograms, and a folder of interferograms in GEOFRINGE_TEST_INTERFEROGRAMS")
        _, result = jobs.run(self.client, "import_interferograms", {"FOLDER": data, "STACK": "mine"}, jobs.Listener())
        path = result.products["STACK"].path
        self.assertEqual("mine", os.path.basename(path))
        self.assertTrue(path.startswith(os.path.join(self.place.home, "jobs") + os.sep), path)
        with self.assertRaisesRegex(errors.ServerError, "leads out of the job's folder"):
            jobs.run(self.client, "import_interferograms", {"FOLDER": data, "STACK": "../mine"}, jobs.Listener())

    def test_scenes_are_simulated_and_geocoded_with_progress_per_burst(self):
        if not {"simulate_scenes", "geocode_slc"} <= set(self.names):
            self.skipTest("this server has no simulate_scenes or geocode_slc yet")
        scenes = self.place.file("scenes")
        parameters = {"DATES": 2, "BURSTS": 2, "SAMPLES": 400, "SCENES": scenes}
        feedback = headless.Feedback()
        _, good = headless.algorithm("simulate_scenes").run(parameters, QgsProcessingContext(), feedback)
        self.assertTrue(good, feedback.errors)
        parameters = {
            "SCENES": scenes, "ORBITS": os.path.join(scenes, "orbits"), "DEM": os.path.join(scenes, "dem.tif"),
            "STACK": self.place.file("images"),
        }
        # The model finds the dates there and only makes the project.
        for name in ("geocode_slc", "scenes_to_stack"):
            with self.subTest(name):
                feedback = headless.Feedback()
                # Definitions live no longer than the algorithm that drew them.
                drawn = headless.algorithm(name)
                given = dict(parameters) if name == "geocode_slc" else {k: parameters[k] for k in ("SCENES", "ORBITS", "DEM")}
                for destination in drawn.destinationParameterDefinitions():
                    ending = ".qgz" if "project" in destination.name().lower() else ""
                    given[destination.name()] = self.place.file("images" + ending)
                results, good = drawn.run(given, QgsProcessingContext(), feedback)
                self.assertTrue(good, feedback.errors)
                if name == "geocode_slc":
                    for output in ("AMPLITUDE", "FOOTPRINTS", "HEIGHT", "INCIDENCE"):
                        self.assertTrue(os.path.isfile(os.path.splitext(results[output])[0] + ".qml"), output)
                    said = " ".join(feedback.statuses)
                    for burst in (1, 2):
                        self.assertIn("burst {} of 2".format(burst), said)

    def test_scenes_become_interferograms_in_groups_with_a_drawn_mask(self):
        if not {"simulate_scenes", "pairs", "interferograms"} <= set(self.names):
            self.skipTest("this server has no interferograms yet")
        scenes = self.place.file("interferometry")
        project = QgsProject()
        self.addCleanup(project.clear)
        context = QgsProcessingContext()
        context.setProject(project)
        feedback = headless.Feedback()
        given = {"DATES": 3, "BURSTS": 1, "SAMPLES": 600, "SCENES": scenes}
        _, good = headless.algorithm("simulate_scenes").run(given, context, feedback)
        self.assertTrue(good, feedback.errors)
        # As drawn on the map: a layer of no file, here over the northern half of the scene.
        drawn = QgsVectorLayer("Polygon?crs=EPSG:4326&field=name:string", "Drawn", "memory")
        helpers.add_boxes(drawn, [("half", -110, 19.4, -90, 30)])
        project.addMapLayer(drawn)
        given = {
            "SCENES": scenes, "ORBITS": os.path.join(scenes, "orbits"), "DEM": os.path.join(scenes, "dem.tif"),
            "SPACING": 60, "MASK": drawn.id(),
        }
        model = headless.algorithm("scenes_to_interferograms")
        for number, definition in enumerate(model.destinationParameterDefinitions()):
            given[definition.name()] = self.place.file("made-{}{}".format(number, ENDINGS.get(definition.type(), "")))
        results, good = model.run(given, context, feedback)
        self.assertTrue(good, feedback.errors)
        self.assertTrue(handleAlgorithmResults(model, context, feedback, parameters=given))
        groups = [group.name() for group in project.layerTreeRoot().children() if " to " in group.name()]
        self.assertEqual(["2024-01-06 to 2024-01-18", "2024-01-06 to 2024-01-30", "2024-01-18 to 2024-01-30"], groups)
        first, second = (project.layerTreeRoot().findGroup(name).children() for name in groups[:2])
        self.assertEqual(["Wrapped phase", "Coherence", "Amplitude"], [node.name() for node in first])
        self.assertTrue(all(node.itemVisibilityChecked() for node in first))
        self.assertFalse(any(node.itemVisibilityChecked() for node in second))
        phase = first[0].layer()
        self.assertEqual((-3.14159, 3.14159), (phase.renderer().classificationMin(), phase.renderer().classificationMax()))
        self.assertIn("12 days", phase.metadata().abstract())
        self.assert_masked_in_the_north(phase)
        made = [path for path in results.values() if os.path.isdir(str(path))]
        self.assertEqual(2, len(made), "the stack of images and that of interferograms")
        if {"unwrap", "closure_correction"} <= set(self.names):
            self.assert_unwraps(next(path for path in made if os.path.isdir(os.path.join(path, "20240106_20240118"))))

    def assert_unwraps(self, stack):
        """The model adds unwrapped phase to the stack, and leaves a corrected one beside it, both styled."""
        project = QgsProject()
        self.addCleanup(project.clear)
        context = QgsProcessingContext()
        context.setProject(project)
        feedback = headless.Feedback()
        model = headless.algorithm("unwrap_and_check_closure")
        given = {"STACK": stack}
        for number, definition in enumerate(model.destinationParameterDefinitions()):
            given[definition.name()] = self.place.file("unwrapped-{}{}".format(number, ENDINGS.get(definition.type(), "")))
        results, good = model.run(given, context, feedback)
        self.assertTrue(good, feedback.errors)
        self.assertTrue(handleAlgorithmResults(model, context, feedback, parameters=given))
        corrected = next(path for path in results.values() if os.path.isdir(str(path)))
        for pair in ("20240106_20240118", "20240118_20240130"):
            for folder in (stack, corrected):
                self.assertTrue(os.path.isfile(os.path.join(folder, pair, "unwrapped.tif")), folder)
        self.assertTrue(os.path.isfile(os.path.join(corrected, "cycles_added.qml")))
        group = project.layerTreeRoot().findGroup("2024-01-06 to 2024-01-18")
        names = [node.name() for node in group.children()]
        self.assertEqual(["Unwrapped phase", "Components of the unwrapped phase", "Reliability of the unwrapped phase"], names[:3])
        self.assertEqual("singlebandpseudocolor", group.children()[1].layer().renderer().type())

    def assert_masked_in_the_north(self, layer):
        """The mask covers what lies north of 19.4 degrees."""
        to_map = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), layer.crs(), QgsProject.instance())
        provider = layer.dataProvider()
        seen = {True: 0, False: 0}
        for step in range(-60, 61):
            latitude = 19.4 + step / 1000
            for longitude in (-99.06, -99.05, -99.04):
                value, good = provider.sample(to_map.transform(QgsPointXY(longitude, latitude)), 1)
                if good and value == value:
                    seen[latitude > 19.4 + 0.0006] += 1
        self.assertEqual(0, seen[True])
        self.assertGreater(seen[False], 10)

    def test_a_whole_chain_with_cancel(self):
        data = os.environ.get("GEOFRINGE_TEST_INTERFEROGRAMS", "")
        if "full_chain" not in self.names or not data:
            self.skipTest("needs full_chain, and a folder of interferograms in GEOFRINGE_TEST_INTERFEROGRAMS")
        from qgis.PyQt.QtCore import QTimer

        moments = {}
        feedback = headless.Feedback()

        def cancel():
            moments["cancel"] = time.monotonic()
            feedback.cancel()

        QTimer.singleShot(500, cancel)
        parameters = {"FOLDER": data, "OUTPUT": self.place.file("chain")}
        headless.algorithm("full_chain").run(parameters, QgsProcessingContext(), feedback)
        self.assertIn("cancel", moments, "the chain ended before it was cancelled: choose more data")
        self.assertLess(time.monotonic() - moments["cancel"], 1.0)
        shutil.rmtree(self.place.file("chain"), ignore_errors=True)
        feedback = headless.Feedback()
        results, good = headless.algorithm("full_chain").run(parameters, QgsProcessingContext(), feedback)
        self.assertTrue(good, feedback.errors)
        self.assertTrue(os.path.isfile(results["PROJECT"]))
        self.assertTrue(json.loads(results["METRICS"]))


if __name__ == "__main__":
    unittest.main()
