package org.geofringe;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;

/** Small stacks for tests and benchmarks. */
public final class TestStacks {

  private static final LocalDate START = LocalDate.of(2020, 1, 5);

  private TestStacks() {}

  /** Dates twelve days apart, each joined to the next few. */
  public static Network chain(int dates, int neighbours) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < dates; i++) {
      for (int j = i + 1; j <= Math.min(dates - 1, i + neighbours); j++) {
        pairs.add(new Pair(START.plusDays(12L * i), START.plusDays(12L * j)));
      }
    }
    return new Network(pairs);
  }

  /** A connected network over irregular dates: a chain and each other pair with a probability. */
  public static Network random(int dates, double probability, Random random) {
    List<LocalDate> days = new ArrayList<>(List.of(START));
    while (days.size() < dates) {
      days.add(days.get(days.size() - 1).plusDays(6L * (1 + random.nextInt(5))));
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < dates; i++) {
      for (int j = i + 1; j < dates; j++) {
        if (j == i + 1 || random.nextDouble() < probability) {
          pairs.add(new Pair(days.get(i), days.get(j)));
        }
      }
    }
    return new Network(pairs);
  }

  /** Pair phases of dates' phases: secondary minus reference as displacement phase grows. */
  public static float[] pairPhases(Network network, double[][] datePhases) {
    int cells = datePhases[0].length;
    float[] phases = new float[network.pairs().size() * cells];
    for (int p = 0; p < network.pairs().size(); p++) {
      Pair pair = network.pairs().get(p);
      double[] from = datePhases[network.index(pair.reference())];
      double[] to = datePhases[network.index(pair.secondary())];
      for (int cell = 0; cell < cells; cell++) {
        phases[p * cells + cell] = (float) (to[cell] - from[cell]);
      }
    }
    return phases;
  }

  /** Values of a normal distribution. */
  public static float[] noise(int length, double sigma, Random random) {
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = (float) (sigma * random.nextGaussian());
    }
    return noise;
  }

  /** Values spread evenly over 0..1. */
  public static float[] uniform(int length, Random random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  /** The cells first to last (exclusive) of a pair-major block. */
  public static float[] part(float[] block, int cells, int first, int last) {
    int planes = block.length / cells;
    float[] part = new float[planes * (last - first)];
    for (int p = 0; p < planes; p++) {
      System.arraycopy(block, p * cells + first, part, p * (last - first), last - first);
    }
    return part;
  }
}
