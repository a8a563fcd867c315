"""The plugin in a headless QGIS: what is drawn from the catalogue, what is sent, what comes back as layers."""

import json
import os
import time
import unittest

import fake_catalogue
import fake_products
import headless
import helpers
from geofringe.processing import catalogue, parameters
from geofringe.processing import help as help_text
from geofringe.rpc import connect, contract
from processing.core.ProcessingConfig import ProcessingConfig
from processing.gui.Postprocessing import handleAlgorithmResults
from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEventLoop, QTimer


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


class DrawingTest(WithPlugin):
    def test_every_algorithm_of_the_catalogue_is_there_and_the_models(self):
        names = {a.name() for a in self.plugin.provider.algorithms()}
        drawn = {a["id"] for a in fake_catalogue.ALGORITHMS}
        self.assertEqual(drawn | {"style_units", "chain_over_geological_map", "velocity_by_geological_unit", "velocity_with_closure_check", "scenes_to_stack", "scenes_to_interferograms", "unwrap_and_check_closure"}, names)

    def test_kinds_become_parameters(self):
        algorithm = headless.algorithm("every_kind")
        types = {d.name(): d.type() for d in algorithm.parameterDefinitions()}
        expected = dict(
            TEXT="string", INTEGER="number", NUMBER="number", BOOLEAN="boolean", CHOICE="enum", FOLDER="file", FILE="file",
            FILE_OR_FOLDER="file", FILES="multilayer", RASTER="raster", LAYER="layer", POINT="point", EXTENT="extent", CRS="crs", DATES="string", FROM_THE_FUTURE="string",
        )
        self.assertEqual(expected, types)
        layers = algorithm.parameterDefinition("LAYER").dataTypes()
        self.assertEqual([QgsProcessing.TypeVectorAnyGeometry, QgsProcessing.TypeRaster], layers)
        number = algorithm.parameterDefinition("NUMBER")
        self.assertEqual(("Number (m)", 0.25), (number.description(), number.defaultValue()))
        self.assertEqual("SBAS", algorithm.parameterDefinition("CHOICE").defaultValue())
        self.assertIn("PSI: Persistent scatterers", algorithm.parameterDefinition("CHOICE").help())

    def test_a_place_in_degrees_stays_one_in_a_project_in_metres(self):
        place = catalogue.Parameter(fake_catalogue.parameter("PLACE", "POINT", default_value="-99.05,19.4"))
        self.assertEqual("-99.05,19.4 [EPSG:4326]", parameters.definition(place, help_text.Words(catalogue.Algorithm(dict(id="p")))).defaultValue())

    def test_the_scenes_model_takes_a_terrain_model_as_file_or_folder(self):
        # Definitions live no longer than the algorithm that drew them.
        model = headless.algorithm("scenes_to_stack")
        terrain = model.parameterDefinition("DEM")
        self.assertEqual("All files (*)", terrain.fileFilter())
        self.assertTrue(terrain.checkValueIsAcceptable(self.stack))

    def test_bounds_and_the_advanced_flag_are_kept(self):
        velocity = headless.algorithm("velocity")
        coherence = velocity.parameterDefinition("MIN_COHERENCE")
        self.assertEqual((0.0, 1.0), (coherence.minimum(), coherence.maximum()))
        self.assertTrue(coherence.flags() & QgsProcessingParameterDefinition.FlagAdvanced)
        self.assertFalse(coherence.checkValueIsAcceptable(1.5))

    def test_outputs_become_destinations_or_products_of_a_folder(self):
        velocity = headless.algorithm("velocity")
        types = {d.name(): d.type() for d in velocity.destinationParameterDefinitions()}
        self.assertEqual("rasterDestination", types["VELOCITY"])
        self.assertEqual("vectorDestination", types["POINTS"])
        self.assertFalse(velocity.parameterDefinition("POINTS").createByDefault())
        self.assertTrue(velocity.parameterDefinition("VELOCITY").createByDefault())
        closure = headless.algorithm("closure")
        table = closure.parameterDefinition("TRIPLETS")
        self.assertEqual("csv", table.defaultFileExtension())
        chain = headless.algorithm("full_chain")
        self.assertEqual(["OUTPUT"], [d.name() for d in chain.destinationParameterDefinitions()])
        outputs = {o.name(): o.type() for o in chain.outputDefinitions()}
        self.assertEqual("outputRaster", outputs["VELOCITY"])
        self.assertEqual("outputFile", outputs["PROJECT"])
        self.assertEqual("outputString", outputs["METRICS"])

    def test_only_what_the_server_can_do_without_is_optional(self):
        optional = QgsProcessingParameterDefinition.FlagOptional
        cases = dict(
            import_interferograms=dict(FOLDER=False, LOOKS=True), full_chain=dict(FOLDER=True),
            velocity=dict(STACK=False, METHOD=True, EXCLUDE_DATES=True), every_kind=dict(RASTER=True, NUMBER=True),
            required_kinds={kind: False for kind in fake_catalogue.REQUIRED},
        )
        for name, parameters in cases.items():
            drawn = headless.algorithm(name)
            for parameter, expected in parameters.items():
                with self.subTest(name=name, parameter=parameter):
                    self.assertEqual(expected, bool(drawn.parameterDefinition(parameter).flags() & optional))

    def test_a_required_input_is_asked_for_and_a_destination_is_not(self):
        self.assertFalse(headless.algorithm("velocity").checkParameterValues({}, self.context)[0])
        results = self.run_algorithm("velocity", {"STACK": self.stack})
        self.assertTrue(os.path.isfile(results["VELOCITY"]))
        results = self.run_algorithm("velocity", {"STACK": self.stack, "VELOCITY": None})
        self.assertTrue(os.path.isfile(results["VELOCITY"]))

    def test_help_is_text_not_markup(self):
        text = headless.algorithm("import_interferograms").shortHelpString()
        self.assertIn("<p>First paragraph with &lt;angle brackets&gt;.</p><p>Second paragraph.</p>", text)
        self.assertIn("Folder for the test.", text)
        self.assertIn("Stack of the test.", text)

    def test_help_names_fields_as_the_dialog_does(self):
        velocity = catalogue.Algorithm(dict(id="v", help="Raise MAX_DAYS; METHOD=PSI; GACOS; PSI; MAX_DAYS_2.", parameters=[
            dict(name="MAX_DAYS", label="Longest <time>"), dict(name="METHOD", label="Method", choices=[dict(value="PSI")]),
            dict(name="GACOS", label="Folder of GACOS"), dict(name="PSI", label="Scatterers")]))
        text = help_text.algorithm_help(velocity)
        self.assertIn("<p>Raise <i>Longest &lt;time&gt;</i>; <i>Method</i>: PSI; GACOS; PSI; MAX_DAYS_2.</p>", text)
        self.assertEqual("Longest <time>", help_text.Words(velocity).of("MAX_DAYS"))
        nothing = catalogue.Algorithm(dict(id="n", help="MAX_DAYS"))
        self.assertEqual("<p>MAX_DAYS</p>", help_text.algorithm_help(nothing))

    def test_the_catalogue_serves_while_the_server_is_down(self):
        self.assertIsNotNone(catalogue.load(headless.cache_folder()))
        self.plugin.unload()
        home, os.environ["GEOFRINGE_HOME"] = os.environ["GEOFRINGE_HOME"], self.place.file("nobody")
        try:
            begin = time.monotonic()
            self.plugin.initProcessing()
            self.assertLess(time.monotonic() - begin, 2)
            model = headless.algorithm("velocity_by_geological_unit")
            self.assertTrue(model.canExecute()[0], model.canExecute()[1])
            launcher = self.place.file("launcher")
            helpers.write(launcher, "not a program")
            ProcessingConfig.setSettingValue("GEOFRINGE_LAUNCHER", launcher)
            parameters = {"SECONDS": 0}
            results, good = headless.algorithm("wait").run(parameters, self.context, self.feedback)
            self.assertFalse(good)
            self.assertRegex(self.feedback.errors[0], "cannot be started: .*launcher .Permission denied.")
        finally:
            ProcessingConfig.setSettingValue("GEOFRINGE_LAUNCHER", "")
            os.environ["GEOFRINGE_HOME"] = home

    def test_a_broken_cache_is_passed_over(self):
        folder = self.place.file("cache")
        os.makedirs(folder)
        for text in ("", "{", "[1]", '{"algorithms": [{"label": "no id"}]}', '{"algorithms": ["x"]}'):
            helpers.write(os.path.join(folder, catalogue.CACHE_NAME), text)
            self.assertIsNone(catalogue.load(folder), text)


