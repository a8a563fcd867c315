package org.geofringe.server.workflow;

import org.geofringe.server.catalogue.Choice;

/** What becomes of the cells that a mask covers. */
enum MaskMeans implements Choice {
  LEAVE_OUT("leave out what it covers, such as water"),
  KEEP("keep only what it covers, such as land");

  private final String label;

  MaskMeans(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
