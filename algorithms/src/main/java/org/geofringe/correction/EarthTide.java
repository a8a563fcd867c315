package org.geofringe.correction;

import java.time.Instant;

/**
 * The tide of the solid Earth at an instant, as the IERS Conventions (2010, section 7.1.1) have it:
 * displacement of degree 2 and 3 by Moon and Sun (eq. 7.5, 7.6), with the latitude dependence and
 * the lag of the Love numbers (eq. 7.8 to 7.11), and what resonance adds in the diurnal and the
 * long-period band (eq. 7.12, 7.13; terms of 0.05 mm and more of tables 7.3a and 7.3b). The
 * permanent tide is in it: only differences between instants mean anything here. Ocean loading and
 * the pole tide are not.
 *
 * <p>Immutable: safe between threads.
 */
public final class EarthTide {

  private static final double RADIUS = 6_378_136.6;
  private static final double FLATTENING_SQUARED = 0.006694379990;
  private static final double SUN_MASS = 332_946.0482;
  private static final double MOON_MASS = 0.0123000371;
  private static final double H3 = 0.292;
  private static final double L3 = 0.015;

  /** s, h, p, N', ps; radial in and out of phase, transverse in and out of phase, mm. */
  private static final double[][] DIURNAL = {
    {-2, 0, 1, 0, 0, -0.08, 0, -0.01, 0.01},
    {-1, 0, 0, -1, 0, -0.10, 0, 0, 0},
    {-1, 0, 0, 0, 0, -0.51, 0, -0.02, 0.03},
    {0, 0, 1, 0, 0, 0.06, 0, 0, 0},
    {1, -3, 0, 0, 1, -0.06, 0, 0, 0},
    {1, -2, 0, 0, 0, -1.23, -0.07, 0.06, 0.01},
    {1, 0, 0, -1, 0, -0.22, 0.01, 0.01, 0},
    {1, 0, 0, 0, 0, 12.00, -0.78, -0.67, -0.03},
    {1, 0, 0, 1, 0, 1.73, -0.12, -0.10, 0},
    {1, 1, 0, 0, -1, -0.50, -0.01, 0.03, 0},
    {1, 2, 0, 0, 0, -0.11, 0.01, 0.01, 0}
  };

  private static final double[][] LONG_PERIOD = {
    {0, 0, 0, 1, 0, 0.47, 0.23, 0.16, 0.07},
    {0, 2, 0, 0, 0, -0.20, -0.12, -0.11, -0.05},
    {1, 0, -1, 0, 0, -0.11, -0.08, -0.09, -0.04},
    {2, 0, 0, 0, 0, -0.13, -0.11, -0.15, -0.07},
    {2, 0, 0, 1, 0, -0.05, -0.05, -0.06, -0.03}
  };

  private final SunMoon bodies;

  private EarthTide(SunMoon bodies) {
    this.bodies = bodies;
  }

  /** The tide at an instant. */
  public static EarthTide at(Instant time) {
    return new EarthTide(SunMoon.at(time));
  }

  /**
   * Displacement of the ground.
   *
   * @param latitude geodetic, radians
   * @param longitude radians
   * @return metres to the east, to the north and up
   */
  public double[] displacement(double latitude, double longitude) {
    double geocentric = Math.atan((1 - FLATTENING_SQUARED) * Math.tan(latitude));
    Sums sums = new Sums(geocentric, longitude);
    sums.body(bodies.sun(), SUN_MASS);
    sums.body(bodies.moon(), MOON_MASS);
    sums.resonance(bodies.arguments());
    // From the direction away from the Earth's centre to the vertical.
    double tilt = latitude - geocentric;
    return new double[] {
      sums.east,
      sums.north * Math.cos(tilt) - sums.radial * Math.sin(tilt),
      sums.radial * Math.cos(tilt) + sums.north * Math.sin(tilt)
    };
  }

  /** Displacement along the geocentric directions of a place. */
  private static final class Sums {
    private final double latitude;
    private final double longitude;
    private final double sin;
    private final double cos;
    double east;
    double north;
    double radial;

