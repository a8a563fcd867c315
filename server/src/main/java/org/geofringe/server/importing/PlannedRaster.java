package org.geofringe.server.importing;

import java.nio.file.Path;

/**
 * A file and what makes its values ours.
 *
 * @param file a single-band GeoTIFF
 * @param conversion what its values are
 * @param factor what they are multiplied with, before the conversion
 * @param noData the value of cells without data besides NaN; NaN where there is none
 */
public record PlannedRaster(Path file, Conversion conversion, double factor, double noData) {

  /** From a file's values, times the factor, to ours. */
  public enum Conversion {
    /** They are ours already. */
    NONE,
    /** Coherence that resampling may have carried a little below 0 or above 1, to 0 to 1. */
    CLAMPED,
    /** An angle in radians, to degrees. */
    RADIANS_TO_DEGREES,
    /** The elevation of the look vector above the horizon in radians, to incidence in degrees. */
    ELEVATION_TO_INCIDENCE,
    /** The upward component of the look vector, to incidence in degrees. */
    UP_TO_INCIDENCE
  }

  public PlannedRaster {
    if (!Double.isFinite(factor) || factor == 0) {
      throw new IllegalArgumentException("factor must be finite and not 0, got " + factor);
    }
  }

  PlannedRaster with(Conversion value) {
    return new PlannedRaster(file, value, factor, noData);
  }

  /**
   * Brings values of the file into our terms; no data becomes NaN.
   *
   * @param values from {@code start} up to {@code end} they are overwritten
   */
  void convert(float[] values, int start, int end) {
    // A tag holds a double, the file floats: -3.4e38 written as text meets its float again.
    float none = (float) noData;
    for (int i = start; i < end; i++) {
      float value = values[i];
      // False for NaN too, so NaN stays; infinities are no values either.
      boolean finite = Math.abs(value) <= Float.MAX_VALUE;
      values[i] = finite && value != none ? (float) (value * factor) : Float.NaN;
    }
    if (conversion != Conversion.NONE) {
      for (int i = start; i < end; i++) {
        values[i] = (float) converted(values[i]);
      }
    }
  }

  private double converted(double value) {
    return switch (conversion) {
      case NONE -> value;
      case CLAMPED -> Math.max(0, Math.min(1, value));
      case RADIANS_TO_DEGREES -> Math.toDegrees(value);
      case ELEVATION_TO_INCIDENCE -> 90 - Math.toDegrees(value);
      case UP_TO_INCIDENCE -> Math.toDegrees(Math.acos(Math.min(1, Math.abs(value))));
    };
  }
}
