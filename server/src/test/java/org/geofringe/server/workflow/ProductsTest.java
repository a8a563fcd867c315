package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.TestRun;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.series.TimeSeriesWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken out of products, against products whose every value is known. */
class ProductsTest {

  private static final MapGrid GRID =
      new MapGrid("EPSG:32614", 480_000, 2_150_000, 100, 100, 30, 40);
  private static final List<LocalDate> DATES =
      IntStream.range(0, 6).mapToObj(i -> LocalDate.of(2024, 1, 6).plusDays(12L * i)).toList();
  private static final int EMPTY_COLUMN = 39;

  @TempDir Path folder;
  private Path series = Path.of("");
  private Path velocity = Path.of("");
  private Path velocityStd = Path.of("");

  /** Velocity is the column minus 10 in mm/yr; the last column is empty. */
  @BeforeEach
  void writeProducts() throws IOException {
    series = folder.resolve("displacement.tif");
    velocity = folder.resolve("velocity.tif");
    velocityStd = folder.resolve("velocity_std.tif");
    int cells = (int) GRID.cells();
    float[] values = new float[DATES.size() * cells];
    float[] rates = new float[cells];
    float[] errors = new float[cells];
    for (int i = 0; i < cells; i++) {
      int column = i % GRID.columns();
      rates[i] = column == EMPTY_COLUMN ? Float.NaN : column - 10;
      errors[i] = 1 + column / GRID.columns();
      for (int date = 0; date < DATES.size(); date++) {
        values[date * cells + i] = (float) (rates[i] * years(date));
      }
    }
    try (TimeSeriesWriter writer = TimeSeriesWriter.create(series, GRID, DATES, "displacement")) {
      writer.write(GRID.window(), values);
      writer.finish(RunContext.silent());
    }
    write(velocity, rates, "velocity");
    write(velocityStd, errors, "velocity_std");
  }

  @Test
  void aPlotHoldsTheValuesOfItsPlaces() throws IOException {
    Map<String, String> given =
        Map.of(
            "TIME_SERIES", series.toString(),
            "POINTS", place(15, 20, "Well=") + ";" + place(15, 30, ""),
            "RADIUS", "150",
            "PAGE", folder.resolve("plot.html").toString(),
            "PLOT", folder.resolve("plot.png").toString(),
            "VALUES", folder.resolve("plot.csv").toString());
    Result result = run("plot_time_series", given);
    List<?> places =
        assertInstanceOf(List.class, Objects.requireNonNull(result.metrics().get("places")));
    Map<?, ?> well = (Map<?, ?>) places.get(0);
    assertEquals("Well", well.get("place"));
    // A disc of 150 m holds the cell, its four neighbours and the four at 141 m.
    assertEquals(9, well.get("cells"));
    assertEquals(10, number(well, "velocity_mm_yr"), 1e-4);
    assertEquals(0, number(well, "velocity_std_mm_yr"), 1e-4);
    assertEquals("B", ((Map<?, ?>) places.get(1)).get("place"));
    List<String> rows = Files.readAllLines(folder.resolve("plot.csv"));
    assertEquals(1 + 2 * DATES.size(), rows.size());
    String[] last = rows.get(DATES.size()).split(",");
    assertEquals(10 * years(5), Double.parseDouble(last[3]), 1e-4);
    // Of three columns of cells each, one mm/yr apart, the scatter is sqrt(6/8) of a year's part.
    assertEquals(years(5) * Math.sqrt(6.0 / 8), Double.parseDouble(last[4]), 1e-4);
    String page = Files.readString(folder.resolve("plot.html"));
    assertTrue(page.contains("<title>Well: 10 "), "no numbers where the pointer rests");
    assertFalse(page.contains("<script"), "the page must not run anything");
    byte[] first = Files.readAllBytes(folder.resolve("plot.html"));
    run("plot_time_series", given);
    assertArrayEquals(first, Files.readAllBytes(folder.resolve("plot.html")));
  }

