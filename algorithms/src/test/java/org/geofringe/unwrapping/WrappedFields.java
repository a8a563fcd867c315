package org.geofringe.unwrapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.geofringe.grid.FloatGrid;
import org.geofringe.simulation.Turbulence;
import org.geofringe.unwrapping.WrappedField.Surface;

/** Wrapped fields of many kinds, by name; the same for the same side and seed. */
final class WrappedFields {

  /** Makes a field of side x side cells. */
  interface Maker {
    WrappedField make(int side, long seed);
  }

  private static final Surface EVERYWHERE = (r, c) -> 1;

  private WrappedFields() {}

  /** A field of a kind. */
  static WrappedField make(String kind, int side, long seed) {
    return Objects.requireNonNull(all().get(kind), kind).make(side, seed);
  }

  /** All kinds. */
  static Map<String, Maker> all() {
    Map<String, Maker> all = new LinkedHashMap<>();
    all.put("bowls", WrappedFields::bowls);
    all.put("bowls-low", WrappedFields::bowlsOfLowCoherence);
    all.put("ramp", (n, s) -> ramp(n, s, 0.9, 8, 0.6));
    all.put("fault", WrappedFields::fault);
    all.put("fault-low", WrappedFields::faultOfLowCoherence);
    all.put("fault-in", WrappedFields::faultFromBorder);
    all.put("fault-all", WrappedFields::faultAcross);
    all.put("lakes", WrappedFields::lakes);
    all.put("lakes-nodata", WrappedFields::lakesWithoutData);
    all.put("islands", WrappedFields::islands);
    all.put("fractal", (n, s) -> fractal(n, s, 0.5));
    all.put("fractal-rough", (n, s) -> fractal(n, s, 0.8));
    all.put("speckle5", WrappedFields::speckle);
    all.put("sinkhole", WrappedFields::sinkhole);
    all.put("sinkhole-low", WrappedFields::sinkholeOfLowCoherence);
    all.put("cone", WrappedFields::cone);
    all.put("dim", WrappedFields::dim);
    all.put("ramp-2.4", (n, s) -> ramp(n, s, 2.4, 5, 0.6));
    all.put("ramp-2.7", (n, s) -> ramp(n, s, 2.7, 5, 0.6));
    all.put("ramp-2.9", (n, s) -> ramp(n, s, 2.9, 10, 0.7));
    all.put("ramp-3.0", (n, s) -> ramp(n, s, 3.0, 10, 0.7));
    return all;
  }

  /** Round bowls of subsidence, some deep, on land of varying coherence; 16 looks. */
  static WrappedField bowls(int n, long seed) {
    return WrappedField.of(
        n, n, 16, seed, bowlsOn(n, seed), between(n, seed, 0.5, 0.95), EVERYWHERE);
  }

  /** The same bowls, less coherent and with fewer looks. */
  static WrappedField bowlsOfLowCoherence(int n, long seed) {
    return WrappedField.of(
        n, n, 8, seed, bowlsOn(n, seed), between(n, seed, 0.35, 0.8), EVERYWHERE);
  }

  /** A plane of a given slope, at an angle to rows and columns. */
  static WrappedField ramp(int n, long seed, double slope, int looks, double coherence) {
    return WrappedField.of(
        n, n, looks, seed, (r, c) -> slope * c + 0.3 * slope * r, (r, c) -> coherence, EVERYWHERE);
  }

  /** A fault within the image: 30 rad in its middle, none at its ends; no noise to speak of. */
  static WrappedField fault(int n, long seed) {
    return WrappedField.of(n, n, 16, seed, slip(n), between(n, seed, 0.75, 0.95), EVERYWHERE);
  }

  /** The same fault on less coherent land. */
  static WrappedField faultOfLowCoherence(int n, long seed) {
    return WrappedField.of(n, n, 8, seed, slip(n), between(n, seed, 0.4, 0.85), EVERYWHERE);
  }

  /** A fault that enters at the border, where it has slipped by 30 rad, and ends within. */
  static WrappedField faultFromBorder(int n, long seed) {
    Surface phase =
        (r, c) -> {
          double along = Math.sqrt(Math.max(0, 1 - c / (0.6 * n)));
          double y = r - 0.45 * n;
          return (y < 0 ? -15 : 15) * along * Math.exp(-Math.abs(y) / (0.25 * n));
        };
    return WrappedField.of(n, n, 12, seed, phase, between(n, seed, 0.6, 0.9), EVERYWHERE);
  }

