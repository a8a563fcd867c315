package org.geofringe.server.unwrap;

import java.util.function.IntConsumer;
import org.geofringe.unwrapping.SolverContext;

/** A part of a solver's work, as its context sees it. */
final class Part {

  private Part() {}

  /** Progress from 0 to 1 becomes that from one share to another. */
  static SolverContext of(SolverContext whole, double from, double to) {
    return new SolverContext() {
      @Override
      public void progress(double share) {
        whole.progress(from + share * (to - from));
      }

      @Override
      public void checkCancelled() {
        whole.checkCancelled();
      }

      @Override
      public void each(int count, IntConsumer task) {
        whole.each(count, task);
      }
    };
  }
}
