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

  /** One value of the file in our terms; NaN where it is no data. */
  float convert(float value) {
    // A tag holds a double, the file floats: -3.4e38 written as text meets its float again.
    if (Float.isNaN(value) || value == (float) noData || Float.isInfinite(value)) {
      return Float.NaN;
    }
    double scaled = value * factor;
    return (float)
        switch (conversion) {
          case NONE -> scaled;
          case CLAMPED -> Math.max(0, Math.min(1, scaled));
          case RADIANS_TO_DEGREES -> Math.toDegrees(scaled);
          case ELEVATION_TO_INCIDENCE -> 90 - Math.toDegrees(scaled);
          case UP_TO_INCIDENCE -> Math.toDegrees(Math.acos(Math.min(1, Math.abs(scaled))));
        };
  }
}
