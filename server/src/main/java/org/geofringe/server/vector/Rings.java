package org.geofringe.server.vector;

import java.util.Arrays;
import java.util.List;

/**
 * One polygon: what lies inside an odd number of its rings, so a ring within a ring is a hole.
 *
 * @param rings x and y of each corner in turn; whether the first corner is repeated at the end does
 *     not matter; not modified
 */
record Rings(List<double[]> rings) {

  /** The box that holds all corners. */
  Box box() {
    Box box = Box.NOTHING;
    for (double[] ring : rings) {
      for (int i = 0; i < ring.length; i += 2) {
        box = box.with(ring[i], ring[i + 1]);
      }
    }
    return box;
  }

  /**
   * What of the polygon lies in a box (Sutherland and Hodgman 1974, ring by ring). Pieces that come
   * apart stay joined along the box's border, where they enclose nothing.
   */
  Rings within(Box box) {
    Box own = box();
    if (box.holds(own)) {
      return this;
    }
    return new Rings(
        rings.stream()
            .map(ring -> clip(ring, 0, box.minX(), 1))
            .map(ring -> clip(ring, 0, box.maxX(), -1))
            .map(ring -> clip(ring, 1, box.minY(), 1))
            .map(ring -> clip(ring, 1, box.maxY(), -1))
            .filter(ring -> ring.length > 0)
            .toList());
  }

  /** Keeps what lies on one side of a line: sign times (coordinate - limit) is not negative. */
  private static double[] clip(double[] ring, int axis, double limit, int sign) {
    double[] kept = new double[2 * ring.length];
    int size = 0;
    int corners = ring.length / 2;
    for (int i = 0; i < corners; i++) {
      int here = 2 * i;
      int next = 2 * ((i + 1) % corners);
      double a = sign * (ring[here + axis] - limit);
      double b = sign * (ring[next + axis] - limit);
      if (a >= 0) {
        kept[size++] = ring[here];
        kept[size++] = ring[here + 1];
      }
      if ((a >= 0) != (b >= 0)) {
        double part = a / (a - b);
        int other = 1 - axis;
        kept[size + axis] = limit;
        kept[size + other] = ring[here + other] + part * (ring[next + other] - ring[here + other]);
        size += 2;
      }
    }
    return Arrays.copyOf(kept, size);
  }
}
