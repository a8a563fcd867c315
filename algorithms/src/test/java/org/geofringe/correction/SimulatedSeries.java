package org.geofringe.correction;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.geofringe.simulation.InterferogramStack;

/**
 * The time series that a perfect inversion of a simulated stack would give: a sinking city and a
 * creeping fault under turbulence, delay with height, a bad date and height errors, in mm towards
 * the satellite since the first date. The scene is 40 x 30 km.
 */
final class SimulatedSeries {

  private static final double DAYS_PER_YEAR = 365.25;
  private static final double SLANT_RANGE = 850_000;

  final InterferogramStack stack;
  final List<LocalDate> dates;
  final int cells;
  final int[] rows;
  final int[] columns;
  final float[] heights;
  final float[] series;
  final float[] velocity;

  /** What the delays of a scene are. */
  record Weather(double turbulence, double badDate, double stratification, double heightError) {

    static final Weather USUAL = new Weather(0.004, 0.02, 0.003, 3);
    static final Weather NONE = new Weather(0, 0, 0, 0);
  }

  SimulatedSeries(Weather weather, int dates, long seed) {
    stack =
        new InterferogramStack(
            new InterferogramStack.Parameters(
                75,
                100,
                400,
                LocalDate.of(2024, 1, 6),
                dates,
                24,
                72,
                150,
                0.05546576,
                32,
                -60,
                8,
                weather.turbulence,
                dates - 3,
                weather.badDate,
                weather.stratification,
                weather.heightError,
                0,
                seed));
    this.dates = stack.network().dates();
    cells = 75 * 100;
    rows = new int[cells];
    columns = new int[cells];
    for (int i = 0; i < cells; i++) {
      rows[i] = i / 100;
      columns[i] = i % 100;
    }
    heights = stack.height().values();
    velocity = stack.losVelocity().values();
    series = new float[dates * cells];
    float[] first = stack.delay(this.dates.get(0)).values();
    float[] incidence = stack.incidence().values();
    float[] heightError = heightError();
    for (int d = 0; d < dates; d++) {
      float[] delay = stack.delay(this.dates.get(d)).values();
      double baseline = baseline(d);
      for (int i = 0; i < cells; i++) {
        double angle = baseline / (SLANT_RANGE * Math.sin(Math.toRadians(incidence[i])));
        series[d * cells + i] =
            (float)
                (velocity[i] * years(d)
                    - 1000 * (delay[i] - first[i])
                    + 1000 * angle * heightError[i]);
      }
    }
  }

  double years(int date) {
    return ChronoUnit.DAYS.between(dates.get(0), dates.get(date)) / DAYS_PER_YEAR;
  }

  double baseline(int date) {
    return stack.perpendicularBaseline(dates.get(date)) - stack.perpendicularBaseline(dates.get(0));
  }

  /** Metres, by what the noise-free phase of the longest baseline holds beyond delay and motion. */
  float[] heightError() {
    var pairs = stack.network().pairs();
    var longest =
        pairs.stream()
            .max(
                java.util.Comparator.comparingDouble(p -> Math.abs(stack.perpendicularBaseline(p))))
            .orElseThrow();
    float[] phase = stack.noiseFreePhase(longest).values();
    float[] before = stack.delay(longest.reference()).values();
    float[] after = stack.delay(longest.secondary()).values();
    float[] incidence = stack.incidence().values();
    float[] error = new float[cells];
    for (int i = 0; i < cells; i++) {
      double path = phase[i] * 0.05546576 / (4 * Math.PI);
      double rest =
          path + velocity[i] / 1000.0 * longest.days() / DAYS_PER_YEAR - (after[i] - before[i]);
      error[i] =
          (float)
              (-rest
                  * SLANT_RANGE
                  * Math.sin(Math.toRadians(incidence[i]))
                  / stack.perpendicularBaseline(longest));
    }
    return error;
  }