  @Test
  void placesWithoutDataAreNamedAndNoneAtAllIsRefused() {
    TestRun context = TestRun.threads(1);
    run(
        "plot_time_series",
        context,
        Map.of(
            "TIME_SERIES", series.toString(),
            "POINT", place(3, EMPTY_COLUMN, ""),
            "POINTS", place(3, 5, "")));
    assertTrue(context.warnings().toString().contains("place A has no data"));
    assertRefused(
        () ->
            run(
                "plot_time_series",
                Map.of("TIME_SERIES", series.toString(), "POINT", place(3, EMPTY_COLUMN, ""))),
        "None of the places has data");
    assertRefused(
        () -> run("plot_time_series", Map.of("TIME_SERIES", series.toString())), "POINTS");
    assertRefused(
        () ->
            run(
                "plot_time_series",
                Map.of("TIME_SERIES", series.toString(), "POINTS", "Far=-99,25")),
        "Far",
        "outside");
  }

  /** Columns 10 to 19 and 20 to 38 with all rows, and rows 0 to 4 of columns 35 to 39. */
  @Test
  void figuresOfAreasAreThoseOfTheirCells() throws IOException {
    Path units = folder.resolve("units.geojson");
    Files.writeString(
        units,
        "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:32614\"}},\"features\":["
            + rectangle("Clay", 10, 20, 0, 30)
            + ","
            + rectangle("Rock", 20, 39, 0, 30)
            + ","
            + rectangle("Clay", 35, 40, 0, 5)
            + "]}");
    run(
        "statistics_by_area",
        Map.of(
            "AREAS", units.toString(),
            "NAME_FIELD", "unit",
            "VELOCITY", velocity.toString(),
            "VELOCITY_STD", velocityStd.toString(),
            "POLYGONS", folder.resolve("by.gpkg").toString(),
            "TABLE", folder.resolve("by.csv").toString()));
    List<String> rows = Files.readAllLines(folder.resolve("by.csv"));
    assertEquals(3, rows.size());
    List<Double> clay = new ArrayList<>();
    IntStream.range(10, 20).forEach(c -> IntStream.range(0, 30).forEach(r -> clay.add(c - 10.0)));
    IntStream.range(35, 39).forEach(c -> IntStream.range(0, 5).forEach(r -> clay.add(c - 10.0)));
    String[] figures = rows.get(1).split(",", -1);
    double mean = clay.stream().mapToDouble(v -> v).average().orElseThrow();
    assertEquals("Clay", figures[0]);
    assertEquals(clay.size(), Integer.parseInt(figures[1]));
    assertEquals(320.0 / 325, Double.parseDouble(figures[2]), 1e-5);
    assertEquals(mean, Double.parseDouble(figures[3]), 1e-4);
    clay.sort(null);
    assertEquals((clay.get(159) + clay.get(160)) / 2, Double.parseDouble(figures[4]), 1e-6);
    assertEquals(1, Double.parseDouble(figures[8]), 1e-6);
    assertEquals("", figures[9], "no closure was given");
    assertTrue(Files.exists(folder.resolve("by.qml")));
    assertRefused(
        () ->
            run(
                "statistics_by_area",
                Map.of(
                    "AREAS", units.toString(),
                    "NAME_FIELD", "age",
                    "VELOCITY", velocity.toString())),
        "no field age");
  }

