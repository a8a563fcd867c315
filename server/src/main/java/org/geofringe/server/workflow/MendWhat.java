package org.geofringe.server.workflow;

import org.geofringe.server.catalogue.Choice;

/** What is moved by whole cycles so that triplets close. */
public enum MendWhat implements Choice {
  BOTH("components, then parts of them cell by cell"),
  COMPONENTS("whole components only"),
  CELLS("cell by cell only");

  private final String label;

  MendWhat(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  boolean components() {
    return this != CELLS;
  }

  boolean cells() {
    return this != COMPONENTS;
  }
}
