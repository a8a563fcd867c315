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
  private final int top;
  private final int bottom;

  Support(Burst burst, ResamplingKernel azimuth, ResamplingKernel range) {
    int lines = burst.lines();
    first = new int[lines];
    last = new int[lines];
    Arrays.fill(first, Integer.MAX_VALUE);
    Arrays.fill(last, -1);
    int highest = lines;
    int lowest = -1;
    int[] firstValid = burst.firstValidSample();
    int[] lastValid = burst.lastValidSample();
    for (int line = 0; line < lines; line++) {
      int start = line + 1 - azimuth.before();
      int end = start + azimuth.taps();
      if (start < 0 || end > lines) {
        continue;
      }
      int from = 0;
      int to = burst.samples() - 1;
      for (int i = start; i < end; i++) {
        boolean empty = firstValid[i] < 0;
        from = Math.max(from, empty ? burst.samples() : firstValid[i]);
        to = Math.min(to, empty ? -1 : lastValid[i]);
      }
      first[line] = from + range.before() - 1;
      last[line] = to + range.before() - range.taps();
      if (first[line] <= last[line]) {
        highest = Math.min(highest, line);
        lowest = line;
      }
    }
    top = highest;
    bottom = lowest;
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

  /**
   * How far a position lies inside, as the smaller of its distances from the edge along lines and
   * samples, in samples; a line counts as four, which is about its length on the ground. 0 outside.
   */
  double margin(double line, double sample) {
    if (!holds(line, sample)) {
      return 0;
    }
    int whole = (int) line;
    double along = Math.min(sample - first[whole], last[whole] + 1 - sample);
    double across = Math.min(line - firstLine(), lastLine() + 1 - line);
    return Math.max(Double.MIN_VALUE, Math.min(along, 4 * across));
  }

  /** The first line that can be interpolated somewhere; the number of lines if none can. */
  int firstLine() {
    return top;
  }

  /** The last line that can be interpolated somewhere; -1 if none can. */
  int lastLine() {
    return bottom;
  }
}
