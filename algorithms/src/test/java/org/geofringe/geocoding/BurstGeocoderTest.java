package org.geofringe.geocoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.geofringe.geocoding.BurstGeocoder.Output;
import org.geofringe.geocoding.BurstGeocoder.Parameters;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.sentinel1.Burst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BurstGeocoderTest {

  private static final MapGrid GRID = new MapGrid("EPSG:32611", 0, 0, 5, 10, 150, 180);

  private static float[] heights(Window window, long seed) {
    float[] heights = new float[window.cells()];
    Random random = new Random(seed);
    for (int i = 0; i < heights.length; i++) {
      heights[i] = 20 * random.nextFloat();
    }
    return heights;
  }

  private static float[] geocode(
      SyntheticBurst synthetic, RadarGeometry geometry, Output output, Window window) {
    float[] whole = heights(GRID.window(), 5);
    float[] heights = new float[window.cells()];
    for (int row = 0; row < window.rows(); row++) {
      System.arraycopy(
          whole,
          (window.row() + row) * GRID.columns() + window.column(),
          heights,
          row * window.columns(),
          window.columns());
    }
    float[] slc = new float[2 * window.cells()];
    new BurstGeocoder(synthetic.burst, Parameters.standard(synthetic.burst.id().swath(), output))
        .geocode(synthetic.samples(), geometry, 0, 0, GRID, window, heights, null, slc);
    return slc;
  }

  /**
   * Error power against signal power below -40 dB, a mean phase error below 0.002 rad: the samples'
   * rounding alone is -75 dB, what is left is the kernel's ripple.
   */
  @ParameterizedTest
  @ValueSource(strings = {"IW1", "IW2", "IW3"})
  void resamplesWithinTheBand(String swath) {
    SyntheticBurst synthetic = new SyntheticBurst(swath, 160, 400, 3, false);
    RadarGeometry geometry = synthetic.geometry(20, 330);
    Burst burst = synthetic.burst;
    float[] slc = geocode(synthetic, geometry, Output.FLATTENED, GRID.window());
    float[] heights = heights(GRID.window(), 5);
    double[] times = new double[GRID.columns()];
    double[] ranges = new double[GRID.columns()];
    double error = 0;
    double power = 0;
    double crossReal = 0;
    double crossImaginary = 0;
    int count = 0;
    for (int row = 0; row < GRID.rows(); row++) {
      int offset = row * GRID.columns();
      geometry.locate(GRID.x(0), 5, GRID.y(row), heights, offset, GRID.columns(), times, ranges);
      for (int column = 0; column < GRID.columns(); column++) {
        float real = slc[2 * (offset + column)];
        float imaginary = slc[2 * (offset + column) + 1];
        if (Float.isNaN(real)) {
          continue;
        }
        double line = times[column] / SyntheticBurst.LINE_INTERVAL;
        double sample = burst.sample(ranges[column]);
        double[] field = synthetic.field(line, sample);
        double turns =
            2 * ranges[column] / burst.wavelength() - synthetic.carrier.cycles(line, sample);
        double angle = 2 * Math.PI * (turns - Math.rint(turns));
        double trueReal = field[0] * Math.cos(angle) - field[1] * Math.sin(angle);
        double trueImaginary = field[0] * Math.sin(angle) + field[1] * Math.cos(angle);
        error += Math.pow(real - trueReal, 2) + Math.pow(imaginary - trueImaginary, 2);
        power += trueReal * trueReal + trueImaginary * trueImaginary;
        crossReal += real * trueReal + imaginary * trueImaginary;
        crossImaginary += imaginary * trueReal - real * trueImaginary;
        count++;
      }
    }
    assertTrue(count > 15_000, count + " cells");
    double decibels = 10 * Math.log10(error / power);
    assertTrue(decibels < -40, swath + ": error of " + decibels + " dB");
    assertEquals(0, Math.atan2(crossImaginary, crossReal), 0.002);
  }

  /** Without signal of its own, a cell holds the flattened carrier alone: 1e-4 of the amplitude. */
  @Test
  void carrierGoesAndComesBack() {
    SyntheticBurst synthetic = new SyntheticBurst("IW2", 160, 400, 3, true);
    float[] slc = geocode(synthetic, synthetic.geometry(20, 330), Output.DERAMPED, GRID.window());
    int count = 0;
    for (int i = 0; i < slc.length; i += 2) {
      if (!Float.isNaN(slc[i])) {
        assertEquals(5000, slc[i], 2);
        assertEquals(0, slc[i + 1], 2);
        count++;
      }
    }
    assertTrue(count > 15_000, count + " cells");
  }

  @Test
  void tilesEqualTheWhole() {
    SyntheticBurst synthetic = new SyntheticBurst("IW2", 160, 400, 3, false);
    RadarGeometry geometry = synthetic.geometry(20, 330);
    float[] whole = geocode(synthetic, geometry, Output.FLATTENED, GRID.window());
    Window part = new Window(37, 41, 61, 83);
    float[] cut = geocode(synthetic, geometry, Output.FLATTENED, part);
    float[] expected = new float[cut.length];
    for (int row = 0; row < part.rows(); row++) {
      System.arraycopy(
          whole,
          2 * ((part.row() + row) * GRID.columns() + part.column()),
          expected,
          2 * row * part.columns(),
          2 * part.columns());
    }
    // One rounding of a float at 5,000 to 20,000 is 0.001.
    assertArrayEquals(expected, cut, 0.004f);
    Window aligned = new Window(128, 0, 22, 180);
    float[] bottom = geocode(synthetic, geometry, Output.FLATTENED, aligned);
    assertArrayEquals(
        Arrays.copyOfRange(whole, 2 * 128 * 180, whole.length), bottom, "same bits where aligned");
  }

  /** A cell is there exactly when all samples under its taps are valid. */
  @Test
  void edgesAreNotFilled() {
    SyntheticBurst synthetic = new SyntheticBurst("IW1", 160, 400, 3, false);
    RadarGeometry geometry = synthetic.geometry(-30, 260);
    float[] slc = geocode(synthetic, geometry, Output.DERAMPED, GRID.window());
    float[] heights = heights(GRID.window(), 5);
    double[] times = new double[GRID.columns()];
    double[] ranges = new double[GRID.columns()];
    int empty = 0;
    for (int row = 0; row < GRID.rows(); row++) {
      int offset = row * GRID.columns();
      geometry.locate(GRID.x(0), 5, GRID.y(row), heights, offset, GRID.columns(), times, ranges);
      for (int column = 0; column < GRID.columns(); column++) {
        int line = (int) Math.floor(times[column] / SyntheticBurst.LINE_INTERVAL);
        int sample = (int) Math.floor(synthetic.burst.sample(ranges[column]));
        boolean valid = true;
        for (int i = -3; i <= 4; i++) {
          for (int j = -7; j <= 8; j++) {
            valid &= synthetic.burst.isValid(line + i, sample + j);
          }
        }
        assertEquals(valid, !Float.isNaN(slc[2 * (offset + column)]), row + ", " + column);
        assertEquals(valid, !Float.isNaN(slc[2 * (offset + column) + 1]));
        empty += valid ? 0 : 1;
      }
    }
    assertTrue(empty > 1000, empty + " empty cells");
  }

  @Test
  void onlyWantedCellsChange() {
    SyntheticBurst synthetic = new SyntheticBurst("IW2", 160, 400, 3, false);
    RadarGeometry geometry = synthetic.geometry(20, 330);
    float[] whole = geocode(synthetic, geometry, Output.FLATTENED, GRID.window());
    float[] heights = heights(GRID.window(), 5);
    boolean[] wanted = new boolean[heights.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = i % 3 == 0;
    }
    heights[600] = Float.NaN;
    float[] slc = new float[2 * heights.length];
    Arrays.fill(slc, 7);
    new BurstGeocoder(synthetic.burst, Parameters.standard("IW2", Output.FLATTENED))
        .geocode(synthetic.samples(), geometry, 0, 0, GRID, GRID.window(), heights, wanted, slc);
    for (int i = 0; i < wanted.length; i++) {
      if (i == 600) {
        assertTrue(Float.isNaN(slc[2 * i]) && Float.isNaN(slc[2 * i + 1]));
      } else {
        assertEquals(wanted[i] ? whole[2 * i] : 7, slc[2 * i], 0.004);
        assertEquals(wanted[i] ? whole[2 * i + 1] : 7, slc[2 * i + 1], 0.004);
      }
    }
  }

  /** A correction of the time does what an earlier start of the burst does. */
  @Test
  void shiftMovesAlongAzimuth() {
    SyntheticBurst synthetic = new SyntheticBurst("IW2", 160, 400, 3, false);
    float[] heights = heights(GRID.window(), 5);
    float[] shifted = new float[2 * heights.length];
    float[] moved = new float[2 * heights.length];
    BurstGeocoder geocoder =
        new BurstGeocoder(synthetic.burst, Parameters.standard("IW2", Output.FLATTENED));
    double half = SyntheticBurst.LINE_INTERVAL / 2;
    geocoder.geocode(
        synthetic.samples(),
        synthetic.geometry(20, 330),
        0,
        half,
        GRID,
        GRID.window(),
        heights,
        null,
        shifted);
    geocoder.geocode(
        synthetic.samples(),
        synthetic.geometry(20.5, 330),
        0,
        0,
        GRID,
        GRID.window(),
        heights,
        null,
        moved);
    assertArrayEquals(moved, shifted, 0.01f);
  }

  /** Cells so far apart that a tile's samples do not fit in the work arrays: the tile is halved. */
  @Test
  void sparseCellsAreTakenInPieces() {
    SyntheticBurst synthetic = new SyntheticBurst("IW2", 800, 1300, 3, true);
    MapGrid sparse = new MapGrid("EPSG:32611", 0, 0, 30, 60, 100, 120);
    float[] slc = new float[2 * (int) sparse.cells()];
    new BurstGeocoder(synthetic.burst, Parameters.standard("IW2", Output.DERAMPED))
        .geocode(
            synthetic.samples(),
            synthetic.geometry(120, 1250),
            0,
            0,
            sparse,
            sparse.window(),
            new float[(int) sparse.cells()],
            null,
            slc);
    int count = 0;
    for (int i = 0; i < slc.length; i += 2) {
      if (!Float.isNaN(slc[i])) {
        assertEquals(5000, slc[i], 2);
        assertEquals(0, slc[i + 1], 2);
        count++;
      }
    }
    assertTrue(count > 10_000, count + " cells");
  }
}
