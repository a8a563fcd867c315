package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.stack.Acquisition;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.ImageStackWriter;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.RadarFrame;
import org.geofringe.server.stack.Radiometry;
import org.geofringe.server.stack.StackDate;
import org.geofringe.server.stack.StackFrame;

/** Stacks of images that are written in no time. */
final class TinyImages {

  static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

  /** The values of a date: interleaved complex, row by row. */
  @FunctionalInterface
  interface Values {
    float[] of(LocalDate date);
  }

  private TinyImages() {}

  static LocalDate day(int days) {
    return FIRST.plusDays(days);
  }

  /** Dates with their baselines, and nothing to see in them. */
  static void write(Path folder, SortedMap<LocalDate, Double> baselines) throws IOException {
    MapGrid grid = new MapGrid("EPSG:32614", 485_000, 2_148_000, 5, 10, 4, 6);
    write(folder, grid, baselines, date -> new float[2 * (int) grid.cells()]);
  }

  /** Writes a stack, or adds its dates to one on the same grid. */
  static void write(
      Path folder, MapGrid grid, SortedMap<LocalDate, Double> baselines, Values values)
      throws IOException {
    StackFrame frame = frame(grid);
    ImageStackWriter writer = new ImageStackWriter(folder, frame);
    if (!ImageStackWriter.hasLayers(folder, frame, Set.of(Layer.HEIGHT))) {
      try (FlatRaster.Writer height = writer.layer(Layer.HEIGHT)) {
        float[] metres = new float[(int) grid.cells()];
        for (int i = 0; i < metres.length; i++) {
          metres[i] = i;
        }
        height.write(0, grid.window(), metres, 0);
      }
      writer.completeLayers(Set.of(Layer.HEIGHT), 39);
    }
    for (Map.Entry<LocalDate, Double> date : baselines.entrySet()) {
      try (FlatRaster.Writer slc = writer.raster(date.getKey(), DateAsset.SLC);
          FlatRaster.Writer amplitude = writer.raster(date.getKey(), DateAsset.AMPLITUDE)) {
        slc.write(0, grid.window(), values.of(date.getKey()), 0);
        MapGrid looks = frame.amplitudeGrid();
        amplitude.write(0, looks.window(), new float[(int) looks.cells()], 0);
      }
      writer.complete(date(date.getKey(), date.getValue()));
    }
    writer.finish();
  }

  private static StackFrame frame(MapGrid grid) {
    return new StackFrame(
        FIRST,
        grid,
        new RadarFrame(Instant.parse("2020-01-01T13:51:25Z"), 0.002, 8e5, 2.3, 90, 80),
        List.of("t064_135518_iw1"),
        0.05546576,
        2,
        2,
        Radiometry.SIGMA_NOUGHT,
        "shared");
  }

  private static StackDate date(LocalDate day, double baseline) {
    Instant time = day.atTime(13, 51, 25).toInstant(ZoneOffset.UTC);
    return new StackDate(
        day,
        new Acquisition(time, "sentinel-1a", 64, "ascending", "VV", "an orbit file", List.of()),
        baseline,
        0,
        Double.NaN,
        0,
        "of " + day,
        Map.of());
  }
}
