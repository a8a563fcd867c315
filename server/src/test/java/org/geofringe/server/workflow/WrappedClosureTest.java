package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.DatePlane;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.network.PairChoice;
import org.geofringe.network.Triplet;
import org.geofringe.server.TestRun;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.StackDescription;
import org.geofringe.server.stack.StackWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closure of interferograms that are not unwrapped, against the product of the three of them. */
class WrappedClosureTest {

  private static final int ROWS = 12;
  private static final int COLUMNS = 10;
  private static final int CELLS = ROWS * COLUMNS;
  private static final int MISSING = 17;
  private static final MapGrid GRID =
      new MapGrid("EPSG:32614", 485_000, 2_148_000, 20, 20, ROWS, COLUMNS);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final TestRun run = TestRun.threads(2);

  /** Circular Gaussian values of each date, looks per cell one behind the other. */
  private static Map<LocalDate, double[]> dates(int looks) {
    Random random = new Random(5);
    double[] common = random.doubles(2L * CELLS * looks, -1, 1).toArray();
    Map<LocalDate, double[]> dates = new TreeMap<>();
    for (int i = 0; i < 4; i++) {
      double[] values = common.clone();
      for (int j = 0; j < values.length; j++) {
        values[j] += 0.8 * random.nextGaussian();
      }
      dates.put(TinyImages.day(12 * i), values);
    }
    return dates;
  }

  /** Sum over looks of reference * conj(secondary): re and im. */
  private static double[] product(double[] a, double[] b, int cell, int looks) {
    double re = 0;
    double im = 0;
    for (int i = 2 * cell * looks; i < 2 * (cell + 1) * looks; i += 2) {
      re += a[i] * b[i] + a[i + 1] * b[i + 1];
      im += a[i + 1] * b[i] - a[i] * b[i + 1];
    }
    return new double[] {re, im};
  }

  private Path stack(Map<LocalDate, double[]> dates, int looks) throws IOException {
    Map<LocalDate, Double> metres = new TreeMap<>();
    dates.keySet().forEach(date -> metres.put(date, 0.0));
    Network network = new Network(PairChoice.sequential(new DatePlane(metres, 1, 1), 2));
    Path stack = folder.resolve("stack");
    StackWriter writer =
        new StackWriter(stack, new StackDescription(GRID, 0.0555, looks, 39, "s1", "a test"));
    for (Pair pair : network.pairs()) {
      float[] phase = new float[CELLS];
      float[] coherence = new float[CELLS];
      for (int i = 0; i < CELLS; i++) {
        double[] z = product(of(dates, pair.reference()), of(dates, pair.secondary()), i, looks);
        phase[i] = i == MISSING ? Float.NaN : (float) Math.atan2(z[1], z[0]);
        coherence[i] = i == MISSING ? Float.NaN : 0.5f;
      }
      write(writer.raster(pair, Asset.WRAPPED_PHASE), phase);
      write(writer.raster(pair, Asset.COHERENCE), coherence);
      writer.complete(pair, 0, "of " + pair, List.of(Asset.WRAPPED_PHASE, Asset.COHERENCE));
    }
    float[] mean = new float[CELLS];
    for (int i = 0; i < CELLS; i++) {
      mean[i] = i < CELLS / 2 ? 0.8f : 0.2f;
    }
    write(writer.layer(Layer.MEAN_COHERENCE), mean);
    writer.completeLayer(Layer.MEAN_COHERENCE);
    writer.finish(network, new TreeMap<>(), "whole");
    return stack;
  }

  private static void write(FlatRaster.Writer raster, float[] values) throws IOException {
    try (raster) {
      raster.write(0, GRID.window(), values, 0);
    }
  }

  private Result run(String id, Path stack, String... namesAndValues) throws IOException {
    Map<String, String> values = new HashMap<>(Map.of("STACK", stack.toString()));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Catalogue.standard().prepare(id, values, folder.resolve("out")).run(run);
  }

