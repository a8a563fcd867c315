package org.geofringe.server.geocode;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.geofringe.server.TestRun;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.RadarFrame;
import org.geofringe.server.stack.Radiometry;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.workflow.Catalogue;
import org.geofringe.server.workflow.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in sigma0: digital numbers divided by the products' own tables, phases untouched. */
class CalibratedStackTest {

  private static final Map<String, String> SIGMA0 = Map.of("CALIBRATION", "SIGMA0");
  private static final Pattern VECTOR =
      Pattern.compile(
          "<azimuthTime>([^<]*)</azimuthTime>\\s*<line>[^<]*</line>\\s*"
              + "<pixel count=\"\\d+\">([^<]*)</pixel>\\s*"
              + "<sigmaNought count=\"\\d+\">([^<]*)</sigmaNought>");

  @TempDir static Path shared = Path.of("");

  private static Path scenes = Path.of("");
  private static Path numbers = Path.of("");
  private static Path sigma = Path.of("");

  @BeforeAll
  static void geocodeBoth() throws IOException {
    scenes = shared.resolve("scenes");
    SmallScenes.copy(SmallScenes.products().get(0), scenes);
    SmallScenes.copy(SmallScenes.products().get(1), scenes);
    numbers = shared.resolve("numbers");
    sigma = shared.resolve("sigma");
    SmallScenes.geocode(scenes, numbers, Map.of(), TestRun.threads(2));
    SmallScenes.geocode(scenes, sigma, SIGMA0, TestRun.threads(2));
  }

  /** The table of a calibration file, read and interpolated with nothing of the project's own. */
  private record Table(List<LocalDateTime> times, List<double[]> pixels, List<double[]> values) {

