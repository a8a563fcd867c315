package org.geofringe.correction;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * What corrections do to the velocity and to the series of a simulated city, over four scenes each:
 * the root mean square of their errors, before and after. The bounds are what was measured, with a
 * tenth on top: over other scenes the figures scatter by about that.
 */
class CorrectionTruthTest {

  private static final SimulatedSeries.Weather STRATIFIED =
      new SimulatedSeries.Weather(0.004, 0.004, 0.012, 0);

  private record Change(double velocity, double series) {}

  /** Error after over error before. */
  private static Change change(
      SimulatedSeries.Weather weather, int dates, Function<SimulatedSeries, float[]> correction) {
    double[] sums = new double[4];
    for (long seed = 1000; seed < 1004; seed++) {
      SimulatedSeries scene = new SimulatedSeries(weather, dates, seed);
      float[] corrected = correction.apply(scene);
      sums[0] += Math.pow(scene.velocityError(scene.series), 2);
      sums[1] += Math.pow(scene.velocityError(corrected), 2);
      sums[2] += Math.pow(scene.seriesError(scene.series), 2);
      sums[3] += Math.pow(scene.seriesError(corrected), 2);
    }
    return new Change(Math.sqrt(sums[1] / sums[0]), Math.sqrt(sums[3] / sums[2]));
  }

  private static void assertWithin(Change change, double velocity, double series) {
    assertTrue(change.velocity <= velocity && change.series <= series, change.toString());
  }

  /** A year of weather with a bad date: most of its tilt is chance. */
  @Test
  void rampsOfAYearGo() {
    assertWithin(
        change(SimulatedSeries.Weather.USUAL, 14, s -> s.ramps(Ramps.Surface.PLANE, Trend.CHANCE)),
        0.95,
        0.9);
  }

  /** Over three years chance makes little, and what there is of tilt is the city that sinks. */
  @Test
  void rampsOfThreeYearsDoNoHarm() {
    assertWithin(
        change(SimulatedSeries.Weather.USUAL, 40, s -> s.ramps(Ramps.Surface.PLANE, Trend.CHANCE)),
        1.05,
        0.95);
  }

  @Test
  void delayWithHeightGoes() {
    assertWithin(change(STRATIFIED, 14, s -> s.topography(0, Trend.CHANCE)), 1.0, 0.92);
  }

  /** Turbulence alone looks like height by chance; the slopes know how little they know. */
  @Test
  void whereNoDelayFollowsHeightLittleIsDone() {
    SimulatedSeries.Weather turbulent = new SimulatedSeries.Weather(0.004, 0.004, 0, 0);
    assertWithin(change(turbulent, 14, s -> s.topography(0, Trend.CHANCE)), 1.05, 1.05);
  }

  @Test
  void theAtmosphereOfASeriesGoesAndItsVelocityStays() {
    assertWithin(change(SimulatedSeries.Weather.USUAL, 30, s -> s.atmosphere(60, 5)), 1.001, 0.6);
  }

  /** Without weather the series is straight and nothing at all is done by any. */
  @Test
  void withoutWeatherNothingIsDone() {
    SimulatedSeries scene = new SimulatedSeries(SimulatedSeries.Weather.NONE, 14, 1);
    for (float[] corrected :
        new float[][] {
          scene.ramps(Ramps.Surface.PLANE, Trend.CHANCE),
          scene.topography(0, Trend.CHANCE),
          scene.demError(2),
          scene.atmosphere(60, 5)
        }) {
      assertTrue(scene.velocityError(corrected) < 0.02);
      assertTrue(scene.seriesError(corrected) < 0.02);
    }
  }
}
