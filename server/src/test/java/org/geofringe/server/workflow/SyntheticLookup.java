package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.StackDescription;
import org.geofringe.server.stack.StackWriter;

/**
 * A stack without pictures, whose lookup layers have the slopes of a descending Sentinel-1 pass:
 * lines of 14 m and samples of 3.7 m on the ground, 12 degrees off north, hills that shift samples.
 */
public final class SyntheticLookup {

  private SyntheticLookup() {}

  /** Writes a stack of 5 x 10 m cells and its height layer. */
  public static MapGrid write(Path folder, int rows, int columns) throws IOException {
    MapGrid grid = new MapGrid("EPSG:32614", 480_000, 2_150_000, 5, 10, rows, columns);
    StackWriter writer =
        new StackWriter(
            folder, new StackDescription(grid, 0.0554658, 1, 39, "sentinel-1a", "test"));
    try (FlatRaster.Writer heights = writer.layer(Layer.HEIGHT);
        FlatRaster.Writer lines = writer.layer(Layer.AZIMUTH_LINE);
        FlatRaster.Writer samples = writer.layer(Layer.RANGE_SAMPLE)) {
      float[] height = new float[columns];
      float[] line = new float[columns];
      float[] sample = new float[columns];
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          double h = height(row, column);
          double along = 10 * row * Math.cos(0.21) - 5 * column * Math.sin(0.21);
          double across = 5 * column * Math.cos(0.21) + 10 * row * Math.sin(0.21);
          height[column] = (float) h;
          line[column] = (float) (2000 + along / 14);
          sample[column] = (float) (40_000 - across / 3.7 - h * 0.33);
        }
        // The corner of the map that no burst covers.
        if (row < rows / 5) {
          Arrays.fill(line, 0, columns / 8, Float.NaN);
          Arrays.fill(sample, 0, columns / 8, Float.NaN);
        }
        heights.write(0, row, 1, height, 0);
        lines.write(0, row, 1, line, 0);
        samples.write(0, row, 1, sample, 0);
      }
    }
    for (Layer layer : List.of(Layer.HEIGHT, Layer.AZIMUTH_LINE, Layer.RANGE_SAMPLE)) {
      writer.completeLayer(layer);
    }
    Pair pair = Pair.parse("20200101_20200113");
    writer.complete(pair, 0, "synthetic", List.of());
    writer.finish(new Network(List.of(pair)), new TreeMap<>(), "synthetic");
    return grid;
  }

  /** Metres: hills of 60 m and slopes of 1 : 5. */
  static double height(int row, int column) {
    return 200 + 60 * Math.sin(row / 40.0) * Math.cos(column / 60.0);
  }
}