    Sums(double latitude, double longitude) {
      this.latitude = latitude;
      this.longitude = longitude;
      sin = Math.sin(latitude);
      cos = Math.cos(latitude);
    }

    void body(double[] position, double mass) {
      double distance =
          Math.sqrt(
              position[0] * position[0] + position[1] * position[1] + position[2] * position[2]);
      double declination = Math.asin(position[2] / distance);
      double hourAngle = longitude - Math.atan2(position[1], position[0]);
      double sinD = Math.sin(declination);
      double cosD = Math.cos(declination);
      double sinH = Math.sin(hourAngle);
      double cosH = Math.cos(hourAngle);
      double ratio = RADIUS / distance;
      double second = mass * RADIUS * ratio * ratio * ratio;
      double third = second * ratio;
      double polynomial = (3 * sin * sin - 1) / 2;
      double h2 = 0.6078 - 0.0006 * polynomial;
      double l2 = 0.0847 + 0.0002 * polynomial;
      double zenith = sin * sinD + cos * cosD * cosH;
      radial += second * h2 * (1.5 * zenith * zenith - 0.5);
      radial += third * H3 * (2.5 * zenith * zenith * zenith - 1.5 * zenith);
      double towards = second * 3 * l2 * zenith + third * L3 * (7.5 * zenith * zenith - 1.5);
      north += towards * (cos * sinD - sin * cosD * cosH);
      east -= towards * cosD * sinH;
      lag(second, sinD, cosD, sinH, cosH);
      latitudeDependence(second, sinD, cosD, sinH, cosH);
    }

    /** What comes late because the mantle is not quite elastic. */
    private void lag(double second, double sinD, double cosD, double sinH, double cosH) {
      double cos2 = cos * cos - sin * sin;
      double diurnal = second * 2 * sinD * cosD;
      radial += 0.75 * 0.0025 * diurnal * 2 * sin * cos * sinH;
      north += 1.5 * 0.0007 * diurnal * cos2 * sinH;
      east += 1.5 * 0.0007 * diurnal * sin * cosH;
      double semidiurnal = second * cosD * cosD;
      double sin2H = 2 * sinH * cosH;
      double cos2H = cosH * cosH - sinH * sinH;
      radial += 0.75 * 0.0022 * semidiurnal * cos * cos * sin2H;
      north -= 0.75 * 0.0007 * semidiurnal * 2 * sin * cos * sin2H;
      east += 1.5 * 0.0007 * semidiurnal * cos * cos2H;
    }

    /** The Love number l of degree 1, from the Earth's rotation and flattening. */
    private void latitudeDependence(
        double second, double sinD, double cosD, double sinH, double cosH) {
      double cos2 = cos * cos - sin * sin;
      double diurnal = 0.0012 * sin * second * 3 * sinD * cosD;
      north -= diurnal * sin * cosH;
      east += diurnal * cos2 * sinH;
      double semidiurnal = 0.5 * 0.0024 * sin * cos * second * 3 * cosD * cosD;
      north -= semidiurnal * (cosH * cosH - sinH * sinH);
      east -= semidiurnal * sin * 2 * sinH * cosH;
    }

    void resonance(SunMoon.Arguments arguments) {
      double millimetre = 1e-3;
      for (double[] tide : DIURNAL) {
        double angle = arguments.angle(tide, true) + longitude;
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        radial += millimetre * (tide[5] * s + tide[6] * c) * 2 * sin * cos;
        east += millimetre * (tide[7] * c - tide[8] * s) * sin;
        north += millimetre * (tide[7] * s + tide[8] * c) * Math.cos(2 * latitude);
      }
      for (double[] tide : LONG_PERIOD) {
        double angle = arguments.angle(tide, false);
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        radial += millimetre * (1.5 * sin * sin - 0.5) * (tide[5] * c + tide[6] * s);
        north += millimetre * (tide[7] * c + tide[8] * s) * 2 * sin * cos;
      }
    }
  }
}
