package org.geofringe.geocoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lookups here have the size of real ones: cells of 5 x 10 m, lines of 14 m, samples of 3.7 m. */
class MapAndRadarTest {

  private static final int ROWS = 300;
  private static final int COLUMNS = 240;
  private static final RadarRaster IMAGE = new RadarRaster(99.5, 999.5, 1, 1, 260, 420);

  private final float[] lines = new float[ROWS * COLUMNS];
  private final float[] samples = new float[ROWS * COLUMNS];

  /** Interpolation is local, so only the size of slopes and bends matters, not where they are. */
  private void relief(double height) {
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        double hill = height * Math.sin(row / 23.0) * Math.cos(column / 31.0);
        lines[row * COLUMNS + column] = (float) (110 + 0.7 * row + 0.07 * column);
        samples[row * COLUMNS + column] =
            (float) (1030 + 1.35 * column - 0.2 * row * 0.2 - 0.33 * hill);
      }
    }
  }

  private static float[] smooth() {
    float[] values = new float[ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      double row = Math.floorDiv(i, COLUMNS);
      double column = i % COLUMNS;
      values[i] = (float) (20 * Math.sin(row / 15 + 1) + 15 * Math.cos(column / 12 - row / 40));
    }
    return values;
  }

  private float[] toRadar(RadarRaster image, int points, float[] values) {
    MapToRadar sums = new MapToRadar(image, points, points, false);
    sums.add(ROWS, COLUMNS, lines, samples, values);
    return sums.values();
  }

  private float[] toMap(RadarRaster image, float[] radar) {
    float[] values = new float[ROWS * COLUMNS];
    RadarToMap.interpolate(image, radar, lines, samples, false, values, values.length);
    return values;
  }

  /** An affine lookup and a plane: linear in the triangles, so exact up to float rounding. */
  @Test
  void aPlaneIsExactAndHasNoHoles() {
    relief(0);
    float[] values = new float[ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = 3 * (lines[i] - 200) - 2 * (samples[i] - 1200);
    }
    float[] radar = toRadar(IMAGE, 1, values);
    int inside = 0;
    for (int row = 0; row < IMAGE.rows(); row++) {
      for (int column = 0; column < IMAGE.columns(); column++) {
        float value = radar[row * IMAGE.columns() + column];
        double line = row + 100;
        double sample = column + 1000;
        // The inverse of the lookup, with a margin of one map cell.
        double mapColumn = (sample - 1030 + 0.04 * (line - 110) / 0.7) / (1.35 + 0.04 * 0.1);
        double mapRow = (line - 110 - 0.07 * mapColumn) / 0.7;
        boolean within =
            mapRow > 1 && mapRow < ROWS - 2 && mapColumn > 1 && mapColumn < COLUMNS - 2;
        if (within) {
          inside++;
          assertEquals(3 * (line - 200) - 2 * (sample - 1200), value, 2e-3);
        } else if (mapRow < -1 || mapRow > ROWS || mapColumn < -1 || mapColumn > COLUMNS) {
          assertTrue(Float.isNaN(value));
        }
      }
    }
    assertTrue(inside > 60_000, "of " + inside);
  }

  /**
   * The bound is 1 % rms; a wave of 75 cells sampled at 1 to 2 cells keeps 0.3 % through
   * linear triangles, a mean over the radar cell and cubic convolution.
   */
  @ParameterizedTest
  @CsvSource({"1, 1, 1, 0.003", "1, 1, 2, 0.003", "2, 4, 4, 0.01"})
  void aSmoothLayerComesBack(int azimuthLooks, int rangeLooks, int points, double share) {
    relief(60);
    RadarRaster image =
        new RadarRaster(
            99.5, 999.5, azimuthLooks, rangeLooks, 260 / azimuthLooks, 420 / rangeLooks);
    float[] values = smooth();
    float[] back = toMap(image, toRadar(image, points, values));
    double square = 0;
    double error = 0;
    int counted = 0;
    for (int row = 8; row < ROWS - 8; row++) {
      for (int column = 8; column < COLUMNS - 8; column++) {
        int i = row * COLUMNS + column;
        assertFalse(Float.isNaN(back[i]), "a hole at " + row + ", " + column);
        square += values[i] * (double) values[i];
        error += (back[i] - values[i]) * (double) (back[i] - values[i]);
        counted++;
      }
    }
    double rms = Math.sqrt(error / square);
    assertTrue(rms < share, rms + " of the rms over " + counted + " cells");
  }

  /** Cells in front of, on and behind a fold: where three sheets overlap their mean counts. */
  @Test
  void layoverIsTheMeanOfItsSheets() {
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        int i = row * COLUMNS + column;
        lines[i] = 110 + 0.7f * row;
        // Forward to 1190, back to 1130, forward again.
        int bend = column < 80 ? 2 * column : column < 140 ? 160 - (column - 80) : column - 40;
        samples[i] = 1030 + bend;
      }
    }
    float[] values = new float[ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      int column = i % COLUMNS;
      values[i] = column < 80 ? 1 : column < 140 ? 5 : 9;
    }
    float[] radar = toRadar(IMAGE, 1, values);
    int line = 100 * IMAGE.columns();
    assertEquals(1, radar[line + 100], "one sheet in front");
    assertEquals(5, radar[line + 160], 0.01, "the mean of 1, 5 and 9");
    assertEquals(9, radar[line + 210], "one sheet behind");
    for (int column = 31; column < 229; column++) {
      assertFalse(Float.isNaN(radar[line + column]), "a hole at " + column);
    }
  }

  @Test
  void emptyAreasKeepTheirOutline() {
    relief(30);
    float[] values = smooth();
    for (int row = 100; row < 140; row++) {
      Arrays.fill(values, row * COLUMNS + 60, row * COLUMNS + 110, Float.NaN);
    }
    float[] back = toMap(IMAGE, toRadar(IMAGE, 1, values));
    int wrong = 0;
    for (int row = 10; row < ROWS - 10; row++) {
      for (int column = 10; column < COLUMNS - 10; column++) {
        int i = row * COLUMNS + column;
        boolean rim =
            Math.min(Math.abs(row - 99.5), Math.abs(row - 139.5)) < 2
                || Math.min(Math.abs(column - 59.5), Math.abs(column - 109.5)) < 2;
        if (Float.isNaN(back[i]) != Float.isNaN(values[i])) {
          assertTrue(rim, "far from the rim at " + row + ", " + column);
          wrong++;
        }
      }
    }
    // Half a cell on 180 cells of rim.
    assertTrue(wrong < 120, wrong + " cells");
  }

  @Test
  void blocksAndWindowsEqualTheWhole() {
    relief(60);
    float[] values = smooth();
    float[] whole = toRadar(IMAGE, 2, values);
    MapToRadar sums = new MapToRadar(IMAGE.part(50, 30, 100, 300), 2, 2, false);
    int cut = 131;
    sums.add(cut + 1, COLUMNS, lines, samples, values);
    sums.add(
        ROWS - cut,
        COLUMNS,
        Arrays.copyOfRange(lines, cut * COLUMNS, lines.length),
        Arrays.copyOfRange(samples, cut * COLUMNS, lines.length),
        Arrays.copyOfRange(values, cut * COLUMNS, lines.length));
    float[] part = sums.values();
    for (int row = 0; row < 100; row++) {
      float[] expected =
          Arrays.copyOfRange(
              whole, (row + 50) * IMAGE.columns() + 30, (row + 50) * IMAGE.columns() + 330);
      assertArrayEquals(expected, Arrays.copyOfRange(part, row * 300, row * 300 + 300), 1e-4f);
    }
  }

  @Test
  void classesAreNeverMixed() {
    relief(60);
    float[] values = new float[ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 + (i / COLUMNS / 7 + i % COLUMNS / 5) % 4;
    }
    MapToRadar sums = new MapToRadar(IMAGE, 1, 1, true);
    sums.add(ROWS, COLUMNS, lines, samples, values);
    float[] radar = sums.values();
    float[] back = new float[values.length];
    RadarToMap.interpolate(IMAGE, radar, lines, samples, true, back, back.length);
    int same = 0;
    int known = 0;
    for (int i = 0; i < back.length; i++) {
      if (!Float.isNaN(back[i])) {
        assertEquals(Math.rint(back[i]), back[i]);
        same += back[i] == values[i] ? 1 : 0;
        known++;
      }
    }
    assertTrue(known > 0.97 * back.length, known + " known");
    assertTrue(same > 0.8 * known, same + " of " + known);
  }

  @Property(tries = 50)
  void aConstantStaysUnderEveryLookup(
      @ForAll @DoubleRange(min = -2, max = 2) double lineDown,
      @ForAll @DoubleRange(min = -2, max = 2) double lineRight,
      @ForAll @DoubleRange(min = -2, max = 2) double sampleDown,
      @ForAll @DoubleRange(min = -2, max = 2) double sampleRight) {
    int side = 40;
    float[] l = new float[side * side];
    float[] s = new float[side * side];
    float[] values = new float[side * side];
    Arrays.fill(values, 7.25f);
    for (int i = 0; i < l.length; i++) {
      l[i] = (float) (100 + lineDown * Math.floorDiv(i, side) + lineRight * (i % side));
      s[i] = (float) (100 + sampleDown * Math.floorDiv(i, side) + sampleRight * (i % side));
    }
    RadarRaster image = new RadarRaster(-100.5, -100.5, 1, 1, 400, 400);
    MapToRadar sums = new MapToRadar(image, 1, 1, false);
    sums.add(side, side, l, s, values);
    float[] radar = sums.values();
    int filled = 0;
    for (float value : radar) {
      assertTrue(Float.isNaN(value) || Math.abs(value - 7.25) < 1e-5, "" + value);
      filled += Float.isNaN(value) ? 0 : 1;
    }
    double area =
        Math.abs(lineDown * sampleRight - lineRight * sampleDown) * (side - 1) * (side - 1);
    double rim =
        (side - 1) * (Math.hypot(lineDown, sampleDown) + Math.hypot(lineRight, sampleRight));
    assertEquals(area, filled, 2 * rim + 4, "as many cells as the map covers");
  }

  @Test
  void quadraticSurfacesAreKeptByCubicConvolution() {
    RadarRaster image = new RadarRaster(-0.5, -0.5, 1, 1, 20, 30);
    float[] values = new float[600];
    for (int i = 0; i < 600; i++) {
      double row = Math.floorDiv(i, 30);
      double column = i % 30;
      values[i] = (float) (row * row - 2 * row * column + 0.5 * column * column);
    }
    float[] line = {5.25f, 10.5f, 15.9f, Float.NaN, -0.4f, -0.6f, 19.4f};
    float[] sample = {7.75f, 3.5f, 20.1f, 4, 0, 0, 29.4f};
    float[] target = new float[7];
    RadarToMap.interpolate(image, values, line, sample, false, target, 7);
    for (int i = 0; i < 3; i++) {
      double expected = line[i] * line[i] - 2 * line[i] * sample[i] + 0.5 * sample[i] * sample[i];
      assertEquals(expected, target[i], 1e-3);
    }
    assertTrue(Float.isNaN(target[3]), "an unknown place");
    assertEquals(values[0], target[4], "within the outermost half cell");
    assertTrue(Float.isNaN(target[5]), "beyond it");
    assertEquals(values[599], target[6]);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RadarRaster(0, 0, 0, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new RadarRaster(0, 0, 1, 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new MapToRadar(IMAGE, 0, 1, false));
    MapToRadar sums = new MapToRadar(IMAGE, 1, 1, false);
    assertThrows(
        IllegalArgumentException.class,
        () -> sums.add(2, 2, new float[4], new float[3], new float[4]));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            RadarToMap.interpolate(
                IMAGE, new float[3], new float[1], new float[1], false, new float[1], 1));
  }
}
