package org.geofringe.server.correct;

import java.time.Instant;
import java.util.List;
import org.geofringe.correction.CoarseGrid;
import org.geofringe.correction.EarthTide;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;

/**
 * Tides of the solid Earth in line of sight, since the first date. They are worked out at the
 * centres of blocks of 1/16 of the scene and interpolated: over 20 km they bend by less than a
 * hundredth of a millimetre.
 */
public final class TideLayer implements DateCorrection {

  private static final int BLOCKS = 16;
  private static final float MILLIMETRES = 1000;

  private final CoarseGrid blocks;
  private final Look look;
  private final float[][][] tides;

  private TideLayer(CoarseGrid blocks, Look look, float[][][] tides) {
    this.blocks = blocks;
    this.look = look;
    this.tides = tides;
  }

  /**
   * Works out the tides.
   *
   * @param times of each date, the first first
   */
  public static TideLayer of(MapGrid grid, List<Instant> times, Look look) {
    Places places = Places.of(grid);
    CoarseGrid blocks =
        new CoarseGrid(
            grid.rows(),
            grid.columns(),
            Math.max(1, (grid.rows() + BLOCKS - 1) / BLOCKS),
            Math.max(1, (grid.columns() + BLOCKS - 1) / BLOCKS));
    double[][] longitude = new double[blocks.cells()][1];
    double[][] latitude = new double[blocks.cells()][1];
    for (int b = 0; b < longitude.length; b++) {
      places.along(
          b / blocks.columns() * blocks.down() + blocks.down() / 2,
          b % blocks.columns() * blocks.across() + blocks.across() / 2,
          longitude[b],
          latitude[b]);
    }
    double[][] first = new double[longitude.length][];
    float[][][] tides = new float[times.size()][3][longitude.length];
    for (int d = 0; d < tides.length; d++) {
      EarthTide tide = EarthTide.at(times.get(d));
      for (int b = 0; b < longitude.length; b++) {
        double[] moved =
            tide.displacement(Math.toRadians(latitude[b][0]), Math.toRadians(longitude[b][0]));
        if (d == 0) {
          first[b] = moved;
        }
        for (int k = 0; k < 3; k++) {
          tides[d][k][b] = (float) (MILLIMETRES * (moved[k] - first[b][k]));
        }
      }
    }
    return new TideLayer(blocks, look, tides);
  }

  @Override
  public void at(int date, Window window, float[] target) {
    float[][] vectors = look.read(window);
    int columns = window.columns();
    float[] moved = new float[columns];
    for (int r = 0; r < window.rows(); r++) {
      int start = r * columns;
      for (int k = 0; k < 3; k++) {
        blocks.interpolate(tides[date][k], 0, window.row() + r, window.column(), columns, moved, 0);
        for (int c = 0; c < columns; c++) {
          float along = moved[c] * vectors[k][start + c];
          target[start + c] = k == 0 ? along : target[start + c] + along;
        }
      }
    }
  }
}
