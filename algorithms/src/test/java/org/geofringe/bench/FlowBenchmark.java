package org.geofringe.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.geofringe.unwrapping.CycleFlow;
import org.geofringe.unwrapping.EdgeCycles;
import org.geofringe.unwrapping.SolverContext;

/**
 * Time and memory of the flow that unwraps: {@code FlowBenchmark [linear] KIND SIDE...}, a line for
 * each side. The first call of the process is the cold one.
 */
public final class FlowBenchmark {

  private FlowBenchmark() {}

  public static void main(String[] arguments) {
    boolean linear = arguments[0].equals("linear");
    int first = linear ? 1 : 0;
    FlowScene.Kind kind = FlowScene.Kind.valueOf(arguments[first].toUpperCase(Locale.ROOT));
    for (int i = first + 1; i < arguments.length; i++) {
      line(kind, Integer.parseInt(arguments[i]), !linear);
    }
  }

  private static void line(FlowScene.Kind kind, int side, boolean growing) {
    FlowScene scene = FlowScene.make(kind, side, growing, 7);
    long residues = 0;
    for (byte charge : scene.charges()) {
      residues += charge == 0 ? 0 : 1;
    }
    EdgeCycles cycles = EdgeCycles.none(side, side);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long processor = processor();
    long start = System.nanoTime();
    long cost = CycleFlow.solve(scene.costs(), scene.charges(), cycles, new Hands());
    double seconds = (System.nanoTime() - start) / 1e9;
    double work = (processor() - processor) / 1e9;
    double cells = (double) side * side;
    System.out.printf(
        Locale.ROOT,
        "%-9s %-7s %6d^2 residues %5.2f %%  %8.3f s %8.3f cpu s %7.1f ns/cell  %5.1f bytes/cell  cost %d%n",
        kind,
        growing ? "growing" : "linear",
        side,
        100 * residues / cells,
        seconds,
        work,
        seconds / cells * 1e9,
        (threads.getCurrentThreadAllocatedBytes() - allocated) / cells,
        cost);
  }

  private static long processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** As many hands as there are processors. */
  private static final class Hands implements SolverContext {
    @Override
    public void progress(double share) {}

    @Override
    public void checkCancelled() {}

    @Override
    public void each(int count, IntConsumer task) {
      IntStream.range(0, count).parallel().forEach(task);
    }
  }
}
