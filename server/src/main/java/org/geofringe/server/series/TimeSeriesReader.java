package org.geofringe.server.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.tile.Bands;
import org.geofringe.server.tile.Units;
import org.jspecify.annotations.Nullable;

/**
 * A displacement raster, read by cells: all dates of a window at once.
 *
 * <p>The raster keeps each date in compressed tiles of its own, so that a window of all dates would
 * unpack a whole row of tiles per date each time. Opening unpacks it once, date by date, into a
 * plain scratch file, which closing removes. Safe for several threads.
 */
public final class TimeSeriesReader implements AutoCloseable {

  private static final Pattern DATE = Pattern.compile("D?(\\d{4})-?(\\d{2})-?(\\d{2})");

  private final Path scratch;
  private final FlatRaster series;
  private final List<LocalDate> dates;

  private TimeSeriesReader(Path scratch, FlatRaster series, List<LocalDate> dates) {
    this.scratch = scratch;
    this.series = series;
    this.dates = dates;
  }

  /**
   * Opens a time series.
   *
   * @param file a GeoTIFF with a band per date, whose description is the date, such as D20180106;
   *     mm towards the satellite, NaN is no data
   * @param near a file to be written, beside which there is room for the unpacked series
   * @param context progress of the unpacking
   * @throws UserException where the file is no such raster
   */
  public static TimeSeriesReader open(Path file, Path near, RunContext context) throws IOException {
    MapGrid grid;
    List<LocalDate> dates;
    try (GeoTiffReader reader = GeoTiffReader.openImage(file)) {
      grid = reader.grid();
      dates = dates(file, reader);
    }
    DiskSpace.require(
        near, FlatRaster.bytes(grid, SampleType.FLOAT32, dates.size()), "The unpacked time series");
    Path scratch =
        AtomicFiles.temporary(
            near.resolveSibling(near.getFileName() + "." + file.getFileName() + ".series"));
    boolean opened = false;
    try {
      unpack(file, grid, dates, scratch, context);
      TimeSeriesReader reader = new TimeSeriesReader(scratch, FlatRaster.open(scratch), dates);
      opened = true;
      return reader;
    } finally {
      if (!opened) {
        Files.deleteIfExists(scratch);
      }
    }
  }

  /**
   * The dates of a time series, ascending.
   *
   * @throws UserException where the file is no time series
   */
  public static List<LocalDate> dates(Path file) {
    try (GeoTiffReader reader = GeoTiffReader.openImage(file)) {
      return dates(file, reader);
    }
  }

  public MapGrid grid() {
    return series.grid();
  }

  /** Ascending, at least two. */
  public List<LocalDate> dates() {
    return dates;
  }

  /**
   * Displacements of a window.
   *
   * @return mm; date i at {@code i * window.cells()}, cells row-major; NaN is no data
   */
  public float[] read(Window window) {
    float[] values = new float[Math.multiplyExact(dates.size(), window.cells())];
    for (int date = 0; date < dates.size(); date++) {
      series.read(date, window, values, date * window.cells());
    }
    return values;
  }

  /**
   * Displacements of a window at one date.
   *
   * @param date index into {@link #dates}
   * @param target {@code window.cells()} values in mm from {@code offset} on are overwritten
   */
  public void read(int date, Window window, float[] target, int offset) {
    series.read(date, window, target, offset);
  }

  /** Closes and removes the unpacked series. */
  @Override
  public void close() throws IOException {
    series.close();
    Files.deleteIfExists(scratch);
  }

  private static void unpack(
      Path file, MapGrid grid, List<LocalDate> dates, Path scratch, RunContext context)
      throws IOException {
    int rows = Bands.affordableRows(grid, Float.BYTES, context);
    int rowsAtOnce = Math.min(rows, Math.max(1, (1 << 20) / grid.columns()));
    try (FlatRaster.Writer writer = FlatRaster.scratch(scratch, grid, dates.size())) {
      Units.run(
          IntStream.range(0, dates.size()).boxed().toList(),
          context,
          "Unpacking " + file.getFileName(),
          date -> {
            try (GeoTiffReader reader = GeoTiffReader.openImage(file)) {
              unpack(reader, date, grid, rowsAtOnce, writer, context);
            }
          });
    }
  }

  private static void unpack(
      GeoTiffReader reader,
      int date,
      MapGrid grid,
      int rowsAtOnce,
      FlatRaster.Writer writer,
      RunContext context) {
    float[] values = new float[Math.multiplyExact(rowsAtOnce, grid.columns())];
    for (int row = 0; row < grid.rows(); row += rowsAtOnce) {
      context.checkCancelled();
      int rows = Math.min(rowsAtOnce, grid.rows() - row);
      reader.read(date, new Window(row, 0, rows, grid.columns()), values, 0);
      writer.write(date, row, rows, values, 0);
    }
  }

  private static List<LocalDate> dates(Path file, GeoTiffReader reader) {
    List<LocalDate> dates = new ArrayList<>();
    for (String name : reader.bandDescriptions()) {
      LocalDate date = date(name);
      if (date == null || (!dates.isEmpty() && !dates.get(dates.size() - 1).isBefore(date))) {
        throw new UserException(
            file
                + " is no time series: its band "
                + (dates.size() + 1)
                + " is called \""
                + name
                + "\", and each should be called after its date, such as D20180106, in order."
                + " Choose a displacement raster, as Velocity and displacement makes it.");
      }
      dates.add(date);
    }
    if (dates.size() < 2 || reader.isComplex()) {
      throw new UserException(
          file
              + " is no time series: it needs real numbers at two dates or more."
              + " Choose a displacement raster, as Velocity and displacement makes it.");
    }
    return List.copyOf(dates);
  }

  private static @Nullable LocalDate date(String name) {
    Matcher matcher = DATE.matcher(name.strip());
    if (!matcher.matches()) {
      return null;
    }
    try {
      return LocalDate.of(
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(2)),
          Integer.parseInt(matcher.group(3)));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
