package org.geofringe.server.vector;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.vector.GeoPackageFile.Column;

/**
 * Persistent scatterers as points in a GeoPackage. Points are streamed: memory does not grow with
 * their number. Closing without {@link #finish()} leaves no file. Not safe for several threads.
 */
public final class GeoPackageScatterers implements AutoCloseable {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("dispersion", "FLOAT"),
          new Column("ps_function", "FLOAT"),
          new Column("amplitude_db", "FLOAT"),
          new Column("height", "FLOAT"));

  private final GeoPackageFile file;
  private final int crs;

  /**
   * Starts a file.
   *
   * @param file its table has the same name without the ending
   * @param crs {@code EPSG:n}, WKT, or {@link org.geofringe.server.raster.Crs#RADAR}
   * @param changed the day of the newest data
   * @throws org.geofringe.server.run.ResourceException where it cannot be written
   */
  public GeoPackageScatterers(Path file, String crs, LocalDate changed) {
    CrsText text = CrsText.of(crs);
    this.crs = text.code();
    this.file =
        new GeoPackageFile(
            file,
            new GeoPackageFile.Table(
                FileNames.stem(file),
                "Persistent scatterers: amplitude dispersion, PS function, mean amplitude (dB), height (m)",
                "POINT",
                text,
                COLUMNS),
            changed);
  }

  /**
   * Adds a point. Points that lie together should come together.
   *
   * @param x easting, or longitude in degrees
   * @param y northing, or latitude
   * @param dispersion standard deviation over mean of the amplitude
   * @param psFunction mean over twice the standard deviation
   * @param decibels mean amplitude
   * @param height metres; NaN where it is unknown
   */
  public void add(
      double x, double y, float dispersion, float psFunction, float decibels, float height) {
    file.add(
        GeoPackageGeometry.point(crs, x, y),
        x,
        y,
        x,
        y,
        (statement, first) -> {
          GeoPackageFile.bindReal(statement, first, dispersion);
          GeoPackageFile.bindReal(statement, first + 1, psFunction);
          GeoPackageFile.bindReal(statement, first + 2, decibels);
          GeoPackageFile.bindReal(statement, first + 3, height);
        });
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
