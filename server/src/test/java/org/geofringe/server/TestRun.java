package org.geofringe.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.geofringe.server.run.Budget;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.run.RunContext;

/** A run that remembers what it was told. Thread-safe. */
public final class TestRun implements RunContext {

  private final Budget budget;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private double cancelAt = Double.POSITIVE_INFINITY;
  private final List<Double> fractions = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  public TestRun(long memoryBytes, int threads) {
    this.budget = new Budget(memoryBytes, threads);
  }

  /** 64 MiB. */
  public static TestRun threads(int threads) {
    return new TestRun(64L << 20, threads);
  }

  /** Asks the work to stop as soon as it says that it is so far. */
  public synchronized TestRun cancelAt(double fraction) {
    cancelAt = fraction;
    return this;
  }

  public void cancel() {
    cancelled.set(true);
  }

  public synchronized List<Double> fractions() {
    return List.copyOf(fractions);
  }

  public synchronized List<String> warnings() {
    return List.copyOf(warnings);
  }

  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public synchronized void progress(double fraction, String message) {
    fractions.add(fraction);
    if (fraction >= cancelAt) {
      cancel();
    }
  }

  @Override
  public synchronized void log(String line) {
    lines.add(line);
  }

  @Override
  public synchronized void warn(String line) {
    warnings.add(line);
  }

  @Override
  public void checkCancelled() {
    if (cancelled.get()) {
      throw new CancelledException();
    }
  }

  @Override
  public Budget budget() {
    return budget;
  }
}
