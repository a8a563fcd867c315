package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.stack.Stack;
import org.jspecify.annotations.Nullable;

/**
 * The phases that triplets are closed with: unwrapped ones against a reference cell, or wrapped
 * ones as they are. The constant that a reference takes away comes from unwrapping; wrapped pairs
 * have none, since arg(I_ab I_bc I*_ac) is of one cell alone.
 */
final class ClosurePhases {

  private final Stack stack;
  private final Network network;
  private final @Nullable ReferencedStack referenced;

  private ClosurePhases(Stack stack, Network network, @Nullable ReferencedStack referenced) {
    this.stack = stack;
    this.network = network;
    this.referenced = referenced;
  }

  /**
   * Opens a stack for closing its triplets.
   *
   * @throws UserException where a date is not in the stack, the phases that were asked for are
   *     missing, or the reference will not do
   */
  static ClosurePhases open(
      Path folder,
      List<LocalDate> excluded,
      ReferencePlace reference,
      ClosurePhase phase,
      RunContext context)
      throws IOException {
    Stack stack = Stack.open(folder);
    Network network = ReferencedStack.without(stack, excluded);
    boolean unwrapped = stack.hasAll(Asset.UNWRAPPED);
    boolean wrapped = stack.hasAll(Asset.WRAPPED_PHASE);
    if (phase == ClosurePhase.WRAPPED || (phase == ClosurePhase.AUTO && !unwrapped && wrapped)) {
      if (!wrapped) {
        throw new UserException(
            "PHASE=WRAPPED: the pairs of "
                + folder
                + " have no wrapped phase: use PHASE=UNWRAPPED.");
      }
      if (reference.point() != null || reference.isArea()) {
        context.warn("REFERENCE is not used: wrapped phases are closed cell by cell.");
      }
      return new ClosurePhases(stack, network, null);
    }
    ReferencedStack against = ReferencedStack.open(stack, excluded, reference, context);
    return new ClosurePhases(stack, against.network(), against);
  }

  /** The same over the pairs of one triplet. */
  ClosurePhases with(Collection<Pair> pairs) throws IOException {
    return new ClosurePhases(
        stack,
        new Network(pairs),
        referenced == null ? null : referenced.with(pairs, "in a triplet"));
  }

  boolean wrapped() {
    return referenced == null;
  }

  Stack stack() {
    return stack;
  }

  Network network() {
    return network;
  }

  MapGrid grid() {
    return stack.grid();
  }

  /** Opens the rasters of the pairs, in the order of the network. */
  PairRasters open() {
    return referenced == null
        ? stack.open(network.pairs(), Asset.WRAPPED_PHASE)
        : referenced.openPhases();
  }

  /**
   * Phases in rad, pair by pair; NaN is no data.
   *
   * @param rasters as {@link #open} gives them
   */
  float[] read(PairRasters rasters, Window window) {
    return referenced == null ? rasters.read(window) : referenced.phases(rasters, window);
  }

  /** What the phases are, for the answer of a run. */
  Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("phase", wrapped() ? "wrapped" : "unwrapped");
    if (referenced != null) {
      metrics.put("reference", referenced.reference().metrics(stack));
    }
    return metrics;
  }
}
