package org.geofringe.server.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
    assertTrue(LayerCrs.of(file, "EPSG:32614").isEmpty());
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
