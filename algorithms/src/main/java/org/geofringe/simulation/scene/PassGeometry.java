package org.geofringe.simulation.scene;

import org.geofringe.geometry.GroundPoint;

/**
 * How a pass lies to the first one, seen from the ground in the middle of the scene: the baseline
 * between the two zero-Doppler positions along the look (positive where the pass stands nearer) and
 * across it (positive above, that is, on the side towards which the radar looks).
 */
public final class PassGeometry {

  private final double time;
  private final double[] point;
  private final double[] first = new double[6];
  private final double firstRange;
  private double perpendicular;
  private double parallel;
  private double rangeChange;

  public PassGeometry(Scene scene) {
    SceneSettings settings = scene.settings();
    SubSwath swath = settings.subSwaths().get(0);
    time = scene.frame().time(swath, settings.bursts() / 2, swath.lines() / 2.0);
    double range = scene.frame().range(swath, settings.samples(swath) / 2.0);
    GroundPoint middle = scene.frame().ground();
    middle.solve(time, range, settings.groundLevel());
    point = new double[] {middle.x(), middle.y(), middle.z()};
    firstRange = pass(scene.frame().orbit(), first);
  }

  private double pass(SceneOrbit orbit, double[] state) {
    Track track = new Track(orbit, time, 3);
    track.solve(point[0], point[1], point[2], time);
    orbit.state(track.time(), state);
    return track.range();
  }

  /** Moves to a pass. */
  public void at(ScenePass pass) {
    double[] state = new double[6];
    rangeChange = pass(pass.orbit(), state) - firstRange;
    double[] look = new double[3];
    double[] velocity = {first[3], first[4], first[5]};
    double[] baseline = new double[3];
    for (int k = 0; k < 3; k++) {
      look[k] = (point[k] - first[k]) / firstRange;
      baseline[k] = state[k] - first[k];
    }
    double[] across = {
      velocity[1] * look[2] - velocity[2] * look[1],
      velocity[2] * look[0] - velocity[0] * look[2],
      velocity[0] * look[1] - velocity[1] * look[0]
    };
    double sign = dot(across, first) > 0 ? 1 : -1;
    perpendicular = sign * dot(baseline, across) / Math.sqrt(dot(across, across));
    parallel = dot(baseline, look);
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  /** Metres. */
  public double perpendicular() {
    return perpendicular;
  }

  /** Metres. */
  public double parallel() {
    return parallel;
  }

  /** Metres of slant range more than at the first pass. */
  public double rangeChange() {
    return rangeChange;
  }
}
