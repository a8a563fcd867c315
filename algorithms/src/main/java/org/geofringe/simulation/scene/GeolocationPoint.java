package org.geofringe.simulation.scene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.geometry.GroundPoint;
import org.geofringe.orbit.Orbit;

/**
 * A point of an annotation's geolocation grid.
 *
 * @param azimuthTime zero-Doppler time of its line
 * @param slantRangeTime two-way, seconds
 * @param line of the image, bursts one below the other
 * @param pixel of the image
 * @param latitude degrees
 * @param longitude degrees
 * @param height metres above the ellipsoid
 * @param incidence degrees from the ellipsoid's normal
 * @param elevation of the antenna's look from the nadir, degrees
 */
public record GeolocationPoint(
    Instant azimuthTime,
    double slantRangeTime,
    int line,
    int pixel,
    double latitude,
    double longitude,
    double height,
    double incidence,
    double elevation) {

  private static final int COLUMNS = 21;

  /**
   * The grid of an image: 21 points along the first line of each burst and along the last of all,
   * with the orbit that the annotation has.
   */
  public static List<GeolocationPoint> grid(Scene scene, ScenePass pass, SubSwath swath) {
    int bursts = scene.settings().bursts();
    int samples = scene.settings().samples(swath);
    Surface surface = new Surface(scene.ground().demGrid(), scene.ground().dem());
    GroundPoint ground = scene.frame().ground(pass.orbit());
    List<GeolocationPoint> points = new ArrayList<>();
    for (int row = 0; row <= bursts; row++) {
      int burst = Math.min(row, bursts - 1);
      int lineInBurst = row == bursts ? swath.lines() - 1 : 0;
      Instant time =
          Scene.after(scene.firstLine(pass, swath, burst), lineInBurst * SubSwath.LINE_INTERVAL);
      int step = (samples + COLUMNS - 2) / (COLUMNS - 1);
      for (int column = 0; column < COLUMNS; column++) {
        int pixel = Math.min(column * step, samples - 1);
        points.add(point(scene, pass, swath, ground, surface, time, burst, lineInBurst, pixel));
      }
    }
    return points;
  }

  private static GeolocationPoint point(
      Scene scene,
      ScenePass pass,
      SubSwath swath,
      GroundPoint ground,
      Surface surface,
      Instant time,
      int burst,
      int lineInBurst,
      int pixel) {
    double since = Orbit.seconds(pass.node(), time) - pass.azimuthErrorSeconds();
    double range = scene.frame().range(swath, pixel);
    double height = scene.settings().groundLevel();
    for (int i = 0; i < 12; i++) {
      ground.solve(since, range, height);
      surface.at(Math.toDegrees(ground.longitude()), Math.toDegrees(ground.latitude()));
      height = (height + surface.value()) / 2;
    }
    ground.solve(since, range, height);
    double[] state = new double[6];
    double[] point = {ground.x(), ground.y(), ground.z()};
    double[] unit = new double[3];
    pass.orbit().state(since, state);
    LookVector.toSatellite(ground.longitude(), ground.latitude(), point, state, unit);
    double distance = Math.hypot(Math.hypot(state[0], state[1]), state[2]);
    double nadir = 0;
    for (int k = 0; k < 3; k++) {
      nadir += (state[k] - point[k]) * state[k] / (range * distance);
    }
    return new GeolocationPoint(
        time,
        scene.frame().firstSampleTime(swath) + pixel / SubSwath.SAMPLING_RATE,
        burst * swath.lines() + lineInBurst,
        pixel,
        Math.toDegrees(ground.latitude()),
        Math.toDegrees(ground.longitude()),
        height,
        Math.toDegrees(StrictMath.acos(unit[2])),
        Math.toDegrees(StrictMath.acos(Math.min(1, nadir))));
  }
}
