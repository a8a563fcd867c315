package org.geofringe.server.unwrap;

import org.geofringe.server.catalogue.Choice;
import org.geofringe.unwrapping.Unwrapper;

/** What is known of the true phase before it is unwrapped. */
public enum CostMode implements Choice {
  SMOOTH("smooth: slow ground, weather and orbits; no jumps", Unwrapper.Cost.SMOOTH),
  DEFORMATION("deformation: faults and slides may jump", Unwrapper.Cost.DEFORMATION),
  TOPOGRAPHY("topography: heights, with layover and shadow", Unwrapper.Cost.TOPOGRAPHY);

  private final String label;
  private final Unwrapper.Cost cost;

  CostMode(String label, Unwrapper.Cost cost) {
    this.label = label;
    this.cost = cost;
  }

  @Override
  public String label() {
    return label;
  }

  Unwrapper.Cost cost() {
    return cost;
  }
}
