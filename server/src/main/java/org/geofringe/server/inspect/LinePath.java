package org.geofringe.server.inspect;

import java.util.ArrayList;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.UserException;

/**
 * A line over a grid, by the distance from its start.
 *
 * @param x of its corners, in the grid's system; not modified
 * @param y of its corners; not modified
 * @param metres of each corner from the start along the line; not modified
 */
public record LinePath(double[] x, double[] y, double[] metres, GridMetres scale) {

  /** A straight line in another system is bent here: it is cut into as many pieces. */
  private static final int PIECES = 32;

  /**
   * A place on the line.
   *
   * @param eastward x of the unit vector to the right of the way, in units of x per metre
   * @param northward y of the same
   */
  public record Spot(double metres, double x, double y, double eastward, double northward) {}

  /**
   * Lays a line onto a grid.
   *
   * @param corners x and y in turn, at least two corners
   * @param crs of the corners
   * @throws UserException where all corners are one place
   */
  public static LinePath of(double[] corners, String crs, MapGrid grid) {
    List<double[]> points = new ArrayList<>();
    int pieces = crs.equals(grid.crs()) ? 1 : PIECES;
    for (int i = 0; i + 3 < corners.length; i += 2) {
      for (int piece = 0; piece < pieces; piece++) {
        double part = piece / (double) pieces;
        points.add(
            Crs.transform(
                corners[i] + part * (corners[i + 2] - corners[i]),
                corners[i + 1] + part * (corners[i + 3] - corners[i + 1]),
                crs,
                grid.crs()));
      }
    }
    int last = corners.length - 2;
    points.add(Crs.transform(corners[last], corners[last + 1], crs, grid.crs()));
    GridMetres scale = new GridMetres(grid);
    double[] x = new double[points.size()];
    double[] y = new double[points.size()];
    double[] metres = new double[points.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = points.get(i)[0];
      y[i] = points.get(i)[1];
      metres[i] = i == 0 ? 0 : metres[i - 1] + scale.between(x[i - 1], y[i - 1], x[i], y[i]);
    }
    if (!(metres[metres.length - 1] > 0)) {
      throw new UserException("The line has no length: give two places that differ.");
    }
    return new LinePath(x, y, metres, scale);
  }

  /** Length in metres. */
  public double length() {
    return metres[metres.length - 1];
  }

  /** Places at even distances, the start and, where it falls in, the end among them. */
  public List<Spot> spots(double spacing) {
    List<Spot> spots = new ArrayList<>();
    int piece = 0;
    for (int i = 0; i * spacing <= length() * (1 + 1e-9); i++) {
      double distance = Math.min(i * spacing, length());
      while (piece < metres.length - 2 && metres[piece + 1] <= distance) {
        piece++;
      }
      double size = metres[piece + 1] - metres[piece];
      double part = size > 0 ? (distance - metres[piece]) / size : 0;
      double east = (x[piece + 1] - x[piece]) * scale.east() / Math.max(size, Double.MIN_NORMAL);
      double north = (y[piece + 1] - y[piece]) * scale.north() / Math.max(size, Double.MIN_NORMAL);
      spots.add(
          new Spot(
              distance,
              x[piece] + part * (x[piece + 1] - x[piece]),
              y[piece] + part * (y[piece + 1] - y[piece]),
              north / scale.east(),
              -east / scale.north()));
    }
    return spots;
  }
}
