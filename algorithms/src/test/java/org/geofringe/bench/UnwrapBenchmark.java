package org.geofringe.bench;

import java.util.Locale;
import java.util.SplittableRandom;
import org.geofringe.unwrapping.Unwrapper;

/**
 * Time of the whole kernel of unwrapping, from the wrapped phase to components, reliability and
 * bridges: {@code UnwrapBenchmark KIND SIDE ROUNDS}, with a kind of {@link FlowScene}.
 *
 * <p>Prints two lines, the first call of the process and the best of further rounds: name, seconds
 * by the clock, seconds of processor, nanoseconds per cell by the clock, and bytes of heap per cell
 * that the process was allowed, the image and its coherence counted in, apart by tabs.
 */
public final class UnwrapBenchmark {

  private UnwrapBenchmark() {}

  public static void main(String[] arguments) {
    FlowScene.Kind kind = FlowScene.Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    int side = Integer.parseInt(arguments[1]);
    PhaseScene scene = PhaseScene.make(kind, side, new SplittableRandom(7));
    double[] first = measure(scene, kind, side);
    print(kind, side, ", first call", first);
    double[] best = first;
    for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
      double[] next = measure(scene, kind, side);
      best = next[0] < best[0] ? next : best;
    }
    print(kind, side, "", best);
  }

  private static double[] measure(PhaseScene scene, FlowScene.Kind kind, int side) {
    long processor = AllHands.processorTime();
    long start = System.nanoTime();
    Unwrapper.apply(
        side,
        side,
        scene.wrapped(),
        scene.coherence(),
        PhaseScene.looks(kind),
        new Unwrapper.Parameters(Unwrapper.Cost.DEFORMATION, 0),
        new AllHands());
    return new double[] {
      (System.nanoTime() - start) / 1e9, (AllHands.processorTime() - processor) / 1e9
    };
  }

  private static void print(FlowScene.Kind kind, int side, String when, double[] seconds) {
    double cells = (double) side * side;
    System.out.printf(
        Locale.ROOT,
        "%s %d x %d%s\t%.3f\t%.2f\t%.0f\t%.0f%n",
        kind.name().toLowerCase(Locale.ROOT),
        side,
        side,
        when,
        seconds[0],
        seconds[1],
        seconds[0] / cells * 1e9,
        Runtime.getRuntime().maxMemory() / cells);
  }
}
