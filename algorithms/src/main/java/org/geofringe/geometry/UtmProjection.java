package org.geofringe.geometry;

/**
 * Universal Transverse Mercator on WGS 84, both ways, by Krüger's series (Karney 2011, Journal of
 * Geodesy 85, 475, equations 7 to 9 and 35 to 36) to the fourth power of the third flattening:
 * below a micrometre within 20° of the central meridian. Immutable: safe for many threads.
 */
public final class UtmProjection implements MapProjection {

  private static final double SCALE = 0.9996;
  private static final double FALSE_EASTING = 500_000;
  private static final double FALSE_NORTHING = 10_000_000;
  private static final double ECCENTRICITY = Math.sqrt(Ellipsoid.ECCENTRICITY_SQUARED);
  private static final double N = Ellipsoid.FLATTENING / (2 - Ellipsoid.FLATTENING);
  private static final double RADIUS =
      SCALE * Ellipsoid.SEMI_MAJOR / (1 + N) * (1 + N * N / 4 + N * N * N * N / 64);

  /** From the conformal sphere to the map; row: multiple of the angle, column: power of N. */
  private static final double[] TO_MAP =
      series(
          new double[][] {
            {1 / 2.0, -2 / 3.0, 5 / 16.0, 41 / 180.0},
            {0, 13 / 48.0, -3 / 5.0, 557 / 1440.0},
            {0, 0, 61 / 240.0, -103 / 140.0},
            {0, 0, 0, 49_561 / 161_280.0}
          });

  private static final double[] FROM_MAP =
      series(
          new double[][] {
            {1 / 2.0, -2 / 3.0, 37 / 96.0, -1 / 360.0},
            {0, 1 / 48.0, 1 / 15.0, -437 / 1440.0},
            {0, 0, 17 / 480.0, -37 / 840.0},
            {0, 0, 0, 4_397 / 161_280.0}
          });

  private final int zone;
  private final boolean south;
  private final double meridian;

  /**
   * The map of a zone.
   *
   * @param zone 1 to 60
   * @param south whether northings count from 10,000 km south of the equator
   */
  public UtmProjection(int zone, boolean south) {
    if (zone < 1 || zone > 60) {
      throw new IllegalArgumentException("a UTM zone is 1 to 60, got " + zone);
    }
    this.zone = zone;
    this.south = south;
    meridian = Math.toRadians(6 * zone - 183);
  }

  /**
   * The map of the zone that holds a point.
   *
   * @param longitude radians
   * @param latitude radians; south of the equator gives a southern zone
   */
  public static UtmProjection around(double longitude, double latitude) {
    int zone = (int) Math.floor(Math.toDegrees(longitude) / 6) + 31;
    return new UtmProjection(Math.floorMod(zone - 1, 60) + 1, latitude < 0);
  }

  /** Number of this map's coordinate reference system in the EPSG's list. */
  public int epsgCode() {
    return (south ? 32_700 : 32_600) + zone;
  }

  /** Whether the series hold at a longitude (radians): less than 20° from the zone's middle. */
  public boolean isNear(double longitude) {
    return Math.cos(longitude - meridian) > Math.cos(Math.toRadians(20));
  }

  @Override
  public void toGeographic(double x, double y, double[] geographic) {
    double xi = (y - (south ? FALSE_NORTHING : 0)) / RADIUS;
    double eta = (x - FALSE_EASTING) / RADIUS;
    double sphereXi = xi;
    double sphereEta = eta;
    for (int i = 0; i < FROM_MAP.length; i++) {
      double k = 2.0 * (i + 1);
      sphereXi -= FROM_MAP[i] * Math.sin(k * xi) * Math.cosh(k * eta);
      sphereEta -= FROM_MAP[i] * Math.cos(k * xi) * Math.sinh(k * eta);
    }
    double sinh = Math.sinh(sphereEta);
    double cos = Math.cos(sphereXi);
    double conformal = Math.sin(sphereXi) / Math.hypot(sinh, cos);
    double tangent = conformal / (1 - Ellipsoid.ECCENTRICITY_SQUARED);
    for (int i = 0; i < 3; i++) {
      double found = conformalTangent(tangent);
      double secant = Math.sqrt(1 + tangent * tangent);
      double slope =
          (1 - Ellipsoid.ECCENTRICITY_SQUARED)
              * Math.sqrt(1 + found * found)
              * secant
              / (1 + (1 - Ellipsoid.ECCENTRICITY_SQUARED) * tangent * tangent);
      tangent += (conformal - found) / slope;
    }
    double longitude = meridian + Math.atan2(sinh, cos);
    geographic[0] = longitude - 2 * Math.PI * Math.rint(longitude / (2 * Math.PI));
    geographic[1] = Math.atan(tangent);
  }

  /**
   * Transforms one point to the map.
   *
   * @param longitude radians
   * @param latitude radians
   * @param map receives easting and northing in metres; modified
   */
  public void toMap(double longitude, double latitude, double[] map) {
    double conformal = conformalTangent(Math.tan(latitude));
    double cos = Math.cos(longitude - meridian);
    double sphereXi = Math.atan2(conformal, cos);
    double across = Math.sin(longitude - meridian) / Math.hypot(conformal, cos);
    double sphereEta = Math.copySign(Math.log1p(Math.abs(across) + lift(Math.abs(across))), across);
    double xi = sphereXi;
    double eta = sphereEta;
    for (int i = 0; i < TO_MAP.length; i++) {
      double k = 2.0 * (i + 1);
      xi += TO_MAP[i] * Math.sin(k * sphereXi) * Math.cosh(k * sphereEta);
      eta += TO_MAP[i] * Math.cos(k * sphereXi) * Math.sinh(k * sphereEta);
    }
    map[0] = FALSE_EASTING + RADIUS * eta;
    map[1] = (south ? FALSE_NORTHING : 0) + RADIUS * xi;
  }

  /** √(1 + x²) - 1 without loss for small x. */
  private static double lift(double x) {
    return x * x / (1 + Math.sqrt(1 + x * x));
  }

  /** Tangent of the conformal latitude from the tangent of the latitude. */
  private static double conformalTangent(double tangent) {
    double secant = Math.sqrt(1 + tangent * tangent);
    double sine = ECCENTRICITY * tangent / secant;
    double sigma = Math.sinh(ECCENTRICITY / 2 * Math.log((1 + sine) / (1 - sine)));
    return tangent * Math.sqrt(1 + sigma * sigma) - sigma * secant;
  }

  private static double[] series(double[][] terms) {
    double[] sums = new double[terms.length];
    for (int i = 0; i < terms.length; i++) {
      double power = N;
      for (double term : terms[i]) {
        sums[i] += term * power;
        power *= N;
      }
    }
    return sums;
  }
}
