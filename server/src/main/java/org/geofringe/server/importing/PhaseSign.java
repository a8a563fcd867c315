package org.geofringe.server.importing;

/** What a positive unwrapped phase means at the second of the two dates in a file's name. */
public enum PhaseSign {
  /** As the family documents it. */
  AUTO,
  /** The ground moved away from the satellite: a longer path. This is GeoFringe's own sign. */
  AWAY_POSITIVE,
  /** The ground moved towards the satellite: a shorter path. */
  TOWARDS_POSITIVE
}
