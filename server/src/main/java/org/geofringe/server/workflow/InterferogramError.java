package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;

/**
 * How far wrapped interferograms are from the truth of simulated scenes. The true phase of a pair
 * is -4π/λ times the path that velocity and delay take away between its dates; a pair's mean
 * difference is its reference and is taken away. Only cells of true coherence 0.75 or more count
 * for the phase, of 0.5 or more for the coherence, where its estimate is all but unbiased.
 *
 * @param phaseRms root mean square difference over all pairs, rad; speckle and filter are in it
 * @param coherence mean over all pairs
 * @param trueCoherence mean of the truth over the same cells
 * @param pairs number of pairs
 */
public record InterferogramError(
    double phaseRms, double coherence, double trueCoherence, int pairs) {

  private static final float COHERENT = 0.75f;
  private static final float MEASURABLE = 0.5f;
  private static final double DAYS_PER_YEAR = 365.25;

  /**
   * Compares a stack that fits into memory with truth that lies in longitude and latitude.
   *
   * @param truth folder of {@code los_velocity_mm_per_year.tif}, {@code delay_DATE_mm.tif} and
   *     {@code coherence_N_days.tif}
   */
  public static InterferogramError of(Path interferograms, Path truth) throws IOException {
    Stack stack = Stack.open(interferograms);
    Truth known = new Truth(truth, stack.grid());
    Sums sums = new Sums();
    double radiansPerMillimetre = -4 * Math.PI / (stack.description().wavelengthMetres() * 1000);
    for (Pair pair : stack.network().pairs()) {
      float[] rate = known.layer("los_velocity_mm_per_year.tif");
      float[] first = known.layer(delay(pair.reference()));
      float[] second = known.layer(delay(pair.secondary()));
      double years = pair.days() / DAYS_PER_YEAR;
      double[] phase = new double[rate.length];
      for (int i = 0; i < phase.length; i++) {
        phase[i] = radiansPerMillimetre * (first[i] - second[i] + rate[i] * years);
      }
      sums.add(
          read(stack, pair, Asset.WRAPPED_PHASE),
          phase,
          read(stack, pair, Asset.COHERENCE),
          known.layer("coherence_" + pair.days() + "_days.tif"));
    }
    return sums.error();
  }

  private static String delay(LocalDate date) {
    return "delay_" + DateTimeFormatter.BASIC_ISO_DATE.format(date) + "_mm.tif";
  }

  private static float[] read(Stack stack, Pair pair, Asset asset) throws IOException {
    float[] values = new float[stack.grid().window().cells()];
    stack.read(pair, asset, stack.grid().window(), values, 0);
    return values;
  }

  /** What comes together over pairs. */
  private static final class Sums {
    private double squares;
    private long phases;
    private double found;
    private double told;
    private long coherences;
    private int pairs;

    void add(float[] wrapped, double[] phase, float[] coherence, float[] trueCoherence) {
      double real = 0;
      double imaginary = 0;
      for (int i = 0; i < wrapped.length; i++) {
        if (trueCoherence[i] >= COHERENT && !Float.isNaN(wrapped[i])) {
          real += Math.cos(wrapped[i] - phase[i]);
          imaginary += Math.sin(wrapped[i] - phase[i]);
        }
        if (trueCoherence[i] >= MEASURABLE && !Float.isNaN(coherence[i])) {
          found += coherence[i];
          told += trueCoherence[i];
          coherences++;
        }
      }
      double offset = Math.atan2(imaginary, real);
      for (int i = 0; i < wrapped.length; i++) {
        if (trueCoherence[i] >= COHERENT && !Float.isNaN(wrapped[i])) {
          double left = Math.IEEEremainder(wrapped[i] - phase[i] - offset, 2 * Math.PI);
          squares += left * left;
          phases++;
        }
      }
      pairs++;
    }

    InterferogramError error() {
      return new InterferogramError(
          Math.sqrt(squares / phases), found / coherences, told / coherences, pairs);
    }
  }

  /** Layers of truth at the cells of a grid, each read once. */
  private static final class Truth {
    private final Path folder;
    private final double[] longitude;
    private final double[] latitude;
    private final Map<String, float[]> layers = new HashMap<>();

    Truth(Path folder, MapGrid grid) {
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

    float[] layer(String name) {
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
}
