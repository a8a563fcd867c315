package org.geofringe.unwrapping;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.geofringe.unwrapping.Unwrapper.Cost;

/**
 * Unwraps fields with truth and tells the share of wrong cells and the seconds: {@code UnwrapFields
 * SIDE SEED [KIND...]}. With the property {@code folder} it writes them for other programs.
 */
public final class UnwrapFields {

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private UnwrapFields() {}

  public static void main(String[] arguments) throws IOException {
    int side = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    String folder = System.getProperty("folder");
    boolean estimated = Boolean.getBoolean("estimated");
    int rounds = Integer.getInteger("rounds", 1);
    for (Map.Entry<String, WrappedFields.Maker> kind : WrappedFields.all().entrySet()) {
      if (arguments.length > 2
          && !java.util.List.of(arguments).subList(2, arguments.length).contains(kind.getKey())) {
        continue;
      }
      WrappedField field = kind.getValue().make(side, seed);
      float[] coherence =
          Boolean.getBoolean("nocoherence")
              ? null
              : estimated ? field.estimated() : field.coherence();
      Cost cost = costOf(kind.getKey());
      Unwrapped unwrapped = null;
      double best = 1e9;
      double bestCpu = 1e9;
      for (int round = 0; round < rounds; round++) {
        long start = System.nanoTime();
        long cpuStart = PROCESS.getProcessCpuTime();
        unwrapped =
            Unwrapper.apply(
                side,
                side,
                field.wrapped(),
                coherence,
                field.looks(),
                new Unwrapper.Parameters(cost, 0),
                new Hands(Integer.getInteger("hands", 2)));
        best = Math.min(best, (System.nanoTime() - start) / 1e9);
        bestCpu = Math.min(bestCpu, (PROCESS.getProcessCpuTime() - cpuStart) / 1e9);
      }
      Score score = Score.of(field, unwrapped.phase());
      System.out.printf(
          Locale.ROOT,
          "%-14s %-11s wrong %8.4f %%  within %8.4f %%  %6.2f s %6.2f cpu  residues %7d cut %7d bridges %s%n",
          kind.getKey(),
          cost,
          score.percentWrong(),
          score.percentWrongWithin(),
          best,
          bestCpu,
          unwrapped.figures().residues(),
          unwrapped.figures().cutEdges(),
          unwrapped.bridges().size() > 3 ? unwrapped.bridges().size() + "" : unwrapped.bridges());
      if (folder != null) {
        Path into = Files.createDirectories(Path.of(folder, kind.getKey()));
        float[] truth = new float[side * side];
        float[] regions = new float[side * side];
        for (int i = 0; i < truth.length; i++) {
          truth[i] = (float) field.truth()[i];
          regions[i] = field.coherence()[i] >= 0.3 ? field.regions()[i] : 0;
        }
        write(into.resolve("wrapped.flt"), field.wrapped());
        write(into.resolve("coherence.flt"), estimated ? field.estimated() : field.coherence());
        write(into.resolve("truth.flt"), truth);
        write(into.resolve("regions.flt"), regions);
        write(into.resolve("unwrapped.flt"), unwrapped.phase());
        Files.writeString(
            into.resolve("about.txt"),
            String.format(
                Locale.ROOT, "%d %s %s %.3f %.3f%n", side, field.looks(), cost, best, bestCpu));
      }
    }
  }

  private static Cost costOf(String kind) {
    String given = System.getProperty("cost");
    if (given != null) {
      return Cost.valueOf(given);
    }
    return kind.startsWith("fractal")
        ? Cost.TOPOGRAPHY
        : kind.startsWith("fault") ? Cost.DEFORMATION : Cost.SMOOTH;
  }

  private static void write(Path path, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    Files.write(path, bytes.array());
  }

  /** As many hands as asked for. */
  record Hands(int hands) implements SolverContext {
    @Override
    public void progress(double share) {}

    @Override
    public void checkCancelled() {}

    @Override
    public void each(int count, IntConsumer task) {
      AtomicInteger next = new AtomicInteger();
      CompletableFuture<?>[] all = new CompletableFuture<?>[hands];
      for (int i = 0; i < hands; i++) {
        all[i] =
            CompletableFuture.runAsync(
                () -> {
                  for (int t = next.getAndIncrement(); t < count; t = next.getAndIncrement()) {
                    task.accept(t);
                  }
                });
      }
      CompletableFuture.allOf(all).join();
    }
  }
}
