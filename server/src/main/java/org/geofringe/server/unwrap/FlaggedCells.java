package org.geofringe.server.unwrap;

import org.geofringe.server.catalogue.Choice;

/** What becomes of cells that fail the inverse check. */
public enum FlaggedCells implements Choice {
  KEEP("keep their phase, only mark them"),
  REMOVE("remove their phase"),
  FILL("interpolate their phase from the cells around");

  private final String label;

  FlaggedCells(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
