"""What is sent to the server for the values of a dialog."""

import unittest

import fake_products
import headless
import helpers
import plugin_case
from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer, QgsVectorLayer


class ValuesTest(plugin_case.WithPlugin):
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


if __name__ == "__main__":
    unittest.main()
