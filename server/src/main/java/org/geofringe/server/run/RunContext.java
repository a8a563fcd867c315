package org.geofringe.server.run;

import java.util.function.Consumer;

/** How running work talks to whoever watches it. Safe to call from several threads. */
public interface RunContext {

  /**
   * Reports how far the work is.
   *
   * @param fraction 0 to 1
   * @param message what is going on, one line
   */
  void progress(double fraction, String message);

  /** Adds a line to the log. */
  void log(String line);

  /** Tells of something that the user should know but that does not stop the work, one line. */
  void warn(String line);

  /**
   * To be called at least every few tenths of a second.
   *
   * @throws CancelledException once the work was asked to stop
   */
  void checkCancelled();

  /** What the work may take. */
  default Budget budget() {
    return Budget.ofThisMachine();
  }

  /**
   * A part of this work that runs from one fraction of it to another: its 0 is {@code from}, its 1
   * is {@code to}.
   */
  default RunContext part(double from, double to) {
    RunContext whole = this;
    return new RunContext() {
      @Override
      public void progress(double fraction, String message) {
        whole.progress(from + fraction * (to - from), message);
      }

      @Override
      public void log(String line) {
        whole.log(line);
      }

      @Override
      public void warn(String line) {
        whole.warn(line);
      }

      @Override
      public void checkCancelled() {
        whole.checkCancelled();
      }

      @Override
      public Budget budget() {
        return whole.budget();
      }
    };
  }

  /** This work, whose warnings someone else hears too. */
  default RunContext telling(Consumer<String> listener) {
    RunContext whole = this;
    return new RunContext() {
      @Override
      public void progress(double fraction, String message) {
        whole.progress(fraction, message);
      }

      @Override
      public void log(String line) {
        whole.log(line);
      }

      @Override
      public void warn(String line) {
        listener.accept(line);
        whole.warn(line);
      }

      @Override
      public void checkCancelled() {
        whole.checkCancelled();
      }

      @Override
      public Budget budget() {
        return whole.budget();
      }
    };
  }

  /** A context that says nothing and is never cancelled. */
  static RunContext silent() {
    return new RunContext() {
      @Override
      public void progress(double fraction, String message) {}

      @Override
      public void log(String line) {}

      @Override
      public void warn(String line) {}

      @Override
      public void checkCancelled() {}
    };
  }
}
