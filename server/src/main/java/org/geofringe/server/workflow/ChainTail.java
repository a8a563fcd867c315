package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.geofringe.network.Network;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Stack;

/**
 * The end of the whole chain, the same for scenes and for interferograms of another processor: from
 * an unwrapped stack to the velocity of the ground, with and without the noisy dates.
 */
final class ChainTail {

  private final RunFullChain.Parameters p;
  private final Stages stages;
  private final ChainStages calls;
  private final RunContext context;

  ChainTail(RunFullChain.Parameters p, Stages stages, RunContext context) {
    this.p = p;
    this.stages = stages;
    this.calls = new ChainStages(p);
    this.context = context;
  }

  /**
   * What the stages answered; a stage that was not needed answered nothing.
   *
   * @param stack the one that the velocity is of
   * @param excluded dates that are not in it
   */
  record Found(
      Path stack,
      List<LocalDate> excluded,
      Result closureBefore,
      Result correction,
      Result network,
      Result noisy,
      Result velocityBefore,
      Result closure,
      Result velocity,
      Result filled) {}

  /** Adds what the end costs, as {@link ChainStart#shares} tells of the beginning. */
  static ChainShares shares(ChainShares shares) {
    return shares
        .then("closure_before", 2)
        .then("closure_correction", 4)
        .then("network", 1)
        .then("noisy_dates", 3)
        .then("velocity_before_exclusion", 2)
        .then("closure", 2)
        .then("velocity", 4)
        .then("fill_gaps", 1)
        .then("project", 2);
  }

  /**
   * Runs it.
   *
   * @param state fingerprint of the unwrapped stack
   */
  Found run(String state) throws IOException {
    Network network = Stack.open(p.interferograms()).network();
    boolean closes = hasTriplets(network, p.excludeDates());
    Result closureBefore = new Result();
    Result correction = new Result();
    Path stack = p.interferograms();
    String made = state;
    if (closes) {
      closureBefore =
          stages.run(
              "closure_before",
              calls.closure(stack, p.output().resolve("before_correction"), p.excludeDates()),
              state);
      correction = correctClosure(state);
      stack = p.corrected();
      made = stages.after("closure_correction");
    } else {
      context.warn("No three dates have all three pairs between them: closure cannot be checked.");
    }
    Result described = stages.run("network", calls.network(stack), made);
    Result noisy = stages.run("noisy_dates", calls.noisyDates(stack), made);
    List<LocalDate> excluded = ChainExclusion.choose(network, p, noisy, context);
    Result velocityBefore = new Result();
    if (!excluded.equals(p.excludeDates())) {
      context.log("Left out: " + text(excluded) + ".");
      velocityBefore =
          stages.run(
              "velocity_before_exclusion",
              calls.velocity(stack, p.output().resolve("before_exclusion"), p.excludeDates()),
              made);
    }
    Result closure = new Result();
    if (hasTriplets(network, excluded)) {
      closure = stages.run("closure", calls.closure(stack, p.output(), excluded), made);
    } else if (closes) {
      context.warn("Without " + text(excluded) + " no triplet is left that closure could check.");
    }
    Result velocity =
        stages.run(
            "velocity",
            calls
                .velocity(stack, p.output(), excluded)
                .with("POINTS", p.output().resolve("points.gpkg")),
            made);
    Result filled = stages.run("fill_gaps", calls.filling(), stages.after("velocity"));
    return new Found(
        stack,
        excluded,
        closureBefore,
        correction,
        described,
        noisy,
        velocityBefore,
        closure,
        velocity,
        filled);
  }

  private Result correctClosure(String state) throws IOException {
    if (!isWhole(p.corrected())) {
      stages.forget("closure_correction");
    }
    return stages.run("closure_correction", calls.closureCorrection(), state);
  }

  private static boolean isWhole(Path stack) throws IOException {
    try {
      return Stack.open(stack).hasPairs();
    } catch (UserException e) {
      return false;
    }
  }

  /** Whether there is anything to close without some dates. */
  private static boolean hasTriplets(Network network, List<LocalDate> excluded) {
    return ChainExclusion.hasTriplets(network, excluded);
  }

  private static String text(List<LocalDate> dates) {
    return String.join(", ", dates.stream().map(LocalDate::toString).toList());
  }
}
