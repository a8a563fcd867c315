package org.geofringe.server.unwrap;

import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.geofringe.network.Pair;
import org.geofringe.server.run.Budget;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.tile.Hands;
import org.geofringe.server.tile.Units;
import org.geofringe.unwrapping.SolverContext;

/**
 * Works on whole images of pairs: several at once with one hand each where memory allows, else one
 * with all hands. Progress is that of all pairs together, also from within each.
 */
final class Crew {

  /** Progress that a person would not see is not told. */
  private static final double STEP = 0.001;

  private final List<Pair> pairs;
  private final RunContext context;
  private final String doing;
  private final double[] shares;
  private int done;
  private double sum;
  private double told = -1;

  private Crew(List<Pair> pairs, RunContext context, String doing) {
    this.pairs = pairs;
    this.context = context;
    this.doing = doing;
    this.shares = new double[pairs.size()];
  }

  /** Does one pair; called on several threads. */
  @FunctionalInterface
  interface Work {
    void apply(Pair pair, SolverContext solver) throws IOException;
  }

  /** How many pairs go at once; at least one, which may be more than the memory holds. */
  static int atOnce(int pairs, long bytesOfOne, Budget budget) {
    long affordable = Math.max(1, budget.memoryBytes() / bytesOfOne);
    return (int) Math.max(1, Math.min(affordable, Math.min(pairs, budget.threads())));
  }

  /**
   * Does all pairs.
   *
   * @param bytesOfOne heap that the work on one pair holds
   * @param doing what is going on, for the progress line
   */
  static void run(List<Pair> pairs, long bytesOfOne, RunContext context, String doing, Work work)
      throws IOException {
    if (pairs.isEmpty()) {
      return;
    }
    int atOnce = atOnce(pairs.size(), bytesOfOne, context.budget());
    int hands = Math.max(1, context.budget().threads() / atOnce);
    Crew crew = new Crew(pairs, context, doing);
    List<Integer> numbers = IntStream.range(0, pairs.size()).boxed().toList();
    Units.run(
        numbers,
        crew.units(new Budget(context.budget().memoryBytes(), atOnce)),
        doing,
        number -> {
          try (Hands own = new Hands(hands)) {
            work.apply(pairs.get(number), crew.solver(number, own));
            crew.finished(number);
          }
        });
  }

  /** What the units hear: as many threads as pairs go at once, and no progress of theirs. */
  private RunContext units(Budget budget) {
    return new RunContext() {
      @Override
      public void progress(double fraction, String message) {}

      @Override
      public void log(String line) {
        context.log(line);
      }

      @Override
      public void warn(String line) {
        context.warn(line);
      }

      @Override
      public void checkCancelled() {
        context.checkCancelled();
      }

      @Override
      public Budget budget() {
        return budget;
      }
    };
  }

  private SolverContext solver(int number, Hands hands) {
    return new SolverContext() {
      @Override
      public void progress(double share) {
        advance(number, share, 0);
      }

      @Override
      public void checkCancelled() {
        context.checkCancelled();
      }

      @Override
      public void each(int count, IntConsumer task) {
        hands.each(count, task);
      }
    };
  }

  private void finished(int number) {
    advance(number, 1, 1);
  }

  private synchronized void advance(int number, double share, int finished) {
    double now = Math.min(1, Math.max(shares[number], share));
    sum += now - shares[number];
    shares[number] = now;
    done += finished;
    double fraction = Math.min(1, sum / pairs.size());
    if (fraction >= told + STEP || finished > 0) {
      told = Math.max(told, fraction);
      context.progress(told, doing + " (" + done + " of " + pairs.size() + " done)");
    }
  }
}
