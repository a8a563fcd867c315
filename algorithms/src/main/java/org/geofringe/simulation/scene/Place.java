package org.geofringe.simulation.scene;

import org.geofringe.grid.MapGrid;

/** Between which cell centres of a grid a point lies. Keeps the last answer: one per thread. */
final class Place {

  private final MapGrid grid;
  private int cell;
  private float fractionX;
  private float fractionY;
  private int nearest;

  Place(MapGrid grid) {
    this.grid = grid;
  }

  /** Moves to a point; beyond the outermost centres it is put onto them. */
  void at(double x, double y) {
    double column =
        Math.max(0, Math.min(grid.columns() - 1.001, (x - grid.west()) / grid.spacingX() - 0.5));
    double row =
        Math.max(0, Math.min(grid.rows() - 1.001, (grid.north() - y) / grid.spacingY() - 0.5));
    int c = (int) column;
    int r = (int) row;
    cell = r * grid.columns() + c;
    fractionX = (float) (column - c);
    fractionY = (float) (row - r);
    nearest = cell + (fractionX > 0.5f ? 1 : 0) + (fractionY > 0.5f ? grid.columns() : 0);
  }

  /** The cell north-west of the point. */
  int cell() {
    return cell;
  }

  /** Eastwards from that cell's centre, in cells. */
  float fractionX() {
    return fractionX;
  }

  /** Southwards from that cell's centre, in cells. */
  float fractionY() {
    return fractionY;
  }

  /** The cell that holds the point. */
  int nearest() {
    return nearest;
  }
}
