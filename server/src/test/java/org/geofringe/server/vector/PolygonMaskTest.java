package org.geofringe.server.vector;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.Gdal;
import org.geofringe.server.raster.GeoTiffReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolygonMaskTest {

  private static final String UTM = "EPSG:32614";

  /** Centres at 0.5, 1.5, … to the east and -0.5, -1.5, … to the north. */
  private static final MapGrid SMALL = new MapGrid(UTM, 0, 0, 1, 1, 6, 8);

  private static final MapGrid WIDE = new MapGrid(UTM, 480_000, 2_160_000, 60, 45, 300, 280);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void fillsAPolygonWithAHole() throws IOException {
    Path file = json("[[[1,-1],[7,-1],[7,-5],[1,-5],[1,-1]],[[3,-2],[5,-2],[5,-4],[3,-4],[3,-2]]]");
    assertEquals(
        """
        ........
        .######.
        .##..##.
        .##..##.
        .######.
        ........
        """,
        picture(file));
  }

  @Test
  void fillsEachPartOfAMultipolygonByItself() throws IOException {
    Path file =
        json(
            "MultiPolygon",
            "[[[[0,0],[4,0],[4,-3],[0,-3],[0,0]]],[[[2,-1],[7,-1],[7,-5],[2,-5],[2,-1]]]]");
    assertEquals(
        """
        ####....
        #######.
        #######.
        ..#####.
        ..#####.
        ........
        """,
        picture(file));
  }

  @Test
  void neighboursShareTheirEdgeButNoCell() throws IOException {
    String left = "[[[0.5,-0.5],[3.5,-0.5],[3.5,-4.5],[0.5,-4.5],[0.5,-0.5]]]";
    String right = "[[[3.5,-0.5],[6.5,-0.5],[6.5,-4.5],[3.5,-4.5],[3.5,-0.5]]]";
    assertEquals(
        """
        ###.....
        ###.....
        ###.....
        ###.....
        ........
        ........
        """,
        picture(json(left)));
    assertEquals(
        """
        ...###..
        ...###..
        ...###..
        ...###..
        ........
        ........
        """,
        picture(json(right)));
  }

  @Test
  void aRingThatCrossesItselfIsFilledOnBothSides() throws IOException {
    assertEquals(
        """
        #.....#.
        ##...##.
        ###.###.
        ###.###.
        ##...##.
        #.....#.
        """,
        picture(json("[[[0,0],[7,-6],[7,0],[0,-6],[0,0]]]")));
  }

  /** Odd-even by hand at each centre, for ragged rings that reach beyond the grid. */
  @Test
  void agreesWithAskingEachCentre() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      int corners = 5 + random.nextInt(40);
      double[] x = new double[corners];
      double[] y = new double[corners];
      StringBuilder ring = new StringBuilder();
      for (int i = 0; i < corners; i++) {
        x[i] = WIDE.west() + (random.nextDouble() * 1.6 - 0.3) * (WIDE.east() - WIDE.west());
        y[i] = WIDE.south() + (random.nextDouble() * 1.6 - 0.3) * (WIDE.north() - WIDE.south());
        ring.append(String.format(Locale.ROOT, "[%s,%s],", x[i], y[i]));
      }
      ring.append(String.format(Locale.ROOT, "[%s,%s]", x[0], y[0]));
      boolean[] marked = whole(json("[[" + ring + "]]"), WIDE);
      boolean[] expected = new boolean[WIDE.window().cells()];
      for (int i = 0; i < expected.length; i++) {
        int row = i / WIDE.columns();
        int column = i % WIDE.columns();
        expected[i] = inside(WIDE.x(column), WIDE.y(row), x, y);
      }
      assertArrayEquals(expected, marked, "round " + round);
    }
  }

  @Test
  void windowsMarkWhatTheWholeDoes() throws IOException {
    Path file = star(WIDE, 400, 2);
    PolygonMask mask = PolygonMask.read(file, null, WIDE);
    boolean[] whole = new boolean[WIDE.window().cells()];
    mask.mark(WIDE.window(), whole);
    for (int row = 0; row < WIDE.rows(); row += 37) {
      for (int column = 0; column < WIDE.columns(); column += 53) {
        Window window =
            new Window(
                row,
                column,
                Math.min(37, WIDE.rows() - row),
                Math.min(53, WIDE.columns() - column));
        boolean[] part = new boolean[window.cells()];
        mask.mark(window, part);
        for (int i = 0; i < part.length; i++) {
          int at = (row + i / window.columns()) * WIDE.columns() + column + i % window.columns();
          assertEquals(whole[at], part[i], window + " at " + i);
        }
      }
    }
  }

  /** GDAL decides centres that lie on an edge in its own way; these lie on none. */
  @Test
  void agreesWithGdal() throws IOException, InterruptedException {
    Path star = star(WIDE, 3000, 3);
    Path utm = folder.resolve("utm.gpkg");
    Gdal.run("ogr2ogr", "-f", "GPKG", "-nln", "water", utm.toString(), star.toString());
    Path tif = folder.resolve("star.tif");
    Gdal.run(
        "gdal_rasterize",
        "-q",
        "-burn",
        "1",
        "-ot",
        "Byte",
        "-ts",
        "280",
        "300",
        "-te",
        "480000",
        "2146500",
        "496800",
        "2160000",
        utm.toString(),
        tif.toString());
    boolean[] expected = new boolean[WIDE.window().cells()];
    float[] burnt = new float[expected.length];
    try (GeoTiffReader reader = GeoTiffReader.open(tif)) {
      reader.read(0, WIDE.window(), burnt, 0);
    }
    int inside = 0;
    for (int i = 0; i < burnt.length; i++) {
      expected[i] = burnt[i] == 1;
      inside += expected[i] ? 1 : 0;
    }
    assertTrue(inside > 10_000 && inside < 70_000, inside + " cells inside");
    assertArrayEquals(expected, whole(utm, WIDE));
    assertArrayEquals(expected, whole(star, WIDE), "GeoJSON");

    // Degrees to six decimals are decimetres here: a centre in ten thousand changes its side.
    Path degrees = folder.resolve("degrees.gpkg");
    Gdal.run("ogr2ogr", "-f", "GPKG", "-t_srs", "EPSG:4326", degrees.toString(), utm.toString());
    assertTrue(differing(expected, whole(degrees, WIDE)) < 10);
    Path geojson = folder.resolve("degrees.geojson");
    Gdal.run("ogr2ogr", "-f", "GeoJSON", "-t_srs", "EPSG:4326", geojson.toString(), utm.toString());
    assertTrue(differing(expected, whole(geojson, WIDE)) < 20);
    Path mercator = folder.resolve("mercator.gpkg");
    Gdal.run("ogr2ogr", "-f", "GPKG", "-t_srs", "EPSG:3857", mercator.toString(), utm.toString());
    assertTrue(differing(expected, whole(mercator, WIDE)) < 10);
  }

  /** The world has corners that UTM cannot show; a parallel is no straight line there. */
  @Test
  void polygonsMayReachRoundTheWorldInDegrees() throws IOException {
    double south = 19.47;
    Path file = folder.resolve("world.geojson");
    Files.writeString(
        file,
        String.format(
            Locale.ROOT,
            "{\"type\":\"Polygon\",\"coordinates\":[[[-180,%1$s],[180,%1$s],[180,90],[-180,90],[-180,%1$s]]]}",
            south));
    MapGrid grid = new MapGrid(UTM, 250_000, 2_170_000, 500, 50, 800, 1000);
    boolean[] marked = whole(file, grid);
    int wrong = 0;
    int inside = 0;
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        double latitude = Crs.transform(grid.x(column), grid.y(row), UTM, "EPSG:4326")[1];
        boolean here = marked[row * grid.columns() + column];
        inside += here ? 1 : 0;
        // A metre and a half: three hundredths of a cell.
        wrong += here != latitude > south && Math.abs(latitude - south) > 1.4e-5 ? 1 : 0;
      }
    }
    assertEquals(0, wrong);
    assertTrue(inside > 100_000 && inside < 700_000, inside + " cells inside");
  }

  @Test
  void aLayerThatLiesElsewhereIsEmpty() throws IOException {
    Path file = json("[[[100,-100],[107,-106],[107,-100],[100,-100]]]");
    assertTrue(PolygonMask.read(file, null, SMALL).isEmpty());
  }

  @Test
  void severalLayersAreAskedForByName() throws IOException, InterruptedException {
    Path file = folder.resolve("two.gpkg");
    Path json = json("[[[1,-1],[7,-1],[7,-5],[1,-5],[1,-1]]]");
    Gdal.run("ogr2ogr", "-f", "GPKG", "-nln", "lakes", file.toString(), json.toString());
    Gdal.run("ogr2ogr", "-update", "-nln", "sea", file.toString(), json.toString());
    assertEquals(
        file + " holds several layers: lakes, sea. Say which, as in two.gpkg|layername=lakes.",
        assertRefused(() -> PolygonMask.read(file, null, SMALL)));
    assertEquals(
        file + " has no layer see: it holds lakes, sea.",
        assertRefused(() -> PolygonMask.read(file, "see", SMALL)));
    boolean[] marked = new boolean[48];
    PolygonMask.read(file, "sea", SMALL).mark(SMALL.window(), marked);
    assertTrue(marked[9]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "LineString; [[1,-1],[7,-1]]; it is a LineString, not a polygon",
        "Polygon; [[[1,-1],[7]]]; a corner is not two numbers",
        "Polygon; 3; a polygon has no coordinates",
        "; []; it has no geometry of GeoJSON",
      })
  void geoJsonOfOtherThingsIsRefused(String type, String coordinates, String why)
      throws IOException {
    Path file = json(type == null ? "" : type, coordinates);
    assertEquals(
        "Feature 1 of "
            + file
            + " cannot be used: "
            + why
            + ". Save the layer from QGIS as a GeoPackage and take that.",
        assertRefused(() -> PolygonMask.read(file, null, SMALL)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"Feat                   | cannot be used: Unexpected end-of-input",
        "{\"type\":\"FeatureCollection\",\"crs\":{\"properties\":{\"name\":\"Moon\"}}} | lies in the coordinate reference system Moon",
        "SQLite format 3                    | cannot be read as a GeoPackage",
        "id;x;y                             | is neither a GeoPackage nor GeoJSON",
      })
  void filesOfAnotherKindAreRefused(String content, String why) throws IOException {
    Path file = Files.writeString(folder.resolve("other"), content);
    String message = assertRefused(() -> PolygonMask.read(file, null, SMALL));
    assertTrue(message.contains(file + " " + why), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void shapefilesAreRefused() throws IOException {
    Path file = folder.resolve("water.shp");
    Files.write(file, new byte[] {0, 0, 0x27, 0x0a, 0, 0});
    assertEquals(
        file + " is a shapefile, which is not read. Save the layer as a GeoPackage and take that.",
        assertRefused(() -> PolygonMask.read(file, null, SMALL)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "substr(geom, 1, length(geom) - 9); cannot be used",
        "x'00'; it is not GeoPackage binary",
        "x'47500001E6100000010A000000'; Unknown WKB type 10",
      })
  void damagedGeometriesAreNamed(String geometry, String why)
      throws IOException, InterruptedException, java.sql.SQLException {
    Path file = folder.resolve("damaged.gpkg");
    Path json = json("[[[1,-1],[7,-1],[7,-5],[1,-5],[1,-1]]]");
    Gdal.run("ogr2ogr", "-f", "GPKG", "-lco", "SPATIAL_INDEX=NO", file.toString(), json.toString());
    try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      String table = "collection";
      statement.executeUpdate("UPDATE " + table + " SET geom = " + geometry);
    }
    String message = assertRefused(() -> PolygonMask.read(file, null, SMALL));
    assertTrue(message.contains(why), message);
    assertTrue(message.startsWith("Feature 1 of the layer collection in " + file), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void aLayerOfLinesIsRefused() throws IOException, InterruptedException {
    Path file = folder.resolve("lines.gpkg");
    Path json = json("LineString", "[[1,-1],[7,-1]]");
    Gdal.run("ogr2ogr", "-f", "GPKG", file.toString(), json.toString());
    assertEquals(
        file + " holds no layer of polygons. Choose one that does.",
        assertRefused(() -> PolygonMask.read(file, null, SMALL)));
  }

  private Path json(String coordinates) throws IOException {
    return json("Polygon", coordinates);
  }

  private Path json(String type, String coordinates) throws IOException {
    Path file = folder.resolve("shape.geojson");
    Files.writeString(
        file,
        """
        {"type": "FeatureCollection", "name": "collection",
         "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32614"}},
         "features": [{"type": "Feature", "properties": {}, "geometry":
           {"type": "%s", "coordinates": %s}}]}
        """
            .formatted(type, coordinates));
    return file;
  }

  /** A ragged star with a hole, and a small island in it. */
  private Path star(MapGrid grid, int corners, int seed) throws IOException {
    Random random = new Random(seed);
    double x = (grid.west() + grid.east()) / 2 + 1.23;
    double y = (grid.north() + grid.south()) / 2 + 2.34;
    double size = (grid.north() - grid.south()) / 2;
    return json(
        "MultiPolygon",
        "[[%s, %s], [%s]]"
            .formatted(
                ring(x, y, 0.7 * size, 1.3 * size, corners, random),
                ring(x, y, 0.3 * size, 0.5 * size, corners, random),
                ring(x, y, 0.1 * size, 0.2 * size, corners, random)));
  }

  private static String ring(
      double x, double y, double inner, double outer, int corners, Random random) {
    StringBuilder ring = new StringBuilder("[");
    String first = "";
    for (int i = 0; i < corners; i++) {
      double radius = inner + random.nextDouble() * (outer - inner);
      double angle = 2 * Math.PI * i / corners;
      String corner =
          String.format(
              Locale.ROOT, "[%s,%s]", x + radius * Math.cos(angle), y + radius * Math.sin(angle));
      first = i == 0 ? corner : first;
      ring.append(corner).append(',');
    }
    return ring + first + "]";
  }

  private static boolean inside(double px, double py, double[] x, double[] y) {
    boolean inside = false;
    for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
      if ((y[i] > py) != (y[j] > py) && px < x[i] + (py - y[i]) * (x[j] - x[i]) / (y[j] - y[i])) {
        inside = !inside;
      }
    }
    return inside;
  }

  private static int differing(boolean[] a, boolean[] b) {
    int count = 0;
    for (int i = 0; i < a.length; i++) {
      count += a[i] == b[i] ? 0 : 1;
    }
    return count;
  }

  private static boolean[] whole(Path file, MapGrid grid) {
    boolean[] marked = new boolean[grid.window().cells()];
    PolygonMask.read(file, null, grid).mark(grid.window(), marked);
    return marked;
  }

  private static String picture(Path file) {
    boolean[] marked = whole(file, SMALL);
    StringBuilder picture = new StringBuilder();
    for (int i = 0; i < marked.length; i++) {
      picture.append(marked[i] ? '#' : '.').append(i % 8 == 7 ? "\n" : "");
    }
    return picture.toString();
  }
}
