package org.geofringe.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.geofringe.unwrapping.SolverContext;

/** As many hands as there are processors, and nobody who watches. */
final class AllHands implements SolverContext {

  /** Nanoseconds of processor that this process has taken. */
  static long processorTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  @Override
  public void progress(double share) {}

  @Override
  public void checkCancelled() {}

  @Override
  public void each(int count, IntConsumer task) {
    IntStream.range(0, count).parallel().forEach(task);
  }
}
