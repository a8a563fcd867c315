package org.geofringe.correction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemErrorTest {

  private static final List<LocalDate> DATES =
      IntStream.range(0, 20).mapToObj(i -> LocalDate.of(2019, 5, 1).plusDays(12L * i)).toList();
  private static final double[] BASELINES =
      new Random(3).doubles(20, -120, 120).map(b -> Math.rint(b)).toArray();
  private static final double[] ALIKE = alike(20);

  private static double[] alike(int dates) {
    double[] variances = new double[dates];
    Arrays.fill(variances, 1);
    return variances;
  }

  private static double years(int date) {
    return 12 * date / 365.25;
  }

  /** Cell 0 holds a height error, cell 1 a velocity and an acceleration alone, cell 2 both. */
  private static float[] series() {
    float[] series = new float[20 * 3];
    for (int d = 0; d < 20; d++) {
      double trace = 0.02 * (BASELINES[d] - BASELINES[0]);
      double motion = -40 * years(d) + 15 * years(d) * years(d);
      series[d * 3] = (float) trace;
      series[d * 3 + 1] = (float) motion;
      series[d * 3 + 2] = (float) (trace + motion);
    }
    return series;
  }

  @Test
  void traceAndMotionAreTold() {
    float[] slopes = new DemError(DATES, BASELINES, 2, ALIKE).apply(series(), 3);
    assertEquals(0.02, slopes[0], 1e-6);
    assertEquals(0, slopes[1], 1e-6);
    assertEquals(0.02, slopes[2], 1e-6);
  }

  @Test
  void aCellWithGapsIsFittedByItself() {
    float[] series = series();
    series[4 * 3 + 2] = Float.NaN;
    series[9 * 3 + 2] = Float.NaN;
    Arrays.fill(series, 0, 1, Float.NaN);
    for (int d = 0; d < 20; d++) {
      series[d * 3 + 1] = d < 14 ? Float.NaN : series[d * 3 + 1];
    }
    float[] slopes = new DemError(DATES, BASELINES, 2, ALIKE).apply(series, 3);
    assertEquals(0.02, slopes[0], 1e-6, "without the first date");
    assertEquals(0.02, slopes[2], 1e-6, "without two dates");
    float[] few = new float[20];
    Arrays.fill(few, Float.NaN);
    Arrays.fill(few, 0, 5, 1);
    assertTrue(Float.isNaN(new DemError(DATES, BASELINES, 2, ALIKE).apply(few, 1)[0]));
  }

  /** A date of bad weather, ten times the others, with the longest baseline. */
  @Test
  void aNoisyDateCountsLittle() {
    int bad = 7;
    double[] baselines = BASELINES.clone();
    baselines[bad] = 150;
    double[] variances = ALIKE.clone();
    variances[bad] = 100;
    float[] series = new float[20];
    series[bad] = 20;
    float plain = new DemError(DATES, baselines, 2, ALIKE).apply(series, 1)[0];
    float weighted = new DemError(DATES, baselines, 2, variances).apply(series, 1)[0];
    assertTrue(Math.abs(weighted) < 0.05 * Math.abs(plain), plain + " and " + weighted);
  }

  /**
   * The sign is that of the simulation, which MintPy shares: heights come back with a correlation
   * that 30 dates of 4 mm weather allow. Weather of one date makes B/(ΣB²) of height: 850 km · sin
   * 39° · 4 mm / (60 m · √30) = 6.5 m beside the 10 m that there are, so that 0.8 is expected.
   */
  @Test
  void heightsOfASimulatedStackComeBackWithTheirSign() {
    SimulatedSeries scene =
        new SimulatedSeries(new SimulatedSeries.Weather(0.002, 0.004, 0, 10), 30, 77);
    double[] baselines = IntStream.range(0, 30).mapToDouble(scene::baseline).toArray();
    DemError kernel = new DemError(scene.dates, baselines, 2, alike(30));
    float[] slopes = kernel.apply(scene.series, scene.cells);
    assertTrue(correlation(slopes, scene.heightError()) > 0.8);
    assertTrue(scene.seriesError(scene.demError(2)) < scene.seriesError(scene.series));
  }

  private static double correlation(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void tellsWhetherBaselinesAreOfUse() {
    DemError good = new DemError(DATES, BASELINES, 2, ALIKE);
    assertTrue(good.explainedByTime() < 0.5);
    assertTrue(good.freeBaselineRms() > 40);
    double[] drift = IntStream.range(0, 20).mapToDouble(d -> 10 * d + d % 2).toArray();
    assertTrue(new DemError(DATES, drift, 1, ALIKE).explainedByTime() > 0.99);
    assertEquals(1, new DemError(DATES, new double[20], 1, ALIKE).explainedByTime());
  }

  @Test
  void refusesTooFewDates() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new DemError(DATES.subList(0, 5), new double[5], 2, alike(5)));
  }
}
