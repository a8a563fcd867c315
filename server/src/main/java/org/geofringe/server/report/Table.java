package org.geofringe.server.report;

import java.util.List;
import java.util.Set;

/**
 * A table of texts.
 *
 * @param header one text per column
 * @param rows one text per column each; numbers are set to the right
 * @param marked indices of rows that stand out
 */
public record Table(List<String> header, List<List<String>> rows, Set<Integer> marked) {

  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    marked = Set.copyOf(marked);
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "a row has " + row.size() + " texts for " + header.size() + " columns");
      }
    }
  }
}
