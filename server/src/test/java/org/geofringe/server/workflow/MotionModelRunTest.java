package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.TestRun;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.series.TimeSeriesReader;
import org.geofringe.server.series.TimeSeriesWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of motion from a time series on disk to its rasters. */
class MotionModelRunTest {

  private static final MapGrid GRID =
      new MapGrid("EPSG:32614", 480_000, 2_150_000, 100, 100, 40, 50);
  private static final int CELLS = 2000;
  private static final LocalDate QUAKE = LocalDate.of(2021, 6, 8);

  /** Day of the year on which the ground is highest; the first of July. */
  private static final int HIGHEST = 181;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static Path series;

  private static List<LocalDate> dates() {
    List<LocalDate> dates = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      dates.add(LocalDate.of(2020, 1, 3).plusDays(24L * i + i % 3));
    }
    return dates;
  }

  private static double velocity(int cell) {
    return -40 + cell / 50;
  }

  private static double jump(int cell) {
    return cell % 50 - 25;
  }

  private static double displacement(LocalDate date, int cell) {
    double years = ChronoUnit.DAYS.between(LocalDate.of(2020, 1, 3), date) / 365.25;
    double day = ChronoUnit.DAYS.between(LocalDate.of(2000, 1, 1), date);
    return velocity(cell) * years
        + 6 * Math.cos(2 * Math.PI * (day - HIGHEST) / 365.25)
        + (date.isBefore(QUAKE) ? 0 : jump(cell));
  }

  @BeforeAll
  static void write() throws IOException {
    series = folder.resolve("displacement.tif");
    float[] values = new float[dates().size() * CELLS];
    for (int d = 0; d < dates().size(); d++) {
      for (int i = 0; i < CELLS; i++) {
        boolean gap = i == 7 || (i == 8 && d == 5);
        values[d * CELLS + i] = gap ? Float.NaN : (float) displacement(dates().get(d), i);
      }
    }
    try (TimeSeriesWriter writer = TimeSeriesWriter.create(series, GRID, dates(), "")) {
      writer.write(GRID.window(), values);
      writer.finish(RunContext.silent());
    }
  }

  private static Result run(TestRun context, String name, String... namesAndValues)
      throws IOException {
    Map<String, String> values = new HashMap<>(Map.of("TIME_SERIES", series.toString()));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Catalogue.standard().prepare("motion_model", values, folder.resolve(name)).run(context);
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  /** Floats of 200 mm know 2e-5 mm, and the season is that of days of a year of 365.25. */
  @Test
  void velocitySeasonAndStepAreTheTruth() throws IOException {
    Result result =
        run(
            TestRun.threads(2),
            "full",
            "SEASONAL",
            "ANNUAL",
            "STEPS",
            QUAKE.toString(),
            "SEASONAL_AMPLITUDE",
            file("amplitude.tif"),
            "SEASONAL_PHASE",
            file("day.tif"),
            "STEP",
            file("step.tif"),
            "RESIDUAL_SERIES",
            file("rest.tif"));
    float[] velocity = Simulated.read(Simulated.path(result, "VELOCITY"), 0);
    float[] amplitude = Simulated.read(folder.resolve("amplitude.tif"), 0);
    float[] day = Simulated.read(folder.resolve("day.tif"), 0);
    float[] step = Simulated.read(folder.resolve("step.tif"), 0);
    float[] error = Simulated.read(Simulated.path(result, "VELOCITY_STD"), 0);
    for (int i = 0; i < CELLS; i++) {
      if (i == 7) {
        assertTrue(Float.isNaN(velocity[i]) && Float.isNaN(day[i]) && Float.isNaN(step[i]));
      } else {
        assertEquals(velocity(i), velocity[i], 1e-3);
        assertEquals(6, amplitude[i], 1e-3);
        assertEquals(HIGHEST, day[i], 0.05);
        assertEquals(jump(i), step[i], 1e-3);
        assertEquals(0, error[i], 1e-3);
      }
    }
    assertEquals(CELLS - 1L, result.metrics().get("velocity_cells"));
    try (GeoTiffReader reader = GeoTiffReader.open(folder.resolve("step.tif"))) {
      assertEquals(List.of("Step " + QUAKE), reader.bandDescriptions());
    }
    assertEquals(dates(), TimeSeriesReader.dates(folder.resolve("rest.tif")));
    assertEquals(0, Simulated.read(folder.resolve("rest.tif"), 20)[300], 1e-3);
    assertTrue(Files.exists(folder.resolve("day.qml")));
    assertFalse(result.products().containsKey("ACCELERATION"));
    try (var files = Files.list(folder.resolve("full"))) {
      assertTrue(files.noneMatch(f -> f.toString().contains("series")), "no scratch is left");
    }
  }

  @Test
  void theResultDoesNotDependOnThreadsAndMemory() throws IOException {
    String[] values = {"SEASONAL", "ANNUAL", "ESTIMATOR", "HUBER", "ERRORS", "BOOTSTRAP"};
    Result one = run(new TestRun(16L << 20, 1), "one", values);
    Result two = run(TestRun.threads(2), "two", values);
    for (String output : List.of("VELOCITY", "VELOCITY_STD", "RESIDUAL")) {
      assertArrayEquals(
          Files.readAllBytes(Simulated.path(one, output)),
          Files.readAllBytes(Simulated.path(two, output)));
    }
  }

  @Test
  void whatCannotBeFittedIsRefused() {
    TestRun context = TestRun.threads(1);
    assertRefused(
        () -> run(context, "no", "STEPS", "2010-01-01"), "2010-01-01", "Choose another SEASONAL");
    assertRefused(() -> run(context, "no", "STEP", file("x.tif")), "STEPS=");
    assertRefused(() -> run(context, "no", "SEASONAL_PHASE", file("x.tif")), "SEASONAL=ANNUAL");
    assertRefused(() -> run(context, "no", "ACCELERATION", file("x.tif")), "ACCELERATING=true");
    assertRefused(
        () -> run(context, "no", "TIME_SERIES", file("full/model_velocity.tif") + "x"), "no file");
  }

  /**
   * Dates over 2.9 years; the season is a sine and the trend a line with a step, which a window of
   * two years smears; cells without a step come back to what floats of 100 mm know.
   */
  @Test
  void aSeriesIsTakenApart() throws IOException {
    Result parts =
        Catalogue.standard()
            .prepare(
                "decompose_time_series",
                Map.of("TIME_SERIES", series.toString(), "HARMONICS", "1"),
                folder.resolve("parts"))
            .run(TestRun.threads(2));
    int still = 25;
    assertEquals(0, jump(still));
    assertEquals(dates(), TimeSeriesReader.dates(Simulated.path(parts, "TREND")));
    for (int d = 0; d < dates().size(); d += 11) {
      double day = ChronoUnit.DAYS.between(LocalDate.of(2000, 1, 1), dates().get(d));
      double season = 6 * Math.cos(2 * Math.PI * (day - HIGHEST) / 365.25);
      assertEquals(season, Simulated.read(Simulated.path(parts, "SEASONAL"), d)[still], 1e-3);
      assertEquals(
          displacement(dates().get(d), still) - season,
          Simulated.read(Simulated.path(parts, "TREND"), d)[still],
          1e-3);
      assertEquals(0, Simulated.read(Simulated.path(parts, "REMAINDER"), d)[still], 1e-3);
      assertTrue(Float.isNaN(Simulated.read(Simulated.path(parts, "TREND"), d)[7]));
    }
    assertRefused(
        () ->
            Catalogue.standard()
                .prepare(
                    "decompose_time_series",
                    Map.of("TIME_SERIES", series.toString(), "TREND_WINDOW", "100"),
                    folder)
                .run(TestRun.threads(1)),
        "TREND_WINDOW");
  }
}
