package org.geofringe.bench;

import java.util.SplittableRandom;
import org.geofringe.unwrapping.EdgeCosts;
import org.geofringe.unwrapping.EdgeCycles;
import org.geofringe.unwrapping.LoopCharges;

/**
 * Wrapped scenes that are hard for a flow in different ways, with costs of Gaussian steps.
 *
 * @param wrapped phase in radians
 * @param costs of whole cycles
 * @param charges of the loops
 */
record FlowScene(int side, float[] wrapped, EdgeCosts costs, byte[] charges) {

  private static final int UNITS_PER_NAT = 20;

  /** The kinds of scenes. */
  enum Kind {
    /** Smooth phase under coherence 0.35 to 0.95, 5 looks. */
    ORDINARY,
    /** The same phase at coherence 0.3, 4 looks. */
    DENSE,
    /** Phase without any sense, costs by chance. */
    NOISE,
    /** As ordinary, with a third of the image without data in lakes of all sizes. */
    LAKES,
    /** As ordinary, with a hundredth of the cells without data, each alone. */
    HOLES,
    /** Lines of 30 radians' offset that end within the image. */
    FAULTS,
    /** Ordinary phase, all costs equal. */
    TIES,
    /** All costs the largest. */
    LARGEST,
    /** Positive charges on the left half, negative ones on the right. */
    SIDED,
    /** Ordinary, with zero costs in a large part that has data. */
    FREE
  }

  static FlowScene make(Kind kind, int side, boolean growing, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] wrapped = new float[side * side];
    float[] deviation = new float[side * side];
    Hills lakes = new Hills(random.split(), side, 12);
    Hills phase = new Hills(random.split(), 400, 10);
    Hills coherences = new Hills(random.split(), 300, 8);
    for (int r = 0; r < side; r++) {
      for (int c = 0; c < side; c++) {
        int i = r * side + c;
        double coherence =
            kind == Kind.DENSE ? 0.3 : 0.65 + 0.3 * Math.sin(3 * coherences.at(r, c));
        double looks = kind == Kind.DENSE ? 4 : 5;
        double noise = Math.sqrt((1 - coherence * coherence) / (2 * looks));
        double truth = 25 * phase.at(r, c);
        if (kind == Kind.FAULTS && (r / 100) % 2 == 1 && c % 900 > 50 && c % 900 < 800) {
          truth += 30;
        }
        double re = coherence * Math.cos(truth) + noise * gauss(random);
        double im = coherence * Math.sin(truth) + noise * gauss(random);
        wrapped[i] =
            (float)
                (kind == Kind.NOISE ? random.nextDouble(-Math.PI, Math.PI) : Math.atan2(im, re));
        if (kind == Kind.LAKES && lakes.at(r, c) > 0.25
            || kind == Kind.HOLES && random.nextInt(100) == 0) {
          wrapped[i] = Float.NaN;
        }
        deviation[i] = (float) (noise / coherence + 0.15);
      }
    }
    byte[] charges = LoopCharges.of(wrapped, EdgeCycles.none(side, side));
    if (kind == Kind.SIDED) {
      for (int i = 0; i < charges.length; i++) {
        charges[i] = (byte) (i % side < side / 2 ? Math.abs(charges[i]) : -Math.abs(charges[i]));
      }
    }
    EdgeCosts costs = costs(kind, side, wrapped, deviation, growing, random);
    return new FlowScene(side, wrapped, costs, charges);
  }

  private static EdgeCosts costs(
      Kind kind,
      int side,
      float[] wrapped,
      float[] deviation,
      boolean growing,
      SplittableRandom random) {
    short[][] costs = new short[4][side * side];
    for (int r = 0; r < side; r++) {
      for (int c = 0; c < side; c++) {
        int i = r * side + c;
        for (int along = 0; along < 2; along++) {
          int j = along == 0 ? i + 1 : i + side;
          if ((along == 0 ? c : r) == side - 1 || Float.isNaN(wrapped[i] + wrapped[j])) {
            continue;
          }
          double step =
              wrapped[j] - wrapped[i] + 2 * Math.PI * LoopCharges.wraps(wrapped[i], wrapped[j]);
          double variance = deviation[i] * deviation[i] + deviation[j] * deviation[j];
          boolean free = kind == Kind.FREE && r > side / 4 && r < side / 2 && c > side / 4;
          for (int sign = 0; sign < 2; sign++) {
            double nats = 2 * Math.PI * (Math.PI + (sign == 0 ? step : -step)) / (2 * variance);
            int cost =
                switch (kind) {
                  case NOISE -> 1 + random.nextInt(EdgeCosts.LARGEST);
                  case TIES -> 1;
                  case LARGEST -> EdgeCosts.LARGEST;
                  default -> (int) Math.max(1, Math.min(EdgeCosts.LARGEST, UNITS_PER_NAT * nats));
                };
            costs[2 * along + sign][i] = (short) (free ? 0 : cost);
          }
        }
      }
    }
    return new EdgeCosts(side, side, costs[0], costs[1], costs[2], costs[3], growing);
  }

  private static double gauss(SplittableRandom random) {
    // The sum of twelve even numbers is near enough, and quick.
    double sum = -6;
    for (int i = 0; i < 6; i++) {
      long bits = random.nextLong();
      sum += ((bits >>> 32) + (bits & 0xffffffffL)) * 0x1p-32;
    }
    return sum;
  }

  /** A sum of waves from all directions. */
  private static final class Hills {
    private final double[][] waves;

    Hills(SplittableRandom random, double length, int count) {
      waves = new double[count][];
      for (int i = 0; i < count; i++) {
        double angle = random.nextDouble(2 * Math.PI);
        double number = 2 * Math.PI / length * (0.5 + i);
        waves[i] =
            new double[] {
              number * Math.cos(angle),
              number * Math.sin(angle),
              random.nextDouble(6),
              1 / (1.0 + i)
            };
      }
    }

    double at(int r, int c) {
      double sum = 0;
      for (double[] wave : waves) {
        sum += wave[3] * quickSine(wave[0] * r + wave[1] * c + wave[2]);
      }
      return sum / 2;
    }

    private static double quickSine(double x) {
      double turn = x / (2 * Math.PI);
      turn -= Math.rint(turn);
      return 8 * turn * (1 - 2 * Math.abs(turn));
    }
  }
}
