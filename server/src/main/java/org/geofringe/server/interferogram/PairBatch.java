package org.geofringe.server.interferogram;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.geofringe.network.Pair;

/**
 * Pairs that are formed in one pass over the images of their dates. Pairs of neighbouring reference
 * dates share most of their images, so that each image is read a few times in all; and a run that
 * is killed loses one batch.
 *
 * @param pairs ascending
 * @param dates of the pairs
 */
record PairBatch(List<Pair> pairs, SortedSet<LocalDate> dates) {

  /** More would gain little and lose more when the run is killed. */
  private static final int MOST_PAIRS = 12;

  /**
   * Splits pairs into batches.
   *
   * @param pairs ascending
   * @param mostDates of a batch, at least 2
   */
  static List<PairBatch> of(List<Pair> pairs, int mostDates) {
    List<PairBatch> batches = new ArrayList<>();
    List<Pair> batch = new ArrayList<>();
    SortedSet<LocalDate> dates = new TreeSet<>();
    for (Pair pair : pairs) {
      SortedSet<LocalDate> more = new TreeSet<>(dates);
      more.addAll(List.of(pair.reference(), pair.secondary()));
      if (!batch.isEmpty() && (more.size() > mostDates || batch.size() == MOST_PAIRS)) {
        batches.add(new PairBatch(List.copyOf(batch), dates));
        batch.clear();
        more = new TreeSet<>(List.of(pair.reference(), pair.secondary()));
      }
      batch.add(pair);
      dates = more;
    }
    if (!batch.isEmpty()) {
      batches.add(new PairBatch(List.copyOf(batch), dates));
    }
    return batches;
  }
}
