package org.geofringe.server.interferogram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.geofringe.interferometry.PhaseNoise;
import org.geofringe.network.Pair;
import org.geofringe.server.TestRun;
import org.geofringe.server.geocode.SceneTruth;
import org.geofringe.server.geocode.SmallScenes;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.workflow.Catalogue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interferograms of simulated scenes in the format of Sentinel-1, held against their truth. */
class SceneInterferogramsTest {

  private static final int RURAL = 0;
  private static final int URBAN = 1;
  private static final int VEGETATION = 2;
  private static final int LAKE = 3;

  @TempDir static Path folder = Path.of("");

  private static Path images = Path.of("");
  private static Path scenes = Path.of("");
  private static Path plain = Path.of("");

  @BeforeAll
  static void geocode() throws IOException {
    scenes = SmallScenes.folder();
    images = folder.resolve("images");
    plain = folder.resolve("plain");
    run(
        "geocode_slc",
        Map.of(
            "SCENES", scenes.toString(),
            "ORBITS", scenes.resolve("orbits").toString(),
            "DEM", scenes.resolve("dem.tif").toString(),
            "DEM_HEIGHTS", "ELLIPSOID",
            "STACK", images.toString()));
    run("pairs", Map.of("STACK", images.toString(), "METHOD", "ALL"));
    SimulatedImages.form(images, plain, TestRun.threads(2), "FILTER=NONE");
  }

  private static void run(String algorithm, Map<String, String> values) throws IOException {
    Catalogue.standard().prepare(algorithm, values, folder).run(TestRun.threads(2));
  }

  /**
   * What is found of a class of the ground.
   *
   * @param coherence mean
   * @param trueCoherence mean
   * @param noise standard deviation of phase about its truth, rad
   * @param theory the same, of the true coherence at each cell
   */
  private record Figures(
      int cells, double coherence, double trueCoherence, double noise, double theory) {}

  private static Figures figures(Stack stack, Pair pair, int cover) throws IOException {
    SceneTruth truth = new SceneTruth(scenes.resolve("truth"), stack.grid());
    PhaseNoise noise = new PhaseNoise(stack.description().looks());
    float[] classes = truth.cover();
    float[] expected = truth.coherence(pair.days());
    float[] phase =
        truth.phase(pair.reference(), pair.secondary(), stack.description().wavelengthMetres());
    float[] coherence = read(stack, pair, Asset.COHERENCE);
    float[] wrapped = read(stack, pair, Asset.WRAPPED_PHASE);
    double[] sums = new double[4];
    int cells = 0;
    for (int i = 0; i < coherence.length; i++) {
      if (classes[i] == cover && !Float.isNaN(coherence[i] + phase[i])) {
        double off = wrapped[i] - phase[i];
        off -= 2 * Math.PI * Math.rint(off / (2 * Math.PI));
        sums[0] += coherence[i];
        sums[1] += expected[i];
        sums[2] += off * off;
        sums[3] += noise.variance(expected[i]);
        cells++;
      }
    }
    return new Figures(
        cells,
        sums[0] / cells,
        sums[1] / cells,
        Math.sqrt(sums[2] / cells),
        Math.sqrt(sums[3] / cells));
  }

  private static float[] read(Stack stack, Pair pair, Asset asset) throws IOException {
    float[] values = new float[(int) stack.grid().cells()];
    stack.read(pair, asset, stack.grid().window(), values, 0);
    return values;
  }

  /**
   * Some 10,000 cells a class know a mean to 0.002. The truth is that of the ground; the receiver's
   * noise, which it leaves out, takes about 0.01 away. Water has no coherence: an estimate is never
   * below zero, so half of its scatter stays.
   */
  @Test
  void coherenceIsTheTruth() throws IOException {
    Stack stack = Stack.open(plain);
    for (Pair pair : stack.network().pairs()) {
      for (int cover : new int[] {RURAL, URBAN, VEGETATION}) {
        Figures found = figures(stack, pair, cover);
        double tolerance = found.trueCoherence > 0.5 ? 0.02 : 0.03;
        assertEquals(found.trueCoherence, found.coherence, tolerance, pair + " " + found);
      }
      assertTrue(figures(stack, pair, LAKE).coherence < 0.15, "no coherence on water");
    }
  }

  /**
   * Theory is that of the looks that the images' own speckle tells of. In towns the receiver's
   * noise is a third of all noise: there the coherence that was found counts, not that of the
   * ground.
   */
  @Test
  void phaseScattersAsTheorySays() throws IOException {
    Stack stack = Stack.open(plain);
    PhaseNoise noise = new PhaseNoise(stack.description().looks());
    for (Pair pair : stack.network().pairs()) {
      for (int cover : new int[] {RURAL, VEGETATION}) {
        Figures found = figures(stack, pair, cover);
        assertEquals(1, found.noise / found.theory, 0.1, pair + " " + found);
      }
      Figures towns = figures(stack, pair, URBAN);
      assertEquals(1, towns.noise / noise.deviation(towns.coherence), 0.1, pair + " " + towns);
    }
  }

  /**
   * The filter by coherence, which is the default. The pair of the two calm dates has nothing finer
   * than its patches. The stormy date between them has, and is taken for noise in part: the filter
   * gains less there, but it gains.
   */
  @Test
  void goldsteinTakesNoiseAndResiduesAway() throws IOException {
    Path target = folder.resolve("filtered");
    SimulatedImages.form(images, target, TestRun.threads(2));
    Stack filtered = Stack.open(target);
    Stack stack = Stack.open(plain);
    for (Pair pair : stack.network().pairs()) {
      double before = residues(stack, pair);
      double after = residues(filtered, pair);
      assertTrue(after < 0.65 * before, pair + " residues " + before + " to " + after);
      Figures rural = figures(filtered, pair, RURAL);
      double most = pair.days() == 24 ? 0.65 : 0.9;
      assertTrue(rural.noise < most * rural.theory, pair + " " + rural);
    }
  }

  private static double residues(Stack stack, Pair pair) {
    return 1 - stack.item(pair).figures().getOrDefault(PairFigures.RESIDUE_FREE_SHARE, Double.NaN);
  }
}
