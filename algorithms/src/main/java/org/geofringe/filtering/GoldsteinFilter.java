package org.geofringe.filtering;

import org.geofringe.grid.ComplexGrid;
import org.geofringe.grid.FloatGrid;
import org.jspecify.annotations.Nullable;

/**
 * The adaptive filter of Goldstein and Werner (1998, Geophysical Research Letters 25, 4035): the
 * spectrum of a patch, times its own smoothed magnitude to the power α, so that fringes stand out
 * against noise. With α = 1 - mean coherence of the patch it is that of Baran et al. (2003, IEEE
 * Transactions on Geoscience and Remote Sensing 41, 2114): noisy patches are filtered more.
 *
 * <p>Patches overlap by half and are joined by raised cosines, whose sum is one everywhere. They
 * lie on multiples of half a patch of the whole grid, so that a cell's value does not depend on the
 * tile it is computed in. Each patch keeps its energy: α = 0 leaves everything as it was. Cells
 * without data count as zero in their patches, and have no data in the end.
 *
 * <p>Keeps work arrays: one object per thread.
 */
public final class GoldsteinFilter {

  /**
   * What the filter does.
   *
   * @param alpha strength, 0 (none) to 1; not used where coherence decides
   * @param byCoherence whether each patch's strength is 1 - its mean coherence
   * @param patchSize cells along a patch's side: 8, 16, 32, 64 or 128
   */
  public record Parameters(double alpha, boolean byCoherence, int patchSize) {

    public Parameters {
      if (!(alpha >= 0 && alpha <= 1)) {
        throw new IllegalArgumentException("alpha must lie within 0 and 1, got " + alpha);
      }
      if (patchSize < 8 || patchSize > 128 || Integer.bitCount(patchSize) != 1) {
        throw new IllegalArgumentException(
            "patchSize must be 8, 16, 32, 64 or 128, got " + patchSize);
      }
    }
  }

  private final Parameters parameters;
  private final PatchSpectra patches;
  private final float[] window;

  public GoldsteinFilter(Parameters parameters) {
    this.parameters = parameters;
    int size = parameters.patchSize();
    patches = new PatchSpectra(size);
    window = new float[size];
    for (int i = 0; i < size; i++) {
      window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / size));
    }
  }

  /** Cells on each side of a window that its values depend on. */
  public static int halo(Parameters parameters) {
    return parameters.patchSize() - 1;
  }

  /**
   * Filters a part of a grid. Values closer to the part's edge than the halo are those of the whole
   * grid only where the edge is the grid's own.
   *
   * @param interferogram cells with their halo, as far as the grid goes; NaN = no data; not
   *     modified
   * @param coherence 0..1, of the same size; NaN cells do not count; only needed by coherence; not
   *     modified
   * @param row row of the first cell in the whole grid
   * @param column column of the first cell in the whole grid
   * @return of the same size; NaN where the interferogram is
   */
  public ComplexGrid apply(
      ComplexGrid interferogram, @Nullable FloatGrid coherence, int row, int column) {
    int rows = interferogram.rows();
    int columns = interferogram.columns();
    if (row < 0 || column < 0) {
      throw new IllegalArgumentException("no cell at row " + row + ", column " + column);
    }
    if (coherence == null && parameters.byCoherence()) {
      throw new IllegalArgumentException("filtering by coherence needs the coherence");
    }
    if (coherence != null && (coherence.rows() != rows || coherence.columns() != columns)) {
      throw new IllegalArgumentException(coherence + " does not fit " + interferogram);
    }
    int size = parameters.patchSize();
    int step = size / 2;
    ComplexGrid filtered = new ComplexGrid(rows, columns);
    int firstRow = -Math.floorMod(row, step) - step;
    int firstColumn = -Math.floorMod(column, step) - step;
    for (int top = firstRow; top < rows; top += step) {
      for (int left = firstColumn; left < columns; left += size) {
        add(interferogram, coherence, top, left, filtered);
      }
      for (int left = firstColumn + step; left < columns; left += size) {
        add(interferogram, coherence, top, left, filtered);
      }
    }
    restoreNoData(interferogram, filtered);
    return filtered;
  }

  private void add(
      ComplexGrid from, @Nullable FloatGrid coherence, int top, int left, ComplexGrid to) {
    int size = parameters.patchSize();
    if (!patches.load(from, top, left)) {
      return;
    }
    double alpha =
        coherence == null || !parameters.byCoherence()
            ? parameters.alpha()
            : Math.min(1, Math.max(0, 1 - mean(coherence, top, left)));
    float scale = patches.filter((float) alpha);
    int columns = to.columns();
    for (int i = Math.max(0, -top); i < size && top + i < to.rows(); i++) {
      float weight = window[i] * scale;
      float[] real = patches.real(i);
      float[] imaginary = patches.imaginary(i);
      for (int j = Math.max(0, -left); j < size && left + j < columns; j++) {
        int at = 2 * ((top + i) * columns + left + j);
        to.values()[at] += weight * window[j] * real[j];
        to.values()[at + 1] += weight * window[j] * imaginary[j];
      }
    }
  }

  private double mean(FloatGrid coherence, int top, int left) {
    int size = parameters.patchSize();
    double sum = 0;
    int count = 0;
    for (int r = Math.max(0, top); r < Math.min(coherence.rows(), top + size); r++) {
      for (int c = Math.max(0, left); c < Math.min(coherence.columns(), left + size); c++) {
        float value = coherence.get(r, c);
        if (!Float.isNaN(value)) {
          sum += value;
          count++;
        }
      }
    }
    return count == 0 ? 1 : sum / count;
  }

  private static void restoreNoData(ComplexGrid from, ComplexGrid to) {
    float[] source = from.values();
    float[] target = to.values();
    for (int i = 0; i < source.length; i += 2) {
      if (Float.isNaN(source[i]) || Float.isNaN(source[i + 1])) {
        target[i] = Float.NaN;
        target[i + 1] = Float.NaN;
      }
    }
  }
}