  @Test
  void aProfileFollowsTheLine() throws IOException {
    run(
        "profile",
        Map.of(
            "VELOCITY", velocity.toString(),
            "POINTS", place(10, 2, "") + ";" + place(10, 32, ""),
            "VELOCITY_STD", velocityStd.toString(),
            "HALF_WIDTH", "250",
            "SPACING", "500",
            "TABLE", folder.resolve("p.csv").toString(),
            "PLOT", folder.resolve("p.png").toString(),
            "POINT_LAYER", folder.resolve("p.gpkg").toString()));
    List<String> rows = Files.readAllLines(folder.resolve("p.csv"));
    assertEquals(1 + 7, rows.size());
    for (int i = 0; i < 7; i++) {
      String[] row = rows.get(1 + i).split(",", -1);
      assertEquals(500.0 * i, Double.parseDouble(row[0]), 1e-3);
      // Across the line the velocity is the same; along it one cell is 1 mm/yr.
      assertEquals(2 + 5 * i - 10, Double.parseDouble(row[5]), 1e-4);
      assertEquals(5, Integer.parseInt(row[7]));
    }
    assertRefused(() -> run("profile", Map.of("VELOCITY", velocity.toString())), "POINTS");
  }

  @Test
  void exportedPointsAreTheCells() throws IOException {
    Result result =
        run(
            "export_points",
            Map.of(
                "TIME_SERIES", series.toString(),
                "VELOCITY_STD", velocityStd.toString(),
                "EVERY", "3",
                "POINTS", folder.resolve("e.gpkg").toString(),
                "TABLE", folder.resolve("e.csv").toString()));
    // Rows 0, 3 to 27 and columns 0, 3 to 36; column 39 is empty.
    assertEquals(10L * 13, result.metrics().get("points"));
    List<String> rows = Files.readAllLines(folder.resolve("e.csv"));
    assertEquals(1 + 130, rows.size());
    List<String> header = List.of(rows.get(0).split(","));
    assertEquals("20240106", header.get(header.size() - DATES.size()));
    String[] point = rows.get(1 + 13 + 4).split(",", -1);
    assertEquals(3 * 40 + 12 + 1, Integer.parseInt(point[header.indexOf("pid")]));
    assertEquals(GRID.x(12), Double.parseDouble(point[header.indexOf("easting")]), 1e-9);
    assertEquals(GRID.y(3), Double.parseDouble(point[header.indexOf("northing")]), 1e-9);
    assertEquals(2, Double.parseDouble(point[header.indexOf("mean_velocity")]), 1e-9);
    assertEquals(1, Double.parseDouble(point[header.indexOf("mean_velocity_std")]), 1e-9);
    assertEquals("", point[header.indexOf("temporal_coherence")]);
    assertEquals(2 * years(5), Double.parseDouble(point[header.size() - 1]), 0.0051);
    assertRefused(
        () ->
            run(
                "export_points",
                Map.of("TIME_SERIES", series.toString(), "MIN_TEMPORAL_COHERENCE", "0.7")),
        "TEMPORAL_COHERENCE");
  }

  private Result run(String algorithm, Map<String, String> values) {
    return run(algorithm, TestRun.threads(2), values);
  }

  private Result run(String algorithm, TestRun context, Map<String, String> values) {
    try {
      return Catalogue.standard().prepare(algorithm, values, folder.resolve("out")).run(context);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String place(int row, int column, String name) {
    return "%s%s,%s [EPSG:32614]".formatted(name, GRID.x(column), GRID.y(row));
  }

  private static String rectangle(String unit, int left, int right, int top, int bottom) {
    double west = GRID.west() + 100 * left;
    double east = GRID.west() + 100 * right;
    double north = GRID.north() - 100 * top;
    double south = GRID.north() - 100 * bottom;
    return ("{\"type\":\"Feature\",\"properties\":{\"unit\":\"%s\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
            + "[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}}")
        .formatted(unit, west, south, east, south, east, north, west, north, west, south);
  }

  private static double years(int date) {
    return ChronoUnit.DAYS.between(DATES.get(0), DATES.get(date)) / 365.25;
  }

  private static void write(Path file, float[] values, String style) {
    try (RasterProduct product = RasterProduct.floats(file, GRID, style, "mm/yr", style)) {
      product.write(0, 0, GRID.rows(), values, 0);
      product.finish();
    }
  }

  private static double number(Map<?, ?> figures, String name) {
    return figures.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