    static Table read(Path product) throws IOException {
      Table table = new Table(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      Matcher vector = VECTOR.matcher(Files.readString(file(product)));
      while (vector.find()) {
        table.times.add(LocalDateTime.parse(vector.group(1)));
        table.pixels.add(numbers(vector.group(2)));
        table.values.add(numbers(vector.group(3)));
      }
      assertTrue(table.times.size() > 2, "vectors were found");
      return table;
    }

    private static double[] numbers(String text) {
      return Arrays.stream(text.trim().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
    }

    double divisor(LocalDateTime time, double sample) {
      int i = 0;
      while (i < times.size() - 2 && !time.isBefore(times.get(i + 1))) {
        i++;
      }
      double share =
          Duration.between(times.get(i), time).toNanos()
              / (double) Duration.between(times.get(i), times.get(i + 1)).toNanos();
      return (1 - share) * along(i, sample) + share * along(i + 1, sample);
    }

    private double along(int i, double sample) {
      double[] at = pixels.get(i);
      int k = 0;
      while (k < at.length - 2 && sample >= at[k + 1]) {
        k++;
      }
      double share = (sample - at[k]) / (at[k + 1] - at[k]);
      return (1 - share) * values.get(i)[k] + share * values.get(i)[k + 1];
    }
  }

  private static Path file(Path product) throws IOException {
    try (Stream<Path> files = Files.list(product.resolve("annotation/calibration"))) {
      return files
          .filter(path -> path.getFileName().toString().startsWith("calibration-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Path product(Path folder, int index) throws IOException {
    return folder.resolve(SmallScenes.products().get(index).getFileName());
  }

  private static float[] read(FlatRaster raster, int band) {
    float[] values = new float[(raster.type().isComplex() ? 2 : 1) * raster.grid().window().cells()];
    raster.read(band, raster.grid().window(), values, 0);
    return values;
  }

  private static float[] image(Path stack, LocalDate date) throws IOException {
    try (FlatRaster raster = Stack.open(stack).open(date, DateAsset.SLC)) {
      return read(raster, 0);
    }
  }

  private static float[] layer(Path stack, Layer layer) throws IOException {
    try (FlatRaster raster = FlatRaster.open(Stack.open(stack).layer(layer).orElseThrow())) {
      return read(raster, 0);
    }
  }

  /** Amplitude before over amplitude after where both are; the same phase everywhere. */
  private static double[] ratios(float[] before, float[] after) {
    double[] ratios = new double[before.length / 2];
    int there = 0;
    for (int i = 0; i < ratios.length; i++) {
      double re = before[2 * i];
      double im = before[2 * i + 1];
      double calibratedRe = after[2 * i];
      double calibratedIm = after[2 * i + 1];
      assertEquals(Double.isNaN(re), Double.isNaN(calibratedRe));
      ratios[i] = Math.hypot(re, im) / Math.hypot(calibratedRe, calibratedIm);
      if (!Double.isNaN(ratios[i])) {
        double turn =
            Math.atan2(
                re * calibratedIm - im * calibratedRe, re * calibratedRe + im * calibratedIm);
        assertEquals(0, turn, 1e-6, () -> "phase");
        there++;
      }
    }
    assertTrue(there > ratios.length / 2, "cells with a value: " + there);
    return ratios;
  }

  private static void assertDivided(Path stack, Path product, double tolerance)
      throws IOException {
    Stack opened = Stack.open(stack);
    LocalDate reference = opened.frame().orElseThrow().referenceDate();
    double[] ratios = ratios(image(numbers, reference), image(stack, reference));
    float[] lines = layer(stack, Layer.AZIMUTH_LINE);
    float[] samples = layer(stack, Layer.RANGE_SAMPLE);
    RadarFrame radar = opened.frame().orElseThrow().radar();
    LocalDateTime start = LocalDateTime.ofInstant(radar.firstLineTime(), ZoneOffset.UTC);
    Table table = Table.read(product);
    for (int i = 0; i < ratios.length; i++) {
      if (!Double.isNaN(ratios[i])) {
        LocalDateTime time = start.plusNanos(Math.round(lines[i] * radar.lineInterval() * 1e9));
        double divisor = table.divisor(time, samples[i]);
        assertEquals(1, ratios[i] / divisor, tolerance, "at " + time + ", sample " + samples[i]);
      }
    }
  }

  /** One sub-swath, so that the stack's samples are the product's. Floats are good to 1.2e-7. */
  @Test
  void amplitudesAreDividedByTheTable() throws IOException {
    assertDivided(sigma, product(scenes, 0), 1e-6);
  }

  /**
   * A table a hundred times steeper than any real one, along both axes, shows that every burst and
   * cell takes its own place in it; its bends between knots come out within 5e-4.
   */
  @Test
  void placesInTheTableAreRight(@TempDir Path folder) throws IOException {
    Path copies = folder.resolve("scenes");
    Path product = SmallScenes.copy(SmallScenes.products().get(0), copies);
    Matcher vector = VECTOR.matcher(Files.readString(file(product)));
    StringBuilder steep = new StringBuilder();
    for (int i = 0; vector.find(); i++) {
      String[] pixels = vector.group(2).trim().split("\\s+");
      StringBuilder values = new StringBuilder();
      for (String pixel : pixels) {
        values.append(200 + 20 * i + 0.05 * Integer.parseInt(pixel)).append(' ');
      }
      String text = vector.group().replace(vector.group(3), values.toString().trim());
      vector.appendReplacement(steep, Matcher.quoteReplacement(text));
    }
    vector.appendTail(steep);
    Files.writeString(file(product), steep.toString());
    Path stack = folder.resolve("stack");
    SmallScenes.geocode(copies, stack, SIGMA0, TestRun.threads(2));
    assertDivided(stack, product, 5e-4);
  }

  @Test
  void everyDateHasItsPhaseAndShift() throws IOException {
    Stack before = Stack.open(numbers);
    Stack after = Stack.open(sigma);
    assertEquals(2, after.dates().size());
    for (LocalDate date : after.dates()) {
      ratios(image(numbers, date), image(sigma, date));
      assertEquals(before.date(date).azimuthShiftLines(), after.date(date).azimuthShiftLines());
    }
    assertEquals(Radiometry.SIGMA_NOUGHT, after.frame().orElseThrow().radiometry());
    assertEquals(Radiometry.DIGITAL_NUMBERS, before.frame().orElseThrow().radiometry());
  }

  /** The scenes' speckle is about 150 counts, a divisor about 297: some -6 dB. */
  @Test
  void theLegendIsInDecibelsOfWhatIsThere() throws IOException {
    String style = Files.readString(sigma.resolve("amplitude.qml"));
    assertTrue(style.matches("(?s).*label=\"-\\d+ dB.*"), "below zero decibels");
    String other = Files.readString(numbers.resolve("amplitude.qml"));
    assertTrue(other.matches("(?s).*label=\"[3-6]\\d dB.*"), "tens of decibels");
  }

  @Test
  void calibrationsDoNotMix() {
    assertRefused(
        () -> SmallScenes.geocode(scenes, numbers, SIGMA0, TestRun.threads(1)),
        "CALIBRATION=NONE",
        "CALIBRATION=SIGMA0",
        "another STACK");
    assertRefused(
        () -> SmallScenes.geocode(scenes, sigma, Map.of(), TestRun.threads(1)),
        "CALIBRATION=NONE",
        "another STACK");
  }

  @Test
  void aDateWithAnotherTableIsMadeAnew(@TempDir Path folder) throws IOException {
    Path copies = folder.resolve("scenes");
    Path product = SmallScenes.copy(SmallScenes.products().get(0), copies);
    Path stack = folder.resolve("stack");
    SmallScenes.geocode(copies, stack, SIGMA0, TestRun.threads(2));
    Result again = SmallScenes.geocode(copies, stack, SIGMA0, TestRun.threads(2));
    assertEquals(0, again.metrics().get("dates_made"));
    Files.writeString(file(product), Files.readString(file(product)) + "\n<!-- reprocessed -->\n");
    Result changed = SmallScenes.geocode(copies, stack, SIGMA0, TestRun.threads(2));
    assertEquals(1, changed.metrics().get("dates_made"));
  }

  @Test
  void aProductWithoutCalibrationSaysSoBeforeAnyWork(@TempDir Path folder) throws IOException {
    Path copies = folder.resolve("scenes");
    Path product = SmallScenes.copy(SmallScenes.products().get(0), copies);
    Path stack = folder.resolve("stack");
    Path file = file(product);
    Files.writeString(file, Files.readString(file).replaceFirst("2\\.97\\d+e\\+02", "0"));
    assertRefused(
        () -> SmallScenes.geocode(copies, stack, SIGMA0, TestRun.threads(1)),
        file.getFileName().toString(),
        "calibrationVector is not above 0");
    Files.delete(file);
    assertRefused(
        () -> SmallScenes.geocode(copies, stack, SIGMA0, TestRun.threads(1)),
        "has no annotation/calibration/calibration-s1a-iw2",
        "CALIBRATION at NONE");
    assertFalse(Files.exists(stack), "something was written");
    SmallScenes.geocode(copies, stack, Map.of(), TestRun.threads(2));
  }

  /**
   * Simulated tables follow 237 / sqrt(sin(incidence)); the stack's own incidence must give the
   * same over two sub-swaths, but for the terrain's height, which moves it by less than 1e-3.
   */
  @Test
  void simulatedSwathsFollowTheIncidence(@TempDir Path folder) throws IOException {
    Path simulated = folder.resolve("scenes");
    Map<String, String> settings =
        Map.of(
            "SWATHS", "IW12", "BURSTS", "1", "SAMPLES", "200", "DATES", "2", "SCENES",
            simulated.toString());
    Catalogue.standard().prepare("simulate_scenes", settings, folder).run(TestRun.threads(2));
    for (String calibration : List.of("NONE", "SIGMA0")) {
      Map<String, String> values =
          Map.of(
              "SCENES", simulated.toString(),
              "ORBITS", simulated.resolve("orbits").toString(),
              "DEM", simulated.resolve("dem.tif").toString(),
              "SPACING_EAST", "40",
              "SPACING_NORTH", "40",
              "CALIBRATION", calibration,
              "STACK", folder.resolve(calibration).toString());
      Catalogue.standard().prepare("geocode_slc", values, folder).run(TestRun.threads(2));
    }
    Stack stack = Stack.open(folder.resolve("SIGMA0"));
    float[] incidence = layer(stack.folder(), Layer.INCIDENCE);
    for (LocalDate date : stack.dates()) {
      float[] before = image(folder.resolve("NONE"), date);
      float[] after = image(stack.folder(), date);
      int there = 0;
      for (int i = 0; i < incidence.length; i++) {
        double counts = Math.hypot(before[2 * i], before[2 * i + 1]);
        if (counts > 0) {
          double ratio = counts / Math.hypot(after[2 * i], after[2 * i + 1]);
          double meant = 237 / Math.sqrt(Math.sin(Math.toRadians(incidence[i])));
          assertEquals(1, ratio / meant, 1e-3);
          there++;
        }
      }
      assertTrue(there > 100, "cells with a value: " + there);
    }
  }
}
