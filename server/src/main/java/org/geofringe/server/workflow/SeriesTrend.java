package org.geofringe.server.workflow;

import org.geofringe.correction.Trend;
import org.geofringe.server.catalogue.Choice;

/** What becomes of the part of a correction that grows evenly with time. */
enum SeriesTrend implements Choice {
  KEEP("keep it: velocities stay as they are", Trend.KEEP),
  REMOVE("take it away too: velocities change", Trend.REMOVE);

  private final String label;
  private final Trend kernel;

  SeriesTrend(String label, Trend kernel) {
    this.label = label;
    this.kernel = kernel;
  }

  @Override
  public String label() {
    return label;
  }

  Trend kernel() {
    return kernel;
  }
}