  /** Float phases of up to π sum up to 1e-6 rad. */
  @Test
  void singleLookTripletsCloseToFloatPrecision() throws IOException {
    Result closure = run("closure", stack(dates(1), 1));
    assertEquals("wrapped", closure.metrics().get("phase"));
    assertEquals(0, figure(closure, "closure_rms"), 1e-6);
    for (float rms : Simulated.read(Simulated.path(closure, "CLOSURE_RMS"), 0)) {
      assertTrue(Float.isNaN(rms) || rms < 2e-6, "" + rms);
    }
  }

  @Test
  void multilookedTripletsShowTheAngleOfTheTripleProduct() throws IOException {
    int looks = 9;
    Map<LocalDate, double[]> dates = dates(looks);
    Result closure = run("closure", stack(dates, looks), "TRIPLET_RASTERS", "each");
    double[] squares = new double[CELLS];
    for (Triplet t : List.of(triplet(0), triplet(1))) {
      float[] each = Simulated.read(folder.resolve("out/each/closure_" + t.id() + ".tif"), 0);
      for (int i = 0; i < CELLS; i++) {
        double[] ab = product(of(dates, t.a()), of(dates, t.b()), i, looks);
        double[] bc = product(of(dates, t.b()), of(dates, t.c()), i, looks);
        double[] ca = product(of(dates, t.c()), of(dates, t.a()), i, looks);
        double re = ab[0] * bc[0] - ab[1] * bc[1];
        double im = ab[0] * bc[1] + ab[1] * bc[0];
        double expected = Math.atan2(re * ca[1] + im * ca[0], re * ca[0] - im * ca[1]);
        squares[i] += expected * expected;
        assertEquals(i == MISSING ? Double.NaN : expected, each[i], 2e-6);
      }
    }
    float[] rms = Simulated.read(Simulated.path(closure, "CLOSURE_RMS"), 0);
    double coherentSquares = 0;
    for (int i = 0; i < CELLS; i++) {
      double expected = i == MISSING ? Double.NaN : Math.sqrt(squares[i] / 2);
      assertEquals(expected, rms[i], 2e-6);
      coherentSquares += i < CELLS / 2 && i != MISSING ? squares[i] / 2 : 0;
    }
    int coherent = CELLS / 2 - 1;
    assertTrue(figure(closure, "closure_rms") > 0.1, "noise is left");
    assertEquals(
        Math.sqrt(coherentSquares / coherent), figure(closure, "closure_rms_coherent"), 1e-5);
    assertEquals(coherent / (CELLS - 1.0), figure(closure, "coherent_share"), 1e-12);
  }

  private static double[] of(Map<LocalDate, double[]> dates, LocalDate date) {
    return Objects.requireNonNull(dates.get(date));
  }

  private static double figure(Result result, String name) {
    return ((Number) Objects.requireNonNull(result.metrics().get(name))).doubleValue();
  }

  private static Triplet triplet(int first) {
    return new Triplet(
        TinyImages.day(12 * first),
        TinyImages.day(12 * first + 12),
        TinyImages.day(12 * first + 24));
  }

  @Test
  void whatOnlyUnwrappedPhasesShowIsNotMade() throws IOException {
    Result closure = run("closure", stack(dates(4), 4), "REFERENCE", "0,0 [EPSG:32614]");
    assertFalse(closure.products().containsKey("CLOSURE_CYCLES"));
    assertFalse(closure.metrics().containsKey("cycle_share"));
    assertFalse(closure.metrics().containsKey("reference"));
    assertTrue(Files.notExists(folder.resolve("out/closure_cycles.tif")));
    assertTrue(run.warnings().get(0).startsWith("REFERENCE is not used"));
    List<String> table = Files.readAllLines(Simulated.path(closure, "TRIPLETS"));
    assertEquals(3, table.size());
    assertTrue(table.get(1).endsWith(","), "no cycles: " + table.get(1));
  }

  @Test
  void stepsThatNeedUnwrappedPhasesSaySo() throws IOException {
    Path stack = stack(dates(2), 2);
    for (String step : List.of("velocity", "noisy_dates")) {
      assertRefused(() -> run(step, stack), "wrapped phases only", "unwrap");
    }
    assertRefused(() -> run("closure", stack, "PHASE", "UNWRAPPED"), "unwrap");
    assertRefused(() -> run("closure", stack, "EXCLUDE_DATES", "2020-01-13"), "no triplet");
  }
}