  /** Root mean square error of the velocity, mm/yr, relative to its mean: without a reference. */
  double velocityError(float[] corrected) {
    SeriesTime time = new SeriesTime(dates);
    float[] slopes = time.detrend(corrected.clone(), cells);
    double mean = 0;
    for (int i = 0; i < cells; i++) {
      mean += (slopes[i] - velocity[i]) / cells;
    }
    double squares = 0;
    for (int i = 0; i < cells; i++) {
      double error = slopes[i] - velocity[i] - mean;
      squares += error * error / cells;
    }
    return Math.sqrt(squares);
  }

  /** Root mean square over dates and cells of what is no motion, mm, each date about its mean. */
  double seriesError(float[] corrected) {
    double squares = 0;
    for (int d = 1; d < dates.size(); d++) {
      double mean = 0;
      for (int i = 0; i < cells; i++) {
        mean += (corrected[d * cells + i] - velocity[i] * years(d)) / cells;
      }
      for (int i = 0; i < cells; i++) {
        double error = corrected[d * cells + i] - velocity[i] * years(d) - mean;
        squares += error * error / cells / (dates.size() - 1);
      }
    }
    return Math.sqrt(squares);
  }

  float[] ramps(Ramps.Surface surface, Trend trend) {
    Ramps ramps = Ramps.fit(dates, rows, columns, series.clone(), surface, trend);
    float[] corrected = series.clone();
    float[] ramp = new float[100];
    for (int d = 0; d < dates.size(); d++) {
      for (int r = 0; r < 75; r++) {
        ramps.at(d, r, 0, 100, ramp, 0);
        for (int c = 0; c < 100; c++) {
          corrected[d * cells + r * 100 + c] -= ramp[c];
        }
      }
    }
    return corrected;
  }

  float[] topography(double window, Trend trend) {
    HeightDelay delay =
        HeightDelay.fit(
            dates,
            rows,
            columns,
            heights,
            series.clone(),
            new HeightDelay.Windows(window, window, 75, 100),
            trend);
    float[] corrected = series.clone();
    float[] taken = new float[cells];
    for (int d = 0; d < dates.size(); d++) {
      for (int r = 0; r < 75; r++) {
        delay.at(d, r, 0, 100, heights, taken, r * 100);
      }
      for (int i = 0; i < cells; i++) {
        corrected[d * cells + i] -= taken[i];
      }
    }
    return corrected;
  }

  float[] demError(int order) {
    double[] baselines = new double[dates.size()];
    for (int d = 0; d < baselines.length; d++) {
      baselines[d] = baseline(d);
    }
    DemError kernel =
        new DemError(dates, baselines, order, DateNoise.variances(dates, series.clone(), cells));
    float[] slopes = kernel.apply(series, cells);
    float[] corrected = series.clone();
    for (int d = 0; d < baselines.length; d++) {
      for (int i = 0; i < cells; i++) {
        corrected[d * cells + i] -= (float) (slopes[i] * kernel.baseline(d));
      }
    }
    return corrected;
  }

  float[] atmosphere(double days, double sigma) {
    AtmosphereFilter.Parameters parameters = new AtmosphereFilter.Parameters(days, sigma, sigma);
    CoarseGrid blocks = AtmosphereFilter.blocks(75, 100, parameters);
    float[] sums = new float[dates.size() * blocks.cells()];
    float[] counts = new float[blocks.cells()];
    blocks.add(series, 0, 75, sums, counts);
    AtmosphereFilter.apply(dates, blocks, sums, counts, parameters);
    float[] corrected = series.clone();
    float[] taken = new float[100];
    for (int d = 0; d < dates.size(); d++) {
      for (int r = 0; r < 75; r++) {
        blocks.interpolate(sums, d * blocks.cells(), r, 0, 100, taken, 0);
        for (int c = 0; c < 100; c++) {
          corrected[d * cells + r * 100 + c] -= taken[c];
        }
      }
    }
    return corrected;
  }
}
