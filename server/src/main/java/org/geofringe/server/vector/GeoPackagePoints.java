package org.geofringe.server.vector;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.vector.GeoPackageFile.Column;

/**
 * Velocity points with their time series in a GeoPackage, one field {@code DYYYYMMDD} per date, as
 * the InSAR Explorer plugin and the European Ground Motion Service have them. Points are streamed.
 *
 * <pre>{@code
 * try (GeoPackagePoints points = new GeoPackagePoints(file, "EPSG:32614", dates)) {
 *   points.add(…);
 *   points.finish();
 * }
 * }</pre>
 *
 * <p>Closing without {@link #finish()} leaves no file. Not safe for several threads.
 */
public final class GeoPackagePoints implements AutoCloseable {

  private static final List<String> MEASURES =
      List.of("velocity", "velocity_std", "temporal_coherence", "residual_rms", "height");

  private final GeoPackageFile file;
  private final int crs;
  private final int dates;

  /**
   * What is known of a point besides its series; NaN where it is unknown.
   *
   * @param velocity mm/yr, positive towards the satellite
   * @param velocityStd its standard error, mm/yr
   * @param temporalCoherence 0 to 1
   * @param residualRms rad
   * @param height m above the ellipsoid
   */
  public record Measures(
      float velocity,
      float velocityStd,
      float temporalCoherence,
      float residualRms,
      float height) {}

  /**
   * Starts a file.
   *
   * @param file its table has the same name without the ending
   * @param crs {@code EPSG:n} or WKT
   * @param dates of the series, ascending
   * @throws org.geofringe.server.run.ResourceException where it cannot be written
   */
  public GeoPackagePoints(Path file, String crs, List<LocalDate> dates) {
    this(file, crs, dates, List.of());
  }

  /**
   * Starts a file of points that carry numbers of their own.
   *
   * @param counts names of fields of whole numbers, before those of the dates
   */
  public GeoPackagePoints(Path file, String crs, List<LocalDate> dates, List<String> counts) {
    CrsText text = CrsText.of(crs);
    List<Column> columns = new ArrayList<>();
    MEASURES.forEach(name -> columns.add(new Column(name, "FLOAT")));
    counts.forEach(name -> columns.add(new Column(name, "INTEGER")));
    for (LocalDate date : dates) {
      columns.add(new Column("D" + DateTimeFormatter.BASIC_ISO_DATE.format(date), "FLOAT"));
    }
    this.crs = text.code();
    this.dates = dates.size();
    this.file =
        new GeoPackageFile(
            file,
            new GeoPackageFile.Table(
                FileNames.stem(file),
                "Line-of-sight velocity (mm/yr) and displacement (mm), positive towards the satellite",
                "POINT",
                text,
                columns),
            dates.isEmpty() ? LocalDate.EPOCH : dates.get(dates.size() - 1));
  }

  /**
   * Adds a point. Points that lie together should come together.
   *
   * @param x easting or longitude in the reference system
   * @param y northing or latitude
   * @param series displacement in mm: date i is at {@code offset + i * stride}; NaN where there is
   *     none; not modified
   * @throws org.geofringe.server.run.ResourceException where the disk is full
   */
  public void add(double x, double y, Measures measures, float[] series, int offset, int stride) {
    add(x, y, measures, new int[0], series, offset, stride);
  }

  /**
   * As the other, with the whole numbers that the file was started with.
   *
   * @param counts as many as names were given; not modified
   */
  public void add(
      double x, double y, Measures measures, int[] counts, float[] series, int offset, int stride) {
    file.add(
        GeoPackageGeometry.point(crs, x, y),
        x,
        y,
        x,
        y,
        (statement, first) -> bind(statement, first, measures, counts, series, offset, stride));
  }

  private void bind(
      PreparedStatement statement,
      int first,
      Measures measures,
      int[] counts,
      float[] series,
      int offset,
      int stride)
      throws SQLException {
    GeoPackageFile.bindReal(statement, first, measures.velocity);
    GeoPackageFile.bindReal(statement, first + 1, measures.velocityStd);
    GeoPackageFile.bindReal(statement, first + 2, measures.temporalCoherence);
    GeoPackageFile.bindReal(statement, first + 3, measures.residualRms);
    GeoPackageFile.bindReal(statement, first + 4, measures.height);
    int next = first + MEASURES.size();
    for (int count : counts) {
      statement.setInt(next++, count);
    }
    for (int i = 0; i < dates; i++) {
      GeoPackageFile.bindReal(statement, next + i, series[offset + i * stride]);
    }
  }

  /** How many points were added. */
  public long count() {
    return file.rows();
  }

  /** Completes the file and gives it its name. */
  public void finish() {
    file.finish();
  }

  @Override
  public void close() {
    file.close();
  }
}
