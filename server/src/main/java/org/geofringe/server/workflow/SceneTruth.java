package org.geofringe.server.workflow;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffReader;

/** What simulated scenes were made with, at the cells of a grid; each layer is read once. */
final class SceneTruth {

  private static final double DAYS_PER_YEAR = 365.25;
  private final Path folder;
  private final double[] longitude;
  private final double[] latitude;
  private final Map<String, float[]> layers = new HashMap<>();

  /**
   * The truth of scenes at the cells of a grid that fits into memory.
   *
   * @param folder of {@code los_velocity_mm_per_year.tif}, {@code delay_DATE_mm.tif} and {@code
   *     coherence_N_days.tif}, which lie in longitude and latitude
   */
  SceneTruth(Path folder, MapGrid grid) {
    this.folder = folder;
    longitude = new double[grid.window().cells()];
    latitude = new double[longitude.length];
    for (int i = 0; i < longitude.length; i++) {
      int row = i / grid.columns();
      int column = i % grid.columns();
      double[] point = Crs.transform(grid.x(column), grid.y(row), grid.crs(), "EPSG:4326");
      longitude[i] = point[0];
      latitude[i] = point[1];
    }
  }

  /** Velocity along the line of sight, mm/yr, positive towards the satellite. */
  float[] velocity() {
    return layer("los_velocity_mm_per_year.tif");
  }

  /** Coherence of a pair, 0 to 1. */
  float[] coherence(Pair pair) {
    return layer("coherence_" + pair.days() + "_days.tif");
  }

  /**
   * Phase of a pair in rad, but for a constant: -4π/λ times the path that velocity and delay take
   * away between its dates.
   */
  double[] phase(Pair pair, double wavelengthMetres) {
    float[] rate = velocity();
    float[] first = layer(delay(pair.reference()));
    float[] second = layer(delay(pair.secondary()));
    double years = pair.days() / DAYS_PER_YEAR;
    double radiansPerMillimetre = -4 * Math.PI / (wavelengthMetres * 1000);
    double[] phase = new double[rate.length];
    for (int i = 0; i < phase.length; i++) {
      phase[i] = radiansPerMillimetre * (first[i] - second[i] + rate[i] * years);
    }
    return phase;
  }

  private static String delay(LocalDate date) {
    return "delay_" + DateTimeFormatter.BASIC_ISO_DATE.format(date) + "_mm.tif";
  }

  private float[] layer(String name) {
    return layers.computeIfAbsent(name, this::read);
  }

  private float[] read(String name) {
    try (GeoTiffReader reader = GeoTiffReader.open(folder.resolve(name))) {
      MapGrid there = reader.grid();
      float[] values = new float[there.window().cells()];
      reader.read(0, there.window(), values, 0);
      float[] here = new float[longitude.length];
      for (int i = 0; i < here.length; i++) {
        here[i] =
            bilinear(
                values,
                there,
                (there.north() - latitude[i]) / there.spacingY() - 0.5,
                (longitude[i] - there.west()) / there.spacingX() - 0.5);
      }
      return here;
    }
  }

  private static float bilinear(float[] values, MapGrid grid, double row, double column) {
    int top = (int) Math.floor(row);
    int left = (int) Math.floor(column);
    if (top < 0 || left < 0 || top + 1 >= grid.rows() || left + 1 >= grid.columns()) {
      return Float.NaN;
    }
    double down = row - top;
    double right = column - left;
    int at = top * grid.columns() + left;
    int below = at + grid.columns();
    return (float)
        ((1 - down) * ((1 - right) * values[at] + right * values[at + 1])
            + down * ((1 - right) * values[below] + right * values[below + 1]));
  }
}