  /** A fault from border to border, slipped by 30 rad all along: both sides are regions. */
  static WrappedField faultAcross(int n, long seed) {
    Surface phase = bowlsOn(n, seed);
    return WrappedField.of(
        n,
        n,
        12,
        seed,
        (r, c) -> phase.at(r, c) + (r + 0.2 * c < 0.55 * n ? 0 : 30),
        between(n, seed, 0.6, 0.9),
        (r, c) -> r + 0.2 * c < 0.55 * n ? 1 : 2);
  }

  /** Bowls between lakes without coherence. */
  static WrappedField lakes(int n, long seed) {
    Surface water = blobs(n, seed, 0.2);
    Surface land = between(n, seed, 0.5, 0.9);
    return WrappedField.of(
        n,
        n,
        12,
        seed,
        bowlsOn(n, seed),
        (r, c) -> water.at(r, c) > 0 ? 0 : land.at(r, c),
        mainland(n, water));
  }

  /** Bowls between lakes without data. */
  static WrappedField lakesWithoutData(int n, long seed) {
    Surface water = blobs(n, seed, 0.2);
    Surface land = between(n, seed, 0.5, 0.9);
    return WrappedField.of(
        n,
        n,
        12,
        seed,
        bowlsOn(n, seed),
        (r, c) -> water.at(r, c) > 0 ? Double.NaN : land.at(r, c),
        mainland(n, water));
  }

  /** Islands in water without coherence; each is a region. */
  static WrappedField islands(int n, long seed) {
    Surface water = blobs(n, seed, 0.6);
    Surface land = between(n, seed, 0.55, 0.9);
    return WrappedField.of(
        n,
        n,
        12,
        seed,
        bowlsOn(n, seed),
        (r, c) -> water.at(r, c) > 0 ? 0 : land.at(r, c),
        regions(n, water, n * n / 400));
  }

  /** Phase as rough as mountains; slope is the root mean square of its steps, rad. */
  static WrappedField fractal(int n, long seed, double slope) {
    Surface relief = rough(n, seed, slope);
    return WrappedField.of(n, n, 10, seed, relief, between(n, seed, 0.65, 0.95), EVERYWHERE);
  }

  /** Five looks over a smooth phase, coherence 0.3 to 0.7. */
  static WrappedField speckle(int n, long seed) {
    Surface relief = turbulence(n, seed, -11.0 / 3, 12);
    return WrappedField.of(n, n, 5, seed, relief, between(n, seed, 0.3, 0.7), EVERYWHERE);
  }

  /** A sinkhole whose steepest slope is 2.9 rad a cell. */
  static WrappedField sinkhole(int n, long seed) {
    double s = n / 10.0;
    double depth = 2.9 * s * Math.exp(0.5);
    return WrappedField.of(
        n,
        n,
        16,
        seed,
        (r, c) -> -depth * bell(r - 0.47 * n, c - 0.52 * n, s),
        between(n, seed, 0.6, 0.9),
        EVERYWHERE);
  }

  /** The sinkhole with five looks and little coherence. */
  static WrappedField sinkholeOfLowCoherence(int n, long seed) {
    double s = n / 10.0;
    double depth = 2.9 * s * Math.exp(0.5);
    return WrappedField.of(
        n,
        n,
        5,
        seed,
        (r, c) -> -depth * bell(r - 0.47 * n, c - 0.52 * n, s),
        between(n, seed, 0.4, 0.7),
        EVERYWHERE);
  }

  /** A cone of 2.8 rad a cell with a sharp tip, seven looks. */
  static WrappedField cone(int n, long seed) {
    return WrappedField.of(
        n,
        n,
        7,
        seed,
        (r, c) -> Math.min(0, 2.8 * (Math.hypot(r - 0.47 * n, c - 0.52 * n) - 0.3 * n)),
        between(n, seed, 0.5, 0.8),
        EVERYWHERE);
  }

  /** Bowls on land of very little coherence. */
  static WrappedField dim(int n, long seed) {
    return WrappedField.of(n, n, 5, seed, bowlsOn(n, seed), between(n, seed, 0.1, 0.6), EVERYWHERE);
  }

