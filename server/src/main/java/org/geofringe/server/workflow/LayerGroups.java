package org.geofringe.server.workflow;

import org.geofringe.server.catalogue.Choice;

/** How the layers of many pairs are grouped in the layer tree. */
enum LayerGroups implements Choice {
  KIND("a group for each kind: all wrapped phases together, all coherences together"),
  PAIR("a group for each pair: its phase, coherence and amplitude together");

  private final String label;

  LayerGroups(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
