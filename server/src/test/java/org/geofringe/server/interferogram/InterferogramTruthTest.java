package org.geofringe.server.interferogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.interferometry.PhaseNoise;
import org.geofringe.network.Pair;
import org.geofringe.server.TestRun;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.workflow.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three images whose coherence and phase are known, in two halves of different ground. */
class InterferogramTruthTest {

  private static final int ROWS = 400;
  private static final int COLUMNS = 800;
  private static final double WEST = 0.9;
  private static final double EAST = 0.65;

  @TempDir static Path folder = Path.of("");

  private static Path images = Path.of("");

  /** A slope of phase of a quarter of a radian a coarse cell; a hole in the second date. */
  private static final SimulatedImages.Ground GROUND =
      new SimulatedImages.Ground() {
        @Override
        public double fading(int row, int column) {
          return column < COLUMNS / 2 ? WEST : EAST;
        }

        @Override
        public double phase(int date, int row, int column) {
          return date * (0.03 * column + 0.02 * row);
        }

        @Override
        public boolean has(int date, int row, int column) {
          return date != 1 || row >= 40 || column >= 80;
        }
      };

  @BeforeAll
  static void simulate() throws IOException {
    images = folder.resolve("images");
    SimulatedImages.write(images, SimulatedImages.grid(ROWS, COLUMNS), 3, GROUND);
  }

  private static Stack form(String name, String... values) throws IOException {
    Path target = folder.resolve(name);
    SimulatedImages.form(images, target, TestRun.threads(2), values);
    return Stack.open(target);
  }

  private static float[] read(Stack stack, Pair pair, Asset asset) throws IOException {
    float[] values = new float[(int) stack.grid().cells()];
    stack.read(pair, asset, stack.grid().window(), values, 0);
    return values;
  }

