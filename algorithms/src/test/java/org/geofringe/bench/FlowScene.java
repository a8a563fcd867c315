package org.geofringe.bench;

import java.util.SplittableRandom;
import org.geofringe.numeric.PhaseStep;
import org.geofringe.unwrapping.EdgeCosts;
import org.geofringe.unwrapping.EdgeCycles;
import org.geofringe.unwrapping.LoopCharges;

/**
 * A wrapped scene that is hard for a flow in one way or another, with costs of Gaussian steps.
 *
 * @param side rows and columns of cells
 * @param costs of whole cycles
 * @param charges of the loops
 */
record FlowScene(int side, EdgeCosts costs, byte[] charges) {

  private static final int UNITS_PER_NAT = 20;

  /** The kinds of scenes. */
  enum Kind {
    /** Hills of phase at coherence 0.35 to 0.95, 5 looks. */
    ORDINARY,
    /** The same at coherence 0.3, 4 looks. */
    DENSE,
    /** Phase without any sense, costs by chance. */
    NOISE,
    /** As ordinary, with a third of the image without data, in lakes of all sizes. */
    LAKES,
    /** As ordinary, with half of the image decorrelated: phase without sense at the least costs. */
    WATER,
    /** As ordinary, with a hundredth of the cells without data, most of them alone. */
    HOLES,
    /** As ordinary, with lines of 30 radians' offset that end within the image. */
    FAULTS,
    /** As ordinary, all costs 1. */
    TIES,
    /** As ordinary, all costs the largest. */
    LARGEST,
    /** As ordinary, zero costs in a large part that has data. */
    FREE,
    /** As ordinary, but all charges positive in the left half and negative in the right. */
    SIDED
  }

  static FlowScene make(Kind kind, int side, boolean growing, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PhaseScene scene = PhaseScene.make(kind, side, random);
    float[] wrapped = scene.wrapped();
    float[] deviations = new float[wrapped.length];
    for (int i = 0; i < deviations.length; i++) {
      double coherence = scene.coherence()[i];
      deviations[i] = (float) (PhaseScene.noise(kind, coherence) / coherence + 0.15);
    }
    byte[] charges = LoopCharges.of(wrapped, EdgeCycles.none(side, side));
    for (int i = 0; kind == Kind.SIDED && i < charges.length; i++) {
      charges[i] = (byte) (i % side < side / 2 ? Math.abs(charges[i]) : -Math.abs(charges[i]));
    }
    return new FlowScene(side, costs(kind, side, wrapped, deviations, growing, random), charges);
  }

  long residues() {
    long count = 0;
    for (byte charge : charges) {
      count += charge != 0 ? 1 : 0;
    }
    return count;
  }

  private static EdgeCosts costs(
      Kind kind,
      int side,
      float[] wrapped,
      float[] deviations,
      boolean growing,
      SplittableRandom random) {
    short[][] costs = new short[4][side * side];
    for (int i = 0; i < side * side; i++) {
      int r = i / side;
      int c = i % side;
      boolean free = kind == Kind.FREE && r > side / 4 && r < side / 2 && c > side / 4;
      for (int along = 0; along < 2 && !free; along++) {
        int j = along == 0 ? i + 1 : i + side;
        if ((along == 0 ? c : r) == side - 1 || Float.isNaN(wrapped[i] + wrapped[j])) {
          continue;
        }
        int wraps = PhaseStep.wraps(wrapped[i], wrapped[j]);
        double step = wrapped[j] - wrapped[i] + 2 * Math.PI * wraps;
        double variance = deviations[i] * deviations[i] + deviations[j] * deviations[j];
        costs[2 * along][i] = cost(kind, step, variance, random);
        costs[2 * along + 1][i] = cost(kind, -step, variance, random);
      }
    }
    return new EdgeCosts(side, side, costs[0], costs[1], costs[2], costs[3], growing);
  }

  /** How much less likely a step is by one cycle more, in whole units. */
  private static short cost(Kind kind, double step, double variance, SplittableRandom random) {
    double nats = 2 * Math.PI * (Math.PI + step) / (2 * variance);
    return switch (kind) {
      case NOISE -> (short) (1 + random.nextInt(EdgeCosts.LARGEST));
      case TIES -> 1;
      case LARGEST -> EdgeCosts.LARGEST;
      default -> (short) Math.max(1, Math.min(EdgeCosts.LARGEST, UNITS_PER_NAT * nats));
    };
  }
}
