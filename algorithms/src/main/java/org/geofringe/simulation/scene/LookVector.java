package org.geofringe.simulation.scene;

/** Directions at a point of the ground. */
final class LookVector {

  private LookVector() {}

  /**
   * The unit vector from the ground to the satellite.
   *
   * @param longitude radians
   * @param latitude radians
   * @param point Earth-fixed; not modified
   * @param satellite Earth-fixed position first; not modified
   * @param unit receives east, north and up; modified
   */
  static void toSatellite(
      double longitude, double latitude, double[] point, double[] satellite, double[] unit) {
    double dx = satellite[0] - point[0];
    double dy = satellite[1] - point[1];
    double dz = satellite[2] - point[2];
    double length = Math.sqrt(dx * dx + dy * dy + dz * dz);
    double sinO = StrictMath.sin(longitude);
    double cosO = StrictMath.cos(longitude);
    double sinA = StrictMath.sin(latitude);
    double cosA = StrictMath.cos(latitude);
    unit[0] = (-sinO * dx + cosO * dy) / length;
    unit[1] = (-sinA * cosO * dx - sinA * sinO * dy + cosA * dz) / length;
    unit[2] = (cosA * cosO * dx + cosA * sinO * dy + sinA * dz) / length;
  }
}
