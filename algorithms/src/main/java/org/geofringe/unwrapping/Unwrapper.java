package org.geofringe.unwrapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Unwraps a wrapped phase. */
public final class Unwrapper {

  /** What is known of the true phase. */
  public enum Cost {
    /** No discontinuities: each further cycle on an edge costs more than the one before. */
    SMOOTH(1e-6),
    /** Faults and the edges of slides may jump by many cycles. */
    DEFORMATION(3e-3),
    /** Heights: layover and shadow may jump. */
    TOPOGRAPHY(1e-3);

    final double jumps;

    Cost(double jumps) {
      this.jumps = jumps;
    }
  }

  /**
   * How to unwrap.
   *
   * @param cost what is known of the true phase
   * @param minCoherence cells of lower coherence count as no data, 0 to 1; 0 = all are used
   */
  public record Parameters(Cost cost, double minCoherence) {
    public Parameters {
      if (!(minCoherence >= 0 && minCoherence <= 1)) {
        throw new IllegalArgumentException("minCoherence must be 0 to 1, got " + minCoherence);
      }
    }
  }

  private Unwrapper() {}

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
    StepDensity density = new StepDensity(looks, parameters.cost().jumps);
    PhaseStrip strip = new PhaseStrip(rows, columns);
    float[] variance = new float[phase.length];
    for (int i = 0; i < phase.length; i++) {
      double gamma = coherence == null ? 0.5 : Float.isNaN(coherence[i]) ? 0 : coherence[i];
      if (!(gamma >= 0 && gamma <= 1)) {
        throw new IllegalArgumentException(
            "coherence must be 0 to 1, got " + gamma + " at " + cell(i, columns));
      }
      if (coherence != null && gamma < parameters.minCoherence()) {
        phase[i] = Float.NaN;
      }
      variance[i] = (float) density.variance(gamma);
      if (!Float.isNaN(phase[i])) {
        strip.real[i] = (float) Math.cos(phase[i]);
        strip.imaginary[i] = (float) Math.sin(phase[i]);
      }
    }
    float[] across = new float[phase.length];
    float[] down = new float[phase.length];
    float[] length = new float[phase.length];
    strip.slopes(3, true, across, length);
    strip.slopes(3, false, down, length);
    EdgeCycles cycles = EdgeCycles.none(rows, columns);
    EdgeCosts costs =
        StepCosts.of(
            rows,
            columns,
            phase,
            variance,
            across,
            down,
            cycles,
            density,
            parameters.cost() == Cost.SMOOTH);
    byte[] charges = LoopCharges.of(phase, cycles);
    long residues = 0;
    for (byte charge : charges) {
      residues += charge == 0 ? 0 : 1;
    }
    EdgeCycles likeliest = cycles.copy();
    long cost = CycleFlow.solve(costs, charges, cycles, context);
    int[] whole = Integration.cycles(rows, columns, phase, cycles);
    long cells = 0;
    long cut = 0;
    for (int i = 0; i < phase.length; i++) {
      cut += (cycles.across()[i] == 0 ? 0 : 1) + (cycles.down()[i] == 0 ? 0 : 1);
      if (!Float.isNaN(phase[i])) {
        cells++;
        phase[i] = (float) (phase[i] + 2 * Math.PI * whole[i]);
      }
    }
    Margins margins = new Margins(costs, likeliest, cycles);
    float[] reliability = Reliability.of(phase, margins, context);
    int[] components = Components.label(phase, margins, Components.Parameters.STANDARD, context);
    List<Unwrapped.Bridge> bridges =
        Bridging.apply(rows, columns, phase, components, Bridging.Parameters.STANDARD, context);
    return new Unwrapped(
        phase,
        components,
        reliability,
        bridges,
        new Unwrapped.Figures(cells, residues, cut, cost));
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
