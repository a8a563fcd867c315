package org.geofringe.interferometry;

import java.util.List;
import org.geofringe.numeric.Robust;

/**
 * Autocovariance of a real field up to 16 cells down and across. The field is the same read
 * backwards: lag (-k, -l) is lag (k, l).
 */
final class Autocovariance {

  static final int LARGEST_LAG = 16;
  private static final int SIDE = 2 * LARGEST_LAG + 1;

  private final double[] values = new double[(LARGEST_LAG + 1) * SIDE];

  /** A value for each lag. */
  @FunctionalInterface
  interface OfLag {

    /** The value; {@code down} is 0 or more, {@code across} of either sign. */
    double at(int down, int across);
  }

  Autocovariance(OfLag values) {
    for (int down = 0; down <= LARGEST_LAG; down++) {
      for (int across = -LARGEST_LAG; across <= LARGEST_LAG; across++) {
        this.values[index(down, across)] = values.at(down, across);
      }
    }
  }

  /** The median of several, lag by lag. */
  static Autocovariance median(List<Autocovariance> several) {
    return new Autocovariance(
        (down, across) ->
            Robust.median(several.stream().mapToDouble(one -> one.at(down, across)).toArray()));
  }

  /** The value at a lag of either sign. */
  double at(int down, int across) {
    return values[down >= 0 ? index(down, across) : index(-down, -across)];
  }

  private static int index(int down, int across) {
    return down * SIDE + LARGEST_LAG + across;
  }
}
