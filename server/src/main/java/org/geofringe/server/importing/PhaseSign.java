package org.geofringe.server.importing;

import org.geofringe.server.catalogue.Choice;

/** What a positive unwrapped phase means at the second of the two dates in a file's name. */
public enum PhaseSign implements Choice {
  /** As the family documents it. */
  AUTO("As the processor documents it"),
  /** The ground moved away from the satellite: a longer path. This is GeoFringe's own sign. */
  AWAY_POSITIVE("Positive is away from the satellite"),
  /** The ground moved towards the satellite: a shorter path. */
  TOWARDS_POSITIVE("Positive is towards the satellite");

  private final String label;

  PhaseSign(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
