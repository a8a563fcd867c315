"""The models that come with the plugin."""

import os
import unittest

import fake_products
import headless
import helpers
import plugin_case
from geofringe.rpc import connect
from processing.gui.Postprocessing import handleAlgorithmResults
from qgis.core import QgsProcessing, QgsProcessingOutputLayerDefinition, QgsRasterLayer, QgsVectorLayer


class ModelsTest(plugin_case.WithPlugin):
    def run_model(self, name, parameters):
        model = headless.algorithm(name)
        self.assertTrue(model.canExecute()[0], model.canExecute()[1])
        for definition in model.destinationParameterDefinitions():
            layer = definition.type() not in ("folderDestination", "fileDestination")
            parameters[definition.name()] = (
                QgsProcessingOutputLayerDefinition(QgsProcessing.TEMPORARY_OUTPUT, self.project)
                if layer
                else QgsProcessing.TEMPORARY_OUTPUT
            )
        results = self.run_algorithm(name, parameters)
        self.assertTrue(handleAlgorithmResults(model, self.context, self.feedback, parameters=parameters))
        return results

    def excluded(self):
        """What the velocity step got, from the server's memory of its latest job."""
        client, _ = connect.connect(self.plugin.settings.choice(), start=False)
        with client:
            jobs = client.call("JobsService", "List").jobs
            return next(job.values.get("EXCLUDE_DATES", "") for job in jobs if job.algorithm == "velocity")

    def test_models_have_a_plain_identifier_and_a_name_for_people(self):
        model = headless.algorithm("velocity_by_geological_unit")
        self.assertEqual("geofringe:velocity_by_geological_unit", model.id())
        self.assertEqual("Velocity by geological unit", model.displayName())
        self.assertIn("One row per unit", model.shortHelpString())

    def test_models_open_in_the_designer(self):
        from processing.modeler.ModelerDialog import ModelerDialog

        for name in ("velocity_with_closure_check", "velocity_by_geological_unit", "chain_over_geological_map", "scenes_to_stack", "scenes_to_interferograms", "unwrap_and_check_closure"):
            dialog = ModelerDialog(headless.algorithm(name))
            self.addCleanup(dialog.deleteLater)
            self.assertEqual(headless.algorithm(name).displayName(), dialog.model().displayName())
            self.assertTrue(dialog.model().validate()[0], dialog.model().validate()[1])

    def test_closure_check_suggests_and_leaves_out(self):
        cases = ((False, "", ""), (True, "", "2018-01-18"), (True, "2018-01-30", "2018-01-30,2018-01-18"))
        for suggested, by_hand, expected in cases:
            with self.subTest(expected):
                parameters = {"STACK": self.stack, "EXCLUDE_SUGGESTED": suggested, "EXCLUDE_DATES": by_hand}
                self.run_model("velocity_with_closure_check", parameters)
                self.assertEqual(expected, self.excluded())
        layers = [layer for layer in self.project.mapLayers().values() if isinstance(layer, QgsRasterLayer)]
        self.assertTrue(layers)
        self.assertTrue(all(layer.renderer().type() == "singlebandpseudocolor" for layer in layers))

    def test_scenes_become_a_stack_and_its_project(self):
        scenes, dem = self.place.file("scenes"), self.place.file("dem.tif")
        os.makedirs(scenes, exist_ok=True)
        helpers.write(dem, "x")
        extent = "484000,486000,2147000,2149000 [EPSG:32614]"
        self.run_model("scenes_to_stack", {"SCENES": scenes, "DEM": dem, "EXTENT": extent})
        client, _ = connect.connect(self.plugin.settings.choice(), start=False)
        with client:
            jobs = list(client.call("JobsService", "List").jobs)
        geocode = next(job for job in jobs if job.algorithm == "geocode_slc")
        project = next(job for job in jobs if job.algorithm == "qgis_project")
        self.assertEqual("484000.0,486000.0,2147000.0,2149000.0 [EPSG:32614]", geocode.values["EXTENT"])
        self.assertNotIn("ORBITS", geocode.values)
        self.assertEqual(geocode.values["STACK"], project.values["STACK"])

    def test_scenes_become_interferograms_with_their_first_pairs_on_the_map(self):
        scenes, dem, lakes = self.place.file("scenes"), self.place.file("dem.tif"), self.place.file("lakes.gpkg")
        os.makedirs(scenes, exist_ok=True)
        helpers.write(dem, "x")
        fake_products.boxes(lakes, [("lake", 480000, 2150000, 482000, 2156000)])
        layer = QgsVectorLayer(lakes + "|layername=units", "Lakes")
        self.project.addMapLayer(layer)
        given = {"SCENES": scenes, "DEM": dem, "MAX_DAYS": 24, "SPACING": 60, "MASK": layer.id()}
        self.run_model("scenes_to_interferograms", given)
        client, _ = connect.connect(self.plugin.settings.choice(), start=False)
        with client:
            jobs = list(client.call("JobsService", "List").jobs)[4::-1]
        self.assertEqual(["geocode_slc", "pairs", "interferograms"], [job.algorithm for job in jobs[:3]])
        self.assertEqual({"closure", "qgis_project"}, {job.algorithm for job in jobs[3:]})
        by_name = {job.algorithm: dict(job.values) for job in jobs}
        self.assertEqual("24", by_name["pairs"]["MAX_DAYS"])
        self.assertEqual("60", by_name["interferograms"]["SPACING"])
        self.assertEqual(lakes + "|layername=units", by_name["interferograms"]["MASK"])
        self.assertEqual(by_name["geocode_slc"]["STACK"], by_name["interferograms"]["STACK"])
        self.assertEqual(by_name["interferograms"]["INTERFEROGRAMS"], by_name["closure"]["STACK"])
        group = self.project.layerTreeRoot().findGroup("2018-01-06 to 2018-01-18")
        self.assertEqual(["wrapped_phase", "coherence"], [node.name() for node in group.children()])

    def test_pairs_are_unwrapped_closed_corrected_and_closed_again(self):
        self.run_model("unwrap_and_check_closure", {"STACK": self.stack, "COST": "DEFORMATION", "MIN_COHERENCE": 0.2})
        client, _ = connect.connect(self.plugin.settings.choice(), start=False)
        with client:
            jobs = list(client.call("JobsService", "List").jobs)[4::-1]
        self.assertEqual("unwrap", jobs[0].algorithm, "what reads the unwrapped phase comes after it")
        self.assertEqual(["closure", "closure", "closure_correction", "qgis_project"], sorted(j.algorithm for j in jobs[1:]))
        unwrap = dict(jobs[0].values)
        self.assertEqual(("DEFORMATION", "0.2"), (unwrap["COST"], unwrap["MIN_COHERENCE"]))
        correction = next(dict(job.values) for job in jobs if job.algorithm == "closure_correction")
        self.assertEqual(unwrap["STACK"], correction["STACK"])
        closed = [job.values["STACK"] for job in jobs if job.algorithm == "closure"]
        self.assertEqual({correction["STACK"], correction["CORRECTED"]}, set(closed), "before and after")
        project = next(job for job in jobs if job.algorithm == "qgis_project")
        self.assertEqual(correction["CORRECTED"], project.values["STACK"])

    def test_units_get_their_velocity(self):
        units = QgsVectorLayer("Polygon?crs=EPSG:32614&field=unit:string&field=other:string", "Map", "memory")
        # Two polygons of clay, one within the bowl; tuff to the east; one outside the raster.
        boxes = (
            ("clay", 480000, 2150000, 482000, 2156000), ("clay", 482000, 2150000, 484000, 2156000),
            ("tuff", 484000, 2150000, 488000, 2156000), ("basalt", 500000, 2150000, 501000, 2151000),
        )
        helpers.add_boxes(units, boxes)
        self.project.addMapLayer(units)
        self.run_model("velocity_by_geological_unit", {"STACK": self.stack, "UNITS": units.id(), "UNIT_FIELD": "unit"})
        client, _ = connect.connect(self.plugin.settings.choice(), start=False)
        with client:
            jobs = list(client.call("JobsService", "List").jobs)
        asked = next(job.values for job in jobs if job.algorithm == "statistics_by_area")
        self.assertEqual("unit", asked["NAME_FIELD"])
        # The server reads files alone, so that what was drawn in memory is saved for it.
        path = asked["AREAS"].split("|")[0]
        self.assertTrue(path.endswith(".gpkg"), path)
        for name, made in (("VELOCITY", "velocity"), ("VELOCITY_STD", "velocity"), ("TEMPORAL_COHERENCE", "velocity"), ("CLOSURE_RMS", "closure")):
            self.assertIn(asked[name], [job.values[name] for job in jobs if job.algorithm == made])


if __name__ == "__main__":
    unittest.main()
