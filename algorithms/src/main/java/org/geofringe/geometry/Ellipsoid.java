package org.geofringe.geometry;

/** The WGS 84 ellipsoid, and geographic to Earth-fixed coordinates on it. */
public final class Ellipsoid {

  /** Semi-major axis in metres. */
  public static final double SEMI_MAJOR = 6378137;

  /** Flattening. */
  public static final double FLATTENING = 1 / 298.257223563;

  /** First eccentricity squared. */
  public static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

  private Ellipsoid() {}

  /**
   * Geographic to Earth-fixed.
   *
   * @param longitude radians
   * @param latitude radians
   * @param height metres above the ellipsoid
   * @param position receives x, y, z in metres; modified
   */
  public static void toCartesian(
      double longitude, double latitude, double height, double[] position) {
    double sin = Math.sin(latitude);
    double cos = Math.cos(latitude);
    double normal = SEMI_MAJOR / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin);
    position[0] = (normal + height) * cos * Math.cos(longitude);
    position[1] = (normal + height) * cos * Math.sin(longitude);
    position[2] = (normal * (1 - ECCENTRICITY_SQUARED) + height) * sin;
  }

  /**
   * Earth-fixed to geographic, by Bowring's formula repeated until it stands still: below a
   * micrometre from the sea floor to orbit height.
   *
   * @param position x, y, z in metres; not modified
   * @param geographic receives longitude and latitude in radians and height in metres; modified
   */
  public static void toGeographic(double[] position, double[] geographic) {
    double x = position[0];
    double y = position[1];
    double z = position[2];
    double distance = Math.hypot(x, y);
    double ratio = 1 - FLATTENING;
    double semiMinor = SEMI_MAJOR * ratio;
    double secondEccentricity = ECCENTRICITY_SQUARED / (1 - ECCENTRICITY_SQUARED);
    double reduced = Math.atan2(z, ratio * distance);
    double latitude = 0;
    for (int i = 0; i < 3; i++) {
      double sin = Math.sin(reduced);
      double cos = Math.cos(reduced);
      latitude =
          Math.atan2(
              z + secondEccentricity * semiMinor * sin * sin * sin,
              distance - ECCENTRICITY_SQUARED * SEMI_MAJOR * cos * cos * cos);
      reduced = Math.atan2(ratio * Math.sin(latitude), Math.cos(latitude));
    }
    double sin = Math.sin(latitude);
    double cos = Math.cos(latitude);
    double normal = SEMI_MAJOR / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin);
    geographic[0] = Math.atan2(y, x);
    geographic[1] = latitude;
    geographic[2] = distance * cos + z * sin - normal * (1 - ECCENTRICITY_SQUARED * sin * sin);
  }
}
