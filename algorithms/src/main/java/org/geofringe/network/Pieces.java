package org.geofringe.network;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a set of dates falls apart under a choice of pairs, and the shortest pairs that would join
 * it. Unlike {@link Network#components}, a date without any pair is a piece of its own.
 */
public final class Pieces {

  private final DatePlane plane;
  private final Map<LocalDate, LocalDate> parents = new HashMap<>();

  /**
   * The pieces of the dates of a plane.
   *
   * @param pairs of dates of the plane; not modified
   */
  public Pieces(DatePlane plane, Collection<Pair> pairs) {
    this.plane = plane;
    plane.dates().forEach(date -> parents.put(date, date));
    pairs.forEach(this::join);
  }

  /** The dates of each piece, ascending; the largest piece first. */
  public List<List<LocalDate>> dates() {
    Map<LocalDate, TreeSet<LocalDate>> pieces = new TreeMap<>();
    for (LocalDate date : plane.dates()) {
      pieces.computeIfAbsent(root(date), root -> new TreeSet<>()).add(date);
    }
    return pieces.values().stream()
        .map(List::copyOf)
        .sorted(Comparator.comparing((List<LocalDate> p) -> -p.size()).thenComparing(p -> p.get(0)))
        .toList();
  }

  /**
   * The pair that joins two pieces with the least growth of the bounds, measured in the plane's
   * units; empty where all is one piece.
   */
  public Optional<Pair> shortestLink() {
    return plane.allPairs().stream().filter(this::joinsTwo).min(plane.shortestFirst());
  }

  /** The shortest pairs that make one piece of all, ascending; this becomes one piece. */
  public List<Pair> join() {
    List<Pair> links = new ArrayList<>();
    for (Pair pair : plane.allPairs().stream().sorted(plane.shortestFirst()).toList()) {
      if (joinsTwo(pair)) {
        join(pair);
        links.add(pair);
      }
    }
    return links.stream().sorted().toList();
  }

  private boolean joinsTwo(Pair pair) {
    return !root(pair.reference()).equals(root(pair.secondary()));
  }

  private void join(Pair pair) {
    parents.put(root(pair.secondary()), root(pair.reference()));
  }

  private LocalDate root(LocalDate date) {
    LocalDate at = date;
    for (LocalDate parent = parents.get(at); parent != null && !parent.equals(at); ) {
      at = parent;
      parent = parents.get(at);
    }
    return at;
  }
}
