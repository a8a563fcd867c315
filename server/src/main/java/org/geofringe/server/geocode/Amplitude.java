package org.geofringe.server.geocode;

import java.io.IOException;
import java.util.Arrays;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.StackFrame;
import org.geofringe.server.tile.Bands;

/** Amplitude of an image on cells of several looks. */
public final class Amplitude {

  private Amplitude() {}

  /** Writes the root of the mean power of each cell's looks; NaN where none has a value. */
  public static void write(
      FlatRaster slc, FlatRaster.Writer target, StackFrame frame, RunContext context, String doing)
      throws IOException {
    MapGrid fine = frame.grid();
    MapGrid coarse = frame.amplitudeGrid();
    long bytesPerCell = 2L * Float.BYTES * frame.looksAcross() * frame.looksDown() + 16;
    Bands.run(
        coarse,
        bytesPerCell,
        context,
        doing,
        band -> {
          int first = band.row() * frame.looksDown();
          int rows = Math.min(band.rows() * frame.looksDown(), fine.rows() - first);
          float[] image = new float[2 * rows * fine.columns()];
          slc.read(0, new Window(first, 0, rows, fine.columns()), image, 0);
          return multilook(image, rows, fine.columns(), band, frame);
        },
        (band, values) -> target.write(0, band.row(), band.rows(), values, 0));
  }

  private static float[] multilook(
      float[] image, int rows, int columns, Window band, StackFrame frame) {
    float[] result = new float[band.cells()];
    double[] power = new double[band.columns()];
    int[] count = new int[band.columns()];
    for (int row = 0; row < band.rows(); row++) {
      Arrays.fill(power, 0);
      Arrays.fill(count, 0);
      int end = Math.min(rows, (row + 1) * frame.looksDown());
      for (int from = row * frame.looksDown(); from < end; from++) {
        for (int column = 0; column < columns; column++) {
          int at = 2 * (from * columns + column);
          double value = image[at] * (double) image[at] + image[at + 1] * (double) image[at + 1];
          if (!Double.isNaN(value)) {
            power[column / frame.looksAcross()] += value;
            count[column / frame.looksAcross()]++;
          }
        }
      }
      for (int i = 0; i < power.length; i++) {
        result[row * band.columns() + i] =
            count[i] == 0 ? Float.NaN : (float) Math.sqrt(power[i] / count[i]);
      }
    }
    return result;
  }
}
