package org.geofringe.filtering;

import java.util.ArrayList;
import java.util.List;
import org.geofringe.grid.ComplexGrid;
import org.geofringe.numeric.Fft2;
import org.geofringe.numeric.PatchFft;

/**
 * Finds the linear ramp of wrapped phase at the peak of its spectrum, from tiles that are seen
 * once.
 *
 * <p>The sum of the power spectra of all patches of 32 x 32 cells has its peak at the ramp, however
 * the phase wanders from patch to patch: that gives it to a cycle per patch. Each patch keeps the
 * nine strongest neighbouring terms of its own spectrum, so that afterwards its phase at that peak
 * is known; a second spectrum, over the patches, gives the rest. A patch whose own fringes lie
 * farther away than a cycle per patch (a deformation bowl) has no say in it. Cells count alike,
 * bright or dark.
 *
 * <p>Memory: some 100 bytes per patch. Not for several threads at once.
 */
public final class RampFinder {

  private static final int SIZE = 32;
  private static final double BIN = 2 * Math.PI / SIZE;

  private final PatchFft fft = new PatchFft(SIZE, 1);

  /** At [column frequency][row frequency], as the patches' spectra lie. */
  private final double[][] power = new double[SIZE][SIZE];

  private final List<Patch> patches = new ArrayList<>();

  /**
   * What is kept of a patch: where it lies, the centre of its cells with data, and its spectrum
   * around its peak.
   */
  private record Patch(
      int row,
      int column,
      float centreRow,
      float centreColumn,
      int peakRow,
      int peakColumn,
      float[] around) {}

  /**
   * Takes a tile in. No cell may come twice.
   *
   * @param tile NaN = no data; not modified
   * @param row row of its first cell in the whole grid
   * @param column column of its first cell in the whole grid
   */
  public void add(ComplexGrid tile, int row, int column) {
    if (row < 0 || column < 0) {
      throw new IllegalArgumentException("no tile at row " + row + ", column " + column);
    }
    for (int r = row / SIZE; r * SIZE < row + tile.rows(); r++) {
      for (int c = column / SIZE; c * SIZE < column + tile.columns(); c++) {
        addPatch(tile, row, column, r, c);
      }
    }
  }

  private void addPatch(ComplexGrid tile, int row, int column, int patchRow, int patchColumn) {
    long sumRow = 0;
    long sumColumn = 0;
    int count = 0;
    for (int i = 0; i < SIZE; i++) {
      int r = patchRow * SIZE + i - row;
      float[] real = fft.real(i);
      float[] imaginary = fft.imaginary(i);
      for (int j = 0; j < SIZE; j++) {
        int c = patchColumn * SIZE + j - column;
        real[j] = 0;
        imaginary[j] = 0;
        if (r >= 0 && r < tile.rows() && c >= 0 && c < tile.columns()) {
          float x = tile.real(r, c);
          float y = tile.imaginary(r, c);
          float length = (float) Math.sqrt(x * x + y * y);
          if (length > 0 && length < Float.POSITIVE_INFINITY) {
            real[j] = x / length;
            imaginary[j] = y / length;
            sumRow += i;
            sumColumn += j;
            count++;
          }
        }
      }
    }
    if (count == 0) {
      return;
    }
    fft.forward(1);
    double highest = -1;
    int peakRow = 0;
    int peakColumn = 0;
    for (int i = 0; i < SIZE; i++) {
      float[] real = fft.real(i);
      float[] imaginary = fft.imaginary(i);
      for (int j = 0; j < SIZE; j++) {
        double here = real[j] * real[j] + imaginary[j] * imaginary[j];
        power[i][j] += here;
        if (here > highest) {
          highest = here;
          peakColumn = i;
          peakRow = j;
        }
      }
    }
    float[] around = new float[18];
    for (int k = 0; k < 9; k++) {
      int i = (peakColumn + k / 3 - 1) & (SIZE - 1);
      int j = (peakRow + k % 3 - 1) & (SIZE - 1);
      around[2 * k] = fft.real(i)[j];
      around[2 * k + 1] = fft.imaginary(i)[j];
    }
    patches.add(
        new Patch(
            patchRow,
            patchColumn,
            patchRow * SIZE + (float) sumRow / count,
            patchColumn * SIZE + (float) sumColumn / count,
            peakRow,
            peakColumn,
            around));
  }

