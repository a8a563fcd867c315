package org.geofringe.server.workflow;

import org.geofringe.server.catalogue.Choice;

/** How pairs are chosen. */
public enum PairMethod implements Choice {
  SMALL_BASELINES("Small baselines: all pairs within MAX_DAYS and MAX_METRES"),
  SEQUENTIAL("Sequential: each date with the next few"),
  DELAUNAY("Delaunay triangulation in time and baseline"),
  ALL("All pairs"),
  FILE("Pairs from a file");

  private final String label;

  PairMethod(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
