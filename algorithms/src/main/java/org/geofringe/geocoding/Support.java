package org.geofringe.geocoding;

import java.util.Arrays;
import org.geofringe.sentinel1.Burst;

/**
 * At which fractional lines and samples of a burst every sample that the interpolation needs is
 * valid.
 */
final class Support {

  private final int[] first;
  private final int[] last;

  Support(Burst burst, ResamplingKernel azimuth, ResamplingKernel range) {
    int lines = burst.lines();
    first = new int[lines];
    last = new int[lines];
    Arrays.fill(first, Integer.MAX_VALUE);
    Arrays.fill(last, -1);
    int[] firstValid = burst.firstValidSample();
    int[] lastValid = burst.lastValidSample();
    for (int line = 0; line < lines; line++) {
      int top = line + 1 - azimuth.before();
      int bottom = top + azimuth.taps();
      if (top < 0 || bottom > lines) {
        continue;
      }
      int from = 0;
      int to = burst.samples() - 1;
      for (int i = top; i < bottom; i++) {
        from = firstValid[i] < 0 ? Integer.MAX_VALUE / 2 : Math.max(from, firstValid[i]);
        to = Math.min(to, lastValid[i]);
        if (firstValid[i] < 0) {
          to = -1;
        }
      }
      first[line] = from + range.before() - 1;
      last[line] = to + range.before() - range.taps();
    }
  }

  /** Whether a position can be interpolated; false for NaN. */
  boolean holds(double line, double sample) {
    if (!(line >= 0 && line < first.length && sample >= 0)) {
      return false;
    }
    int whole = (int) line;
    int column = (int) sample;
    return column >= first[whole] && column <= last[whole];
  }
}
