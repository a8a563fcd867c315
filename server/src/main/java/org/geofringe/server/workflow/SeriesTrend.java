package org.geofringe.server.workflow;

import org.geofringe.correction.Trend;
import org.geofringe.server.catalogue.Choice;

/** What becomes of the part of a correction that grows evenly with time. */
enum SeriesTrend implements Choice {
  KEEP("keep it: velocities stay as they are", Trend.KEEP),
  CHANCE("take away what chance explains, keep what it does not", Trend.CHANCE),
  REMOVE("take it all away", Trend.REMOVE);

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
