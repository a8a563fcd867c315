"""What is drawn from the catalogue, and the settings that it is fetched with."""

import os
import time
import unittest

import fake_catalogue
import headless
import helpers
import plugin_case
from geofringe.processing import catalogue, parameters
from geofringe.processing import help as help_text
from processing.core.ProcessingConfig import ProcessingConfig
from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingParameterDefinition,
)


class DrawingTest(plugin_case.WithPlugin):
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


class SettingsTest(plugin_case.WithPlugin):
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
