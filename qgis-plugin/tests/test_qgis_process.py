"""The plugin as scripts use it: qgis_process in processes of its own, each with a profile of its own."""

import json
import os
import shutil
import subprocess
import unittest

import fake_products
import helpers

# Debian's wrapper of this program is broken: it adds an option that only the desktop knows.
PROGRAM = shutil.which("qgis_process.bin") or shutil.which("qgis_process")


@unittest.skipUnless(PROGRAM, "qgis_process is not installed")
class QgisProcessTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = helpers.Place()
        cls.addClassCleanup(cls.place.close)
        cls.server = helpers.ServerProcess(cls.place.home)
        cls.addClassCleanup(cls.server.stop)
        for folder in ("user", "runtime", "stack"):
            os.makedirs(cls.place.file(folder), mode=0o700)
        helpers.write(cls.place.file("stack", "collection.json"), "{}")
        cls.environment = dict(
            os.environ,
            HOME=cls.place.file("user"),
            XDG_RUNTIME_DIR=cls.place.file("runtime"),
            QGIS_PLUGINPATH=helpers.PLUGIN_PARENT,
            QT_QPA_PLATFORM="offscreen",
        )
        cls.call(cls, ["plugins", "enable", "geofringe"])

    def call(self, words, environment=None, expect=0):
        """Runs qgis_process and returns what it wrote to standard output, and to standard error."""
        done = subprocess.run(
            [PROGRAM] + words, env=dict(self.environment, **(environment or {})), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, check=False, timeout=120,
        )
        if done.returncode != expect:
            raise AssertionError("{} ended with {}:\n{}\n{}".format(words, done.returncode, done.stdout, done.stderr))
        return done.stdout, done.stderr

    def results(self, words, **more):
        output, _ = self.call(["run", *words], **more)
        return dict(line.split(":\t", 1) for line in output.split("Results")[1].splitlines() if ":\t" in line)

    def test_algorithms_and_models_are_listed(self):
        output, _ = self.call(["list"])
        for name in ("velocity", "full_chain", "velocity_by_geological_unit", "velocity_with_closure_check"):
            self.assertIn("geofringe:" + name, output)

    def test_help_is_printed(self):
        output, _ = self.call(["help", "geofringe:velocity"])
        self.assertIn("MIN_COHERENCE", output)
        self.assertIn("Persistent scatterers", output)

    def test_an_algorithm_runs_and_leaves_its_style_beside_the_product(self):
        target = self.place.file("v.tif")
        results = self.results(["geofringe:velocity", "--", "STACK=" + self.place.file("stack"), "VELOCITY=" + target])
        self.assertEqual(target, results["VELOCITY"])
        self.assertTrue(os.path.isfile(self.place.file("v.qml")))
        self.assertEqual({"STACK", "METHOD", "MIN_COHERENCE"}, set(json.loads(results["METRICS"])["values"]) - set(results))

    def test_destinations_may_be_left_out(self):
        results = self.results(["geofringe:velocity", "--", "STACK=" + self.place.file("stack")])
        self.assertTrue(os.path.isfile(results["VELOCITY"]))
        self.assertNotIn("POINTS", results)
        results = self.results(["geofringe:full_chain", "--", "FOLDER=" + self.place.file("stack")])
        self.assertTrue(os.path.isfile(results["PROJECT"]))
        _, errors = self.call(["run", "geofringe:velocity"], expect=1)
        self.assertIn("STACK", errors)

    def test_the_whole_chain_runs(self):
        words = ["geofringe:full_chain", "--", "FOLDER=" + self.place.file("stack"), "OUTPUT=" + self.place.file("chain")]
        results = self.results(words)
        self.assertEqual(self.place.file("chain", "velocity.tif"), results["VELOCITY"])
        self.assertTrue(os.path.isfile(results["PROJECT"]))

    def test_a_failure_is_told_and_fails(self):
        _, errors = self.call(["run", "geofringe:fail"], expect=1)
        self.assertIn("The stack has no pairs: import some interferograms first.", errors)

    def test_the_closure_model_runs(self):
        words = ["geofringe:velocity_with_closure_check", "--", "STACK=" + self.place.file("stack"), "EXCLUDE_SUGGESTED=true"]
        names = ("Velocity", "Temporal coherence", "Displacement", "Closure error (rms)", "Unwrapping errors (triplets)")
        targets = {name: self.place.file("model-{}.tif".format(place)) for place, name in enumerate(names)}
        words += ["velocity:{}={}".format(name, path) for name, path in targets.items() if name in names[:3]]
        words += ["closure:{}={}".format(name, path) for name, path in targets.items() if name in names[3:]]
        self.results(words + ["noisy:Scores of dates=" + self.place.file("scores.csv")])
        for path in targets.values():
            self.assertTrue(os.path.isfile(path), path)

    def test_the_units_model_runs(self):
        units = self.place.file("units.gpkg")
        fake_products.boxes(units, [("clay", 480000, 2150000, 484000, 2156000), ("tuff", 484000, 2150000, 488000, 2156000)])
        target = self.place.file("by_unit.gpkg")
        words = ["geofringe:velocity_by_geological_unit", "--", "STACK=" + self.place.file("stack"), "UNITS=" + units]
        words += ["UNIT_FIELD=unit", "areas:Velocity by geological unit=" + target]
        words += ["areas:Table by unit=" + self.place.file("by_unit.csv"), "velocity:Velocity=" + self.place.file("u.tif")]
        self.results(words + ["closure:Closure error (rms)=" + self.place.file("c.tif")])
        self.assertTrue(os.path.isfile(target))

    def test_a_server_is_started_where_none_runs_and_ends_with_qgis(self):
        home = self.place.file("fresh")
        os.makedirs(home)
        fresh = {"GEOFRINGE_HOME": home, "PATH": self.place.file("bin") + os.pathsep + os.environ["PATH"]}
        os.makedirs(self.place.file("bin"))
        os.symlink(helpers.FAKE, self.place.file("bin", "geofringe"))
        self.results(["geofringe:wait", "--", "SECONDS=0"], environment=fresh)
        self.assertEqual([], os.listdir(os.path.join(home, "servers")))

    def test_missing_packages_are_explained(self):
        broken = self.place.file("broken")
        os.makedirs(os.path.join(broken, "grpc"))
        helpers.write(os.path.join(broken, "grpc", "__init__.py"), "raise ImportError('not for this test')")
        _, errors = self.call(["run", "geofringe:wait", "--", "SECONDS=0"], environment={"PYTHONPATH": broken}, expect=1)
        self.assertIn("sudo apt install python3-grpcio", errors)


if __name__ == "__main__":
    unittest.main()
