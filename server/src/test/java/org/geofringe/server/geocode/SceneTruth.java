package org.geofringe.server.geocode;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.geofringe.geometry.BicubicSampler;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.GeoTiffReader;

/**
 * What is true of a simulated scene at the cells of a grid: from a folder with {@code
 * los_velocity_mm_per_year.tif}, {@code delay_DATE_mm.tif}, {@code coherence_N_days.tif} and {@code
 * land_cover.tif}.
 */
public final class SceneTruth {

  private final Path folder;
  private final double[][] geographic;

  /** At the centres of cells. */
  public SceneTruth(Path folder, MapGrid grid) {
    this.folder = folder;
    geographic = new double[(int) grid.cells()][2];
    MapSystem map = MapSystem.of(grid.crs());
    for (int i = 0; i < geographic.length; i++) {
      int row = i / grid.columns();
      int column = i % grid.columns();
      map.projection().toGeographic(grid.x(column), grid.y(row), geographic[i]);
    }
  }

  /** Expected coherence of dates so many days apart. */
  public float[] coherence(long days) {
    float[] coherence = at("coherence_" + days + "_days.tif");
    for (int i = 0; i < coherence.length; i++) {
      // A bicubic surface overshoots where classes meet.
      coherence[i] = Math.max(0, Math.min(1, coherence[i]));
    }
    return coherence;
  }

  /** Class of the ground; NaN where classes meet. */
  public float[] cover() {
    try (GeoTiffReader reader = GeoTiffReader.open(folder.resolve("land_cover.tif"))) {
      MapGrid grid = reader.grid();
      FloatGrid values = new FloatGrid(grid.rows(), grid.columns());
      reader.read(0, grid.window(), values.values(), 0);
      float[] cover = new float[geographic.length];
      for (int i = 0; i < cover.length; i++) {
        int row = grid.row(Math.toDegrees(geographic[i][1]));
        int column = grid.column(Math.toDegrees(geographic[i][0]));
        cover[i] = alone(values, row, column);
      }
      return cover;
    }
  }

  private static float alone(FloatGrid values, int row, int column) {
    if (row < 1 || column < 1 || row >= values.rows() - 1 || column >= values.columns() - 1) {
      return Float.NaN;
    }
    for (int r = row - 1; r <= row + 1; r++) {
      for (int c = column - 1; c <= column + 1; c++) {
        if (values.get(r, c) != values.get(row, column)) {
          return Float.NaN;
        }
      }
    }
    return values.get(row, column);
  }

  /** The true phase of a pair: -4π/λ of the difference of path, reference minus secondary. */
  public float[] phase(LocalDate reference, LocalDate secondary, double wavelengthMetres) {
    double radiansPerMillimetre = -4 * Math.PI / (wavelengthMetres * 1000);
    float[] first = at("delay_" + DateTimeFormatter.BASIC_ISO_DATE.format(reference) + "_mm.tif");
    float[] second = at("delay_" + DateTimeFormatter.BASIC_ISO_DATE.format(secondary) + "_mm.tif");
    float[] rate = at("los_velocity_mm_per_year.tif");
    double years = ChronoUnit.DAYS.between(reference, secondary) / 365.25;
    float[] phase = new float[first.length];
    for (int i = 0; i < phase.length; i++) {
      phase[i] = (float) (radiansPerMillimetre * (first[i] - second[i] + rate[i] * years));
    }
    return phase;
  }

  private float[] at(String name) {
    try (GeoTiffReader reader = GeoTiffReader.open(folder.resolve(name))) {
      MapGrid grid = reader.grid();
      FloatGrid values = new FloatGrid(grid.rows(), grid.columns());
      reader.read(0, grid.window(), values.values(), 0);
      BicubicSampler surface = new BicubicSampler(values);
      float[] sampled = new float[geographic.length];
      for (int i = 0; i < sampled.length; i++) {
        double x = Math.toDegrees(geographic[i][0]);
        double y = Math.toDegrees(geographic[i][1]);
        sampled[i] =
            surface.at(
                (grid.north() - y) / grid.spacingY() - 0.5,
                (x - grid.west()) / grid.spacingX() - 0.5);
      }
      return sampled;
    }
  }
}
