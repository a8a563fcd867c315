package org.geofringe.server.vector;

/** A rectangle in the coordinates of a layer, its borders included. */
record Box(double minX, double minY, double maxX, double maxY) {

  static final Box NOTHING =
      new Box(
          Double.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.NEGATIVE_INFINITY);

  static final Box EVERYTHING =
      new Box(
          Double.NEGATIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY);

  Box with(double x, double y) {
    return new Box(Math.min(minX, x), Math.min(minY, y), Math.max(maxX, x), Math.max(maxY, y));
  }

  /** Wider by a share of its size on each side. */
  Box grown(double share) {
    double x = share * (maxX - minX);
    double y = share * (maxY - minY);
    return new Box(minX - x, minY - y, maxX + x, maxY + y);
  }

  boolean meets(Box other) {
    return minX <= other.maxX && maxX >= other.minX && minY <= other.maxY && maxY >= other.minY;
  }

  boolean holds(Box other) {
    return minX <= other.minX && maxX >= other.maxX && minY <= other.minY && maxY >= other.maxY;
  }
}
