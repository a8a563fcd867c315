package org.geofringe.unwrapping;

import java.util.function.IntConsumer;

/** What a long solver asks of whoever calls it: to be watched, to be stopped, and hands to help. */
public interface SolverContext {

  /**
   * Says how far the work is.
   *
   * @param share 0 to 1, of the work as it is known by now
   */
  void progress(double share);

  /** Throws to end the work; called at least every 100 ms of work, from any thread. */
  void checkCancelled();

  /**
   * Does tasks 0 to count - 1, several at a time where there are hands, and returns when all are
   * done. Tasks touch nothing of each other's.
   */
  void each(int count, IntConsumer task);

  /** The same for a part of the work, from one share of the whole to another. */
  default SolverContext part(double from, double to) {
    SolverContext whole = this;
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

  /** No watcher and one pair of hands: tasks are done one after the other. */
  static SolverContext alone() {
    return new SolverContext() {
      @Override
      public void progress(double share) {}

      @Override
      public void checkCancelled() {}

      @Override
      public void each(int count, IntConsumer task) {
        for (int i = 0; i < count; i++) {
          task.accept(i);
        }
      }
    };
  }
}
