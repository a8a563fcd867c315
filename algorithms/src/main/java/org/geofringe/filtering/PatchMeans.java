package org.geofringe.filtering;

import org.geofringe.grid.FloatGrid;

/**
 * Mean coherence of patches that overlap by half: each is four blocks, and a block is read once.
 */
final class PatchMeans {

  private final double[][] sums;
  private final int[][] counts;

  /**
   * Reads all blocks.
   *
   * @param coherence NaN = does not count; not modified
   * @param top row of the first patch, at most 0
   * @param left column of the first patch, at most 0
   * @param step side of a block: half a patch
   */
  PatchMeans(FloatGrid coherence, int top, int left, int step) {
    int blocksDown = (coherence.rows() - top + step - 1) / step + 1;
    int blocksAcross = (coherence.columns() - left + step - 1) / step + 1;
    sums = new double[blocksDown][blocksAcross];
    counts = new int[blocksDown][blocksAcross];
    for (int r = 0; r < coherence.rows(); r++) {
      double[] sum = sums[(r - top) / step];
      int[] count = counts[(r - top) / step];
      for (int c = 0; c < coherence.columns(); c++) {
        float value = coherence.get(r, c);
        if (!Float.isNaN(value)) {
          sum[(c - left) / step] += value;
          count[(c - left) / step]++;
        }
      }
    }
  }

  /** Mean of a patch, by its place among the patches; 1 where no cell counts. */
  double of(int patchRow, int patchColumn) {
    double sum = 0;
    int count = 0;
    for (int i = patchRow; i < patchRow + 2; i++) {
      for (int j = patchColumn; j < patchColumn + 2; j++) {
        sum += sums[i][j];
        count += counts[i][j];
      }
    }
    return count == 0 ? 1 : sum / count;
  }
}
