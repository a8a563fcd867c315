package org.geofringe.interferometry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Coherence of a multilooked pair: |Σ s₁s₂*| / √(Σ|s₁|² Σ|s₂|²) over a square window of coarse
 * cells about each cell, in 0..1.
 *
 * <p>A cell's sums are taken anew from its window, first down its columns and then across, never
 * carried on from a neighbour's: what a tile gives has the bits of the whole, and a cell without
 * data matters to the windows that hold it and to no other. Windows that data fill in part, at
 * borders, have fewer looks than stated, and the unbiased estimate is still a little high there.
 *
 * <p>Holds the table of the bias, which takes milliseconds to make: one object for a stack. Safe
 * for several threads.
 */
public final class Coherence {

  private static final int SUMS = 4;

  private final int reach;
  private final @Nullable CoherenceBias bias;

  public Coherence(Parameters parameters) {
    this.reach = halo(parameters);
    this.bias = parameters.unbiased() ? new CoherenceBias(parameters.looks()) : null;
  }

  /**
   * How coherence is estimated.
   *
   * @param window side of the window in coarse cells, odd; 1 is the looks of the interferogram
   * @param looks independent looks in the estimate of a whole window, 1 or more ({@link
   *     EffectiveLooks}); only the unbiased estimate needs them
   * @param unbiased whether to take out the bias of the mean ({@link CoherenceBias})
   */
  public record Parameters(int window, double looks, boolean unbiased) {

    public Parameters {
      if (window < 1 || window % 2 == 0) {
        throw new IllegalArgumentException("window must be odd and at least 1, got " + window);
      }
      if (!(looks >= 1 && looks < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("looks must be 1 or more, got " + looks);
      }
    }
  }

  /** Coarse cells that a tile needs about itself. */
  public static int halo(Parameters parameters) {
    return parameters.window() / 2;
  }

  /**
   * Coherence of each cell.
   *
   * @param pair with a halo as far as the grid reaches; not modified
   * @return row-major, as many cells as the pair; at its borders the window is what lies inside;
   *     NaN where the cell has no data or an image is black in all of the window
   */
  public float[] apply(MultilookedPair pair) {
    int rows = pair.rows();
    int columns = pair.columns();
    float[] coherence = new float[rows * columns];
    float[] down = new float[SUMS * columns];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(down, 0);
      for (int r = Math.max(0, row - reach); r <= Math.min(rows - 1, row + reach); r++) {
        addRow(pair, r, down);
      }
      for (int column = 0; column < columns; column++) {
        int cell = row * columns + column;
        coherence[cell] =
            Float.isNaN(pair.referencePower()[cell])
                ? Float.NaN
                : estimate(
                    down, Math.max(0, column - reach), Math.min(columns - 1, column + reach));
      }
    }
    return coherence;
  }

  private static void addRow(MultilookedPair pair, int row, float[] down) {
    float[] interferogram = pair.interferogram();
    float[] referencePower = pair.referencePower();
    float[] secondaryPower = pair.secondaryPower();
    int cell = row * pair.columns();
    for (int sum = 0; sum < down.length; sum += SUMS, cell++) {
      if (!Float.isNaN(referencePower[cell])) {
        down[sum] += interferogram[2 * cell];
        down[sum + 1] += interferogram[2 * cell + 1];
        down[sum + 2] += referencePower[cell];
        down[sum + 3] += secondaryPower[cell];
      }
    }
  }

  private float estimate(float[] down, int first, int last) {
    float real = 0;
    float imaginary = 0;
    float referencePower = 0;
    float secondaryPower = 0;
    for (int sum = SUMS * first; sum <= SUMS * last; sum += SUMS) {
      real += down[sum];
      imaginary += down[sum + 1];
      referencePower += down[sum + 2];
      secondaryPower += down[sum + 3];
    }
    // In double, since squares of powers may leave the range of float.
    double square = (double) real * real + (double) imaginary * imaginary;
    double estimate = Math.min(1, Math.sqrt(square / ((double) referencePower * secondaryPower)));
    return bias == null ? (float) estimate : bias.unbiased((float) estimate);
  }
}
