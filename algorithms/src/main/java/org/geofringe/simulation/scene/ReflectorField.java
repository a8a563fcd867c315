package org.geofringe.simulation.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geofringe.geometry.GroundPoint;
import org.geofringe.simulation.Seeds;

/**
 * Places for corner reflectors: on gentle ground, apart from each other, every third one where two
 * bursts overlap.
 */
final class ReflectorField {

  private static final int TRIES = 400;
  private static final double STEEPEST = 0.15;

  private ReflectorField() {}

  static List<Reflector> place(SceneSettings settings, SceneFrame frame, Ground ground) {
    Random random = Seeds.source(settings.seed(), "reflectors");
    Surface surface = new Surface(ground.demGrid(), ground.dem());
    GroundPoint point = frame.ground();
    Place cell = new Place(ground.truthGrid());
    List<Reflector> placed = new ArrayList<>();
    List<double[]> taken = new ArrayList<>();
    for (int i = 0; i < settings.reflectors(); i++) {
      SubSwath swath = settings.subSwaths().get(i % settings.subSwaths().size());
      boolean inOverlap = i % 3 == 2 && settings.bursts() > 1;
      for (int attempt = 0; attempt < TRIES; attempt++) {
        int burst = random.nextInt(inOverlap ? settings.bursts() - 1 : settings.bursts());
        double line =
            inOverlap
                ? Seeds.uniform(random, swath.lines() - 120, swath.lines() - 50)
                : Seeds.uniform(random, 60, swath.lines() - 60);
        double sample = firstUsable(settings, swath);
        sample = Seeds.uniform(random, sample, lastUsable(settings, swath));
        double time = frame.time(swath, burst, line);
        double[] spot = settle(point, ground, surface, time, frame.range(swath, sample));
        double[] at = {time / SubSwath.LINE_INTERVAL, frame.range(swath, sample) / 2.33};
        cell.at(spot[0], spot[1]);
        boolean lake = ground.cover()[cell.nearest()] == GroundCover.LAKE;
        boolean alone =
            taken.stream()
                .allMatch(t -> Math.abs(t[0] - at[0]) > 80 || Math.abs(t[1] - at[1]) > 80);
        if (spot[3] < STEEPEST && !lake && alone) {
          taken.add(at);
          placed.add(new Reflector("CR" + (placed.size() + 1), spot[0], spot[1], spot[2]));
          break;
        }
      }
    }
    return List.copyOf(placed);
  }

  private static double firstUsable(SceneSettings settings, SubSwath swath) {
    int edge = swath.firstValid() - settings.firstSample(swath);
    return Math.max(0, edge) + Math.min(100, settings.samples(swath) / 6.0);
  }

  private static double lastUsable(SceneSettings settings, SubSwath swath) {
    int edge = swath.lastValid() - settings.firstSample(swath);
    return Math.min(settings.samples(swath) - 1, edge)
        - Math.min(100, settings.samples(swath) / 6.0);
  }

  /** Longitude and latitude in degrees, height and slope of the ground seen at a time and range. */
  private static double[] settle(
      GroundPoint point, Ground ground, Surface surface, double time, double range) {
    double height = ground.dem().get(0, 0);
    for (int i = 0; i < 12; i++) {
      point.solve(time, range, height);
      surface.at(Math.toDegrees(point.longitude()), Math.toDegrees(point.latitude()));
      height = (height + surface.value()) / 2;
    }
    double longitude = Math.toDegrees(point.longitude());
    double latitude = Math.toDegrees(point.latitude());
    surface.at(longitude, latitude);
    double slope =
        Math.hypot(
            surface.eastSlope() / Ground.metresPerDegreeEast(latitude),
            surface.northSlope() / Ground.metresPerDegreeNorth(latitude));
    return new double[] {longitude, latitude, surface.value(), slope};
  }
}
