package org.geofringe.geometry;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.geofringe.orbit.Orbit;
import org.junit.jupiter.api.Test;

class BaselineTest {

  /** The truth is told to the millimetre for the scene's centre, which is somewhere near here. */
  @Test
  void theIndependentScenesBaselinesAreMet() throws IOException {
    Path scenes = TestPasses.scenes();
    Instant noon = Instant.parse("2020-05-11T13:51:28Z");
    Orbit reference = TestPasses.orbit(scenes, noon);
    double[] position = new double[3];
    Ellipsoid.toCartesian(Math.toRadians(-116.8856), Math.toRadians(38.2936), 500, position);
    List<String> lines = Files.readAllLines(scenes.resolve("truth/baselines.csv"));
    for (String line : lines.subList(2, lines.size())) {
      String[] words = line.split(",");
      int days = Integer.parseInt(words[1]);
      Orbit secondary = TestPasses.orbit(scenes, noon.plusSeconds(86_400L * days));
      Baseline found = Baseline.at(reference, 0, secondary, 0, position);
      // Centimetres for not knowing the centre: the baseline turns by as much over a kilometre.
      assertEquals(Double.parseDouble(words[2]), found.perpendicular(), 0.03);
      assertEquals(Double.parseDouble(words[3]), found.parallel(), 0.03);
    }
  }

  /** What the sign is good for: a higher point at the same range is nearer to the secondary. */
  @Test
  void heightShortensTheRangeToASecondaryOfPositiveBaseline() {
    Orbit reference = TestPasses.circular(0.7);
    Orbit secondary = TestPasses.circular(0.7, 90, 120);
    GroundPoint ground = new GroundPoint(reference);
    double[] change = new double[2];
    double[] heights = {200, 300};
    Baseline baseline = new Baseline(0, 0);
    double incidence = 0;
    for (int i = 0; i < 2; i++) {
      assertTrue(ground.solve(0, 880_000, heights[i]));
      double[] position = {ground.x(), ground.y(), ground.z()};
      RangeDoppler radar = new RangeDoppler(secondary);
      assertTrue(radar.solve(position, 0));
      change[i] = radar.range() - 880_000;
      baseline = Baseline.at(reference, 0, secondary, 0, position);
      double[] state = new double[6];
      double[] look = new double[3];
      reference.state(0, state);
      LookVectors.toward(state, position, ground.longitude(), ground.latitude(), look);
      incidence = Math.acos(look[2]);
    }
    assertEquals(-baseline.parallel(), change[1], 0.02);
    assertTrue(baseline.perpendicular() > 50, "to the right and above: " + baseline);
    double expected = -baseline.perpendicular() * 100 / (880_000 * Math.sin(incidence));
    // A plane wave's formula: good to a thousandth or two.
    assertEquals(expected, change[1] - change[0], 5e-3 * Math.abs(expected));
  }

  @Test
  void overABoxItIsTheSame() {
    Orbit reference = TestPasses.circular(0.7);
    Orbit secondary = TestPasses.circular(0.7, 90, 120);
    MapProjection local = TestPasses.local(reference);
    BaselineMap map =
        BaselineMap.fit(reference, 0, secondary, 0, local, -4e4, -2e4, 4e4, 2e4, 0, 900);
    double[][] found = new double[2][3];
    float[] heights = {10, 400, Float.NaN};
    map.baselines(-3e4, 3e4, 1e4, heights, 0, 3, found[0], found[1]);
    double[] geographic = new double[2];
    double[] position = new double[3];
    for (int i = 0; i < 2; i++) {
      local.toGeographic(-3e4 + i * 3e4, 1e4, geographic);
      Ellipsoid.toCartesian(geographic[0], geographic[1], heights[i], position);
      Baseline exact = Baseline.at(reference, 0, secondary, 0, position);
      assertEquals(exact.perpendicular(), found[0][i], 1e-3);
      assertEquals(exact.parallel(), found[1][i], 1e-3);
    }
    assertTrue(Double.isNaN(found[0][2]));
  }

  @Test
  void aPointThatIsNotPassedIsRefused() {
    Orbit orbit = TestPasses.circular(0.7);
    assertRefused(
        "does not pass", () -> Baseline.at(orbit, 0, orbit, 0, new double[] {0, 0, -6_356_000}));
  }
}
