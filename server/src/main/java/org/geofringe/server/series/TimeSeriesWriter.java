package org.geofringe.server.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.tile.Units;

/**
 * A displacement raster on its way to the disk: written window by window with all dates, kept in a
 * plain scratch file, and in the end packed date by date, since that is how a GIS reads it. Closing
 * without {@link #finish} leaves nothing.
 */
public final class TimeSeriesWriter implements AutoCloseable {

  /** The plain file, the packed tiles and the product made of them, for a while side by side. */
  private static final int COPIES = 3;

  private static final int ROWS_OF_A_TILE = 512;

  /** Read from the plain file in one go, which fits the processor's cache. */
  private static final int CELLS_AT_ONCE = 1 << 16;

  private final Path file;
  private final MapGrid grid;
  private final List<LocalDate> dates;
  private final String style;
  private final Path scratch;
  private final FlatRaster.Writer writer;

  private TimeSeriesWriter(
      Path file, MapGrid grid, List<LocalDate> dates, String style, Path scratch) {
    this.file = file;
    this.grid = grid;
    this.dates = List.copyOf(dates);
    this.style = style;
    this.scratch = scratch;
    this.writer = FlatRaster.scratch(scratch, grid, dates.size());
  }

  /**
   * Starts a time series.
   *
   * @param dates ascending
   * @param style of the raster, which shows the last date; empty for none
   * @throws ResourceException where the disk has too little room
   */
  public static TimeSeriesWriter create(
      Path file, MapGrid grid, List<LocalDate> dates, String style) {
    DiskSpace.require(
        file,
        COPIES * FlatRaster.bytes(grid, SampleType.FLOAT32, dates.size()),
        "The time series " + file.getFileName());
    Path scratch = AtomicFiles.temporary(file.resolveSibling(file.getFileName() + ".series"));
    return new TimeSeriesWriter(file, grid, dates, style, scratch);
  }

  /** {@code D20180106}: InSAR Explorer takes such names for dates. */
  public static String bandName(LocalDate date) {
    return "D" + DateTimeFormatter.BASIC_ISO_DATE.format(date);
  }

  /**
   * Writes a window; any order, several threads.
   *
   * @param values mm; date i at {@code i * window.cells()}, cells row-major; NaN is no data; not
   *     modified
   */
  public void write(Window window, float[] values) {
    for (int date = 0; date < dates.size(); date++) {
      write(date, window, values, date * window.cells());
    }
  }

  /** Writes a window of one date, from {@code offset} on. */
  public void write(int date, Window window, float[] values, int offset) {
    if (window.columns() == grid.columns()) {
      writer.write(date, window.row(), window.rows(), values, offset);
    } else {
      writer.write(date, window, values, offset);
    }
  }

  /** What was written, for those that need it by cells again; to be closed by the caller. */
  public FlatRaster reopen() {
    return FlatRaster.open(scratch);
  }

  /** Packs the raster, gives it its name and writes its style. */
  public void finish(RunContext context) throws IOException {
    List<ProductSpec.Band> bands =
        dates.stream().map(date -> new ProductSpec.Band(bandName(date), "mm")).toList();
    ProductSpec spec = new ProductSpec(SampleType.FLOAT32, Double.NaN, bands, Map.of());
    try (FlatRaster source = FlatRaster.open(scratch);
        RasterProduct target = RasterProduct.bands(file, grid, spec, style, dates.size() - 1)) {
      Semaphore room = new Semaphore(datesAtOnce(context));
      Units.run(
          IntStream.range(0, dates.size()).boxed().toList(),
          context,
          "Writing " + file.getFileName(),
          date -> {
            room.acquireUninterruptibly();
            try {
              pack(source, date, target, context);
            } finally {
              room.release();
            }
          });
      target.finish();
    }
  }

  /** Removes the scratch file. */
  @Override
  public void close() throws IOException {
    writer.close();
    Files.deleteIfExists(scratch);
  }

  /** Each holds a row of tiles, its coarser levels, and both packed. */
  private int datesAtOnce(RunContext context) {
    long bytes = 4L * ROWS_OF_A_TILE * grid.columns() * Float.BYTES;
    long affordable = context.budget().memoryBytes() / bytes;
    return (int) Math.max(1, Math.min(affordable, context.budget().threads()));
  }

  private void pack(FlatRaster source, int date, RasterProduct target, RunContext context)
      throws IOException {
    int strip = Math.max(1, Math.min(ROWS_OF_A_TILE, CELLS_AT_ONCE / grid.columns()));
    float[] values = new float[strip * grid.columns()];
    for (int row = 0; row < grid.rows(); row += strip) {
      context.checkCancelled();
      int rows = Math.min(strip, grid.rows() - row);
      source.read(date, new Window(row, 0, rows, grid.columns()), values, 0);
      target.write(date, row, rows, values, 0);
    }
  }
}