class ValuesTest(WithPlugin):
    def test_defaults(self):
        self.assertEqual({"NUMBER": "0.25", "BOOLEAN": "true", "CHOICE": "SBAS"}, self.sent("every_kind", {}))

    def test_all_kinds(self):
        files = [self.place.file("a.txt"), self.place.file("b.txt")]
        for path in files:
            helpers.write(path, "x")
        parameters = dict(
            TEXT="  text ", INTEGER=12, NUMBER=1e-7, BOOLEAN=False, CHOICE="PSI", FOLDER=self.stack, FILE=files[0], FILES=files, FILE_OR_FOLDER=self.stack,
            POINT="-99.1,19.4 [EPSG:4326]", DATES="2018-01-06, 20180118", FROM_THE_FUTURE="x",
            EXTENT="484000,486000,2147000,2149000 [EPSG:32614]", CRS="EPSG:32614",
        )
        expected = dict(
            TEXT="text", INTEGER="12", NUMBER="1e-07", BOOLEAN="false", CHOICE="PSI", FOLDER=self.stack, FILE=files[0],
            FILES=";".join(files), FILE_OR_FOLDER=self.stack, POINT="-99.1,19.4 [EPSG:4326]", DATES="2018-01-06, 20180118", FROM_THE_FUTURE="x",
            EXTENT="484000.0,486000.0,2147000.0,2149000.0 [EPSG:32614]", CRS="EPSG:32614",
        )
        self.assertEqual(expected, self.sent("every_kind", parameters))

    def test_a_cleared_optional_value_is_not_sent(self):
        sent = self.sent("every_kind", {"TEXT": "", "INTEGER": None, "POINT": None, "RASTER": None, "DATES": "", "EXTENT": None, "CRS": None})
        self.assertEqual({"NUMBER", "BOOLEAN", "CHOICE"}, set(sent))

    def test_a_point_without_a_system_is_in_that_of_the_project(self):
        self.project.setCrs(QgsCoordinateReferenceSystem("EPSG:32614"))
        self.assertEqual("486000.0,2150000.0 [EPSG:32614]", self.sent("every_kind", {"POINT": "486000,2150000"})["POINT"])

    def test_a_point_without_any_system_is_sent_bare(self):
        self.context.setProject(None)
        self.assertEqual("-99.1,19.4", self.sent("every_kind", {"POINT": "-99.1,19.4"})["POINT"])

    def test_a_point_in_a_system_of_the_users_own_is_turned_into_degrees(self):
        own = QgsCoordinateReferenceSystem.fromProj("+proj=tmerc +lon_0=-99 +k=0.9996 +x_0=600000 +datum=WGS84 +type=crs")
        self.project.setCrs(own)
        x, y = self.sent("every_kind", {"POINT": "600000,2150000"})["POINT"].split(" ")[0].split(",")
        self.assertAlmostEqual(-99.0, float(x), places=6)
        self.assertAlmostEqual(19.444, float(y), places=2)

    def test_an_extent_is_that_of_a_layer_or_in_the_projects_system(self):
        path = self.run_algorithm("velocity", {"STACK": self.stack, "VELOCITY": self.place.file("e.tif")})["VELOCITY"]
        layer = QgsRasterLayer(path, "A layer")
        self.project.addMapLayer(layer)
        box = layer.extent()
        sides = ",".join(repr(v) for v in (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum()))
        expected = "{} [{}]".format(sides, layer.crs().authid())
        self.assertEqual(expected, self.sent("every_kind", {"EXTENT": layer.id()})["EXTENT"])
        self.project.setCrs(QgsCoordinateReferenceSystem("EPSG:32614"))
        given = {"EXTENT": "484000,486000,2147000,2149000"}
        self.assertEqual("484000.0,486000.0,2147000.0,2149000.0 [EPSG:32614]", self.sent("every_kind", given)["EXTENT"])

    def test_an_extent_in_a_system_of_the_users_own_is_turned_into_degrees(self):
        own = QgsCoordinateReferenceSystem.fromProj("+proj=tmerc +lon_0=-99 +k=0.9996 +x_0=600000 +datum=WGS84 +type=crs")
        self.project.setCrs(own)
        sides = self.sent("every_kind", {"EXTENT": "599000,601000,2149000,2151000"})["EXTENT"].split(" ")
        west, east, south, north = (float(v) for v in sides[0].split(","))
        self.assertEqual("[EPSG:4326]", sides[1])
        self.assertAlmostEqual(-99.0, (west + east) / 2, places=4)
        self.assertAlmostEqual(19.444, (south + north) / 2, places=2)
        self.assertAlmostEqual(2000 / 105_000, east - west, places=3)

    def test_a_system_without_a_code_is_refused_in_words(self):
        own = QgsCoordinateReferenceSystem.fromProj("+proj=tmerc +lon_0=-99 +k=0.9996 +x_0=600000 +datum=WGS84 +type=crs")
        _, good = headless.algorithm("every_kind").run({"CRS": own}, self.context, self.feedback)
        self.assertFalse(good)
        self.assertRegex(self.feedback.errors[0], "EPSG code")
        _, good = headless.algorithm("every_kind").run({"EXTENT": "nowhere"}, self.context, self.feedback)
        self.assertFalse(good)

    def test_a_raster_layer_is_sent_as_its_file(self):
        path = self.run_algorithm("velocity", {"STACK": self.stack, "VELOCITY": self.place.file("r.tif")})["VELOCITY"]
        layer = QgsRasterLayer(path, "A layer")
        self.project.addMapLayer(layer)
        self.assertEqual(path, self.sent("every_kind", {"RASTER": layer.id()})["RASTER"])
        self.assertEqual(path, self.sent("every_kind", {"RASTER": path})["RASTER"])

    def test_a_layer_of_polygons_is_sent_by_file_and_name_where_the_server_reads_it(self):
        path = self.place.file("units.gpkg")
        fake_products.boxes(path, [("lake", 480000, 2150000, 482000, 2156000)])
        layer = QgsVectorLayer(path + "|layername=units", "Lakes")
        self.project.addMapLayer(layer)
        self.assertEqual(path + "|layername=units", self.sent("every_kind", {"LAYER": layer.id()})["LAYER"])
        self.assertTrue(self.sent("every_kind", {"LAYER": path})["LAYER"].startswith(path))
        raster = self.run_algorithm("velocity", {"STACK": self.stack, "VELOCITY": self.place.file("m.tif")})["VELOCITY"]
        self.assertEqual(raster, self.sent("every_kind", {"LAYER": raster})["LAYER"])

    def test_other_polygons_are_saved_for_the_server(self):
        memory = QgsVectorLayer("Polygon?crs=EPSG:32614&field=unit:string", "Drawn", "memory")
        helpers.add_boxes(memory, [("lake", 480000, 2150000, 482000, 2156000), ("sea", 484000, 2150000, 488000, 2156000)])
        path = self.place.file("filtered.gpkg")
        fake_products.boxes(path, [("lake", 480000, 2150000, 482000, 2156000), ("hill", 1, 1, 2, 2)])
        filtered = QgsVectorLayer(path + "|layername=units|subset=\"unit\" = 'lake'", "Lakes alone")
        for layer, count in ((memory, 2), (filtered, 1)):
            with self.subTest(layer.name()):
                self.project.addMapLayer(layer)
                sent = self.sent("every_kind", {"LAYER": layer.id()})["LAYER"]
                self.assertNotIn(path, sent)
                self.assertIn(".gpkg", sent)
                self.assertEqual(count, QgsVectorLayer(sent).featureCount())

    def test_points_are_sent_too_and_a_table_is_refused_in_words(self):
        points = QgsVectorLayer("Point?crs=EPSG:32614", "Wells", "memory")
        self.project.addMapLayer(points)
        self.assertIn(".gpkg", self.sent("every_kind", {"LAYER": points.id()})["LAYER"])
        table = QgsVectorLayer("None?field=depth:double", "Depths", "memory")
        self.project.addMapLayer(table)
        _, good = headless.algorithm("every_kind").run({"LAYER": table.id()}, self.context, self.feedback)
        self.assertFalse(good)
        self.assertRegex(self.feedback.errors[0], "'Depths' is neither a vector layer with geometries nor a raster")

    def test_a_layer_that_is_no_file_is_refused_in_words(self):
        uri = "type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png"
        layer = QgsRasterLayer(uri, "Web map", "wms")
        self.project.addMapLayer(layer)
        _, good = headless.algorithm("every_kind").run({"RASTER": layer.id()}, self.context, self.feedback)
        self.assertFalse(good)
        self.assertRegex(self.feedback.errors[0], "'Web map' is not a file on this machine.*GeoTIFF")

    def test_a_file_name_of_another_format_is_refused(self):
        for name, path in (("VELOCITY", "/x/v.png"), ("POINTS", "/x/p.shp")):
            good, why = headless.algorithm("velocity").checkParameterValues({"STACK": self.stack, name: path}, self.context)
            self.assertFalse(good)
            self.assertIn("does not end in", why)


