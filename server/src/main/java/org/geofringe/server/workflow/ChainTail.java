package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.geofringe.network.Network;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Stack;

/**
 * The end of the whole chain, the same for scenes and for interferograms of another processor: from
 * an unwrapped stack to the velocity of the ground, with and without the noisy dates.
 */
final class ChainTail {

  /** Below this a line through the dates hardly knows how far off it is. */
  private static final int FEW_DATES = 6;

  private static final String PAIR_RAMPS = "correct_pair_ramps";
  private static final String CLOSURE_CORRECTION = "closure_correction";

  private static final String VELOCITY = "velocity";
  private static final String CORRECTED_VELOCITY = "corrected_velocity";

  /** With fewer a straight line leaves next to nothing that weather could be known by. */
  private static final int FEWEST_CORRECTED = 5;

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
      Result ramps,
      Result correction,
      Result network,
      Result noisy,
      Result velocityBefore,
      Result closure,
      Result velocity,
      Map<ChainCorrection, Result> corrections,
      Result corrected,
      Result points,
      Result filled) {}

  /** Adds what the end costs, as {@link ChainStart#shares} tells of the beginning. */
  static ChainShares shares(RunFullChain.Parameters p, ChainShares shares) {
    shares
        .then("closure_before", 0.6)
        .then(PAIR_RAMPS, p.folder() == null ? 0.01 : 1)
        .then(CLOSURE_CORRECTION, 2.5)
        .then("network", 0.6)
        .then("noisy_dates", 0.7)
        .then("velocity_before_exclusion", 1)
        .then("closure", 0.3)
        .then(VELOCITY, 1.7);
    p.chosenCorrections().forEach(correction -> shares.then(correction.stage, 0.8));
    if (!p.chosenCorrections().isEmpty()) {
      shares.then(CORRECTED_VELOCITY, 0.4).then("points", 0.5);
    }
    return shares.then("fill_gaps", 0.3).then("project", 3);
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
    Result ramps = new Result();
    Result correction = new Result();
    Path stack = p.interferograms();
    String made = state;
    if (closes) {
      closureBefore =
          stages.run(
              "closure_before",
              calls.closure(stack, p.output().resolve("before_correction"), p.excludeDates()),
              state);
      if (p.folder() != null && p.pairRamps()) {
        forgetBroken(p.withoutRamps(), PAIR_RAMPS);
        ramps = stages.run(PAIR_RAMPS, calls.pairRamps(), made);
        made = stages.after(PAIR_RAMPS);
        stack = p.withoutRamps();
      }
      forgetBroken(p.corrected(), CLOSURE_CORRECTION);
      correction = stages.run(CLOSURE_CORRECTION, calls.closureCorrection(stack), made);
      made = stages.after(CLOSURE_CORRECTION);
      stack = p.corrected();
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
    long dates = network.dates().stream().filter(date -> !excluded.contains(date)).count();
    if (dates < FEW_DATES) {
      context.warn(
          "Only "
              + dates
              + " dates are in the velocity: it is mostly weather, as its standard error tells.");
    }
    List<ChainCorrection> chosen = p.chosenCorrections();
    if (!chosen.isEmpty() && dates < FEWEST_CORRECTED) {
      context.warn(
          "CORRECTIONS are not made: %d dates do not tell weather from motion, which takes %d."
              .formatted(dates, FEWEST_CORRECTED));
      chosen = List.of();
    }
    Motion motion =
        chosen.isEmpty()
            ? plainMotion(stack, excluded, made)
            : correctedMotion(stack, excluded, made, chosen);
    Result filled = stages.run("fill_gaps", calls.filling(), motion.state);
    return new Found(
        stack,
        excluded,
        closureBefore,
        ramps,
        correction,
        described,
        noisy,
        velocityBefore,
        closure,
        motion.inversion,
        motion.corrections,
        motion.corrected,
        motion.points,
        filled);
  }

  /**
   * The velocity and what it comes from.
   *
   * @param corrected velocity of the corrected displacement; empty where nothing is corrected
   * @param points empty where the inversion has made them
   * @param state fingerprint of the velocity
   */
  private record Motion(
      Result inversion,
      Map<ChainCorrection, Result> corrections,
      Result corrected,
      Result points,
      String state) {}

  private Motion plainMotion(Path stack, List<LocalDate> excluded, String made) throws IOException {
    Result velocity =
        stages.run(
            VELOCITY, calls.velocity(stack, p.output(), excluded).with("POINTS", p.points()), made);
    return new Motion(velocity, Map.of(), new Result(), new Result(), stages.after(VELOCITY));
  }

  /** The inversion's own velocity stays beside that of the corrected displacement. */
  private Motion correctedMotion(
      Path stack, List<LocalDate> excluded, String made, List<ChainCorrection> chosen)
      throws IOException {
    Result velocity = stages.run(VELOCITY, calls.velocityBeforeCorrections(stack, excluded), made);
    ChainCorrections.Made corrections = new ChainCorrections(p, stages, context).run(chosen, stack);
    Result corrected =
        stages.run(
            CORRECTED_VELOCITY, calls.correctedVelocity(corrections.series()), corrections.state());
    String state = stages.after(CORRECTED_VELOCITY);
    Result points = stages.run("points", calls.points(stack, corrections.series()), state);
    return new Motion(velocity, corrections.answers(), corrected, points, state);
  }

  private void forgetBroken(Path stack, String stage) throws IOException {
    if (!isWhole(stack)) {
      stages.forget(stage);
    }
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
