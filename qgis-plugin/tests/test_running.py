"""Running an algorithm: on this machine and on another one."""

import json
import os
import time
import unittest

import fake_products
import headless
import plugin_case
from geofringe.rpc import connect, contract
from processing.core.ProcessingConfig import ProcessingConfig
from qgis.core import QgsApplication, QgsProcessing, QgsProcessingAlgRunnerTask, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QEventLoop, QTimer


class RunningTest(plugin_case.WithPlugin):
    def test_progress_log_and_warnings_reach_the_dialog(self):
        self.run_algorithm("velocity", {"STACK": self.stack, "VELOCITY": self.place.file("p.tif")})
        self.assertIn("Working (about 2 min left)", self.feedback.statuses)
        self.assertIn("wrote products", self.feedback.infos)
        self.assertEqual(["One date is noisy."], self.feedback.warnings)
        self.assertEqual(100, self.feedback.progress())

    def test_a_failure_is_one_line(self):
        _, good = headless.algorithm("fail").run({}, self.context, self.feedback)
        self.assertFalse(good)
        self.assertIn("The stack has no pairs: import some interferograms first.", self.feedback.errors[0])

    def test_cancelling_on_the_main_thread_stops_the_job_within_a_second(self):
        moments = {}

        def cancel():
            moments["cancel"] = time.monotonic()
            self.feedback.cancel()

        # A click in the window arrives as an event, so this also proves that events are seen to.
        QTimer.singleShot(400, cancel)
        headless.algorithm("wait").run({"SECONDS": 60}, self.context, self.feedback)
        self.assertLess(time.monotonic() - moments["cancel"], 1.0)
        self.assertEqual("JOB_STATE_CANCELLED", self.latest_state())

    def test_cancelling_a_dialogs_background_task_stops_the_job_within_a_second(self):
        algorithm = headless.algorithm("wait")
        task = QgsProcessingAlgRunnerTask(algorithm, {"SECONDS": 60}, self.context, self.feedback)
        loop, moments = QEventLoop(), {}

        def cancel():
            moments["cancel"] = time.monotonic()
            task.cancel()

        def executed(good, results):
            moments["end"] = time.monotonic()
            loop.quit()

        task.executed.connect(executed)
        QTimer.singleShot(600, cancel)
        QTimer.singleShot(20000, loop.quit)
        QgsApplication.taskManager().addTask(task)
        loop.exec_() if hasattr(loop, "exec_") else loop.exec()
        self.assertIn("end", moments)
        self.assertLess(moments["end"] - moments["cancel"], 1.0)
        self.assertEqual("JOB_STATE_CANCELLED", self.latest_state())

    def latest_state(self):
        """The state of the server's newest job."""
        client, _ = connect.connect(self.plugin.settings.choice(), start=False)
        with client:
            state = client.call("JobsService", "List").jobs[0].latest.state
        return contract.contract().enum("JobState")[1][state]

    def test_a_bad_setting_does_not_keep_the_plugin_from_loading(self):
        ProcessingConfig.setSettingValue("GEOFRINGE_ADDRESS", "nonsense")
        try:
            self.plugin.provider.update()
            self.assertIsNotNone(headless.algorithm("wait"), "the catalogue at hand is kept")
            ProcessingConfig.setSettingValue("GEOFRINGE_AUTHENTICATION", "missing")
            self.plugin.provider.update()
            self.assertIsNotNone(headless.algorithm("wait"))
        finally:
            ProcessingConfig.setSettingValue("GEOFRINGE_ADDRESS", "")
            ProcessingConfig.setSettingValue("GEOFRINGE_AUTHENTICATION", "")

    def test_optional_products_come_only_when_asked_for(self):
        self.assertNotIn("POINTS", self.run_algorithm("velocity", {"STACK": self.stack, "VELOCITY": self.place.file("q.tif")}))
        asked = {"STACK": self.stack, "VELOCITY": self.place.file("q2.tif"), "POINTS": QgsProcessing.TEMPORARY_OUTPUT}
        points = QgsVectorLayer(self.run_algorithm("velocity", asked)["POINTS"])
        self.assertTrue(points.isValid())
        self.assertEqual(-12.5, next(points.getFeatures())["velocity"])

    def test_a_table_with_its_types_beside_it_has_numbers(self):
        asked = {"STACK": self.stack, "TRIPLETS": QgsProcessing.TEMPORARY_OUTPUT}
        table = QgsVectorLayer(self.run_algorithm("closure", asked)["TRIPLETS"])
        self.assertEqual([1, 2.5], next(table.getFeatures()).attributes())


class RemoteTest(plugin_case.WithPlugin):
    remote = True

    def test_inputs_go_there_and_products_come_back(self):
        target = self.place.file("back", "mine.tif")
        results = self.run_algorithm("velocity", {"STACK": self.stack, "VELOCITY": target})
        self.assertEqual(target, results["VELOCITY"])
        layer = QgsRasterLayer(target)
        self.assertTrue(layer.isValid())
        self.assertEqual("singlebandpseudocolor", layer.renderer().type(), "the style has come along")
        sent = json.loads(results["METRICS"])["values"]
        self.assertEqual("mine.tif", sent["VELOCITY"])
        self.assertIn("uploads", sent["STACK"])

    def test_a_layer_of_polygons_goes_there_with_its_name(self):
        path = self.place.file("units.gpkg")
        fake_products.boxes(path, [("lake", 480000, 2150000, 482000, 2156000)])
        there, name = self.sent("every_kind", {"LAYER": path + "|layername=units"})["LAYER"].split("|")
        self.assertIn("uploads", there)
        self.assertEqual("layername=units", name)
        self.assertEqual(1, QgsVectorLayer(there).featureCount())

    def test_layers_of_pairs_come_with_their_stack(self):
        folder = self.place.file("fetched-pairs")
        self.run_algorithm("interferograms", {"STACK": self.stack, "INTERFEROGRAMS": folder})
        loaded = [path for path in self.context.layersToLoadOnCompletion() if "wrapped_phase" in path]
        self.assertEqual(os.path.join(folder, "20180106_20180118", "wrapped_phase.tif"), loaded[0])
        self.assertEqual(2, len(loaded))
        self.assertTrue(all(os.path.isfile(path) for path in loaded))

    def test_a_stack_that_came_from_there_is_not_sent_back(self):
        made = self.run_algorithm("import_interferograms", {"FOLDER": self.stack, "STACK": self.place.file("fetched")})
        self.assertTrue(os.path.isfile(self.place.file("fetched", "collection.json")))
        sent = self.sent("velocity", {"STACK": made["STACK"]})
        self.assertIn("jobs", sent["STACK"])
        self.assertNotIn("uploads", sent["STACK"])

    def test_a_folder_comes_with_all_that_is_in_it(self):
        results = self.run_algorithm("full_chain", {"FOLDER": self.stack, "OUTPUT": self.place.file("chain")})
        self.assertEqual(self.place.file("chain", "velocity.tif"), results["VELOCITY"])
        self.assertTrue(os.path.isfile(self.place.file("chain", "20180106", "item.json")))


if __name__ == "__main__":
    unittest.main()
