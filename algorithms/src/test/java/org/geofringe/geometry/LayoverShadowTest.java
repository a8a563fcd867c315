package org.geofringe.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.orbit.Orbit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoverShadowTest {

  private static final MapGrid GRID = new MapGrid("EPSG:32611", -5_000, 5_000, 20, 20, 500, 500);

  private static LayoverShadow fit(Orbit orbit) {
    return LayoverShadow.fit(orbit, 0, TestPasses.local(orbit), -6e3, -6e3, 6e3, 6e3, 0, 2_000);
  }

  private static double incidence(Orbit orbit) {
    LookVectors looks =
        LookVectors.fit(orbit, 0, TestPasses.local(orbit), -6e3, -6e3, 6e3, 6e3, 0, 2_000);
    double[] up = new double[1];
    looks.look(0, 1, 0, new float[] {0}, 0, 1, new double[1], new double[1], up);
    return Math.acos(up[0]);
  }

  private static float[] cone(double height, double radius) {
    float[] heights = new float[500 * 500];
    for (int i = 0; i < heights.length; i++) {
      int row = i / 500;
      int column = i % 500;
      double distance = Math.hypot(column - 249.5, row - 249.5) * 20;
      heights[i] = (float) (height * Math.max(0, 1 - distance / radius));
    }
    return heights;
  }

  @Test
  void flatGroundAndGentleHillsAreSeenWhole() {
    LayoverShadow finder = fit(TestPasses.circular(0.7));
    byte[] gentle = finder.mask(GRID, GRID.window(), cone(800, 2_000), GRID.window());
    assertArrayEquals(new byte[gentle.length], gentle);
  }

  /** Ascending and descending, near the equator, and near the turn where lines run down the map. */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.7, 1.56, 2.6, 4.0})
  void aSteepConeLaysItselfOverTowardTheSatellite(double argument) {
    Orbit orbit = TestPasses.circular(argument);
    float[] heights = cone(2_000, 1_200);
    byte[] classes = fit(orbit).mask(GRID, GRID.window(), heights, GRID.window());
    double incidence = incidence(orbit);
    double[] east = new double[1];
    double[] north = new double[1];
    LookVectors.fit(orbit, 0, TestPasses.local(orbit), -6e3, -6e3, 6e3, 6e3, 0, 2_000)
        .look(0, 1, 0, new float[] {0}, 0, 1, east, north, new double[1]);
    double norm = Math.hypot(east[0], north[0]);
    // The top has the range of flat ground nearer by its height over the tangent of incidence.
    double layover = 2_000 / Math.tan(incidence);
    // It shades flat ground as far as its height times the tangent.
    double shadow = 2_000 * Math.tan(incidence);
    assertEquals(LayoverShadow.LAYOVER, at(classes, east, north, norm, layover - 150));
    assertEquals(LayoverShadow.VALID, at(classes, east, north, norm, layover + 150));
    assertEquals(LayoverShadow.SHADOW, at(classes, east, north, norm, -(shadow - 150)));
    assertEquals(LayoverShadow.VALID, at(classes, east, north, norm, -(shadow + 150)));
    int[] counts = new int[4];
    for (byte value : classes) {
      counts[value]++;
    }
    assertTrue(counts[1] > 1_000 && counts[2] > 1_000, counts[1] + " and " + counts[2]);
  }

  private static byte at(
      byte[] classes, double[] east, double[] north, double norm, double towardSatellite) {
    int column = GRID.column(towardSatellite * east[0] / norm);
    int row = GRID.row(towardSatellite * north[0] / norm);
    return classes[row * GRID.columns() + column];
  }

  @Test
  void aWindowWithItsSurroundingsIsCutFromTheWhole() {
    LayoverShadow finder = fit(TestPasses.circular(0.7));
    float[] heights = cone(1_000, 600);
    heights[70_000] = Float.NaN;
    byte[] whole = finder.mask(GRID, GRID.window(), heights, GRID.window());
    Window inner = new Window(230, 300, 20, 30);
    Window outer = finder.around(GRID, inner);
    assertEquals(new Window(0, 24, 500, 476), outer);
    float[] part = new float[outer.cells()];
    for (int row = 0; row < outer.rows(); row++) {
      System.arraycopy(
          heights,
          (outer.row() + row) * 500 + outer.column(),
          part,
          row * outer.columns(),
          outer.columns());
    }
    byte[] found = finder.mask(GRID, outer, part, inner);
    for (int i = 0; i < found.length; i++) {
      int row = inner.row() + i / inner.columns();
      int column = inner.column() + i % inner.columns();
      assertEquals(whole[row * 500 + column], found[i]);
    }
  }
}
