package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.geofringe.correction.EarthTide;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.TestRun;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.series.TimeSeriesReader;
import org.geofringe.server.series.TimeSeriesWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrections of the time series of a simulated scene, from their parameters to their files. */
class CorrectionsTest {

  private static final int CELLS = Simulated.ROWS * Simulated.COLUMNS;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static Simulated scene;

  @SuppressWarnings("NullAway.Init")
  private static Path stack;

  @SuppressWarnings("NullAway.Init")
  private static Path series;

  private static int reference;

  @BeforeAll
  static void simulate() throws IOException {
    scene = new Simulated(folder.resolve("scene"), 14, 72);
    stack = scene.stack(TestRun.threads(2));
    Result velocity = scene.run("velocity", TestRun.threads(2), Map.of("STACK", stack.toString()));
    series = Simulated.path(velocity, "DISPLACEMENT");
    reference = Simulated.reference(velocity);
    writeDelays(folder.resolve("gacos"), dates(), true);
  }

  private static List<LocalDate> dates() {
    return TimeSeriesReader.dates(series);
  }

  private static Result run(String id, TestRun context, String... more) throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("TIME_SERIES", series.toString());
    if (!id.equals("correct_atmosphere")) {
      values.put("STACK", stack.toString());
    }
    if (id.equals("correct_tides")) {
      values.put("TIME", "00:38");
      values.put("PASS", "ASCENDING");
    }
    if (id.equals("correct_gacos")) {
      values.put("GACOS", folder.resolve("gacos").toString());
    }
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return Catalogue.standard()
        .prepare(id, values, folder.resolve("out-" + context.budget().threads()).resolve(id))
        .run(context);
  }

  /**
   * Whatever is taken away: what went in is what came out and what was taken, to the rounding of
   * floats; cells with data stay so; nothing happens at the first date and at the reference; and
   * the bytes do not depend on the number of threads.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct_ramps",
        "correct_topography",
        "correct_atmosphere",
        "correct_gacos",
        "correct_tides",
        "correct_dem_error"
      })
  void keepsReferenceFirstDateAndGaps(String id) throws IOException {
    TestRun context = TestRun.threads(2);
    Result result = run(id, context);
    Path corrected = Simulated.path(result, "CORRECTED");
    Path correction = Simulated.path(result, "CORRECTION");
    assertEquals(dates(), TimeSeriesReader.dates(corrected));
    assertEquals(dates(), TimeSeriesReader.dates(correction));
    double taken = 0;
    for (int d = 0; d < dates().size(); d++) {
      float[] before = Simulated.read(series, d);
      float[] after = Simulated.read(corrected, d);
      float[] away = Simulated.read(correction, d);
      assertEquals(0, after[reference]);
      assertEquals(0, away[reference]);
      for (int i = 0; i < CELLS; i++) {
        assertEquals(Float.isNaN(before[i]), Float.isNaN(after[i]), "cell " + i);
        if (!Float.isNaN(before[i])) {
          assertEquals(before[i], after[i] + away[i], 1e-4 * (1 + Math.abs(away[i])));
          assertTrue(d > 0 || away[i] == 0);
          taken = Math.max(taken, Math.abs(away[i]));
        }
      }
    }
    assertTrue(taken > 0, "something is taken");
    assertTrue(context.fractions().get(context.fractions().size() - 1) > 0.99);
    Result alone = run(id, TestRun.threads(1));
    for (String output : result.products().keySet()) {
      assertEquals(
          -1,
          Files.mismatch(Simulated.path(result, output), Simulated.path(alone, output)),
          output);
    }
    assertEquals(result.metrics(), alone.metrics());
  }

  /**
   * 2 m of zenith delay, more by 10 mm per 0.1° to the east and per date; from corners of cells.
   */
  private static double delay(int date, double longitude) {
    return 2 + date * 0.1 * (longitude + 99);
  }

  private static void writeDelays(Path gacos, List<LocalDate> dates, boolean binary)
      throws IOException {
    Files.createDirectories(gacos);
    MapGrid place = new MapGrid("EPSG:4326", -99.7, 19.9, 0.01, 0.01, 90, 110);
    for (int d = 0; d < dates.size(); d++) {
      float[] values = new float[90 * 110];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) delay(d, place.x(i % 110));
      }
      String name = DateTimeFormatter.BASIC_ISO_DATE.format(dates.get(d)) + ".ztd";
      if (binary) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Files.write(gacos.resolve(name), bytes.array());
        Files.writeString(
            gacos.resolve(name + ".rsc"),
            String.format(
                Locale.ROOT,
                "WIDTH 110%nFILE_LENGTH 90%nX_FIRST -99.7%nY_FIRST 19.9%nX_STEP 0.01%n"
                    + "Y_STEP -0.01%nTIME_OF_DAY 00:38UTC%n"));
      } else {
        try (GeoTiffWriter writer =
            GeoTiffWriter.create(
                gacos.resolve(name + ".tif"), place, ProductSpec.ofFloats("", "m"))) {
          writer.write(0, 0, 90, values, 0);
          writer.finish();
        }
      }
    }
  }

  /** The delay is linear in longitude, so bilinear interpolation is exact to the floats of 2 m. */
  @Test
  void gacosIsZenithDelayOverCosineAwayFromTheSatellite() throws IOException {
    Path taken = Simulated.path(run("correct_gacos", TestRun.threads(2)), "CORRECTION");
    float[] last = Simulated.read(taken, 13);
    MapGrid grid = scene.grid();
    float[] incidence = scene.truth.incidence().values();
    double zero = slant(reference, grid, incidence);
    for (int i = 0; i < CELLS; i += 7) {
      if (!Float.isNaN(last[i])) {
        assertEquals(-(slant(i, grid, incidence) - zero), last[i], 0.01, "cell " + i);
      }
    }
    Path tiffs = folder.resolve("gacos-tif");
    writeDelays(tiffs, dates(), false);
    Path again =
        Simulated.path(
            run("correct_gacos", TestRun.threads(3), "GACOS", tiffs.toString()), "CORRECTION");
    assertArrayEquals(last, Simulated.read(again, 13), 1e-4f);
  }

  private static double slant(int cell, MapGrid grid, float[] incidence) {
    double[] place =
        Crs.transform(
            grid.x(cell % Simulated.COLUMNS),
            grid.y(Math.floorDiv(cell, Simulated.COLUMNS)),
            grid.crs(),
            "EPSG:4326");
    return 1000
        * (delay(13, place[0]) - delay(0, place[0]))
        / Math.cos(Math.toRadians(incidence[cell]));
  }

  @Test
  void gacosRefusesWhatIsMissingOrBroken() throws IOException {
    Path gacos = folder.resolve("gacos-broken");
    writeDelays(gacos, dates(), true);
    String third = DateTimeFormatter.BASIC_ISO_DATE.format(dates().get(2));
    String fifth = DateTimeFormatter.BASIC_ISO_DATE.format(dates().get(4));
    byte[] sound = Files.readAllBytes(gacos.resolve(third + ".ztd"));
    String header = Files.readString(gacos.resolve(third + ".ztd.rsc"));
    byte[] swapped = new byte[sound.length];
    for (int i = 0; i < sound.length; i++) {
      swapped[i] = sound[i / 4 * 4 + 3 - i % 4];
    }
    Files.write(gacos.resolve(third + ".ztd"), swapped);
    assertGacosRefused(gacos, third, "swapped");
    Files.write(gacos.resolve(third + ".ztd"), Arrays.copyOf(sound, 1000));
    assertGacosRefused(gacos, third, "1000 bytes", "110 x 90");
    Files.write(gacos.resolve(third + ".ztd"), sound);
    Files.writeString(
        gacos.resolve(third + ".ztd.rsc"), header.replace("X_FIRST -99.7", "X_FIRST -98.9"));
    assertGacosRefused(gacos, third, "does not cover");
    Files.writeString(gacos.resolve(third + ".ztd.rsc"), header.replace("WIDTH", "BREADTH"));
    assertGacosRefused(gacos, third, "no header of GACOS");
    Files.delete(gacos.resolve(third + ".ztd.rsc"));
    assertGacosRefused(gacos, third + ".ztd.rsc is missing");
    Files.delete(gacos.resolve(third + ".ztd"));
    Files.delete(gacos.resolve(fifth + ".ztd"));
    assertGacosRefused(gacos, dates().get(2) + ", " + dates().get(4), "2 of 14 dates");
  }

  private static void assertGacosRefused(Path gacos, String... parts) {
    assertRefused(() -> run("correct_gacos", TestRun.threads(2), "GACOS", gacos.toString()), parts);
  }

  /** Against the kernel at the cell itself; look towards 258° from the incidence of the cell. */
  @Test
  void tidesAreThoseOfTheTimeOfDayInLineOfSight() throws IOException {
    Path taken = Simulated.path(run("correct_tides", TestRun.threads(2)), "CORRECTION");
    float[] last = Simulated.read(taken, 13);
    int corner = 0;
    while (Float.isNaN(last[corner])) {
      corner++;
    }
    assertEquals(tide(corner) - tide(reference), last[corner], 0.005);
  }

  private static double tide(int cell) {
    double[] first = moved(cell, dates().get(0));
    double[] then = moved(cell, dates().get(13));
    double incidence = Math.toRadians(scene.truth.incidence().values()[cell]);
    double azimuth = Math.toRadians(258);
    return 1000
        * ((then[0] - first[0]) * Math.sin(incidence) * Math.sin(azimuth)
            + (then[1] - first[1]) * Math.sin(incidence) * Math.cos(azimuth)
            + (then[2] - first[2]) * Math.cos(incidence));
  }

  private static double[] moved(int cell, LocalDate date) {
    MapGrid grid = scene.grid();
    double[] place =
        Crs.transform(
            grid.x(cell % Simulated.COLUMNS),
            grid.y(Math.floorDiv(cell, Simulated.COLUMNS)),
            grid.crs(),
            "EPSG:4326");
    return EarthTide.at(date.atTime(LocalTime.of(0, 38)).toInstant(ZoneOffset.UTC))
        .displacement(Math.toRadians(place[1]), Math.toRadians(place[0]));
  }

  @Test
  void refusalsSayWhatToDo() throws IOException {
    TestRun context = TestRun.threads(2);
    assertRefused(() -> run("correct_tides", context, "TIME", ""), "TIME, UTC", "IMAGES");
    assertRefused(() -> run("correct_tides", context, "TIME", "noon"), "\"noon\"", "00:38");
    assertRefused(() -> run("correct_tides", context, "PASS", "LOOK_VECTORS"), "PASS=ASCENDING");
    assertRefused(
        () -> run("correct_topography", context, "WINDOW", "500"), "WINDOW", "at least 2000 m");
    assertRefused(() -> run("correct_atmosphere", context, "SPACE", "50"), "SPACE", "200 m");
    assertRefused(
        () -> run("correct_ramps", context, "MIN_COHERENCE", "1"), "MIN_COHERENCE", "cells");
    assertRefused(
        () -> run("correct_ramps", context, "CORRECTED", series.toString()),
        "is the time series itself");
    assertRefused(
        () -> run("correct_ramps", context, "REFERENCE", "-99.5,18.5"), "outside the time series");
    assertRefused(
        () -> run("correct_ramps", context, "TIME_SERIES", scene.folder + "/truth.tif"),
        "is no time series");
  }

  /** Measured against an area, no cell is zero: corrections are then zero on average. */
  @Test
  void aSeriesWithoutAReferenceCellIsCorrectedAboutItsMean() throws IOException {
    Path shifted = folder.resolve("shifted.tif");
    try (TimeSeriesWriter writer =
        TimeSeriesWriter.create(shifted, scene.grid(), dates(), "displacement")) {
      for (int d = 0; d < dates().size(); d++) {
        float[] values = Simulated.read(series, d);
        for (int i = 0; i < CELLS; i++) {
          values[i] += d == 0 ? 0 : 3.25f;
        }
        writer.write(d, scene.grid().window(), values, 0);
      }
      writer.finish(TestRun.threads(2));
    }
    TestRun context = TestRun.threads(2);
    Result result = run("correct_ramps", context, "TIME_SERIES", shifted.toString());
    assertTrue(context.warnings().get(0).contains("mean over the scene"));
    float[] away = Simulated.read(Simulated.path(result, "CORRECTION"), 9);
    double sum = 0;
    int count = 0;
    for (float value : away) {
      if (!Float.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    assertEquals(0, sum / count, 0.3);
  }
}