class RunningTest(WithPlugin):
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


class LayersTest(WithPlugin):
    def load(self, name, parameters):
        """Runs an algorithm and loads its layers as the desktop does."""
        results = self.run_algorithm(name, parameters)
        algorithm = headless.algorithm(name)
        self.assertTrue(handleAlgorithmResults(algorithm, self.context, self.feedback, parameters=parameters))
        return results

    def to_project(self):
        return QgsProcessingOutputLayerDefinition(QgsProcessing.TEMPORARY_OUTPUT, self.project)

    def layer(self, title):
        found = self.project.mapLayersByName(title)
        self.assertEqual(1, len(found), [layer.name() for layer in self.project.mapLayers().values()])
        return found[0]

    def test_layers_are_styled_named_described_and_grouped_in_order(self):
        parameters = {"STACK": self.stack}
        for name in ("VELOCITY", "TEMPORAL_COHERENCE", "DISPLACEMENT", "POINTS"):
            parameters[name] = self.to_project()
        self.load("velocity", parameters)
        velocity = self.layer("Velocity (fake)")
        self.assertEqual("singlebandpseudocolor", velocity.renderer().type())
        self.assertEqual((-50, 50), (velocity.renderer().classificationMin(), velocity.renderer().classificationMax()))
        self.assertEqual("Velocity, positive towards the satellite.", velocity.metadata().abstract())
        group = self.project.layerTreeRoot().findGroup("Velocity")
        self.assertEqual(
            ["Points (fake)", "Velocity (fake)", "Displacement (fake)", "Temporal coherence (fake)"],
            [child.name() for child in group.children()],
        )
        self.assertEqual(4, len(self.project.layerTreeRoot().findLayers()))

    def test_displacement_knows_its_time_and_keeps_it_in_the_project(self):
        self.load("velocity", {"STACK": self.stack, "DISPLACEMENT": self.to_project()})
        path = self.place.file("project.qgz")
        self.assertTrue(self.project.write(path))
        again = QgsProject()
        self.assertTrue(again.read(path))
        displacement = again.mapLayersByName("Displacement (fake)")[0]
        self.assertTrue(displacement.temporalProperties().isActive())
        whole = displacement.temporalProperties().fixedTemporalRange()
        self.assertEqual("2018-01-06", whole.begin().toString("yyyy-MM-dd"))
        self.assertEqual("2018-02-11", whole.end().toString("yyyy-MM-dd"))
        self.assertEqual(["Displacement (fake)"], [c.name() for c in again.layerTreeRoot().findGroup("Velocity").children()])
        extent = displacement.extent()
        self.assertTrue(QgsRectangle(479999, 2149999, 488001, 2156001).contains(extent), extent.toString())
        self.assertEqual("EPSG:32614", displacement.crs().authid())

    def test_products_within_a_folder_are_loaded_too(self):
        results = self.load("full_chain", {"FOLDER": self.stack, "OUTPUT": self.place.file("chain")})
        self.assertEqual(self.place.file("chain", "velocity.tif"), results["VELOCITY"])
        self.assertTrue(os.path.isfile(results["PROJECT"]))
        self.assertEqual("singlebandpseudocolor", self.layer("Velocity (fake)").renderer().type())
        self.assertEqual({"Velocity", "Quality", "Closure"}, {g.name() for g in self.project.layerTreeRoot().findGroups()})

    def test_a_product_that_was_not_made_is_not_missed(self):
        asked = {"STACK": self.stack, "PHASE": "WRAPPED", "CLOSURE_RMS": self.to_project(), "CLOSURE_CYCLES": self.to_project()}
        results = self.load("closure", asked)
        self.assertNotIn("CLOSURE_CYCLES", results)
        self.assertEqual(["Closure rms (fake)"], [layer.name() for layer in self.project.mapLayers().values()])
        self.assertEqual([], self.feedback.errors)

    def test_groups_lie_in_order_over_what_was_there(self):
        for name in ("closure", "velocity"):
            algorithm = headless.algorithm(name)
            rasters = [d.name() for d in algorithm.destinationParameterDefinitions() if d.type() == "rasterDestination"]
            self.load(name, dict({raster: self.to_project() for raster in rasters}, STACK=self.stack))
            self.context = QgsProcessingContext()
            self.context.setProject(self.project)
        root = self.project.layerTreeRoot()
        self.assertEqual(["Velocity", "Closure"], [child.name() for child in root.children()])

    def test_products_within_a_folder_can_be_left_out_of_the_project(self):
        results = self.load("full_chain", {"FOLDER": self.stack, "OUTPUT": self.place.file("chain2"), "LOAD_LAYERS": False})
        self.assertTrue(os.path.isfile(results["VELOCITY"]))
        self.assertEqual({}, self.project.mapLayers())


    def tree(self):
        """Group by group, the layers of the tree with a plus for those that are switched on."""
        root = self.project.layerTreeRoot()
        return {
            group.name(): [("+" if node.itemVisibilityChecked() else "-") + node.name() for node in group.children()]
            for group in root.children()
        }

    def test_layers_of_pairs_are_grouped_as_asked_and_the_first_are_switched_on(self):
        dates = ["2018-01-06 to 2018-01-18", "2018-01-06 to 2018-01-30", "2018-01-06 to 2018-02-11"]
        self.load("interferograms", {"STACK": self.stack, "INTERFEROGRAMS": self.place.file("i1"), "GROUP_BY": "KIND"})
        self.assertEqual(["+" + dates[0], "-" + dates[1]], self.tree()["Pairs: wrapped_phase"])
        self.assertEqual(["Pairs: wrapped_phase", "Pairs: coherence", "Interferograms"], list(self.tree()))
        layer = self.project.layerTreeRoot().findGroup("Pairs: coherence").children()[0].layer()
        self.assertEqual("singlebandpseudocolor", layer.renderer().type())
        self.assertEqual("coherence of 2018-01-06 to 2018-01-18.", layer.metadata().abstract())
        self.project.clear()
        self.context = QgsProcessingContext()
        self.context.setProject(self.project)
        more = {"STACK": self.stack, "INTERFEROGRAMS": self.place.file("i2"), "SHOW": "ALL"}
        self.load("interferograms", more)
        self.assertEqual(dates + ["Interferograms"], list(self.tree()))
        self.assertEqual(["+wrapped_phase", "+coherence"], self.tree()[dates[0]])
        self.assertEqual(["-wrapped_phase", "-coherence"], self.tree()[dates[2]])

    def test_layers_of_pairs_can_be_left_out(self):
        given = {"STACK": self.stack, "INTERFEROGRAMS": self.place.file("i3"), "LOAD_LAYERS": False}
        self.load("interferograms", given)
        self.load("interferograms", dict(given, LOAD_LAYERS=True, SHOW="NONE"))
        self.assertEqual(["Interferograms"], list(self.tree()))


