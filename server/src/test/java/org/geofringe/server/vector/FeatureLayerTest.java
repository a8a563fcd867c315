package org.geofringe.server.vector;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.vector.Feature.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureLayerTest {

  private static final double[] SQUARE = {0, 0, 4, 0, 4, 4, 0, 4, 0, 0};
  private static final double[] HOLE = {1, 1, 1, 2, 2, 2, 2, 1, 1, 1};
  private static final double[] FAR = {10, 0, 11, 0, 11, 1, 10, 0};

  @TempDir Path folder;

  @Test
  void polygonsWithHolesAndSeveralPartsComeBackAsTheyWereWritten() {
    Path file = folder.resolve("zones.gpkg");
    Feature feature = new Feature("Clay", List.of(List.of(SQUARE, HOLE), List.of(FAR)));
    GeoPackageZones.write(
        file,
        "EPSG:32614",
        "zones",
        List.of(new GeoPackagePolygons.Field("unit", GeoPackagePolygons.Type.TEXT)),
        List.of(feature),
        List.of(List.of("Clay")));
    FeatureLayer layer = FeatureLayer.read(file, null, Shape.POLYGON, "unit");
    assertEquals("EPSG:32614", layer.crs());
    assertEquals("Clay", layer.features().get(0).name());
    List<List<double[]>> parts = layer.features().get(0).parts();
    assertEquals(2, parts.size());
    assertArrayEquals(SQUARE, parts.get(0).get(0));
    assertArrayEquals(HOLE, parts.get(0).get(1));
    assertArrayEquals(FAR, parts.get(1).get(0));
    assertRefused(
        () -> FeatureLayer.read(file, null, Shape.POLYGON, "age"), "no field age", "unit");
    assertRefused(() -> FeatureLayer.read(file, null, Shape.LINE, ""), "no layer of lines");
  }

  @Test
  void pointsAndLinesOfGeoJsonAreRead() throws IOException {
    Path file = folder.resolve("places.geojson");
    Files.writeString(
        file,
        """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"Well","n":null},"geometry":{"type":"Point","coordinates":[-99.1,19.4,2240]}},
        {"type":"Feature","properties":{"name":null},"geometry":{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}},
        {"type":"Feature","properties":{"name":"none"},"geometry":null}]}
        """);
    FeatureLayer points = FeatureLayer.read(file, null, Shape.POINT, "name");
    assertEquals(List.of("Well", ""), points.features().stream().map(Feature::name).toList());
    assertArrayEquals(new double[] {-99.1, 19.4}, points.features().get(0).parts().get(0).get(0));
    assertEquals(2, points.features().get(1).parts().size());
    assertRefused(() -> FeatureLayer.read(file, null, Shape.LINE, ""), "places.geojson", "lines");
    Path line = folder.resolve("line.geojson");
    Files.writeString(line, "{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1],[2,0]]}");
    assertArrayEquals(
        new double[] {0, 0, 1, 1, 2, 0},
        FeatureLayer.read(line, null, Shape.LINE, "").features().get(0).parts().get(0).get(0));
  }

  @Test
  void aCellCountsOncePerZoneAndInEachZoneThatHoldsIt() throws IOException {
    Path file = folder.resolve("units.geojson");
    Files.writeString(
        file,
        """
        {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32614"}},"features":[
        {"type":"Feature","properties":{"u":"a"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[20,0],[20,20],[0,20],[0,0]]]}},
        {"type":"Feature","properties":{"u":"b"},"geometry":{"type":"Polygon","coordinates":[[[10,10],[30,10],[30,30],[10,30],[10,10]]]}},
        {"type":"Feature","properties":{"u":"a"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[30,0],[30,10],[0,10],[0,0]]]}}]}
        """);
    MapGrid grid = new MapGrid("EPSG:32614", 0, 30, 10, 10, 3, 3);
    FeatureLayer layer = FeatureLayer.read(file, null, Shape.POLYGON, "u");
    List<String> together = cells(PolygonZones.of(layer, true, grid), grid);
    assertEquals(List.of("0 3", "0 4", "0 6", "0 7", "0 8", "1 1", "1 2", "1 4", "1 5"), together);
    assertEquals(3, PolygonZones.of(layer, false, grid).zones().size());
  }

  private static List<String> cells(PolygonZones zones, MapGrid grid) {
    List<String> cells = new ArrayList<>();
    zones.forEachCell(grid.window(), (zone, cell) -> cells.add(zone + " " + cell));
    return cells.stream().sorted().toList();
  }
}
