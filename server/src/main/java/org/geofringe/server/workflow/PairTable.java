package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.network.Triplet;

/** The tables of a network: its pairs, its triplets. */
final class PairTable {

  private PairTable() {}

  /**
   * Writes a row for each pair; its first column can be read again as a list of pairs.
   *
   * @param baseline metres of a pair; NaN where it is unknown
   * @param coherence mean of each pair in the order of the network; NaN where it is unknown
   */
  static void write(Path file, Network network, ToDoubleFunction<Pair> baseline, double[] coherence)
      throws IOException {
    CsvTable table =
        new CsvTable(
            "pair",
            "reference",
            "secondary",
            "days",
            "perpendicular_baseline_m",
            "mean_coherence",
            "triplets");
    int[] triplets = network.tripletsOfPairs();
    for (int p = 0; p < triplets.length; p++) {
      Pair pair = network.pairs().get(p);
      table.row(
          pair.id(),
          pair.reference(),
          pair.secondary(),
          pair.days(),
          baseline.applyAsDouble(pair),
          coherence[p],
          triplets[p]);
    }
    table.write(file);
  }

  /** Writes the three dates of each triplet. */
  static void writeTriplets(Path file, Network network) throws IOException {
    CsvTable table = new CsvTable("triplet", "first", "second", "third", "days");
    for (Triplet t : network.triplets()) {
      table.row(t.id(), t.a(), t.b(), t.c(), t.ac().days());
    }
    table.write(file);
  }
}
