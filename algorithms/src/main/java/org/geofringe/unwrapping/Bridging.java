package org.geofringe.unwrapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.geofringe.numeric.Robust;

/**
 * Sets components against each other where no phase that could be trusted joins them.
 *
 * <p>Where two components face each other over a gap ({@link Shores}), the step between them is
 * measured at many places of the stretch ({@link ShoreStep}); the nearest whole number to the
 * median is what this pair asks for, with a weight that says how much likelier it is than the next.
 * The whole cycles that meet all pairs best ({@link IntegerOffsets}) are added to the components;
 * cells in none follow the nearest one. This is a guess that the ground, or the delay, goes on
 * evenly under the gap, and is reported as such.
 */
public final class Bridging {

  private static final double CYCLE = 2 * Math.PI;

  /**
   * Error of a step, over the scatter about the planes and the root of the gap: measured over
   * turbulence of the slope of water vapour, gaps of 6 to 40 cells.
   */
  private static final double ERROR = 0.43;

  /** Over narrower gaps, in cells, a step is known no better: it is read from cells further off. */
  private static final double LEAST_WIDTH = 6;

  /** No step is known better than to so many cycles. */
  private static final double LEAST_ERROR = 0.1;

  private static final double MOST_NATS = 20;

  /** Components no further apart than this touch: the flow has looked at the edges between them. */
  private static final double TOUCHING = 2;

  /** What the flow's own answer counts where they touch. */
  private static final double FLOW_NATS = 2;

  private Bridging() {}

  /**
   * How far and how well to look.
   *
   * @param widestGap cells; components further apart are left as they are
   * @param places places of a stretch at which the step is measured, 1 or more
   * @param leastDepth cells inland that are read at least
   * @param mostDepth cells inland that are read at most
   */
  public record Parameters(double widestGap, int places, double leastDepth, double mostDepth) {

    /** Gaps of up to 200 cells, measured at up to 16 places. */
    public static final Parameters STANDARD = new Parameters(200, 16, 6, 40);

    public Parameters {
      if (!(widestGap > 0)) {
        throw new IllegalArgumentException("widestGap must be above 0, got " + widestGap);
      }
      if (places < 1) {
        throw new IllegalArgumentException("places must be 1 or more, got " + places);
      }
      if (!(leastDepth >= 1 && mostDepth >= leastDepth)) {
        throw new IllegalArgumentException(
            "depths must be 1 or more and in order, got " + leastDepth + " and " + mostDepth);
      }
    }
  }

  /** What one pair of components asks for. */
  private record Relation(int low, int high, int cycles, double gap, double nats) {

    /** How much likelier the whole number is than the next, 0 to 1. */
    double certainty() {
      return Math.tanh(nats / 2);
    }
  }

  /**
   * Levels the components of one image.
   *
   * @param phase unwrapped phase, radians, row-major, NaN = no data; modified: whole cycles are
   *     added
   * @param components 0 = none; not modified
   * @return the relations of a tree that leads from the largest component of each group outwards
   */
  static List<Unwrapped.Bridge> apply(
      int rows,
      int columns,
      float[] phase,
      int[] components,
      Parameters parameters,
      SolverContext context) {
    int count = Arrays.stream(components).max().orElse(0);
    if (count < 2) {
      return List.of();
    }
    NearestComponent nearest = new NearestComponent(rows, columns, components, context);
    List<Shores.Stretch> stretches =
        Shores.of(rows, columns, nearest, parameters.widestGap, context);
    Relation[] relations = new Relation[stretches.size()];
    ShoreStep step =
        new ShoreStep(
            rows, columns, phase, components, parameters.leastDepth, parameters.mostDepth);
    context.each(
        relations.length,
        i -> {
          context.checkCancelled();
          relations[i] = relate(stretches.get(i), step, columns, parameters.places);
        });
    IntegerOffsets.Vote[] votes =
        Arrays.stream(relations).flatMap(Bridging::votes).toArray(IntegerOffsets.Vote[]::new);
    int[] offsets = IntegerOffsets.solve(count, votes, context);
    raise(rows, columns, phase, nearest, offsets, context);
    return tree(count, relations, offsets);
  }

