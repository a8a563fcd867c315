package org.geofringe.unwrapping;

import java.util.HashMap;
import java.util.Map;

/**
 * How many coherent cells have the right whole number of cycles.
 *
 * @param cells cells judged
 * @param wrong those whose cycles differ from the commonest of all
 * @param wrongWithin those whose cycles differ from the commonest of their own region
 */
record Score(long cells, long wrong, long wrongWithin) {

  /** Judges cells with a true coherence of at least 0.3 that are in a region. */
  static Score of(WrappedField field, float[] unwrapped) {
    return of(field, unwrapped, 0.3);
  }

  static Score of(WrappedField field, float[] unwrapped, double least) {
    Map<Long, Long> all = new HashMap<>();
    Map<Integer, Map<Long, Long>> byRegion = new HashMap<>();
    long cells = 0;
    for (int i = 0; i < unwrapped.length; i++) {
      if (field.regions()[i] == 0 || field.coherence()[i] < least) {
        continue;
      }
      long cycles = Math.round((unwrapped[i] - field.truth()[i]) / (2 * Math.PI));
      if (Float.isNaN(unwrapped[i])) {
        cycles = Long.MIN_VALUE;
      }
      cells++;
      all.merge(cycles, 1L, Long::sum);
      byRegion
          .computeIfAbsent(field.regions()[i], region -> new HashMap<>())
          .merge(cycles, 1L, Long::sum);
    }
    long within = 0;
    for (Map<Long, Long> region : byRegion.values()) {
      within += most(region);
    }
    return new Score(cells, cells - most(all), cells - within);
  }

  private static long most(Map<Long, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Wrong cells in percent. */
  double percentWrong() {
    return 100.0 * wrong / cells;
  }

  /** Cells wrong within their region, in percent. */
  double percentWrongWithin() {
    return 100.0 * wrongWithin / cells;
  }
}
