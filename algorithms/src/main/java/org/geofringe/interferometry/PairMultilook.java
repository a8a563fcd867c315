package org.geofringe.interferometry;

import org.jspecify.annotations.Nullable;

/**
 * Forms the interferogram of two coregistered, flattened images and takes looks together in one
 * pass: the boxcar average of reference * conj(secondary), and of both powers, over whole groups of
 * fine cells.
 *
 * <p>A coarse cell has data where at least half of its fine cells have it in both images; its means
 * are over those only.
 */
public final class PairMultilook {

  private PairMultilook() {}

  /**
   * Takes a pair of images onto the coarse grid.
   *
   * @param reference samples of the earlier image, row-major, real and imaginary part in turn,
   *     {@code rows * looksDown} x {@code columns * looksAcross} cells; a cell without data has NaN
   *     in either part; not modified
   * @param secondary samples of the later image, likewise; not modified
   * @param weights weight of each fine cell, 0 or more, NaN as 0; none weighs all cells the same;
   *     not modified
   * @param rows coarse rows
   * @param columns coarse columns
   * @param looksDown fine rows in a coarse one
   * @param looksAcross fine columns in a coarse one
   * @throws IllegalArgumentException where an array does not have the length that the sizes ask for
   */
  public static MultilookedPair apply(
      float[] reference,
      float[] secondary,
      float @Nullable [] weights,
      int rows,
      int columns,
      int looksDown,
      int looksAcross) {
    require(rows, columns, looksDown, looksAcross);
    long cells = (long) rows * looksDown * columns * looksAcross;
    if (reference.length != 2 * cells
        || secondary.length != 2 * cells
        || (weights != null && weights.length != cells)) {
      throw new IllegalArgumentException(
          cells + " fine cells do not fit the arrays of the images or the weights");
    }
    MultilookedPair pair =
        new MultilookedPair(
            rows,
            columns,
            new float[2 * rows * columns],
            new float[rows * columns],
            new float[rows * columns]);
    int width = columns * looksAcross;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int first = row * looksDown * width + column * looksAcross;
        cell(
            reference, secondary, weights, first, width, looksDown, looksAcross, pair, row, column);
      }
    }
    return pair;
  }

  private static void require(int rows, int columns, int looksDown, int looksAcross) {
    if (rows < 1 || columns < 1 || looksDown < 1 || looksAcross < 1) {
      throw new IllegalArgumentException(
          "sizes must be at least 1, got "
              + rows
              + " x "
              + columns
              + " cells of "
              + looksDown
              + " x "
              + looksAcross
              + " looks");
    }
  }

  private static void cell(
      float[] reference,
      float[] secondary,
      float @Nullable [] weights,
      int first,
      int width,
      int looksDown,
      int looksAcross,
      MultilookedPair pair,
      int row,
      int column) {
    float real = 0;
    float imaginary = 0;
    float power1 = 0;
    float power2 = 0;
    float weight = 0;
    int count = 0;
    for (int down = 0; down < looksDown; down++) {
      for (int k = first + down * width; k < first + down * width + looksAcross; k++) {
        float a = reference[2 * k];
        float b = reference[2 * k + 1];
        float c = secondary[2 * k];
        float d = secondary[2 * k + 1];
        float p1 = a * a + b * b;
        float p2 = c * c + d * d;
        float w = weights == null ? 1 : weights[k];
        if (p1 + p2 <= Float.MAX_VALUE) {
          count++;
          if (w > 0) {
            real += w * (a * c + b * d);
            imaginary += w * (b * c - a * d);
            power1 += w * p1;
            power2 += w * p2;
            weight += w;
          }
        }
      }
    }
    float scale = 2L * count >= (long) looksDown * looksAcross ? 1 / weight : Float.NaN;
    int cell = row * pair.columns() + column;
    pair.interferogram()[2 * cell] = weight > 0 ? real * scale : Float.NaN;
    pair.interferogram()[2 * cell + 1] = weight > 0 ? imaginary * scale : Float.NaN;
    pair.referencePower()[cell] = weight > 0 ? power1 * scale : Float.NaN;
    pair.secondaryPower()[cell] = weight > 0 ? power2 * scale : Float.NaN;
  }
}
