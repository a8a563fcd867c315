package org.geofringe.server.workflow;

import org.geofringe.server.catalogue.Choice;

/** Which phases triplets are closed with. */
public enum ClosurePhase implements Choice {
  AUTO("Unwrapped where there is, else wrapped"),
  UNWRAPPED("Unwrapped"),
  WRAPPED("Wrapped");

  private final String label;

  ClosurePhase(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
