package org.geofringe.simulation.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.geofringe.geometry.GroundPoint;
import org.junit.jupiter.api.Test;

class SceneFrameTest {

  private static SceneSettings over(double longitude, double latitude, boolean ascending) {
    return new SceneSettings(
        LocalDate.of(2024, 1, 6),
        1,
        12,
        List.of(SubSwath.IW2),
        1,
        160,
        longitude,
        latitude,
        ascending,
        0,
        0,
        Motion.NONE,
        0,
        1000,
        0,
        0,
        0,
        -1,
        0,
        0,
        0,
        0,
        0,
        0,
        1);
  }

  /**
   * Products count their times from the ascending node before them, in both directions and on both
   * sides of the equator; numbered bursts put the scene within half of a cycle of 20 km.
   */
  @Test
  void scenesLieWithinATurnAfterTheirNode() {
    for (double latitude : new double[] {-60, -33.4, -5, 5, 40.8, 60}) {
      for (boolean ascending : new boolean[] {false, true}) {
        SceneFrame frame = new SceneFrame(over(-70.6, latitude, ascending));
        double time = frame.time(SubSwath.IW2, 0, SubSwath.IW2.lines() / 2.0);
        String where = latitude + (ascending ? " ascending" : " descending");
        assertTrue(time > 0 && time < SceneOrbit.PERIOD, where + ": " + time);
        GroundPoint ground = frame.ground();
        assertTrue(ground.solve(time, frame.range(SubSwath.IW2, 80), 0));
        assertEquals(latitude, Math.toDegrees(ground.latitude()), 0.12, where);
        assertEquals(
            -70.6, Math.toDegrees(ground.longitude()), 0.12 / Math.cos(ground.latitude()), where);
      }
    }
  }
}
