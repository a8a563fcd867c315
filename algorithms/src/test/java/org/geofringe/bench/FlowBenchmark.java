package org.geofringe.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.geofringe.unwrapping.CycleFlow;
import org.geofringe.unwrapping.EdgeCycles;

/**
 * Time and memory of the flow that unwraps: {@code FlowBenchmark KIND SIDE...}, with a kind of
 * {@link FlowScene}.
 *
 * <p>Prints a line for each side: name, seconds by the clock, seconds of processor, nanoseconds per
 * cell by the clock, bytes per cell, apart by tabs. The first line is cold: the first call of its
 * process. Bytes are all that the solver allocates in the calling thread, which is at least what it
 * holds at a time; what it is given does not count.
 */
public final class FlowBenchmark {

  private FlowBenchmark() {}

  public static void main(String[] arguments) {
    FlowScene.Kind kind = FlowScene.Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    for (int i = 1; i < arguments.length; i++) {
      measure(FlowScene.make(kind, Integer.parseInt(arguments[i]), true, 7), kind, i == 1);
    }
  }

  private static void measure(FlowScene scene, FlowScene.Kind kind, boolean cold) {
    EdgeCycles cycles = EdgeCycles.none(scene.side(), scene.side());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long processor = AllHands.processorTime();
    long start = System.nanoTime();
    CycleFlow.solve(scene.costs(), scene.charges(), cycles, new AllHands());
    double seconds = (System.nanoTime() - start) / 1e9;
    double cells = (double) scene.side() * scene.side();
    System.out.printf(
        Locale.ROOT,
        "%s %d x %d, %.1f %% residues%s\t%.3f\t%.2f\t%.0f\t%.1f%n",
        kind.name().toLowerCase(Locale.ROOT),
        scene.side(),
        scene.side(),
        100 * scene.residues() / cells,
        cold ? ", first call" : "",
        seconds,
        (AllHands.processorTime() - processor) / 1e9,
        seconds / cells * 1e9,
        (threads.getCurrentThreadAllocatedBytes() - allocated) / cells);
  }
}
