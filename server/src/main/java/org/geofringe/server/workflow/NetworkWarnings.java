package org.geofringe.server.workflow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;

/** Where a network is weak, each in one line for the user. */
final class NetworkWarnings {

  /** A gap in the series that is long for Sentinel-1, which comes back after 6 or 12 days. */
  private static final int LONG_GAP_DAYS = 60;

  private NetworkWarnings() {}

  /** Warnings about a network, those of its pieces first. */
  static List<String> of(Network network) {
    List<String> warnings = new ArrayList<>();
    List<List<LocalDate>> pieces = network.components();
    if (pieces.size() > 1) {
      warnings.add(
          "The network is in "
              + pieces.size()
              + " pieces: "
              + PieceText.of(pieces)
              + ". No velocity joins them; add pairs between them.");
    }
    warnings.addAll(weakDates(network));
    for (int i = 1; i < network.dates().size(); i++) {
      Pair gap = new Pair(network.dates().get(i - 1), network.dates().get(i));
      if (gap.days() > LONG_GAP_DAYS) {
        warnings.add("There is no date for " + gap.days() + " days after " + gap.reference() + ".");
      }
    }
    return warnings;
  }

  private static List<String> weakDates(Network network) {
    int[] triplets = network.tripletsOfPairs();
    int[] pairsOfDate = new int[network.dates().size()];
    int[] tripletsOfDate = new int[network.dates().size()];
    for (int p = 0; p < triplets.length; p++) {
      Pair pair = network.pairs().get(p);
      for (LocalDate date : List.of(pair.reference(), pair.secondary())) {
        pairsOfDate[network.index(date)]++;
        tripletsOfDate[network.index(date)] += triplets[p];
      }
    }
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < pairsOfDate.length; i++) {
      LocalDate date = network.dates().get(i);
      if (pairsOfDate[i] == 1) {
        warnings.add(date + " hangs on one pair: nothing checks it.");
      } else if (tripletsOfDate[i] == 0) {
        warnings.add(date + " is in no triplet: closure says nothing about it.");
      }
    }
    return warnings;
  }
}