  /** Mean over the half of a grid, without the middle. */
  private static double mean(Stack stack, float[] values, boolean west) {
    MapGrid grid = stack.grid();
    double sum = 0;
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      int column = i % grid.columns();
      boolean inside = west ? column < grid.columns() / 2 - 2 : column >= grid.columns() / 2 + 2;
      if (inside && !Float.isNaN(values[i])) {
        sum += values[i];
        count++;
      }
    }
    return sum / count;
  }

  @Test
  void theGridIsOfWholeLooks() throws IOException {
    Path target = folder.resolve("grid");
    Result result =
        SimulatedImages.form(images, target, TestRun.threads(2), "FILTER=NONE", "SPACING=41");
    Stack stack = Stack.open(target);
    assertEquals(
        new MapGrid("EPSG:32614", 480_000, 2_150_000, 40, 40, ROWS / 4, COLUMNS / 8), stack.grid());
    // Every cell is a look of its own; the estimate from one image is good to some percent.
    assertEquals(32, stack.description().looks(), 2);
    assertEquals(stack.description().looks(), result.metrics().get("independent_looks"));
    assertEquals(1, result.metrics().get("coherence_window"));
    assertEquals(3, result.metrics().get("pairs_made"));
    assertEquals(3, stack.network().pairs().size());
    assertEquals(20, stack.item(SimulatedImages.pair(0, 2)).perpendicularBaselineMetres());
    Window cell = new Window(50, 50, 1, 1);
    assertEquals(100, stack.read(Layer.HEIGHT, cell)[0], 1e-4);
    assertEquals(39, stack.read(Layer.INCIDENCE, cell)[0], 1e-4);
    assertEquals(-Math.sin(Math.toRadians(39)), stack.read(Layer.LOOK_VECTOR, cell)[0], 1e-6);
    assertEquals(3, stack.read(Layer.VALID_PAIRS, cell)[0]);
    assertEquals(1, stack.read(Layer.VALID_PAIRS, new Window(0, 0, 1, 1))[0], "first and third");
    // The root of the mean power of speckle of 70 in both parts; 32 looks are good to a fifth.
    assertEquals(70 * Math.sqrt(2), stack.read(Layer.AMPLITUDE, cell)[0], 20);
  }

  /**
   * Means over some 4,500 cells of 32 looks: their own scatter is below 0.002. The slope of phase
   * lowers coherence within a cell by the sinc of its span, 0.24 x 0.08 rad: below 0.004.
   */
  @Test
  void coherenceIsTheTruth() throws IOException {
    Stack stack = form("coherence", "FILTER=NONE");
    for (Pair pair : stack.network().pairs()) {
      int n = pair.days() / SimulatedImages.INTERVAL_DAYS;
      float[] coherence = read(stack, pair, Asset.COHERENCE);
      assertEquals(Math.pow(WEST, n), mean(stack, coherence, true), 0.01, pair.id());
      double truth = Math.pow(EAST, n);
      assertEquals(truth, mean(stack, coherence, false), truth > 0.5 ? 0.01 : 0.02, pair.id());
    }
    Stack biased = form("biased", "FILTER=NONE", "UNBIASED=false");
    float[] raw = read(biased, SimulatedImages.pair(0, 2), Asset.COHERENCE);
    assertTrue(mean(biased, raw, false) > Math.pow(EAST, 2) + 0.01, "chance adds to it");
  }

  /** Larger windows make coherence less noisy and leave its mean. */
  @Test
  void aWindowSmoothsCoherence() throws IOException {
    Stack one = form("one", "FILTER=NONE", "COHERENCE_WINDOW=1");
    Stack three = form("three", "FILTER=NONE", "COHERENCE_WINDOW=3");
    Pair pair = SimulatedImages.pair(0, 1);
    double ratio =
        deviation(one, read(one, pair, Asset.COHERENCE))
            / deviation(three, read(three, pair, Asset.COHERENCE));
    assertTrue(ratio > 2.5, "nine times the looks scatter a third as much, got " + ratio);
  }

  private static double deviation(Stack stack, float[] values) {
    double mean = mean(stack, values, true);
    float[] squares = new float[values.length];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = (float) ((values[i] - mean) * (values[i] - mean));
    }
    return Math.sqrt(mean(stack, squares, true));
  }

  /**
   * The scatter of phase about what was put in: some 4,500 cells know it to 1.5 %, and theory holds
   * within 5 % where a cell has 32 looks.
   */
  @Test
  void phaseScattersAsTheorySays() throws IOException {
    Stack stack = form("noise", "FILTER=NONE");
    PhaseNoise noise = new PhaseNoise(32);
    for (Pair pair : stack.network().pairs()) {
      int n = pair.days() / SimulatedImages.INTERVAL_DAYS;
      float[] phase = read(stack, pair, Asset.WRAPPED_PHASE);
      float[] squares = new float[phase.length];
      for (int i = 0; i < phase.length; i++) {
        double off = phase[i] - truth(stack.grid(), n, i);
        off -= 2 * Math.PI * Math.rint(off / (2 * Math.PI));
        squares[i] = (float) (off * off);
      }
      for (boolean west : new boolean[] {true, false}) {
        double expected = noise.deviation(Math.pow(west ? WEST : EAST, n));
        double found = Math.sqrt(mean(stack, squares, west));
        assertEquals(1, found / expected, 0.07, pair + (west ? " west" : " east"));
      }
    }
  }

  /** Reference minus secondary, at the middle of a coarse cell of 8 x 4. */
  private static double truth(MapGrid grid, int n, int cell) {
    double row = cell / grid.columns() * 4 + 1.5;
    double column = cell % grid.columns() * 8 + 3.5;
    return -n * (0.03 * column + 0.02 * row);
  }

  /** Three phases of one look each: floats of up to π are good to 2e-7. */
  @Test
  void singleLookTripletsClose() throws IOException {
    Stack stack = form("single", "FILTER=NONE", "LOOKS_ACROSS=1", "LOOKS_DOWN=1");
    double[] worst = {0};
    double squares = closure(stack, worst);
    assertTrue(worst[0] < 2e-6, "misclosure of " + worst[0] + " rad");
    assertTrue(squares < 1e-6);
    // One look tells nothing of coherence.
    Stack many = form("many", "FILTER=NONE");
    assertTrue(closure(many, worst) > 0.05, "averages do not close");
  }

  private static double closure(Stack stack, double[] worst) throws IOException {
    float[] ab = read(stack, SimulatedImages.pair(0, 1), Asset.WRAPPED_PHASE);
    float[] bc = read(stack, SimulatedImages.pair(1, 2), Asset.WRAPPED_PHASE);
    float[] ac = read(stack, SimulatedImages.pair(0, 2), Asset.WRAPPED_PHASE);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < ab.length; i++) {
      double phase = (double) ab[i] + bc[i] - ac[i];
      if (!Double.isNaN(phase)) {
        phase -= 2 * Math.PI * Math.rint(phase / (2 * Math.PI));
        worst[0] = Math.max(worst[0], Math.abs(phase));
        sum += phase * phase;
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }

  @Test
  void filtersTakeResiduesAway() throws IOException {
    Stack plain = form("plain", "FILTER=NONE", "LOOKS_ACROSS=2", "LOOKS_DOWN=2");
    double before = residueFree(plain);
    for (String filter : List.of("GOLDSTEIN", "GOLDSTEIN_BY_COHERENCE", "GAUSSIAN")) {
      Stack stack =
          form(filter, "FILTER=" + filter, "GAUSSIAN_WIDTH=60", "LOOKS_ACROSS=2", "LOOKS_DOWN=2");
      double after = residueFree(stack);
      assertTrue(1 - after < 0.6 * (1 - before), filter + ": " + before + " to " + after);
      for (Asset asset : List.of(Asset.COHERENCE, Asset.AMPLITUDE)) {
        Pair pair = SimulatedImages.pair(0, 2);
        assertArrayEquals(
            read(plain, pair, asset), read(stack, pair, asset), "are of the unfiltered");
      }
    }
  }

  private static double residueFree(Stack stack) {
    Map<String, Double> figures = stack.item(SimulatedImages.pair(0, 2)).figures();
    return figures.getOrDefault(PairFigures.RESIDUE_FREE_SHARE, Double.NaN);
  }

  /** Weights of cells that are steady let those that are not disturb less. */
  @Test
  void steadyCellsCountMore() throws IOException {
    Path mixed = folder.resolve("mixed");
    SimulatedImages.write(
        mixed,
        SimulatedImages.grid(160, 320),
        2,
        new SimulatedImages.Ground() {
          @Override
          public double fading(int row, int column) {
            return column % 2 == 0 ? 0.95 : 0.1;
          }

          @Override
          public double dispersion(int row, int column) {
            return column % 2 == 0 ? 0.1 : 0.5;
          }
        });
    double[] noise = new double[2];
    double[] looks = new double[2];
    for (int i = 0; i < 2; i++) {
      Path target = folder.resolve("weighted " + i);
      SimulatedImages.form(
          mixed, target, TestRun.threads(2), "FILTER=NONE", "WEIGHT_BY_STABILITY=" + (i == 1));
      Stack stack = Stack.open(target);
      for (float phase : read(stack, SimulatedImages.pair(0, 1), Asset.WRAPPED_PHASE)) {
        noise[i] += phase * phase;
      }
      looks[i] = stack.description().looks();
    }
    assertTrue(noise[1] < 0.3 * noise[0], noise[1] + " of " + noise[0]);
    // Half of the looks weigh 5, the other half 1: (16 x 5 + 16)^2 / (16 x 25 + 16) of 32.
    assertEquals(looks[0] * 9216 / 416 / 32, looks[1], 0.01 * looks[0]);
  }

  /** A ramp and a phase of height that were put in are found, named and taken away. */
  @Test
  void trendsAreTakenAway() throws IOException {
    Path trends = folder.resolve("trends");
    MapGrid grid = SimulatedImages.grid(600, 1200);
    SimulatedImages.write(
        trends,
        grid,
        2,
        new SimulatedImages.Ground() {
          @Override
          public double fading(int row, int column) {
            return 0.9;
          }

          @Override
          public double phase(int date, int row, int column) {
            return date * (-0.02 * column + 0.01 * row + 0.01 * height(row, column));
          }

          @Override
          public double height(int row, int column) {
            return 500 + 300 * Math.sin(row / 45.0) * Math.cos(column / 80.0);
          }
        });
    Path target = folder.resolve("detrended");
    SimulatedImages.form(
        trends,
        target,
        TestRun.threads(2),
        "FILTER=NONE",
        "REMOVE_RAMP=true",
        "REMOVE_HEIGHT_PHASE=true");
    Stack stack = Stack.open(target);
    Pair pair = SimulatedImages.pair(0, 1);
    Map<String, Double> figures = stack.item(pair).figures();
    // Reference minus secondary; columns of 5 m eastwards, rows of 10 m southwards.
    assertEquals(4, figures.getOrDefault(PairFigures.RAMP_EAST, Double.NaN), 0.02);
    assertEquals(1, figures.getOrDefault(PairFigures.RAMP_NORTH, Double.NaN), 0.02);
    assertEquals(-10, figures.getOrDefault(PairFigures.HEIGHT_SLOPE, Double.NaN), 0.1);
    float[] phase = read(stack, pair, Asset.WRAPPED_PHASE);
    double re = 0;
    double im = 0;
    for (float value : phase) {
      re += Math.cos(value);
      im += Math.sin(value);
    }
    // What is left is noise about one constant: at 32 looks and 0.9, 0.06 rad.
    assertTrue(Math.hypot(re, im) / phase.length > 0.99, "the rest is flat");
    float[] ramp = read(stack, pair, Asset.RAMP);
    assertEquals(4 * 0.04, ramp[1] - ramp[0], 0.001, "radians a cell of 40 m");
    float[] removed = read(stack, pair, Asset.TOPOGRAPHIC_PHASE);
    float height = stack.read(Layer.HEIGHT, new Window(3, 5, 1, 1))[0];
    assertEquals(-0.01 * height, removed[3 * stack.grid().columns() + 5], 0.01 * 6);
  }

  /** Cells of a raster that are not zero are water; what is left is as it was. */
  @Test
  void maskedCellsHaveNoData() throws IOException {
    Stack without = form("unmasked", "COHERENCE_WINDOW=3");
    MapGrid grid = without.grid();
    Path lake = folder.resolve("lake.tif");
    float[] water = new float[(int) grid.cells()];
    for (int i = 0; i < water.length; i++) {
      water[i] = i % grid.columns() > 60 ? 1 : 0;
    }
    try (GeoTiffWriter writer =
        GeoTiffWriter.create(lake, grid, ProductSpec.ofFloats("water", ""))) {
      writer.write(0, 0, grid.rows(), water, 0);
      writer.finish();
    }
    Stack masked = form("masked", "COHERENCE_WINDOW=3", "MASK=" + lake);
    Stack kept = form("kept", "COHERENCE_WINDOW=3", "MASK=" + lake, "MASK_MEANS=KEEP");
    Pair pair = SimulatedImages.pair(0, 2);
    for (Asset asset : List.of(Asset.COHERENCE, Asset.AMPLITUDE, Asset.WRAPPED_PHASE)) {
      float[] all = read(without, pair, asset);
      float[] land = read(masked, pair, asset);
      float[] lakes = read(kept, pair, asset);
      for (int i = 0; i < water.length; i++) {
        assertEquals(water[i] == 1, Float.isNaN(land[i]), asset + " at " + i);
        assertEquals(water[i] == 0, Float.isNaN(lakes[i]), asset + " at " + i);
        // A window of three cells reaches one cell over the shore, a patch of the filter 31.
        if (asset != Asset.WRAPPED_PHASE && i % grid.columns() < 60) {
          assertEquals(all[i], land[i], asset + " at " + i);
        }
      }
    }
    assertEquals(1, masked.read(Layer.MASK, new Window(20, 30, 1, 1))[0]);
    assertEquals(2, masked.read(Layer.MASK, new Window(20, 70, 1, 1))[0]);
  }
}
