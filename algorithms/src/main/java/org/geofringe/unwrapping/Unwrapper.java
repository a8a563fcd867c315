package org.geofringe.unwrapping;

import java.util.List;
import org.geofringe.interferometry.PhaseNoise;
import org.jspecify.annotations.Nullable;

/** Unwraps a wrapped phase. */
public final class Unwrapper {

  /** What is known of the true phase. */
  public enum Cost {
    /** No discontinuities: each further cycle on an edge costs more than the one before. */
    SMOOTH(1e-4, 2),
    /** Faults and the edges of slides may jump by many cycles. */
    DEFORMATION(1e-2, 30),
    /** Heights: layover and shadow may jump. */
    TOPOGRAPHY(1e-3, 10);

    final double jumps;
    final double width;

    Cost(double jumps, double width) {
      this.jumps = jumps;
      this.width = width;
    }
  }

  /**
   * How to unwrap.
   *
   * @param cost what is known of the true phase
   * @param minCoherence cells of lower coherence count as no data, 0 to 1; 0 = all are used
   * @param bridge whether components that no phase joins are set against each other
   */
  public record Parameters(Cost cost, double minCoherence, boolean bridge) {
    /** With bridges. */
    public Parameters(Cost cost, double minCoherence) {
      this(cost, minCoherence, true);
    }

    public Parameters {
      if (!(minCoherence >= 0 && minCoherence <= 1)) {
        throw new IllegalArgumentException("minCoherence must be 0 to 1, got " + minCoherence);
      }
    }
  }

  private final int rows;
  private final int columns;
  private final float[] phase;
  private final double looks;
  private final Cost cost;
  private final boolean bridge;
  private final SolverContext context;

  private Unwrapper(
      int rows,
      int columns,
      float[] phase,
      double looks,
      Parameters parameters,
      SolverContext context) {
    this.rows = rows;
    this.columns = columns;
    this.phase = phase;
    this.looks = looks;
    this.cost = parameters.cost;
    this.bridge = parameters.bridge;
    this.context = context;
  }

  /**
   * Unwraps an image.
   *
   * @param wrapped phase in radians, row-major, NaN = no data; values beyond ±π are wrapped first;
   *     not modified
   * @param coherence 0 to 1, NaN counts as 0; null = estimated from the scatter of the phase; not
   *     modified
   * @param looks independent looks of the phase, 1 or more, need not be whole
   * @return the phase with whole cycles added to every cell
   * @throws IllegalArgumentException if sizes differ, a phase is infinite, a coherence lies outside
   *     0 to 1, or looks are below 1
   */
  public static Unwrapped apply(
      int rows,
      int columns,
      float[] wrapped,
      float @Nullable [] coherence,
      double looks,
      Parameters parameters,
      SolverContext context) {
    float[] phase = wrappedOnce(rows, columns, wrapped);
    byte[] steps = coherence == null ? null : steps(coherence, columns, parameters, phase);
    return new Unwrapper(rows, columns, phase, looks, parameters, context).unwrap(steps);
  }

  private Unwrapped unwrap(byte @Nullable [] coherence) {
    context.progress(0);
    PhaseNoise phaseNoise = new PhaseNoise(looks);
    CellNoise noise = new CellNoise(phaseNoise);
    StepDensity density = new StepDensity(phaseNoise, cost.jumps, cost.width);
    boolean[] residues = Recentring.residues(columns, phase);
    context.progress(0.02);

    SmoothPhase smooth = SmoothPhase.of(rows, columns, phase, coherence, noise, context);
    context.progress(0.2);
    EdgeCosts costs = EdgeCosts.none(rows, columns, cost == Cost.SMOOTH);
    EdgeCycles cycles = EdgeCycles.none(rows, columns);
    StepCosts.fill(smooth.phase(), cycles, density, smooth.expected(columns), costs, context);
    context.progress(0.25);
    long total =
        CycleFlow.solve(
            costs, LoopCharges.of(smooth.phase(), cycles), cycles, context.part(0.25, 0.6));
    context.checkCancelled();
    int[] levels = Integration.cycles(rows, columns, smooth.phase(), cycles);
    Margins margins = new Margins(costs, EdgeCycles.none(rows, columns), cycles);
    float[] reliability = Reliability.of(phase, margins, context);
    int[] components =
        Components.label(phase, smooth, margins, Components.Parameters.STANDARD, context);
    context.progress(0.7);

    Recentring.nearest(phase, smooth.phase(), levels);
    context.checkCancelled();
    EdgeCycles own = Recentring.cycles(rows, columns, phase, residues, levels);
    context.checkCancelled();
    byte[] open = LoopCharges.of(phase, own);
    context.checkCancelled();
    if (anyIn(open)) {
      StepCosts.fill(phase, own, density, smooth.expected(phase, levels), costs, context);
      total += CycleFlow.solve(costs, open, own, context.part(0.7, 0.9));
    }
    int[] whole = Integration.cycles(rows, columns, phase, own);
    context.checkCancelled();
    Recentring.judge(phase, smooth, reliability);
    context.checkCancelled();
    long cells = 0;
    long cut = 0;
    long charged = 0;
    for (int i = 0; i < phase.length; i++) {
      charged += residues[i] ? 1 : 0;
      cut += (own.across()[i] == 0 ? 0 : 1) + (own.down()[i] == 0 ? 0 : 1);
      if (!Float.isNaN(phase[i])) {
        cells++;
        phase[i] = (float) (phase[i] + 2 * Math.PI * whole[i]);
      }
    }
    List<Unwrapped.Bridge> bridges =
        bridge
            ? Bridging.apply(
                rows, columns, phase, components, Bridging.Parameters.STANDARD, context)
            : List.of();
    context.progress(1);
    return new Unwrapped(
        phase, components, reliability, bridges, new Unwrapped.Figures(cells, charged, cut, total));
  }

  private static boolean anyIn(byte[] charges) {
    for (byte charge : charges) {
      if (charge != 0) {
        return true;
      }
    }
    return false;
  }

  /** Steps of the coherence; takes the data of cells below the least from the phase. */
  private static byte[] steps(
      float[] coherence, int columns, Parameters parameters, float[] phase) {
    if (coherence.length != phase.length) {
      throw new IllegalArgumentException(
          "coherence has " + coherence.length + " cells, the phase " + phase.length);
    }
    byte[] steps = new byte[phase.length];
    for (int i = 0; i < phase.length; i++) {
      float value = Float.isNaN(coherence[i]) ? 0 : coherence[i];
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(
            "coherence must be 0 to 1, got " + value + " at " + cell(i, columns));
      }
      if (value < parameters.minCoherence()) {
        phase[i] = Float.NaN;
      }
      steps[i] = CellNoise.step(value);
    }
    return steps;
  }

  private static float[] wrappedOnce(int rows, int columns, float[] wrapped) {
    if (rows < 1 || columns < 1 || wrapped.length != rows * columns) {
      throw new IllegalArgumentException(
          "phase has " + wrapped.length + " cells, not " + rows + " x " + columns);
    }
    float[] phase = wrapped.clone();
    for (int i = 0; i < phase.length; i++) {
      if (Float.isInfinite(phase[i])) {
        throw new IllegalArgumentException("phase is infinite at " + cell(i, columns));
      }
      if (Math.abs(phase[i]) > Math.PI) {
        phase[i] = (float) Math.IEEEremainder(phase[i], 2 * Math.PI);
      }
    }
    return phase;
  }

  private static String cell(int i, int columns) {
    return "row " + i / columns + ", column " + i % columns;
  }
}
