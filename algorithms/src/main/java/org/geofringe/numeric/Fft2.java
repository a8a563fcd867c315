package org.geofringe.numeric;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The discrete Fourier transform of a rectangle of complex numbers, row by row and then column by
 * column on the calling thread, so that a result never depends on how many processors there are.
 * Keeps work arrays: one object per thread.
 */
public final class Fft2 {

  private final int rows;
  private final int columns;
  private final DoubleFFT_1D alongRow;
  private final DoubleFFT_1D alongColumn;
  private final double[] row;
  private final double[] column;

  /**
   * A transform for one size; powers of two are fastest.
   *
   * @param rows number of rows, at least 1
   * @param columns number of columns, at least 1
   */
  public Fft2(int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("no transform of " + rows + " x " + columns + " cells");
    }
    this.rows = rows;
    this.columns = columns;
    this.alongRow = new DoubleFFT_1D(columns);
    this.alongColumn = rows == columns ? alongRow : new DoubleFFT_1D(rows);
    this.row = new double[2 * columns];
    this.column = new double[2 * rows];
  }

  /**
   * Σ z exp(-2πj(...)), not scaled.
   *
   * @param data rows x columns numbers, row-major, real and imaginary part in turn; replaced
   */
  public void forward(double[] data) {
    transform(data, true);
  }

  /**
   * Σ z exp(+2πj(...)) over the number of cells: undoes {@link #forward}.
   *
   * @param data rows x columns numbers, row-major, real and imaginary part in turn; replaced
   */
  public void inverse(double[] data) {
    transform(data, false);
  }

  private void transform(double[] data, boolean forward) {
    if (data.length != 2 * rows * columns) {
      throw new IllegalArgumentException(
          data.length + " numbers do not fit a transform of " + rows + " x " + columns);
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(data, 2 * r * columns, row, 0, row.length);
      line(alongRow, row, forward);
      System.arraycopy(row, 0, data, 2 * r * columns, row.length);
    }
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        int at = 2 * (r * columns + c);
        column[2 * r] = data[at];
        column[2 * r + 1] = data[at + 1];
      }
      line(alongColumn, column, forward);
      for (int r = 0; r < rows; r++) {
        int at = 2 * (r * columns + c);
        data[at] = column[2 * r];
        data[at + 1] = column[2 * r + 1];
      }
    }
  }

  private static void line(DoubleFFT_1D transform, double[] values, boolean forward) {
    if (forward) {
      transform.complexForward(values);
    } else {
      transform.complexInverse(values, true);
    }
  }
}
