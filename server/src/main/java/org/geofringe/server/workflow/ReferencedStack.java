package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.geofringe.grid.Window;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.stack.Stack;

/**
 * A stack as the time-series steps see it: some of its pairs, each measured against a reference.
 */
final class ReferencedStack {

  private final Stack stack;
  private final Network network;
  private final Reference reference;
  private final float[] referencePhases;

  private ReferencedStack(Stack stack, Network network, Reference reference) throws IOException {
    this.stack = stack;
    this.network = network;
    this.reference = reference;
    this.referencePhases = reference.phases(stack, network.pairs());
  }

  /**
   * The pairs of a stack without those of some dates.
   *
   * @throws UserException where a date is not in the stack, the other dates are not joined any
   *     more, or the reference will not do
   */
  static ReferencedStack open(
      Path folder, List<LocalDate> excluded, ReferencePlace reference, RunContext context)
      throws IOException {
    return open(Stack.open(folder), excluded, reference, context);
  }

  /** As {@link #open(Path, List, ReferencePlace, RunContext)}, of a stack that is open. */
  static ReferencedStack open(
      Stack stack, List<LocalDate> excluded, ReferencePlace reference, RunContext context)
      throws IOException {
    Network network = without(stack, excluded);
    requireUnwrapped(stack);
    String why = excluded.isEmpty() ? "in this stack" : "without the excluded dates";
    Network kept = connected(network.pairs(), why);
    return new ReferencedStack(
        stack, kept, Reference.find(stack, kept.pairs(), reference, context));
  }

  private static void requireUnwrapped(Stack stack) {
    List<Pair> pairs = stack.network().pairs();
    List<Pair> wrapped =
        pairs.stream()
            .filter(pair -> !stack.item(pair).assets().containsKey(Asset.UNWRAPPED))
            .filter(pair -> stack.item(pair).assets().containsKey(Asset.WRAPPED_PHASE))
            .toList();
    if (wrapped.size() == pairs.size()) {
      throw new UserException(
          stack.folder()
              + " holds wrapped phases only, and this step needs unwrapped ones: run Unwrap"
              + " interferograms (unwrap) on it first. Before that, Triplet closure is the step that"
              + " works (PHASE=WRAPPED).");
    }
    if (!wrapped.isEmpty()) {
      throw new UserException(
          wrapped.size()
              + " of "
              + pairs.size()
              + " pairs of "
              + stack.folder()
              + " are not unwrapped, such as "
              + wrapped.get(0)
              + ": run Unwrap interferograms (unwrap) on it again; what is finished stays.");
    }
  }

  /**
   * The pairs of a stack without those of some dates.
   *
   * @throws UserException where a date is not in the stack, or no pair is left
   */
  static Network without(Stack stack, List<LocalDate> excluded) {
    Network network = stack.network();
    for (LocalDate date : excluded) {
      if (network.index(date) < 0) {
        throw new UserException(
            "EXCLUDE_DATES holds "
                + date
                + ", which is no date of the stack: its dates are "
                + dates(network.dates())
                + ".");
      }
    }
    List<Pair> kept = network.pairsWithout(excluded);
    if (kept.isEmpty()) {
      throw new UserException("No pair is left without the excluded dates: keep more dates.");
    }
    return new Network(kept);
  }

  /**
   * The same reference over fewer pairs.
   *
   * @throws UserException where the pairs do not join all their dates
   */
  ReferencedStack with(Collection<Pair> pairs, String why) throws IOException {
    return new ReferencedStack(stack, connected(pairs, why), reference);
  }

  private static Network connected(Collection<Pair> pairs, String why) {
    Network network = new Network(pairs);
    List<List<LocalDate>> pieces = network.components();
    if (pieces.size() > 1) {
      throw new UserException(
          "The network falls into "
              + pieces.size()
              + " pieces "
              + why
              + ": "
              + String.join(" | ", pieces.stream().map(ReferencedStack::dates).toList())
              + ". Keep or add pairs that join them.");
    }
    return network;
  }

  Stack stack() {
    return stack;
  }

  Network network() {
    return network;
  }

  Reference reference() {
    return reference;
  }

  /** Opens the unwrapped phases of the pairs, in the order of the network. */
  PairRasters openPhases() {
    return stack.open(network.pairs(), Asset.UNWRAPPED);
  }

  /** Opens the coherence of the pairs, in the order of the network. */
  PairRasters openCoherence() {
    return stack.open(network.pairs(), Asset.COHERENCE);
  }

  /**
   * Unwrapped phases minus the reference's, pair by pair; NaN is no data.
   *
   * @param unwrapped as {@link #openPhases} gives them
   */
  float[] phases(PairRasters unwrapped, Window window) {
    float[] phases = unwrapped.read(window);
    int cells = window.cells();
    for (int p = 0; p < referencePhases.length; p++) {
      float zero = referencePhases[p];
      for (int i = p * cells; i < (p + 1) * cells; i++) {
        phases[i] -= zero;
      }
    }
    return phases;
  }

  private static String dates(List<LocalDate> dates) {
    return String.join(", ", dates.stream().map(LocalDate::toString).toList());
  }
}
