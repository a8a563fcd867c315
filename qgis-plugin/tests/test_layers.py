"""What comes back as layers."""

import os
import unittest

import headless
import plugin_case
from processing.gui.Postprocessing import handleAlgorithmResults
from qgis.core import QgsProcessing, QgsProcessingContext, QgsProcessingOutputLayerDefinition, QgsProject, QgsRectangle


class LayersTest(plugin_case.WithPlugin):
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


if __name__ == "__main__":
    unittest.main()
