package org.geofringe.interferometry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Forms the interferogram of two coregistered, flattened images and takes looks together in one
 * pass: the boxcar average of reference * conj(secondary), and of both powers, over whole groups of
 * fine cells.
 *
 * <p>A coarse cell has data where at least half of its fine cells have it in both images; its means
 * are over those only.
 *
 * <p>Every sample is read once, and sums of one row of coarse cells stay in the cache. They are
 * floats: the terms of a power are all positive, so that n of them are wrong by n roundings of 6e-8
 * at the very most; the interferogram is wrong by as much of the power, some 1e-5 radians where
 * noise is above 1e-3. A missing sample shows in the sum, so only coarse cells that lack some are
 * gone through again with a test at each.
 */
public final class PairMultilook {

  private static final int REAL = 0;
  private static final int IMAGINARY = 1;
  private static final int REFERENCE = 2;
  private static final int SECONDARY = 3;
  private static final int WEIGHT = 4;
  private static final int SUMS = 5;

  private final float[] reference;
  private final float[] secondary;
  private final float @Nullable [] weights;
  private final int width;
  private final int looksDown;
  private final int looksAcross;

  private PairMultilook(
      float[] reference,
      float[] secondary,
      float @Nullable [] weights,
      int width,
      int looksDown,
      int looksAcross) {
    this.reference = reference;
    this.secondary = secondary;
    this.weights = weights;
    this.width = width;
    this.looksDown = looksDown;
    this.looksAcross = looksAcross;
  }

  /**
   * Takes a pair of images onto the coarse grid.
   *
   * @param reference samples of the earlier image, row-major, real and imaginary part in turn,
   *     {@code rows * looksDown} x {@code columns * looksAcross} cells; a cell without data has NaN
   *     in either part; not modified
   * @param secondary samples of the later image, likewise; not modified
   * @param weights weight of each fine cell, 0 or more, NaN as 0; none weighs all cells the same; a
   *     coarse cell all of whose weights are 0 has no data; not modified
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
    requireSizes(rows, columns, looksDown, looksAcross);
    long cells = (long) rows * looksDown * columns * looksAcross;
    if (reference.length != 2 * cells
        || secondary.length != 2 * cells
        || (weights != null && weights.length != cells)) {
      throw new IllegalArgumentException(
          cells
              + " fine cells do not fit images of "
              + reference.length
              + " and "
              + secondary.length
              + " numbers"
              + (weights == null ? "" : " with " + weights.length + " weights"));
    }
    MultilookedPair pair =
        new MultilookedPair(
            rows,
            columns,
            new float[2 * rows * columns],
            new float[rows * columns],
            new float[rows * columns]);
    new PairMultilook(reference, secondary, weights, columns * looksAcross, looksDown, looksAcross)
        .fill(pair);
    return pair;
  }

  private static void requireSizes(int rows, int columns, int looksDown, int looksAcross) {
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

  private void fill(MultilookedPair pair) {
    int columns = pair.columns();
    float[] sums = new float[SUMS * columns];
    for (int row = 0; row < pair.rows(); row++) {
      Arrays.fill(sums, 0);
      for (int fine = row * looksDown; fine < (row + 1) * looksDown; fine++) {
        if (weights == null) {
          addRow(reference, secondary, fine * width, columns, looksAcross, sums);
        } else {
          addRow(reference, secondary, weights, fine * width, columns, looksAcross, sums);
        }
      }
      for (int column = 0; column < columns; column++) {
        int sum = SUMS * column;
        if (!(sums[sum + REFERENCE] + sums[sum + SECONDARY] <= Float.MAX_VALUE)) {
          sumValid(row * looksDown * width + column * looksAcross, sums, sum);
        }
        float scale = 1 / sums[sum + WEIGHT];
        int cell = row * columns + column;
        pair.interferogram()[2 * cell] = sums[sum + REAL] * scale;
        pair.interferogram()[2 * cell + 1] = sums[sum + IMAGINARY] * scale;
        pair.referencePower()[cell] = sums[sum + REFERENCE] * scale;
        pair.secondaryPower()[cell] = sums[sum + SECONDARY] * scale;
      }
    }
  }

  private static void addRow(
      float[] reference, float[] secondary, int first, int columns, int looks, float[] sums) {
    int k = 2 * first;
    for (int sum = 0; sum < SUMS * columns; sum += SUMS) {
      float real = 0;
      float imaginary = 0;
      float power1 = 0;
      float power2 = 0;
      for (int end = k + 2 * looks; k < end; k += 2) {
        float a = reference[k];
        float b = reference[k + 1];
        float c = secondary[k];
        float d = secondary[k + 1];
        real += a * c + b * d;
        imaginary += b * c - a * d;
        power1 += a * a + b * b;
        power2 += c * c + d * d;
      }
      sums[sum + REAL] += real;
      sums[sum + IMAGINARY] += imaginary;
      sums[sum + REFERENCE] += power1;
      sums[sum + SECONDARY] += power2;
      sums[sum + WEIGHT] += looks;
    }
  }

  private static void addRow(
      float[] reference,
      float[] secondary,
      float[] weights,
      int first,
      int columns,
      int looks,
      float[] sums) {
    int k = first;
    for (int sum = 0; sum < SUMS * columns; sum += SUMS) {
      float real = 0;
      float imaginary = 0;
      float power1 = 0;
      float power2 = 0;
      float weight = 0;
      for (int end = k + looks; k < end; k++) {
        float a = reference[2 * k];
        float b = reference[2 * k + 1];
        float c = secondary[2 * k];
        float d = secondary[2 * k + 1];
        float w = weights[k];
        real += w * (a * c + b * d);
        imaginary += w * (b * c - a * d);
        power1 += w * (a * a + b * b);
        power2 += w * (c * c + d * d);
        weight += w;
      }
      sums[sum + REAL] += real;
      sums[sum + IMAGINARY] += imaginary;
      sums[sum + REFERENCE] += power1;
      sums[sum + SECONDARY] += power2;
      sums[sum + WEIGHT] += weight;
    }
  }

  /** Sums of one coarse cell over the samples that are there; NaN where they are too few. */
  private void sumValid(int first, float[] sums, int sum) {
    float real = 0;
    float imaginary = 0;
    float referencePower = 0;
    float secondaryPower = 0;
    float weight = 0;
    int count = 0;
    for (int row = 0; row < looksDown; row++) {
      for (int k = first + row * width; k < first + row * width + looksAcross; k++) {
        float a = reference[2 * k];
        float b = reference[2 * k + 1];
        float c = secondary[2 * k];
        float d = secondary[2 * k + 1];
        float power1 = a * a + b * b;
        float power2 = c * c + d * d;
        if (power1 + power2 <= Float.MAX_VALUE) {
          count++;
          float w = weights == null ? 1 : weights[k];
          if (!Float.isNaN(w)) {
            real += w * (a * c + b * d);
            imaginary += w * (b * c - a * d);
            referencePower += w * power1;
            secondaryPower += w * power2;
            weight += w;
          }
        }
      }
    }
    boolean enough = 2L * count >= (long) looksDown * looksAcross;
    sums[sum + REAL] = real;
    sums[sum + IMAGINARY] = imaginary;
    sums[sum + REFERENCE] = referencePower;
    sums[sum + SECONDARY] = secondaryPower;
    sums[sum + WEIGHT] = enough ? weight : Float.NaN;
  }
}