class ModelsTest(WithPlugin):
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


class RemoteTest(WithPlugin):
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


class SettingsTest(WithPlugin):
    def set(self, name, value):
        before = ProcessingConfig.getSetting(name)
        ProcessingConfig.setSettingValue(name, value)
        self.addCleanup(ProcessingConfig.setSettingValue, name, before)

    def test_the_token_comes_from_the_authentication_manager(self):
        manager = QgsApplication.authManager()
        self.assertTrue(manager.setMasterPassword("test", True))
        config = QgsAuthMethodConfig("Basic")
        config.setName("GeoFringe")
        config.setConfig("username", "geofringe")
        config.setConfig("password", "a token")
        manager.storeAuthenticationConfig(config)
        self.assertTrue(config.id())
        self.set("GEOFRINGE_ADDRESS", "127.0.0.1:1")
        self.set("GEOFRINGE_AUTHENTICATION", config.id())
        self.assertEqual("a token", self.plugin.settings.choice().token)

    def test_a_missing_authentication_is_explained(self):
        self.set("GEOFRINGE_ADDRESS", "127.0.0.1:1")
        self.set("GEOFRINGE_AUTHENTICATION", "missing")
        with self.assertRaisesRegex(QgsProcessingException, "no authentication 'missing'"):
            self.plugin.settings.choice()


if __name__ == "__main__":
    unittest.main()
