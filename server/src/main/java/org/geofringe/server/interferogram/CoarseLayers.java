package org.geofringe.server.interferogram;

import java.io.IOException;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.interferometry.Multilook;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.StackWriter;
import org.geofringe.server.tile.Bands;

/** What all dates of the images share, as means over the cells of the interferograms. */
final class CoarseLayers {

  private static final List<Layer> AVERAGED =
      List.of(Layer.HEIGHT, Layer.INCIDENCE, Layer.LOOK_VECTOR);

  private CoarseLayers() {}

  /** Writes those layers that the images have. */
  static void write(InterferogramPlan plan, StackWriter writer, RunContext context)
      throws IOException {
    List<Layer> layers =
        AVERAGED.stream().filter(layer -> plan.images().layer(layer).isPresent()).toList();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      try (FlatRaster fine = FlatRaster.open(plan.images().layer(layer).orElseThrow());
          FlatRaster.Writer coarse = writer.layer(layer)) {
        write(
            fine,
            plan.multilook(),
            coarse,
            context.part((double) i / layers.size(), (i + 1.0) / layers.size()));
      }
      writer.completeLayer(layer);
    }
  }

  private static void write(
      FlatRaster fine, Multilook multilook, FlatRaster.Writer coarse, RunContext context)
      throws IOException {
    MapGrid grid = multilook.grid();
    int bands = fine.bands();
    long bytesPerRow = (long) grid.columns() * Float.BYTES * (multilook.looks() + bands);
    int rows = BandRows.affordable(bytesPerRow, 0, context);
    if (rows < 1) {
      throw BandRows.refusal(bytesPerRow, 0, context);
    }
    Bands.run(
        grid,
        Math.min(rows, grid.rows()),
        context,
        "Height and look",
        band -> {
          float[][] means = new float[bands][];
          for (int k = 0; k < bands; k++) {
            means[k] = means(fine, k, multilook, band);
          }
          if (bands > 1) {
            makeUnit(means);
          }
          return means;
        },
        (band, means) -> {
          for (int k = 0; k < bands; k++) {
            coarse.write(k, band.row(), band.rows(), means[k], 0);
          }
        });
  }

  /** Means over at least half of a cell's looks; NaN where fewer have data. */
  private static float[] means(FlatRaster fine, int k, Multilook multilook, Window band) {
    Window window = multilook.fineWindow(band);
    float[] values = new float[window.cells()];
    fine.read(k, window, values, 0);
    float[] means = new float[band.cells()];
    for (int i = 0; i < means.length; i++) {
      int first =
          i / band.columns() * multilook.looksDown() * window.columns()
              + i % band.columns() * multilook.looksAcross();
      double sum = 0;
      int count = 0;
      for (int down = 0; down < multilook.looksDown(); down++) {
        for (int across = 0; across < multilook.looksAcross(); across++) {
          float value = values[first + down * window.columns() + across];
          if (!Float.isNaN(value)) {
            sum += value;
            count++;
          }
        }
      }
      means[i] = 2 * count >= multilook.looks() ? (float) (sum / count) : Float.NaN;
    }
    return means;
  }

  /** The mean of unit vectors is a little short. */
  private static void makeUnit(float[][] vectors) {
    for (int i = 0; i < vectors[0].length; i++) {
      double squares = 0;
      for (float[] part : vectors) {
        squares += (double) part[i] * part[i];
      }
      double length = Math.sqrt(squares);
      for (float[] part : vectors) {
        part[i] = (float) (part[i] / length);
      }
    }
  }
}
