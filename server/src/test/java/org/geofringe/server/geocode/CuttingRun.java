package org.geofringe.server.geocode;

import java.util.concurrent.atomic.AtomicBoolean;
import org.geofringe.server.run.Budget;
import org.geofringe.server.run.RunContext;

/** A run that does some damage as soon as the work says that it is at a certain thing. */
final class CuttingRun implements RunContext {

  private final String moment;
  private final Runnable damage;
  private final AtomicBoolean done = new AtomicBoolean();

  CuttingRun(String moment, Runnable damage) {
    this.moment = moment;
    this.damage = damage;
  }

  @Override
  public void progress(double fraction, String message) {
    if (message.startsWith(moment) && done.compareAndSet(false, true)) {
      damage.run();
    }
  }

  @Override
  public void log(String line) {}

  @Override
  public void warn(String line) {}

  @Override
  public void checkCancelled() {}

  @Override
  public Budget budget() {
    return new Budget(64L << 20, 1);
  }
}