  private static Stream<IntegerOffsets.Vote> votes(Relation relation) {
    int low = relation.low - 1;
    int high = relation.high - 1;
    var measured = new IntegerOffsets.Vote(low, high, relation.cycles, weight(relation.nats));
    return relation.gap >= TOUCHING
        ? Stream.of(measured)
        : Stream.of(measured, new IntegerOffsets.Vote(low, high, 0, weight(FLOW_NATS)));
  }

  private static long weight(double nats) {
    return 1 + Math.round(1000 * nats);
  }

  private static Relation relate(
      Shores.Stretch stretch, ShoreStep step, int columns, int mostPlaces) {
    int[] near = nearPlaces(stretch, columns, mostPlaces);
    double[] steps = new double[near.length];
    double[] scatters = new double[near.length];
    for (int i = 0; i < near.length; i++) {
      ShoreStep.Step measured =
          step.measure(stretch.lowCells()[near[i]], stretch.highCells()[near[i]]);
      steps[i] = measured.radians() / CYCLE;
      scatters[i] = measured.scatter() / CYCLE;
    }
    double median = Robust.median(steps);
    if (Double.isNaN(median)) {
      return new Relation(stretch.low(), stretch.high(), 0, stretch.gap(), 0);
    }
    long whole = Math.round(median);
    double rest = Math.abs(median - whole);
    double width = Math.max(LEAST_WIDTH, stretch.gap());
    double error = ERROR * Math.sqrt(width) * Robust.median(scatters);
    double sigma = Math.max(LEAST_ERROR, Math.max(error, Robust.sigma(steps)));
    double nats = Math.min(MOST_NATS, (1 - 2 * rest) / (2 * sigma * sigma));
    return new Relation(stretch.low(), stretch.high(), (int) -whole, stretch.gap(), nats);
  }

  /** Places spread evenly over those where the gap is not much wider than where it is least. */
  private static int[] nearPlaces(Shores.Stretch stretch, int columns, int most) {
    double limit = 1.5 * stretch.gap() + 3;
    int[] near = new int[stretch.lowCells().length];
    int size = 0;
    for (int i = 0; i < near.length; i++) {
      int a = stretch.lowCells()[i];
      int b = stretch.highCells()[i];
      if (Math.hypot(a / columns - b / columns, a % columns - b % columns) <= limit) {
        near[size++] = i;
      }
    }
    int[] chosen = new int[Math.min(size, most)];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = near[(int) ((long) i * size / chosen.length)];
    }
    return chosen;
  }

  private static void raise(
      int rows,
      int columns,
      float[] phase,
      NearestComponent nearest,
      int[] offsets,
      SolverContext context) {
    for (int row = 0; row < rows; row++) {
      context.checkCancelled();
      for (int c = 0; c < columns; c++) {
        int component = nearest.component(row, c);
        if (component > 0 && offsets[component - 1] != 0) {
          int cell = row * columns + c;
          phase[cell] = (float) (phase[cell] + CYCLE * offsets[component - 1]);
        }
      }
    }
  }

  private static List<Unwrapped.Bridge> tree(int count, Relation[] relations, int[] offsets) {
    List<List<Relation>> at = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      at.add(new ArrayList<>());
    }
    for (Relation relation : relations) {
      at.get(relation.low).add(relation);
      at.get(relation.high).add(relation);
    }
    List<Unwrapped.Bridge> bridges = new ArrayList<>();
    boolean[] reached = new boolean[count + 1];
    PriorityQueue<Relation> open =
        new PriorityQueue<>(
            Comparator.comparingDouble((Relation relation) -> -relation.nats)
                .thenComparingDouble(Relation::gap)
                .thenComparingInt(Relation::low)
                .thenComparingInt(Relation::high));
    for (int root = 1; root <= count; root++) {
      if (reached[root]) {
        continue;
      }
      reached[root] = true;
      open.addAll(at.get(root));
      while (!open.isEmpty()) {
        Relation relation = open.remove();
        int from = reached[relation.low] ? relation.low : relation.high;
        int to = from == relation.low ? relation.high : relation.low;
        if (reached[to]) {
          continue;
        }
        reached[to] = true;
        open.addAll(at.get(to));
        int given = offsets[relation.high - 1] - offsets[relation.low - 1];
        bridges.add(
            new Unwrapped.Bridge(
                from,
                to,
                offsets[to - 1],
                relation.gap,
                given == relation.cycles ? relation.certainty() : 0));
      }
    }
    return bridges;
  }
}
