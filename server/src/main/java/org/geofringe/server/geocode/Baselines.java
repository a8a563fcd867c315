package org.geofringe.server.geocode;

/** Perpendicular baselines at the middle of the stack. */
final class Baselines {

  static Baselines of(GeocodePlan plan, SeamFacts seams) {
    return new Baselines();
  }

  double perpendicular(DateScene scene) {
    return 0;
  }
}
