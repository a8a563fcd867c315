package org.geofringe.server.workflow;

import java.nio.file.Path;
import java.util.Arrays;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.GeoTiffReader;

/**
 * How far a velocity is from the truth of a simulated scene, over cells of temporal coherence 0.7
 * or more. Velocities are relative to a reference cell; the median difference is its truth and
 * noise, and is taken away.
 *
 * @param rms root mean square difference, mm/yr
 * @param correlation between both
 * @param lowestFound 0.5 % percentile of the velocity, mm/yr, with the median difference taken away
 * @param lowestTrue the same of the truth over the same cells
 * @param cells number of cells
 */
public record VelocityError(
    double rms, double correlation, double lowestFound, double lowestTrue, int cells) {

  private static final float LEAST_TEMPORAL_COHERENCE = 0.7f;
  private static final double LOW_PERCENTILE = 0.005;

  /** Compares three rasters on one grid that fits into memory. */
  public static VelocityError of(Path velocity, Path truth, Path temporalCoherence) {
    return of(velocity, read(truth), temporalCoherence);
  }

  /**
   * Compares with the truth of simulated scenes.
   *
   * @param truth the folder that simulated scenes come with
   */
  public static VelocityError ofScenes(Path velocity, Path truth, Path temporalCoherence) {
    try (GeoTiffReader reader = GeoTiffReader.open(velocity)) {
      return of(velocity, new SceneTruth(truth, reader.grid()).velocity(), temporalCoherence);
    }
  }

  private static VelocityError of(Path velocity, float[] known, Path temporalCoherence) {
    float[] found = read(velocity);
    float[] coherence = read(temporalCoherence);
    double[] v = new double[found.length];
    double[] t = new double[found.length];
    int n = 0;
    for (int i = 0; i < found.length; i++) {
      if (coherence[i] >= LEAST_TEMPORAL_COHERENCE
          && !Float.isNaN(found[i])
          && !Float.isNaN(known[i])) {
        v[n] = found[i];
        t[n++] = known[i];
      }
    }
    return of(Arrays.copyOf(v, n), Arrays.copyOf(t, n));
  }

  private static VelocityError of(double[] found, double[] truth) {
    int n = found.length;
    double[] differences = new double[n];
    for (int i = 0; i < n; i++) {
      differences[i] = found[i] - truth[i];
    }
    double shift = percentile(differences, 0.5);
    double squares = 0;
    for (int i = 0; i < n; i++) {
      found[i] -= shift;
      squares += (found[i] - truth[i]) * (found[i] - truth[i]);
    }
    return new VelocityError(
        Math.sqrt(squares / n),
        correlation(found, truth),
        percentile(found, LOW_PERCENTILE),
        percentile(truth, LOW_PERCENTILE),
        n);
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(Double.NaN);
    double meanB = Arrays.stream(b).average().orElse(Double.NaN);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double percentile(double[] values, double share) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1))];
  }

  private static float[] read(Path raster) {
    try (GeoTiffReader reader = GeoTiffReader.open(raster)) {
      MapGrid grid = reader.grid();
      float[] values = new float[Math.multiplyExact(grid.rows(), grid.columns())];
      reader.read(0, new Window(0, 0, grid.rows(), grid.columns()), values, 0);
      return values;
    }
  }
}
