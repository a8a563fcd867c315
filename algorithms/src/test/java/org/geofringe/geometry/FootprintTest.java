package org.geofringe.geometry;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.geofringe.orbit.Orbit;
import org.junit.jupiter.api.Test;

class FootprintTest {

  @Test
  void theOutlineLiesOnTheGroundAtTheRectanglesEdge() {
    Orbit orbit = TestPasses.circular(0.7);
    // Ground that rises eastward by 500 m a degree.
    Footprint.Ground ground = (lon, lat) -> 300 + 500 * Math.toDegrees(lon + 1);
    double[][] outline = Footprint.outline(orbit, -1.5, 1.5, 850_000, 900_000, 4, ground);
    assertEquals(17, outline.length);
    assertArrayEquals(outline[0], outline[16], 1e-12);
    RangeDoppler radar = new RangeDoppler(orbit);
    double[] position = new double[3];
    double area = 0;
    for (int i = 0; i < 16; i++) {
      double longitude = Math.toRadians(outline[i][0]);
      double latitude = Math.toRadians(outline[i][1]);
      Ellipsoid.toCartesian(longitude, latitude, ground.height(longitude, latitude), position);
      assertTrue(radar.solve(position, 0));
      int side = i / 4;
      double share = i % 4 / 4.0;
      double time = new double[] {-1.5, -1.5 + 3 * share, 1.5, 1.5 - 3 * share}[side];
      double range = 850_000 + 50_000 * new double[] {share, 1, 1 - share, 0}[side];
      assertEquals(time, radar.time(), 1e-4);
      assertEquals(range, radar.range(), 1);
      area += outline[i][0] * outline[i + 1][1] - outline[i + 1][0] * outline[i][1];
    }
    assertTrue(Math.abs(area) > 0.1);
    assertRefused(
        "no ground", () -> Footprint.outline(orbit, 0, 1, 400_000, 900_000, 1, (x, y) -> 0));
  }
}
