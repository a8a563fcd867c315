package org.geofringe.server.workflow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The dates of the pieces of a network in one line that can still be read. */
final class PieceText {

  private static final int MOST_DATES = 12;
  private static final int MOST_PIECES = 12;

  private PieceText() {}

  /** Pieces parted by bars; long pieces and long lists are cut short, with their number. */
  static String of(List<List<LocalDate>> pieces) {
    List<String> texts = new ArrayList<>();
    for (List<LocalDate> piece : pieces.subList(0, Math.min(MOST_PIECES, pieces.size()))) {
      texts.add(piece(piece));
    }
    if (pieces.size() > MOST_PIECES) {
      texts.add("and " + (pieces.size() - MOST_PIECES) + " more");
    }
    return String.join(" | ", texts);
  }

  private static String piece(List<LocalDate> dates) {
    if (dates.size() <= MOST_DATES) {
      return String.join(", ", dates.stream().map(LocalDate::toString).toList());
    }
    return dates.get(0)
        + ", "
        + dates.get(1)
        + ", … "
        + dates.get(dates.size() - 1)
        + " ("
        + dates.size()
        + " dates)";
  }
}
