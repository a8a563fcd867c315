package org.geofringe.unwrapping;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.geofringe.unwrapping.Unwrapper.Cost;
import org.jspecify.annotations.Nullable;

/**
 * Unwraps fields with truth and tells the share of wrong cells and the seconds: {@code UnwrapFields
 * SIDE SEED [KIND...]}. Of several rounds the quickest counts. Properties: {@code cost}, {@code
 * rounds}, {@code hands}, {@code estimated} (coherence as the looks give it) or {@code nocoherence}
 * (none), {@code folder} (written there for other programs).
 */
public final class UnwrapFields {

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private UnwrapFields() {}

  public static void main(String[] arguments) throws IOException {
    int side = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    List<String> chosen = List.of(arguments).subList(2, arguments.length);
    for (String kind : WrappedFields.all().keySet()) {
      if (chosen.isEmpty() || chosen.contains(kind)) {
        unwrap(kind, WrappedFields.make(kind, side, seed));
      }
    }
  }

  private static void unwrap(String kind, WrappedField field) throws IOException {
    float[] coherence = Boolean.getBoolean("estimated") ? field.estimated() : field.coherence();
    Cost cost = costOf(kind);
    Timed best = once(field, Boolean.getBoolean("nocoherence") ? null : coherence, cost);
    for (int round = 1; round < Integer.getInteger("rounds", 1); round++) {
      best = best.quicker(once(field, Boolean.getBoolean("nocoherence") ? null : coherence, cost));
    }
    Score score = Score.of(field, best.unwrapped.phase());
    System.out.printf(
        Locale.ROOT,
        "%-14s %-11s wrong %8.4f %%  within %8.4f %%  %6.2f s %6.2f cpu  residues %d, bridges %d%n",
        kind,
        cost,
        score.percentWrong(),
        score.percentWrongWithin(),
        best.seconds,
        best.processor,
        best.unwrapped.figures().residues(),
        best.unwrapped.bridges().size());
    String folder = System.getProperty("folder");
    if (folder != null) {
      write(Files.createDirectories(Path.of(folder, kind)), field, coherence, cost, best);
    }
  }

  private static Timed once(WrappedField field, float @Nullable [] coherence, Cost cost) {
    long start = System.nanoTime();
    long processor = PROCESS.getProcessCpuTime();
    Unwrapped unwrapped =
        Unwrapper.apply(
            field.rows(),
            field.columns(),
            field.wrapped(),
            coherence,
            field.looks(),
            new Unwrapper.Parameters(cost, 0),
            new Hands(Integer.getInteger("hands", 2)));
    return new Timed(
        unwrapped,
        (System.nanoTime() - start) / 1e9,
        (PROCESS.getProcessCpuTime() - processor) / 1e9);
  }

  /** An unwrapped image with its seconds by the clock and of processor. */
  private record Timed(Unwrapped unwrapped, double seconds, double processor) {
    Timed quicker(Timed other) {
      return new Timed(
          unwrapped, Math.min(seconds, other.seconds), Math.min(processor, other.processor));
    }
  }

  private static void write(
      Path folder, WrappedField field, float[] coherence, Cost cost, Timed best)
      throws IOException {
    float[] truth = new float[coherence.length];
    float[] regions = new float[coherence.length];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = (float) field.truth()[i];
      regions[i] = field.coherence()[i] >= 0.3 ? field.regions()[i] : 0;
    }
    write(folder.resolve("wrapped.flt"), field.wrapped());
    write(folder.resolve("coherence.flt"), coherence);
    write(folder.resolve("truth.flt"), truth);
    write(folder.resolve("regions.flt"), regions);
    write(folder.resolve("unwrapped.flt"), best.unwrapped.phase());
    Files.writeString(
        folder.resolve("about.txt"),
        String.format(
            Locale.ROOT,
            "%d %s %s %.3f %.3f%n",
            field.columns(),
            field.looks(),
            cost,
            best.seconds,
            best.processor));
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
