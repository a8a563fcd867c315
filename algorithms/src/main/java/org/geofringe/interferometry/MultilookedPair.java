package org.geofringe.interferometry;

import java.util.Arrays;

/**
 * Two images taken together on the coarse grid: their interferogram, and the power of each. No data
 * is NaN, in all three arrays at the same cells. The record holds the arrays it is given; it makes
 * no copy.
 *
 * @param rows coarse rows, at least 1
 * @param columns coarse columns, at least 1
 * @param interferogram (weighted) mean of reference * conj(secondary); row-major, real and
 *     imaginary part in turn, {@code 2 * rows * columns} long
 * @param referencePower (weighted) mean of |reference|², row-major
 * @param secondaryPower (weighted) mean of |secondary|², row-major
 */
public record MultilookedPair(
    int rows, int columns, float[] interferogram, float[] referencePower, float[] secondaryPower) {

  public MultilookedPair {
    long cells = (long) rows * columns;
    if (rows < 1
        || columns < 1
        || interferogram.length != 2 * cells
        || referencePower.length != cells
        || secondaryPower.length != cells) {
      throw new IllegalArgumentException(
          "a multilooked pair of "
              + rows
              + " x "
              + columns
              + " cells does not fit arrays of "
              + interferogram.length
              + ", "
              + referencePower.length
              + " and "
              + secondaryPower.length);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MultilookedPair pair
        && rows == pair.rows
        && columns == pair.columns
        && Arrays.equals(interferogram, pair.interferogram)
        && Arrays.equals(referencePower, pair.referencePower)
        && Arrays.equals(secondaryPower, pair.secondaryPower);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(interferogram);
  }

  @Override
  public String toString() {
    return "MultilookedPair " + rows + " x " + columns;
  }
}
