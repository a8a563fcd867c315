package org.geofringe.correction;

import java.time.Duration;
import java.time.Instant;

/**
 * Where Sun and Moon stand, in the Earth-fixed frame: the short series of Montenbruck and Gill
 * (2000, section 3.3.2), a few arc minutes and a thousandth of the distance, turned by mean
 * sidereal time. Precession and nutation beyond the mean equinox of date, polar motion and UT1 -
 * UTC are left out: each is below the error of the series, and all together move a tide of 300 mm
 * by less than 1 mm.
 *
 * @param sun x, y, z in metres
 * @param moon x, y, z in metres
 * @param arguments of the tides at this instant
 */
@SuppressWarnings("ArrayRecordComponent")
record SunMoon(double[] sun, double[] moon, Arguments arguments) {

  private static final Instant J2000 = Instant.parse("2000-01-01T12:00:00Z");
  private static final double SECONDS_PER_CENTURY = 36525 * 86400.0;

  /** Terrestrial time minus UTC since 2017; between 67 and 69 s since Sentinel-1 flies. */
  private static final double TERRESTRIAL_TIME = 69.184;

  /** Arc seconds of a term for the arguments l, l', F, D. */
  private static final double[][] MOON_LONGITUDE = {
    {22640, 1, 0, 0, 0},
    {769, 2, 0, 0, 0},
    {-4586, 1, 0, 0, -2},
    {2370, 0, 0, 0, 2},
    {-668, 0, 1, 0, 0},
    {-412, 0, 0, 2, 0},
    {-212, 2, 0, 0, -2},
    {-206, 1, 1, 0, -2},
    {192, 1, 0, 0, 2},
    {-165, 0, 1, 0, -2},
    {148, 1, -1, 0, 0},
    {-125, 0, 0, 0, 1},
    {-110, 1, 1, 0, 0},
    {-55, 0, 0, 2, -2}
  };

  private static final double[][] MOON_LATITUDE = {
    {-526, 0, 0, 1, -2},
    {44, 1, 0, 1, -2},
    {-31, -1, 0, 1, -2},
    {-25, -2, 0, 1, 0},
    {-23, 0, 1, 1, -2},
    {21, -1, 0, 1, 0},
    {11, 0, -1, 1, -2}
  };

  private static final double[][] MOON_DISTANCE_KM = {
    {385000, 0, 0, 0, 0},
    {-20905, 1, 0, 0, 0},
    {-3699, -1, 0, 0, 2},
    {-2956, 0, 0, 0, 2},
    {-570, 2, 0, 0, 0},
    {246, 2, 0, 0, -2},
    {-205, 0, 1, 0, -2},
    {-171, 1, 0, 0, 2},
    {-152, 1, 1, 0, -2}
  };

  /**
   * Angles in radians that tides are counted in.
   *
   * @param sidereal mean sidereal time of Greenwich
   * @param s mean longitude of the Moon
   * @param h of the Sun
   * @param p of the Moon's perigee
   * @param node minus that of the Moon's ascending node
   * @param ps of the Sun's perigee
   */
  record Arguments(double sidereal, double s, double h, double p, double node, double ps) {

    /** Doodson's angle of a tide by its multiples of τ's companions. */
    double angle(double[] tide, boolean diurnal) {
      double lunarTime = diurnal ? sidereal + Math.PI - s : 0;
      return lunarTime + tide[0] * s + tide[1] * h + tide[2] * p + tide[3] * node + tide[4] * ps;
    }
  }

  /** The bodies at an instant. */
  static SunMoon at(Instant time) {
    Duration since = Duration.between(J2000, time);
    double seconds = since.getSeconds() + since.getNano() * 1e-9;
    double t = (seconds + TERRESTRIAL_TIME) / SECONDS_PER_CENTURY;
    double universal = seconds / SECONDS_PER_CENTURY;
    double sidereal =
        radians(
            280.46061837
                + 360.98564736629 * 36525 * universal
                + 0.000387933 * universal * universal);
    double obliquity = radians(23.43929111 - 0.0130042 * t);
    return new SunMoon(
        earthFixed(sun(t), obliquity, sidereal),
        earthFixed(moon(t), obliquity, sidereal),
        new Arguments(
            sidereal,
            radians(218.31664563 + 481267.88194 * t - 0.0014663889 * t * t),
            radians(280.46645 + 36000.7697489 * t + 0.00030322222 * t * t),
            radians(83.35324312 + 4069.01363525 * t - 0.01032172222 * t * t),
            radians(234.95544499 + 1934.13626197 * t - 0.00207561111 * t * t),
            radians(282.93734098 + 1.71945766667 * t + 0.00045688889 * t * t)));
  }

  /** Longitude, latitude of date in radians and distance in metres. */
  private static double[] sun(double t) {
    double anomaly = radians(357.5256 + 35999.049 * t);
    double longitude =
        radians(282.9400 + 1.3972 * t)
            + anomaly
            + arcSeconds(6892 * Math.sin(anomaly) + 72 * Math.sin(2 * anomaly));
    double distance = (149.619 - 2.499 * Math.cos(anomaly) - 0.021 * Math.cos(2 * anomaly)) * 1e9;
    return new double[] {longitude, 0, distance};
  }

  private static double[] moon(double t) {
    double mean = radians(218.31617 + 481267.88088 * t);
    double[] arguments = {
      radians(134.96292 + 477198.86753 * t),
      radians(357.52543 + 35999.04944 * t),
      radians(93.27283 + 483202.01873 * t),
      radians(297.85027 + 445267.11135 * t)
    };
    double longitude = 0;
    for (double[] term : MOON_LONGITUDE) {
      longitude += arcSeconds(term[0]) * Math.sin(angle(term, arguments));
    }
    double latitude =
        arcSeconds(18520)
            * Math.sin(
                arguments[2]
                    + longitude
                    + arcSeconds(412 * Math.sin(2 * arguments[2]) + 541 * Math.sin(arguments[1])));
    for (double[] term : MOON_LATITUDE) {
      latitude += arcSeconds(term[0]) * Math.sin(angle(term, arguments));
    }
    double distance = 0;
    for (double[] term : MOON_DISTANCE_KM) {
      distance += 1000 * term[0] * Math.cos(angle(term, arguments));
    }
    return new double[] {mean + longitude, latitude, distance};
  }

  private static double angle(double[] term, double[] arguments) {
    double angle = 0;
    for (int k = 0; k < arguments.length; k++) {
      angle += term[k + 1] * arguments[k];
    }
    return angle;
  }

  private static double[] earthFixed(double[] ecliptic, double obliquity, double sidereal) {
    double x = ecliptic[2] * Math.cos(ecliptic[1]) * Math.cos(ecliptic[0]);
    double y = ecliptic[2] * Math.cos(ecliptic[1]) * Math.sin(ecliptic[0]);
    double z = ecliptic[2] * Math.sin(ecliptic[1]);
    double equatorialY = y * Math.cos(obliquity) - z * Math.sin(obliquity);
    double equatorialZ = y * Math.sin(obliquity) + z * Math.cos(obliquity);
    return new double[] {
      x * Math.cos(sidereal) + equatorialY * Math.sin(sidereal),
      -x * Math.sin(sidereal) + equatorialY * Math.cos(sidereal),
      equatorialZ
    };
  }

  private static double radians(double degrees) {
    return Math.toRadians(degrees % 360);
  }

  private static double arcSeconds(double seconds) {
    return Math.toRadians(seconds / 3600);
  }
}
