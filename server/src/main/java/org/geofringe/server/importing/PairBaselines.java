package org.geofringe.server.importing;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;

/**
 * Perpendicular baselines of pairs and of dates. A pair's baseline is its secondary's relative to
 * its reference's, so it changes sign with their order and adds up along a chain of pairs.
 */
final class PairBaselines {

  private PairBaselines() {}

  /** Keeps the first baseline told of two dates, turned round where they stand the other way. */
  static void put(Map<Pair, Double> found, LocalDate first, LocalDate second, double metres) {
    if (first.isBefore(second)) {
      found.putIfAbsent(new Pair(first, second), metres);
    } else if (second.isBefore(first)) {
      found.putIfAbsent(new Pair(second, first), -metres);
    }
  }

  /**
   * A {@code baselines} file as LiCSAR writes it: four columns (first date, second date, metres,
   * days), or in its older form nine, with a number before them. Lines of another form are passed
   * over.
   */
  static Map<Pair, Double> readTable(FolderScan scan, Path file) {
    Map<Pair, Double> found = new HashMap<>();
    for (String line : Keys.lines(scan, file)) {
      String[] words = line.strip().split("\\s+");
      int at = words.length == 9 ? 1 : 0;
      if (words.length == 4 || words.length == 9) {
        List<LocalDate> dates = FileDates.of(words[at] + " " + words[at + 1]).dates();
        OptionalDouble metres = Keys.parse(words[at + 2]);
        if (dates.size() == 2 && metres.isPresent()) {
          put(found, dates.get(0), dates.get(1), metres.getAsDouble());
        }
      }
    }
    return found;
  }

  /**
   * Each date's baseline relative to the first date of its connected piece, added up along the
   * fewest pairs. Baselines of a real orbit close around loops to a few metres at most, so which
   * way is taken hardly shows.
   */
  static SortedMap<LocalDate, Double> ofDates(Map<Pair, Double> pairs) {
    SortedMap<LocalDate, Double> dates = new TreeMap<>();
    if (pairs.isEmpty()) {
      return dates;
    }
    Network network = new Network(pairs.keySet());
    for (LocalDate start : network.dates()) {
      if (dates.putIfAbsent(start, 0.0) != null) {
        continue;
      }
      ArrayDeque<LocalDate> queue = new ArrayDeque<>(List.of(start));
      while (!queue.isEmpty()) {
        LocalDate date = queue.remove();
        double here = dates.getOrDefault(date, 0.0);
        for (Pair pair : network.pairs()) {
          if (pair.contains(date)) {
            boolean forward = pair.reference().equals(date);
            LocalDate other = forward ? pair.secondary() : pair.reference();
            double metres = pairs.getOrDefault(pair, 0.0);
            if (dates.putIfAbsent(other, here + (forward ? metres : -metres)) == null) {
              queue.add(other);
            }
          }
        }
      }
    }
    return dates;
  }

  /** Baselines of the pairs asked for, from known ones: as they stand, else added up over dates. */
  static SortedMap<Pair, Double> forPairs(Map<Pair, Double> known, Collection<Pair> wanted) {
    SortedMap<Pair, Double> result = new TreeMap<>();
    if (known.isEmpty()) {
      return result;
    }
    SortedMap<LocalDate, Double> dates = ofDates(known);
    Map<LocalDate, Integer> piece = new HashMap<>();
    List<List<LocalDate>> pieces = new Network(known.keySet()).components();
    for (int i = 0; i < pieces.size(); i++) {
      for (LocalDate date : pieces.get(i)) {
        piece.put(date, i);
      }
    }
    for (Pair pair : wanted) {
      Double told = known.get(pair);
      Double from = dates.get(pair.reference());
      Double to = dates.get(pair.secondary());
      Integer pieceOfReference = piece.get(pair.reference());
      if (told != null) {
        result.put(pair, told);
      } else if (from != null
          && to != null
          && pieceOfReference != null
          && pieceOfReference.equals(piece.get(pair.secondary()))) {
        result.put(pair, to - from);
      }
    }
    return result;
  }
}
