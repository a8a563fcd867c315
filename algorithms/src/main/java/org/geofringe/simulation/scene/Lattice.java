package org.geofringe.simulation.scene;

import org.geofringe.geometry.GroundPoint;

/**
 * Where the scatterers of the ground stand: on an even lattice in longitude and latitude, aligned
 * with the flight. Speckle needs no disorder: complex Gaussian amplitudes on points closer than the
 * resolution are, once filtered to the band, the same process as on points everywhere. 3 m along
 * range are at most 3 m of slant range on the steepest slope that faces away, against a resolution
 * of 2.7 m (IW1) to 3.5 m (IW3), and 1.9 m on level ground; 14 m along azimuth stand against 21 m:
 * 2.3 scatterers for each resolution cell on level ground.
 */
final class Lattice {

  /** Metres from scatterer to scatterer along range. */
  static final double ALONG_RANGE = 3;

  /** Metres from scatterer to scatterer along azimuth. */
  static final double ALONG_AZIMUTH = 14;

  private final double longitude;
  private final double latitude;
  private final double[] rangeStep = new double[2];
  private final double[] azimuthStep = new double[2];

  Lattice(SceneSettings settings, SceneFrame frame) {
    SubSwath swath = settings.subSwaths().get(0);
    double time = frame.time(swath, settings.bursts() / 2, 0);
    double range = frame.range(swath, settings.samples(swath) / 2.0);
    GroundPoint point = frame.ground();
    point.solve(time, range, settings.groundLevel());
    longitude = Math.toDegrees(point.longitude());
    latitude = Math.toDegrees(point.latitude());
    point.solve(time, range + 500, settings.groundLevel());
    step(point, ALONG_RANGE, rangeStep);
    point.solve(time + 0.2, range, settings.groundLevel());
    step(point, ALONG_AZIMUTH, azimuthStep);
  }

  private void step(GroundPoint there, double metres, double[] step) {
    double dx = Math.toDegrees(there.longitude()) - longitude;
    double dy = Math.toDegrees(there.latitude()) - latitude;
    double distance =
        Math.hypot(
            dx * Ground.metresPerDegreeEast(latitude), dy * Ground.metresPerDegreeNorth(latitude));
    step[0] = dx * metres / distance;
    step[1] = dy * metres / distance;
  }

  /** Degrees. */
  double longitude(int alongRange, int alongAzimuth) {
    return longitude + alongRange * rangeStep[0] + alongAzimuth * azimuthStep[0];
  }

  /** Degrees. */
  double latitude(int alongRange, int alongAzimuth) {
    return latitude + alongRange * rangeStep[1] + alongAzimuth * azimuthStep[1];
  }

  /**
   * The lattice coordinates of a point, degrees.
   *
   * @param steps receives those along range and along azimuth; modified
   */
  void find(double longitudeDegrees, double latitudeDegrees, double[] steps) {
    double dx = longitudeDegrees - longitude;
    double dy = latitudeDegrees - latitude;
    double determinant = rangeStep[0] * azimuthStep[1] - rangeStep[1] * azimuthStep[0];
    steps[0] = (dx * azimuthStep[1] - dy * azimuthStep[0]) / determinant;
    steps[1] = (dy * rangeStep[0] - dx * rangeStep[1]) / determinant;
  }
}
