package org.geofringe.interferometry;

/**
 * Coherence of a multilooked pair: |Σ s₁s₂*| / √(Σ|s₁|² Σ|s₂|²) over a square window of coarse
 * cells about each cell, in 0..1.
 *
 * <p>Each sum is taken anew, in the order of rows and columns: a cell's value depends on the cells
 * of its window alone, so that tiles give the bits of the whole.
 */
public final class Coherence {

  private Coherence() {}

  /**
   * How coherence is estimated.
   *
   * @param window side of the window in coarse cells, odd; 1 is the looks of the interferogram
   * @param looks independent looks in the estimate, 1 or more ; only the unbiased estimate needs
   *     them
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
  public static float[] apply(MultilookedPair pair, Parameters parameters) {
    int rows = pair.rows();
    int columns = pair.columns();
    int reach = halo(parameters);
    CoherenceBias bias = parameters.unbiased() ? new CoherenceBias(parameters.looks()) : null;
    float[] coherence = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        float real = 0;
        float imaginary = 0;
        float power1 = 0;
        float power2 = 0;
        for (int r = Math.max(0, row - reach); r <= Math.min(rows - 1, row + reach); r++) {
          for (int c = Math.max(0, column - reach);
              c <= Math.min(columns - 1, column + reach);
              c++) {
            int k = r * columns + c;
            if (!Float.isNaN(pair.referencePower()[k])) {
              real += pair.interferogram()[2 * k];
              imaginary += pair.interferogram()[2 * k + 1];
              power1 += pair.referencePower()[k];
              power2 += pair.secondaryPower()[k];
            }
          }
        }
        int cell = row * columns + column;
        float estimate =
            Float.isNaN(pair.referencePower()[cell])
                ? Float.NaN
                : (float)
                    Math.min(
                        1,
                        Math.sqrt(
                            ((double) real * real + (double) imaginary * imaginary)
                                / ((double) power1 * power2)));
        coherence[cell] = bias == null ? estimate : bias.unbiased(estimate);
      }
    }
    return coherence;
  }
}
