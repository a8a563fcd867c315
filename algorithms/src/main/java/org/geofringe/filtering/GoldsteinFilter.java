package org.geofringe.filtering;

import java.util.Arrays;
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
 * tile it is computed in. The strongest frequency of a patch keeps its magnitude: what comes out is
 * the magnitude of what is coherent, and α = 0 leaves everything as it was. Magnitudes are smoothed
 * over 3 x 3 frequencies. Cells without data count as zero in their patches, and have no data in
 * the end.
 *
 * <p>Keeps work arrays: one object per thread.
 */
public final class GoldsteinFilter {

  /** Steps in which α follows coherence: finer than coherence is known. */
  private static final int ALPHA_STEPS = 256;

  /**
   * What the filter does.
   *
   * @param alpha strength, 0 (none) to 1; not used where coherence decides
   * @param byCoherence whether each patch's strength is 1 - its mean coherence
   * @param patchSize cells along a patch's side: 8, 16, 32, 64, 128 or 256
   */
  public record Parameters(double alpha, boolean byCoherence, int patchSize) {

    public Parameters {
      if (!(alpha >= 0 && alpha <= 1)) {
        throw new IllegalArgumentException("alpha must lie within 0 and 1, got " + alpha);
      }
      if (patchSize < 8 || patchSize > 256 || Integer.bitCount(patchSize) != 1) {
        throw new IllegalArgumentException(
            "patchSize must be 8, 16, 32, 64, 128 or 256, got " + patchSize);
      }
    }
  }

  private final Parameters parameters;
  private final int size;
  private final int step;
  private final PatchSpectra spectra;
  private final float[] weights;
  private final float[] window;
  private final PowerTable[] byAlpha = new PowerTable[ALPHA_STEPS + 1];
  private final PowerTable[] powers;

  public GoldsteinFilter(Parameters parameters) {
    this.parameters = parameters;
    size = parameters.patchSize();
    step = size / 2;
    spectra = new PatchSpectra(size);
    weights = new float[size];
    window = new float[spectra.capacity() * size];
    for (int i = 0; i < window.length; i++) {
      window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i % size + 0.5) / size));
    }
    for (int i = 0; i < size; i++) {
      weights[i] = window[i] / (size * size);
    }
    powers = new PowerTable[spectra.capacity()];
    Arrays.fill(powers, new PowerTable(parameters.alpha()));
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
    if (row < 0 || column < 0) {
      throw new IllegalArgumentException("no cell at row " + row + ", column " + column);
    }
    if (coherence == null && parameters.byCoherence()) {
      throw new IllegalArgumentException("filtering by coherence needs the coherence");
    }
    if (coherence != null
        && (coherence.rows() != interferogram.rows()
            || coherence.columns() != interferogram.columns())) {
      throw new IllegalArgumentException(coherence + " does not fit " + interferogram);
    }
    int top = -Math.floorMod(row, step) - step;
    int left = -Math.floorMod(column, step) - step;
    PatchMeans means =
        coherence != null && parameters.byCoherence()
            ? new PatchMeans(coherence, top, left, step)
            : null;
    PatchStrip strip = new PatchStrip(interferogram, top, left, size);
    ComplexGrid filtered = new ComplexGrid(interferogram.rows(), interferogram.columns());
    // Sums depend on their order: patches of even places in the whole grid come first.
    int firstIsOdd = Math.floorMod((column + left) / step, 2);
    for (int patchRow = 0; strip.moveTo(patchRow, filtered); patchRow++) {
      for (int phase = 0; phase < 2; phase++) {
        int start = (firstIsOdd + phase) % 2;
        for (int first = start; first < strip.patches(); first += 2 * spectra.capacity()) {
          int count = Math.min(spectra.capacity(), (strip.patches() - first + 1) / 2);
          if (strip.load(first * step, count * size, spectra)) {
            if (means != null) {
              chooseAlpha(means, patchRow, first, count);
            }
            spectra.filter(count, powers);
            strip.add(spectra, weights, window, first * step, count * size);
          }
        }
      }
    }
    return filtered;
  }

  private void chooseAlpha(PatchMeans means, int patchRow, int first, int count) {
    for (int i = 0; i < count; i++) {
      double alpha = Math.min(1, Math.max(0, 1 - means.of(patchRow, first + 2 * i)));
      int nearest = (int) Math.rint(alpha * ALPHA_STEPS);
      PowerTable table = byAlpha[nearest];
      if (table == null) {
        table = new PowerTable((double) nearest / ALPHA_STEPS);
        byAlpha[nearest] = table;
      }
      powers[i] = table;
    }
  }
}
