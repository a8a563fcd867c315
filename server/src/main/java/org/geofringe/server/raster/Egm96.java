package org.geofringe.server.raster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.zip.GZIPInputStream;
import org.geofringe.geometry.BicubicSampler;
import org.geofringe.grid.FloatGrid;

/**
 * The height of the geoid EGM96 (Lemoine et al. 1998, NASA/TP-1998-206861) above the WGS 84
 * ellipsoid: the NGA's grid of the full model, to degree and order 360, every quarter of a degree,
 * bicubic in between, around the globe and over the poles. The nodes are rounded to centimetres, so
 * off by 5 mm at most; between them the NGA's own program, whose spline is another, differs by
 * another centimetre or so. The model itself is good to half a metre or a metre. The first use
 * unpacks the grid, which takes some hundredths of a second and holds 4 MB. Safe for many threads.
 */
public final class Egm96 {

  private static final String RESOURCE = "egm96-15min.gz";

  private static final int PER_DEGREE = 4;
  private static final int ROWS = 180 * PER_DEGREE + 1;
  private static final int COLUMNS = 360 * PER_DEGREE;

  /** Nodes repeated north and west of the grid: a surface takes one before a place. */
  private static final int BEFORE = 1;

  /** Nodes repeated south and east of the grid: a surface takes two after a place. */
  private static final int AFTER = 2;

  private static final int HEIGHT = BEFORE + ROWS + AFTER;
  private static final int WIDTH = BEFORE + COLUMNS + AFTER;

  private static final BicubicSampler SURFACE = load();

  private Egm96() {}

  /**
   * Height of the geoid in metres above the ellipsoid.
   *
   * @param longitude degrees, any number of turns
   * @param latitude degrees; beyond a pole the height is that of the pole
   */
  public static double undulation(double longitude, double latitude) {
    double turned = longitude + 180 - 360 * Math.floor((longitude + 180) / 360);
    double row = (90 - Math.max(-90, Math.min(90, latitude))) * PER_DEGREE;
    return SURFACE.at(BEFORE + row, BEFORE + turned * PER_DEGREE);
  }

  private static BicubicSampler load() {
    try (InputStream resource = Egm96.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new FileNotFoundException(RESOURCE);
      }
      byte[] bytes = new GZIPInputStream(resource).readAllBytes();
      float[] metres = sums(ByteBuffer.wrap(bytes).asShortBuffer());
      continueEastAndWest(metres);
      for (int i = 1; i <= BEFORE; i++) {
        copyHalfATurnAway(metres, BEFORE + i, BEFORE - i);
      }
      int southPole = BEFORE + ROWS - 1;
      for (int i = 1; i <= AFTER; i++) {
        copyHalfATurnAway(metres, southPole - i, southPole + i);
      }
      return new BicubicSampler(new FloatGrid(HEIGHT, WIDTH, metres));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Heights in metres, with room for the repeated nodes. */
  private static float[] sums(ShortBuffer differences) {
    float[] metres = new float[HEIGHT * WIDTH];
    short[] step = new short[COLUMNS];
    int[] centimetres = new int[COLUMNS];
    for (int row = 0; row < ROWS; row++) {
      differences.get(step);
      int first = (BEFORE + row) * WIDTH + BEFORE;
      int sum = 0;
      for (int column = 0; column < COLUMNS; column++) {
        sum += step[column];
        centimetres[column] += sum;
        metres[first + column] = centimetres[column] / 100f;
      }
    }
    return metres;
  }

  private static void continueEastAndWest(float[] metres) {
    for (int row = BEFORE; row < BEFORE + ROWS; row++) {
      int west = row * WIDTH;
      int east = west + BEFORE + COLUMNS;
      System.arraycopy(metres, east - BEFORE, metres, west, BEFORE);
      System.arraycopy(metres, west + BEFORE, metres, east, AFTER);
    }
  }

  /** What lies beyond a pole is a row before it, half a turn away. */
  private static void copyHalfATurnAway(float[] metres, int row, int beyond) {
    for (int column = 0; column < WIDTH; column++) {
      int opposite = BEFORE + Math.floorMod(column - BEFORE + COLUMNS / 2, COLUMNS);
      metres[beyond * WIDTH + column] = metres[row * WIDTH + opposite];
    }
  }
}
