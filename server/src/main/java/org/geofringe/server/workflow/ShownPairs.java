package org.geofringe.server.workflow;

import java.util.List;
import org.geofringe.network.Pair;
import org.geofringe.server.catalogue.Choice;

/** Whose rasters a run hands over as layers for the map. */
enum ShownPairs implements Choice {
  NONE("none: the stack is written, the map stays as it is"),
  FIRST("the first three pairs"),
  ALL("all pairs");

  private static final int FEW = 3;

  private final String label;

  ShownPairs(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  /** Of all pairs in their order, those that are shown. */
  List<Pair> of(List<Pair> pairs) {
    return switch (this) {
      case NONE -> List.of();
      case FIRST -> pairs.subList(0, Math.min(FEW, pairs.size()));
      case ALL -> pairs;
    };
  }
}
