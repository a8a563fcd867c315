package org.geofringe.server.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.geofringe.network.Pair;
import org.geofringe.server.run.ResourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoPackageTest {

  private static final List<LocalDate> DATES =
      List.of(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 1, 13));

  /** Around the fan-out of a node (51), of two levels (2601) and of three. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 51, 52, 2601, 2602, 150_000})
  void theIndexFindsWhatLiesInABox(int count, @TempDir Path folder) throws SQLException {
    Path file = folder.resolve("points.gpkg");
    write(file, count);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertEquals("ok", text(statement, "SELECT rtreecheck('rtree_points_geom')"));
      assertEquals("ok", text(statement, "PRAGMA integrity_check"));
      assertEquals(
          Integer.toString(count), text(statement, "SELECT count(*) FROM rtree_points_geom"));
      int inBox = 0;
      for (int i = 0; i < count; i++) {
        boolean inside = x(i) > 480095 && x(i) < 480205 && y(i) > 2149800;
        inBox += inside ? 1 : 0;
      }
      assertEquals(
          Integer.toString(inBox),
          text(
              statement,
              "SELECT count(*) FROM rtree_points_geom"
                  + " WHERE minx > 480095 AND maxx < 480205 AND miny > 2149800"));
    }
  }

  @Test
  void fieldsAreThoseOfInsarExplorer(@TempDir Path folder) throws SQLException {
    Path file = folder.resolve("points.gpkg");
    write(file, 3);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM points WHERE fid = 2")) {
      assertTrue(row.next());
      assertEquals(-1.5, row.getDouble("velocity"));
      assertEquals(0, row.getDouble("D20200101"));
      assertEquals(-0.25, row.getDouble("D20200113"));
      row.getDouble("height");
      assertTrue(row.wasNull(), "NaN is NULL");
      assertArrayEquals(new byte[] {'G', 'P', 0, 1}, Arrays.copyOf(row.getBytes("geom"), 4));
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertEquals("1196444487", text(statement, "PRAGMA application_id"));
      assertEquals("10300", text(statement, "PRAGMA user_version"));
      assertEquals(
          "2020-01-13T00:00:00.000Z", text(statement, "SELECT last_change FROM gpkg_contents"));
      assertEquals("32614", text(statement, "SELECT srs_id FROM gpkg_geometry_columns"));
    }
  }

  @Test
  void theSameRowsMakeTheSameBytes(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("a"));
    Files.createDirectory(folder.resolve("b"));
    write(folder.resolve("a/points.gpkg"), 1000);
    write(folder.resolve("b/points.gpkg"), 1000);
    assertEquals(
        -1L, Files.mismatch(folder.resolve("a/points.gpkg"), folder.resolve("b/points.gpkg")));
  }

  @Test
  void unfinishedLeavesNothingAndKeepsTheOldFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("points.gpkg");
    Files.writeString(file, "old");
    try (GeoPackagePoints points = new GeoPackagePoints(file, "EPSG:4326", DATES)) {
      assertEquals(0, points.count());
    }
    assertEquals("old", Files.readString(file));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void aMissingFolderIsOneLine(@TempDir Path folder) {
    ResourceException gone =
        assertThrows(
            ResourceException.class,
            () -> new GeoPackagePoints(folder.resolve("no/p.gpkg"), "EPSG:4326", DATES));
    assertEquals(1, String.valueOf(gone.getMessage()).lines().count());
  }

  @Test
  void theNetworkLiesInDaysAndMetres(@TempDir Path folder) throws SQLException {
    Path file = folder.resolve("network.gpkg");
    GeoPackageLines.write(
        file,
        List.of(
            new NetworkEdge(Pair.parse("20200113_20200125"), 60, -40, Double.NaN, true),
            new NetworkEdge(Pair.parse("20200101_20200113"), 0, 60, 0.5, false)));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertEquals(
          "20200113_20200125|2020-01-13|2020-01-25|12|-100.0|null|1",
          text(
              statement,
              "SELECT pair || '|' || reference || '|' || secondary || '|' || days || '|' ||"
                  + " perpendicular_baseline || '|' || coalesce(coherence, 'null') || '|' ||"
                  + " excluded FROM network WHERE fid = 1"));
      assertEquals(
          "0.0|24.0|-40.0|60.0",
          text(
              statement,
              "SELECT min_x || '|' || max_x || '|' || min_y || '|' || max_y FROM gpkg_contents"));
      assertEquals("-1", text(statement, "SELECT srs_id FROM gpkg_contents"));
    }
    assertTrue(GeoPackageCrs.of(file).isEmpty());
  }

  private static final List<GeoPackagePolygons.Field> FIELDS =
      List.of(
          new GeoPackagePolygons.Field("burst", GeoPackagePolygons.Type.TEXT),
          new GeoPackagePolygons.Field("lines", GeoPackagePolygons.Type.INTEGER),
          new GeoPackagePolygons.Field("baseline", GeoPackagePolygons.Type.DOUBLE),
          new GeoPackagePolygons.Field("date", GeoPackagePolygons.Type.DATE));

  private static void writeAreas(Path file, List<GeoPackagePolygons.Area> areas) {
    GeoPackagePolygons.write(
        file, "EPSG:32614", "Bursts", LocalDate.of(2020, 1, 13), FIELDS, areas);
  }

  /** The ring is given clockwise; the file has it closed and anticlockwise. */
  @Test
  void areasAreClosedAnticlockwiseRingsWithAttributes(@TempDir Path folder) throws SQLException {
    Path file = folder.resolve("bursts.gpkg");
    double[] x = {480000, 480010, 481000, 480990};
    double[] y = {2150000, 2150500, 2150400, 2149900};
    writeAreas(
        file,
        List.of(
            new GeoPackagePolygons.Area(
                x, y, List.of("t014_1_iw1", 1509, -41.5, LocalDate.of(2020, 1, 1))),
            new GeoPackagePolygons.Area(x, y, Arrays.asList(null, null, Double.NaN, null))));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertEquals("ok", text(statement, "SELECT rtreecheck('rtree_bursts_geom')"));
      assertEquals(
          "t014_1_iw1|1509|-41.5|2020-01-01",
          text(
              statement,
              "SELECT burst || '|' || lines || '|' || baseline || '|' || date"
                  + " FROM bursts WHERE fid = 1"));
      assertEquals(
          "1",
          text(
              statement,
              "SELECT count(*) FROM bursts WHERE burst IS NULL AND lines IS NULL"
                  + " AND baseline IS NULL AND date IS NULL"));
      assertEquals(
          "480000.0|481000.0|2149900.0|2150500.0",
          text(
              statement,
              "SELECT min_x || '|' || max_x || '|' || min_y || '|' || max_y FROM gpkg_contents"));
      assertEquals(
          "POLYGON|32614",
          text(statement, "SELECT geometry_type_name || '|' || srs_id FROM gpkg_geometry_columns"));
      try (ResultSet row = statement.executeQuery("SELECT geom FROM bursts WHERE fid = 1")) {
        ByteBuffer geometry = ByteBuffer.wrap(row.getBytes(1)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(3, geometry.get(3), "little-endian with an envelope");
        assertEquals(32614, geometry.getInt(4));
        assertEquals(3, geometry.getInt(41), "a polygon");
        assertEquals(1, geometry.getInt(45), "of one ring");
        assertEquals(5, geometry.getInt(49), "that is closed");
        geometry.position(53);
        for (int corner : new int[] {0, 3, 2, 1, 0}) {
          assertEquals(x[corner], geometry.getDouble());
          assertEquals(y[corner], geometry.getDouble());
        }
        assertFalse(geometry.hasRemaining());
      }
    }
    assertEquals("EPSG:32614", GeoPackageCrs.of(file).orElseThrow());
  }

  @Test
  void anAreaThatDoesNotFitItsFieldsLeavesNothing(@TempDir Path folder) throws IOException {
    double[] square = {0, 1, 1, 0};
    double[] other = {0, 0, 1, 1};
    for (List<Object> wrong :
        List.<List<Object>>of(
            List.of("a", 1, 1.0),
            List.of("a", 1.5, 1.0, LocalDate.EPOCH),
            List.of(1, 1, 1.0, ""))) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              writeAreas(
                  folder.resolve("a.gpkg"),
                  List.of(new GeoPackagePolygons.Area(square, other, wrong))));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
    for (double[] x : new double[][] {{0, 1}, {0, 1, 2}, {0, 1, Double.NaN, 2}}) {
      assertThrows(
          IllegalArgumentException.class, () -> new GeoPackagePolygons.Area(x, other, List.of()));
    }
  }

  @Test
  void referenceSystemsGoByCodeOrByWkt() {
    CrsText south = CrsText.of("EPSG:32733");
    assertTrue(south.wkt().contains("\"central_meridian\",15]"), south.wkt());
    assertTrue(south.wkt().contains("\"false_northing\",10000000]"), south.wkt());
    assertEquals("undefined", CrsText.of("EPSG:2154").wkt());
    assertEquals("My grid", CrsText.of("PROJCS[\"My grid\",GEOGCS[]]").name());
    assertFalse(CrsText.of("PROJCS[\"My grid\",GEOGCS[]]").hasCode());
    assertThrows(IllegalArgumentException.class, () -> CrsText.of("somewhere"));
  }

  private static double x(int i) {
    return 480005 + 10 * (i % 200);
  }

  private static double y(int i) {
    return 2149995 - 10 * (i / 200);
  }

  private static void write(Path file, int count) {
    try (GeoPackagePoints points = new GeoPackagePoints(file, "EPSG:32614", DATES)) {
      for (int i = 0; i < count; i++) {
        points.add(
            x(i),
            y(i),
            new GeoPackagePoints.Measures(-1.5f * i, 1, 0.9f, 0.2f, Float.NaN),
            new float[] {0, 9, -0.25f * i, 9},
            0,
            2);
      }
      points.finish();
    }
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      assertTrue(row.next());
      return row.getString(1);
    }
  }
}
