package org.geofringe.interferometry;

/**
 * How steady the amplitude of each cell is over the dates: D = σ/μ of calibrated amplitudes
 * (Ferretti et al. 2001, eq. 14), and the weight μ/(2σ) that goes with it. For a bright point D is
 * near the standard deviation of its phase in radians; for speckle it is √(4/π - 1) = 0.52.
 *
 * <p>Dates are added one at a time. Mean and sum of squares are updated by Welford's recurrence,
 * whose floats lose nothing where σ is small beside μ; sums of squares would.
 */
public final class AmplitudeDispersion {

  /** Below this a dispersion says no more: weights end at 1 / (2 · 0.01). */
  private static final float LEAST = 0.01f;

  private final float[] count;
  private final float[] mean;
  private final float[] squares;

  /**
   * Starts with no date.
   *
   * @param cells cells of the images, at least 1
   */
  public AmplitudeDispersion(int cells) {
    if (cells < 1) {
      throw new IllegalArgumentException("cells must be at least 1, got " + cells);
    }
    count = new float[cells];
    mean = new float[cells];
    squares = new float[cells];
  }

  /**
   * Adds a date.
   *
   * @param samples real and imaginary part in turn, NaN where there is no data; not modified
   * @param factor calibration of the date's amplitude ({@link AmplitudeCalibration}), positive
   */
  public void add(float[] samples, double factor) {
    if (samples.length != 2L * count.length) {
      throw new IllegalArgumentException(
          samples.length + " numbers do not fit " + count.length + " complex cells");
    }
    if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("factor must be positive, got " + factor);
    }
    float scale = (float) factor;
    for (int cell = 0; cell < count.length; cell++) {
      float real = samples[2 * cell];
      float imaginary = samples[2 * cell + 1];
      float amplitude = scale * (float) Math.sqrt(real * real + imaginary * imaginary);
      if (amplitude <= Float.MAX_VALUE) {
        float n = count[cell] + 1;
        float before = amplitude - mean[cell];
        float now = mean[cell] + before / n;
        count[cell] = n;
        mean[cell] = now;
        squares[cell] += before * (amplitude - now);
      }
    }
  }

  /**
   * Dispersion of amplitude over the dates added, σ over all n dates, not n - 1.
   *
   * @param leastDates dates that a cell must have data on, at least 2
   * @return 0 or more; NaN where dates are fewer, or none shows any amplitude
   */
  public float[] dispersion(int leastDates) {
    if (leastDates < 2) {
      throw new IllegalArgumentException("leastDates must be at least 2, got " + leastDates);
    }
    float[] dispersion = new float[count.length];
    for (int cell = 0; cell < count.length; cell++) {
      dispersion[cell] =
          count[cell] >= leastDates && mean[cell] > 0
              ? (float) Math.sqrt(Math.max(0, squares[cell]) / count[cell]) / mean[cell]
              : Float.NaN;
    }
    return dispersion;
  }

  /**
   * Mean calibrated amplitude over the dates added.
   *
   * @param leastDates dates that a cell must have data on, at least 1
   * @return NaN where dates are fewer
   */
  public float[] mean(int leastDates) {
    if (leastDates < 1) {
      throw new IllegalArgumentException("leastDates must be at least 1, got " + leastDates);
    }
    float[] means = mean.clone();
    for (int cell = 0; cell < means.length; cell++) {
      means[cell] = count[cell] >= leastDates ? means[cell] : Float.NaN;
    }
    return means;
  }

  /**
   * The weight of a cell, μ/(2σ): near 1 for speckle, above it for steady scatterers, 50 at most.
   *
   * @param dispersion 0 or more; NaN stays NaN
   */
  public static float psFunction(float dispersion) {
    return 0.5f / Math.max(dispersion, LEAST);
  }
}
