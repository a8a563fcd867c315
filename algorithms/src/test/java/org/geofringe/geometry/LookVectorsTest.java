package org.geofringe.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.geofringe.orbit.Orbit;
import org.junit.jupiter.api.Test;

class LookVectorsTest {

  @Test
  void overABoxItIsTheSameAsCellByCell() {
    Orbit orbit = TestPasses.circular(0.7);
    MapProjection local = TestPasses.local(orbit);
    LookVectors looks = LookVectors.fit(orbit, 0, local, -1e5, -1e5, 1e5, 1e5, 0, 4_000);
    float[] heights = {0, 1_234, Float.NaN, 4_000};
    double[][] found = new double[3][4];
    looks.look(-9e4, 6e4, 5e4, heights, 0, 4, found[0], found[1], found[2]);
    RangeDoppler radar = new RangeDoppler(orbit);
    double[] geographic = new double[2];
    double[] position = new double[3];
    double[] state = new double[6];
    double[] exact = new double[3];
    for (int i : new int[] {0, 1, 3}) {
      local.toGeographic(-9e4 + i * 6e4, 5e4, geographic);
      Ellipsoid.toCartesian(geographic[0], geographic[1], heights[i], position);
      assertTrue(radar.solve(position, 0));
      orbit.state(radar.time(), state);
      LookVectors.toward(state, position, geographic[0], geographic[1], exact);
      for (int k = 0; k < 3; k++) {
        assertEquals(exact[k], found[k][i], 1e-6);
      }
      // Ascending and looking right, the satellite stands in the west.
      assertTrue(exact[0] < 0 && exact[2] > 0.6);
    }
    assertTrue(Double.isNaN(found[2][2]));
  }

  @Test
  void straightAboveIsUp() {
    double[] ground = new double[3];
    double[] above = new double[3];
    double[] look = new double[3];
    Ellipsoid.toCartesian(-1, 0.5, 100, ground);
    Ellipsoid.toCartesian(-1, 0.5, 700_000, above);
    LookVectors.toward(above, ground, -1, 0.5, look);
    assertEquals(0, look[0], 1e-12);
    assertEquals(0, look[1], 1e-12);
    assertEquals(1, look[2], 1e-12);
  }
}
