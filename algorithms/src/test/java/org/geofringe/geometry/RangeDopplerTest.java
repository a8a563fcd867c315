package org.geofringe.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geofringe.orbit.Orbit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeDopplerTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.7, 1.5, 2.4, 3.9, 5.5})
  void thereAndBackIsTheSamePoint(double argument) {
    Orbit orbit = TestPasses.circular(argument);
    GroundPoint ground = new GroundPoint(orbit);
    RangeDoppler radar = new RangeDoppler(orbit);
    for (double range : new double[] {750_000, 850_000, 980_000}) {
      for (double height : new double[] {-400, 0, 8_800}) {
        for (double time : new double[] {-290, -1.234567, 250}) {
          assertTrue(ground.solve(time, range, height));
          double[] position = new double[3];
          Ellipsoid.toCartesian(ground.longitude(), ground.latitude(), height, position);
          assertEquals(ground.x(), position[0], 1e-5);
          assertEquals(ground.y(), position[1], 1e-5);
          assertEquals(ground.z(), position[2], 1e-5);
          assertTrue(radar.solve(position, 0));
          // 0.1 mm on the ground is 1.5e-8 s along and 0.05 mm in range.
          assertEquals(time, radar.time(), 1e-9);
          assertEquals(range, radar.range(), 1e-5);
        }
      }
    }
  }

  @Test
  void theRadarLooksToTheRight() {
    // Ascending over the equator, a little west of north: right is east.
    Orbit orbit = TestPasses.circular(0);
    double[] state = new double[6];
    orbit.state(0, state);
    double[] below = new double[3];
    Ellipsoid.toGeographic(state, below);
    GroundPoint ground = new GroundPoint(orbit);
    assertTrue(ground.solve(0, 850_000, 0));
    assertTrue(ground.longitude() > below[0]);
  }

  @Test
  void noGroundWithinReachIsNoPoint() {
    GroundPoint ground = new GroundPoint(TestPasses.circular(1));
    assertFalse(ground.solve(0, 500_000, 0));
    assertFalse(ground.solve(0, 20_000_000, 0));
  }

  @Test
  void aPointThatIsNotPassedIsNotFound() {
    Orbit orbit = TestPasses.circular(0);
    RangeDoppler radar = new RangeDoppler(orbit);
    double[] position = new double[3];
    Ellipsoid.toCartesian(Math.PI * 0.9, 0.9, 0, position);
    assertFalse(radar.solve(position, 0));
  }

  /**
   * The independent scenes' point targets. Their file gives times to the microsecond, longitude and
   * latitude to 0.1 mm and heights to 0.1 mm, so 1 µs and 1 mm are all that can be asked.
   */
  @Test
  void targetsLieWhereTheTruthSays() throws IOException {
    Path scenes = TestPasses.scenes();
    List<String> lines = Files.readAllLines(scenes.resolve("truth/targets.csv"));
    Map<String, Orbit> orbits = new HashMap<>();
    int compared = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(",");
      Instant time = Instant.parse(words[5] + "Z");
      Orbit orbit = orbits.get(words[4]);
      if (orbit == null) {
        orbit = TestPasses.orbit(scenes, time);
        orbits.put(words[4], orbit);
      }
      RangeDoppler radar = new RangeDoppler(orbit);
      double longitude = Math.toRadians(Double.parseDouble(words[1]));
      double latitude = Math.toRadians(Double.parseDouble(words[2]));
      double height = Double.parseDouble(words[3]);
      double[] position = new double[3];
      Ellipsoid.toCartesian(longitude, latitude, height, position);
      assertTrue(radar.solve(position, 0));
      assertEquals(orbit.seconds(time), radar.time(), 6e-7, line);
      assertEquals(Double.parseDouble(words[6]), radar.range(), 1e-3, line);
      GroundPoint ground = new GroundPoint(orbit);
      assertTrue(ground.solve(radar.time(), radar.range(), height));
      assertEquals(longitude, ground.longitude(), 1e-12);
      assertEquals(latitude, ground.latitude(), 1e-12);
      compared++;
    }
    assertTrue(compared >= 10, "only " + compared + " targets");
  }
}
