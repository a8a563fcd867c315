package org.geofringe.server.inspect;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.raster.Crs;

/**
 * Points as a CSV with the columns of the European Ground Motion Service's products, as far as they
 * are known here, and one column YYYYMMDD per date. Rows are streamed; the file gets its name in
 * {@link #finish}, and closing before that leaves nothing.
 */
public final class PointTable implements AutoCloseable {

  private static final String COLUMNS =
      "pid,longitude,latitude,easting,northing,height,rmse,temporal_coherence,incidence_angle,"
          + "los_east,los_north,los_up,mean_velocity,mean_velocity_std";
  private static final double DAYS_PER_YEAR = 365.25;
  private static final int TEXT_PER_NUMBER = 12;

  private final Path file;
  private final MapGrid grid;
  private final double[] years;
  private final Writer out;
  private boolean closed;

  /**
   * What is known of a point besides its series; NaN is left empty.
   *
   * @param velocity mm/yr
   * @param velocityStd mm/yr
   * @param rmse mm about the straight line
   * @param height m
   * @param incidence degrees
   * @param look east, north, up
   */
  public record Measures(
      float velocity,
      float velocityStd,
      float temporalCoherence,
      double rmse,
      float height,
      float incidence,
      float[] look) {}

  /** Starts a table. */
  public PointTable(Path file, MapGrid grid, List<LocalDate> dates) throws IOException {
    this.file = file;
    this.grid = grid;
    this.years =
        dates.stream()
            .mapToDouble(date -> ChronoUnit.DAYS.between(dates.get(0), date) / DAYS_PER_YEAR)
            .toArray();
    this.out = new BufferedWriter(Files.newBufferedWriter(AtomicFiles.temporary(file)), 1 << 16);
    out.write(COLUMNS);
    for (LocalDate date : dates) {
      out.write("," + DateTimeFormatter.BASIC_ISO_DATE.format(date));
    }
    out.write('\n');
  }

  /**
   * Root mean square of a series about its straight line, mm.
   *
   * @param series date i at {@code offset + i * stride}; NaN where there is none; not modified
   * @return NaN where fewer than three dates have a value
   */
  public double rmse(float[] series, int offset, int stride) {
    int count = 0;
    double time = 0;
    double value = 0;
    for (int i = 0; i < years.length; i++) {
      float d = series[offset + i * stride];
      if (!Float.isNaN(d)) {
        count++;
        time += years[i];
        value += d;
      }
    }
    time /= count;
    value /= count;
    double times = 0;
    double products = 0;
    double squares = 0;
    for (int i = 0; i < years.length; i++) {
      float d = series[offset + i * stride];
      if (!Float.isNaN(d)) {
        times += (years[i] - time) * (years[i] - time);
        products += (years[i] - time) * (d - value);
        squares += (d - value) * (d - value);
      }
    }
    return count < 3
        ? Double.NaN
        : Math.sqrt(Math.max(0, squares - products * products / times) / count);
  }

  /**
   * Adds a point.
   *
   * @param series displacement in mm: date i at {@code offset + i * stride}; not modified
   */
  public void add(int row, int column, Measures m, float[] series, int offset, int stride)
      throws IOException {
    double x = grid.x(column);
    double y = grid.y(row);
    double[] lonLat = Crs.transform(x, y, grid.crs(), "EPSG:4326");
    StringBuilder line = new StringBuilder(TEXT_PER_NUMBER * (years.length + 14));
    line.append((long) row * grid.columns() + column + 1);
    append(line, lonLat[0], 7);
    append(line, lonLat[1], 7);
    append(line, x, grid.isGeographic() ? 7 : 2);
    append(line, y, grid.isGeographic() ? 7 : 2);
    append(line, m.height, 1);
    append(line, m.rmse, 1);
    append(line, m.temporalCoherence, 3);
    append(line, m.incidence, 2);
    for (float part : m.look) {
      append(line, part, 4);
    }
    append(line, m.velocity, 2);
    append(line, m.velocityStd, 2);
    for (int i = 0; i < years.length; i++) {
      append(line, series[offset + i * stride], 2);
    }
    out.append(line.append('\n'));
  }

  /** Completes the file and gives it its name. */
  public void finish() throws IOException {
    out.close();
    closed = true;
    AtomicFiles.publish(file);
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      out.close();
      Files.deleteIfExists(AtomicFiles.temporary(file));
    }
  }

  /** Rounded to some decimals; far faster than a format, of which there would be millions. */
  private static void append(StringBuilder line, double value, int decimals) {
    line.append(',');
    if (!Double.isFinite(value)) {
      return;
    }
    long scale = Math.round(Math.pow(10, decimals));
    long rounded = Math.round(Math.abs(value) * scale);
    if (value < 0 && rounded > 0) {
      line.append('-');
    }
    line.append(rounded / scale).append('.');
    String rest = Long.toString(rounded % scale);
    for (int i = rest.length(); i < decimals; i++) {
      line.append('0');
    }
    line.append(rest);
  }
}
