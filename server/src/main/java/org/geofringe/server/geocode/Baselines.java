package org.geofringe.server.geocode;

import java.time.Instant;
import org.geofringe.geometry.Baseline;
import org.geofringe.geometry.Ellipsoid;
import org.geofringe.grid.MapGrid;
import org.geofringe.orbit.Orbit;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Acquisition;
import org.geofringe.server.stack.StackDate;

/** Perpendicular baselines at the middle of the stack, against the reference date. */
final class Baselines {

  private final Orbit reference;
  private final double guess;
  private final double[] position = new double[3];

  private Baselines(Orbit reference, double guess, MapSystem map, MapGrid grid, double height) {
    this.reference = reference;
    this.guess = guess;
    double[] geographic = new double[2];
    double x = grid.x((grid.columns() - 1) / 2.0);
    double y = grid.y((grid.rows() - 1) / 2.0);
    map.projection().toGeographic(x, y, geographic);
    Ellipsoid.toCartesian(geographic[0], geographic[1], height, position);
  }

  /** Takes the reference date's orbit from its products or, where they are not given, its item. */
  static Baselines of(GeocodePlan plan, SeamFacts seams) {
    MapGrid grid = plan.frame().grid();
    double height = (seams.minHeight() + seams.maxHeight()) / 2;
    DateScene scene = plan.scenes().get(plan.frame().referenceDate());
    if (scene != null) {
      return new Baselines(scene.orbit(), scene.middle(), plan.map(), grid, height);
    }
    StackDate item = plan.finished().get(plan.frame().referenceDate());
    if (item == null) {
      throw new UserException(
          "The image of "
              + plan.frame().referenceDate()
              + ", the reference, is neither in the stack nor among SCENES: add its products.");
    }
    Acquisition acquisition = item.acquisition();
    Instant epoch = Instant.ofEpochSecond(acquisition.time().getEpochSecond());
    Orbit orbit = new Orbit(epoch, acquisition.orbit());
    return new Baselines(orbit, orbit.seconds(acquisition.time()), plan.map(), grid, height);
  }

  /**
   * Metres, positive where the date's satellite flew to the right of the reference's line of sight.
   */
  double perpendicular(DateScene scene) {
    if (scene.orbit() == reference) {
      return 0;
    }
    return Baseline.at(reference, guess, scene.orbit(), scene.middle(), position).perpendicular();
  }
}