  private static Surface bowlsOn(int n, long seed) {
    Random random = new Random(seed);
    int count = 6;
    double[] at = random.doubles(4L * count).toArray();
    Surface weather = turbulence(n, seed + 1, -8.0 / 3, 2);
    return (r, c) -> {
      double sum = weather.at(r, c);
      for (int i = 0; i < count; i++) {
        double s = n * (0.03 + 0.1 * at[4 * i + 2]);
        double steepest = 0.3 + 1.0 * at[4 * i + 3];
        sum -= steepest * s * bell(r - n * at[4 * i], c - n * at[4 * i + 1], s);
      }
      return sum;
    };
  }

  private static Surface slip(int n) {
    double half = 0.3 * n;
    return (r, c) -> {
      double x = (c - 0.5 * n) / half;
      double y = r - 0.45 * n - 0.1 * (c - 0.5 * n);
      double along = Math.sqrt(Math.max(0, 1 - x * x));
      return (y < 0 ? -15 : 15) * along * Math.exp(-Math.abs(y) / (0.25 * n));
    };
  }

  private static double bell(double r, double c, double s) {
    return Math.exp(-(r * r + c * c) / (2 * s * s));
  }

  /** A smooth surface between two values. */
  static Surface between(int n, long seed, double low, double high) {
    Surface field = turbulence(n, seed + 7, -8.0 / 3, 1);
    return (r, c) -> low + (high - low) / (1 + Math.exp(-2 * field.at(r, c)));
  }

  /** Above zero on a share of all cells, in blobs. */
  static Surface blobs(int n, long seed, double share) {
    FloatGrid field = Turbulence.field(n, n, -11.0 / 3, 1, new Random(seed + 13));
    float[] sorted = field.values().clone();
    java.util.Arrays.sort(sorted);
    float level = sorted[(int) ((1 - share) * (sorted.length - 1))];
    return (r, c) -> field.get(r, c) - level;
  }

  private static Surface rough(int n, long seed, double slope) {
    FloatGrid field = Turbulence.field(n, n, -2.6, 1, new Random(seed + 3));
    double sum = 0;
    for (int r = 0; r < n; r++) {
      for (int c = 1; c < n; c++) {
        double step = field.get(r, c) - field.get(r, c - 1);
        sum += step * step;
      }
    }
    double scale = slope / Math.sqrt(sum / n / (n - 1));
    return (r, c) -> scale * field.get(r, c);
  }

  private static Surface turbulence(int n, long seed, double power, double rms) {
    FloatGrid field = Turbulence.field(n, n, power, rms, new Random(seed));
    return field::get;
  }

  /** One region of the largest piece of land; other pieces are not judged. */
  private static Surface mainland(int n, Surface water) {
    Surface regions = regions(n, water, 1);
    int[] counts = new int[n * n + 1];
    int most = 1;
    for (int i = 0; i < n * n; i++) {
      int region = (int) regions.at(i / n, i % n);
      if (region > 0 && ++counts[region] > counts[most]) {
        most = region;
      }
    }
    int kept = most;
    return (r, c) -> regions.at(r, c) == kept ? 1 : 0;
  }

  /** Pieces of land of some size, numbered from 1. */
  private static Surface regions(int n, Surface water, int least) {
    int[] labels = new int[n * n];
    int[] stack = new int[n * n];
    int label = 0;
    for (int start = 0; start < n * n; start++) {
      if (labels[start] != 0 || water.at(start / n, start % n) > 0) {
        continue;
      }
      label++;
      int top = 0;
      int count = 0;
      int[] members = new int[n * n - start];
      stack[top++] = start;
      labels[start] = label;
      while (top > 0) {
        int i = stack[--top];
        members[count++ % members.length] = i;
        for (int[] d : new int[][] {{0, 1}, {1, 0}, {0, -1}, {-1, 0}}) {
          int r = i / n + d[0];
          int c = i % n + d[1];
          if (r >= 0 && r < n && c >= 0 && c < n && labels[r * n + c] == 0 && water.at(r, c) <= 0) {
            labels[r * n + c] = label;
            stack[top++] = r * n + c;
          }
        }
      }
      for (int k = 0; k < count && count < least; k++) {
        labels[members[k]] = -1;
      }
    }
    return (r, c) -> Math.max(0, labels[r * n + c]);
  }
}