  /** The ramp of all tiles; flat where none of them had data. */
  public PhaseRamp find() {
    if (patches.isEmpty()) {
      return new PhaseRamp(0, 0);
    }
    int peakRow = 0;
    int peakColumn = 0;
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        if (power[i][j] > power[peakColumn][peakRow]) {
          peakColumn = i;
          peakRow = j;
        }
      }
    }
    double[] coarse = overPatches(phasors(BIN * peakRow, BIN * peakColumn));
    double row =
        BIN * peakRow
            + resolve(
                coarse[0],
                offset(
                    power[peakColumn][(peakRow - 1) & (SIZE - 1)],
                    power[peakColumn][peakRow],
                    power[peakColumn][(peakRow + 1) & (SIZE - 1)]));
    double column =
        BIN * peakColumn
            + resolve(
                coarse[1],
                offset(
                    power[(peakColumn - 1) & (SIZE - 1)][peakRow],
                    power[peakColumn][peakRow],
                    power[(peakColumn + 1) & (SIZE - 1)][peakRow]));
    // Once the ramp is known that well, all nine terms of a patch add up.
    double[] fine = overPatches(phasors(row, column));
    return new PhaseRamp(
        wrapped(row + (Double.isNaN(fine[0]) ? 0 : fine[0])),
        wrapped(column + (Double.isNaN(fine[1]) ? 0 : fine[1])));
  }

  /**
   * What each patch holds of a ramp, with the phase that it would have at the grid's first cell.
   */
  private double[] phasors(double perRow, double perColumn) {
    double[] phasors = new double[2 * patches.size()];
    double[][] down = terms(perRow);
    double[][] across = terms(perColumn);
    int n = 0;
    for (Patch patch : patches) {
      double sumReal = 0;
      double sumImaginary = 0;
      for (int k = 0; k < 9; k++) {
        double[] a = across[(patch.peakColumn + k / 3 - 1) & (SIZE - 1)];
        double[] d = down[(patch.peakRow + k % 3 - 1) & (SIZE - 1)];
        double termReal = a[0] * d[0] - a[1] * d[1];
        double termImaginary = a[0] * d[1] + a[1] * d[0];
        sumReal += patch.around[2 * k] * termReal + patch.around[2 * k + 1] * termImaginary;
        sumImaginary += patch.around[2 * k + 1] * termReal - patch.around[2 * k] * termImaginary;
      }
      double angle = SIZE * (perRow * patch.row + perColumn * patch.column);
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      phasors[2 * n] = sumReal * cos + sumImaginary * sin;
      phasors[2 * n + 1] = sumImaginary * cos - sumReal * sin;
      n++;
    }
    return phasors;
  }

  /** The spectrum of a ramp over one side of a patch: what it leaves in each term. */
  private static double[][] terms(double slope) {
    double[][] terms = new double[SIZE][2];
    for (int k = 0; k < SIZE; k++) {
      for (int i = 0; i < SIZE; i++) {
        double angle = (slope - BIN * k) * i;
        terms[k][0] += Math.cos(angle) / SIZE;
        terms[k][1] += Math.sin(angle) / SIZE;
      }
    }
    return terms;
  }

  /** Distance of a peak from its middle term, in terms, by the power beside it. */
  private static double offset(double before, double middle, double after) {
    double left = Math.sqrt(before / middle);
    double right = Math.sqrt(after / middle);
    return right > left ? right / (1 + right) : -left / (1 + left);
  }

  /** Between patches a phase is known but for whole cycles, which the power within them tells. */
  private static double resolve(double fine, double offset) {
    return Double.isNaN(fine) ? BIN * offset : fine + BIN * Math.rint(offset - fine / BIN);
  }

  private double[] overPatches(double[] phasors) {
    int firstRow = Integer.MAX_VALUE;
    int firstColumn = Integer.MAX_VALUE;
    int lastRow = 0;
    int lastColumn = 0;
    for (Patch patch : patches) {
      firstRow = Math.min(firstRow, patch.row);
      firstColumn = Math.min(firstColumn, patch.column);
      lastRow = Math.max(lastRow, patch.row);
      lastColumn = Math.max(lastColumn, patch.column);
    }
    int rows = padded(lastRow - firstRow + 1);
    int columns = padded(lastColumn - firstColumn + 1);
    double[] spectrum = new double[2 * rows * columns];
    int n = 0;
    for (Patch patch : patches) {
      int at = 2 * ((patch.row - firstRow) * columns + patch.column - firstColumn);
      spectrum[at] += phasors[2 * n];
      spectrum[at + 1] += phasors[2 * n + 1];
      n++;
    }
    new Fft2(rows, columns).forward(spectrum);
    int peak = 0;
    double highest = -1;
    for (int i = 0; i < rows * columns; i++) {
      double here = spectrum[2 * i] * spectrum[2 * i] + spectrum[2 * i + 1] * spectrum[2 * i + 1];
      if (here > highest) {
        highest = here;
        peak = i;
      }
    }
    double alongRows = wrapped(2 * Math.PI * Math.floorDiv(peak, columns) / rows) / SIZE;
    double alongColumns = wrapped(2 * Math.PI * (peak % columns) / columns) / SIZE;
    double[] best = climb(phasors, alongRows, alongColumns, BIN / rows / 2, BIN / columns / 2);
    return new double[] {
      lastRow == firstRow ? Double.NaN : best[0], lastColumn == firstColumn ? Double.NaN : best[1]
    };
  }

  /** The highest place of the patches' spectrum near one, by ever smaller steps. */
  private double[] climb(double[] phasors, double x, double y, double stepX, double stepY) {
    double highest = height(phasors, x, y);
    for (int round = 0; round < 24; round++) {
      boolean moved = true;
      while (moved) {
        moved = false;
        for (int k = 0; k < 4; k++) {
          double tryX = x + (k == 0 ? stepX : k == 1 ? -stepX : 0);
          double tryY = y + (k == 2 ? stepY : k == 3 ? -stepY : 0);
          double here = height(phasors, tryX, tryY);
          if (here > highest) {
            highest = here;
            x = tryX;
            y = tryY;
            moved = true;
          }
        }
      }
      stepX /= 2;
      stepY /= 2;
    }
    return new double[] {x, y};
  }

  private double height(double[] phasors, double x, double y) {
    double sumReal = 0;
    double sumImaginary = 0;
    int n = 0;
    for (Patch patch : patches) {
      double angle = x * patch.centreRow + y * patch.centreColumn;
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      sumReal += phasors[2 * n] * cos + phasors[2 * n + 1] * sin;
      sumImaginary += phasors[2 * n + 1] * cos - phasors[2 * n] * sin;
      n++;
    }
    return sumReal * sumReal + sumImaginary * sumImaginary;
  }

  private static int padded(int patches) {
    int size = 4;
    while (size < 1.25 * patches) {
      size *= 2;
    }
    return size;
  }

  private static double wrapped(double phase) {
    return phase - 2 * Math.PI * Math.rint(phase / (2 * Math.PI));
  }
}
