package org.geofringe.server.interferogram;

import org.geofringe.server.catalogue.Choice;

/** How the phase is filtered. */
public enum FilterKind implements Choice {
  NONE("none"),
  GAUSSIAN("Gaussian: the mean of what lies about a cell"),
  GOLDSTEIN("Goldstein: lifts the fringes out of the noise"),
  GOLDSTEIN_BY_COHERENCE("Goldstein, stronger where coherence is low");

  private final String label;

  FilterKind(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
