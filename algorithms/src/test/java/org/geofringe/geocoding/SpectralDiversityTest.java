package org.geofringe.geocoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.geofringe.geocoding.BurstGeocoder.Output;
import org.geofringe.geocoding.SpectralDiversity.Estimate;
import org.geofringe.geocoding.SpectralDiversity.Parameters;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectralDiversityTest {

  private static final int ROWS = 120;
  private static final int COLUMNS = 400;
  private static final double DOPPLER = 4150;
  private static final double LINE = SyntheticBurst.LINE_INTERVAL;

  /**
   * Two dates in two bursts: speckle of its own in each burst (they see different frequencies),
   * coherent between dates; the second date's phase in a burst grows by 2π f ε for times late by ε.
   */
  private static float[][] overlap(double late, double coherence, long seed) {
    Random random = new Random(seed);
    int cells = ROWS * COLUMNS;
    float[][] all = new float[5][2 * cells];
    for (int cell = 0; cell < cells; cell++) {
      double doppler = DOPPLER * (1 + 0.02 * (cell % COLUMNS) / COLUMNS);
      all[4][cell] = (float) doppler;
      double[] frequency = {doppler / 2, -doppler / 2};
      double common = 0.9 * Math.sin(0.001 * cell);
      for (int burst = 0; burst < 2; burst++) {
        double re = random.nextGaussian();
        double im = random.nextGaussian();
        double own = Math.sqrt(1 - coherence * coherence);
        double re2 = coherence * re + own * random.nextGaussian();
        double im2 = coherence * im + own * random.nextGaussian();
        double turn = 2 * Math.PI * frequency[burst] * late + common;
        all[burst][2 * cell] = (float) re;
        all[burst][2 * cell + 1] = (float) im;
        all[2 + burst][2 * cell] = (float) (re2 * Math.cos(turn) - im2 * Math.sin(turn));
        all[2 + burst][2 * cell + 1] = (float) (re2 * Math.sin(turn) + im2 * Math.cos(turn));
      }
    }
    return all;
  }

  private static Estimate estimate(float[][] all, double looks) {
    SpectralDiversity diversity = new SpectralDiversity(new Parameters(4, 8, looks));
    diversity.add(ROWS, COLUMNS, all[0], all[1], all[2], all[3], all[4]);
    return diversity.estimate().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.05, -0.01, 0, 0.02, 0.055})
  void shiftIsFoundToAThousandthOfALine(double lines) {
    Estimate found = estimate(overlap(-lines * LINE, 0.7, 5), 32);
    assertEquals(lines, found.shiftSeconds() / LINE, 0.001);
    assertEquals(1500, found.blocks(), 20);
    assertEquals(Math.abs(lines) > 0.04, found.nearsAmbiguity());
  }

  /** Over many draws errors are as large as foretold, at high and at low coherence. */
  @ParameterizedTest
  @ValueSource(doubles = {0.9, 0.5})
  void standardErrorIsHonest(double coherence) {
    double squares = 0;
    int draws = 40;
    for (int seed = 0; seed < draws; seed++) {
      Estimate found = estimate(overlap(1e-5, coherence, seed), 32);
      squares += Math.pow((found.shiftSeconds() + 1e-5) / found.standardErrorSeconds(), 2);
    }
    assertEquals(1, Math.sqrt(squares / draws), 0.35);
  }

  @Test
  void noiseAndNoDataGiveNothing() {
    float[][] all = overlap(0, 0.8, 3);
    Arrays.fill(all[1], Float.NaN);
    SpectralDiversity diversity = new SpectralDiversity(new Parameters(4, 8, 32));
    diversity.add(ROWS, COLUMNS, all[0], all[1], all[2], all[3], all[4]);
    assertTrue(diversity.estimate().isEmpty());
  }

  @Test
  void overlapsCombineByTheirWeights() {
    Estimate good = new Estimate(1.0e-5, 1e-7, 100, DOPPLER);
    Estimate poor = new Estimate(1.4e-5 + 1 / DOPPLER, 3e-6, 50, DOPPLER);
    Estimate both = SpectralDiversity.combine(List.of(poor, good));
    assertEquals(1.0e-5, both.shiftSeconds(), 1e-8);
    assertEquals(150, both.blocks());
    assertTrue(both.standardErrorSeconds() >= 0.99e-7);
    assertFalse(both.nearsAmbiguity());
  }

  @Test
  void standardBlocksAreFortyMetres() {
    Parameters blocks = Parameters.standard(5, 10);
    assertEquals(8, blocks.columns());
    assertEquals(4, blocks.rows());
    assertEquals(13.7, blocks.effectiveLooks(), 1e-9);
  }

  /**
   * A date whose times were moved by the geocoder is told to move them back. Sixty waves are not
   * speckle: their mean frequency is off by some Hz of the 310 that make the difference.
   */
  @Test
  void signUndoesTheGeocodersShift() {
    MapGrid grid = new MapGrid("EPSG:32611", 0, 0, 5, 10, 40, 160);
    SyntheticBurst early = new SyntheticBurst("IW2", 160, 400, 3, false);
    SyntheticBurst late = new SyntheticBurst("IW2", 160, 400, 4, false);
    PlacedBurst first = new PlacedBurst(early.burst, 0);
    PlacedBurst second = new PlacedBurst(late.burst, 100 * LINE);
    RadarGeometry geometry = early.geometry(110, 330);
    float[] heights = new float[(int) grid.cells()];
    float[] doppler = new float[heights.length];
    SpectralDiversity.dopplerDifference(
        first, second, geometry, grid, grid.window(), heights, doppler);
    // The rate of about 1,540 Hz/s times 100 lines.
    assertEquals(1540 * 100 * LINE, doppler[0], 20);
    double moved = 0.02 * LINE;
    float[][] slc = new float[4][2 * heights.length];
    for (int i = 0; i < 4; i++) {
      SyntheticBurst source = i % 2 == 0 ? early : late;
      new BurstGeocoder(source.burst, BurstGeocoder.Parameters.standard("IW2", Output.FLATTENED))
          .geocode(
              source.samples(),
              geometry,
              i % 2 == 0 ? 0 : 100 * LINE,
              i < 2 ? 0 : moved,
              grid,
              grid.window(),
              heights,
              null,
              slc[i]);
    }
    SpectralDiversity diversity = new SpectralDiversity(Parameters.standard(5, 10));
    diversity.add(40, 160, slc[0], slc[1], slc[2], slc[3], doppler);
    Estimate found = diversity.estimate().orElseThrow();
    assertEquals(-0.02, found.shiftSeconds() / LINE, 0.002);
  }
}
