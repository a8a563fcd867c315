package org.geofringe.network;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The graph whose nodes are dates and whose edges are pairs. Immutable; pairs and dates ascend. */
public final class Network {

  private final List<LocalDate> dates;
  private final List<Pair> pairs;
  private final Map<LocalDate, Integer> dateIndex = new HashMap<>();
  private final Map<Pair, Integer> pairIndex = new HashMap<>();

  /**
   * A network of these pairs and of the dates in them.
   *
   * @throws IllegalArgumentException where there is no pair
   */
  public Network(Collection<Pair> pairs) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("a network needs at least one pair");
    }
    this.pairs = List.copyOf(new TreeSet<>(pairs));
    TreeSet<LocalDate> found = new TreeSet<>();
    for (Pair pair : this.pairs) {
      found.add(pair.reference());
      found.add(pair.secondary());
      pairIndex.put(pair, pairIndex.size());
    }
    this.dates = List.copyOf(found);
    for (LocalDate date : dates) {
      dateIndex.put(date, dateIndex.size());
    }
  }

  public List<LocalDate> dates() {
    return dates;
  }

  public List<Pair> pairs() {
    return pairs;
  }

  public boolean contains(Pair pair) {
    return pairIndex.containsKey(pair);
  }

  /** Position in {@link #dates()}; -1 where the date is in no pair. */
  public int index(LocalDate date) {
    return dateIndex.getOrDefault(date, -1);
  }

  /** Position in {@link #pairs()}; -1 where the pair is not in the network. */
  public int index(Pair pair) {
    return pairIndex.getOrDefault(pair, -1);
  }

  /** All triangles, in the order of their dates. */
  public List<Triplet> triplets() {
    Map<LocalDate, TreeSet<LocalDate>> later = new TreeMap<>();
    for (Pair pair : pairs) {
      later.computeIfAbsent(pair.reference(), date -> new TreeSet<>()).add(pair.secondary());
    }
    List<Triplet> triplets = new ArrayList<>();
    for (Map.Entry<LocalDate, TreeSet<LocalDate>> entry : later.entrySet()) {
      for (LocalDate b : entry.getValue()) {
        for (LocalDate c : later.getOrDefault(b, new TreeSet<>())) {
          if (entry.getValue().contains(c)) {
            triplets.add(new Triplet(entry.getKey(), b, c));
          }
        }
      }
    }
    return triplets;
  }

  /** How many triangles each pair is in, in the order of {@link #pairs()}. */
  public int[] tripletsOfPairs() {
    BitSet[] neighbours = new BitSet[dates.size()];
    Arrays.setAll(neighbours, date -> new BitSet());
    for (Pair pair : pairs) {
      neighbours[index(pair.reference())].set(index(pair.secondary()));
      neighbours[index(pair.secondary())].set(index(pair.reference()));
    }
    int[] triplets = new int[pairs.size()];
    Arrays.setAll(
        triplets,
        p -> {
          BitSet both = (BitSet) neighbours[index(pairs.get(p).reference())].clone();
          both.and(neighbours[index(pairs.get(p).secondary())]);
          return both.cardinality();
        });
    return triplets;
  }

  /** The dates of each connected piece, the largest piece first. A sound network has one. */
  public List<List<LocalDate>> components() {
    Map<LocalDate, List<LocalDate>> neighbours = new HashMap<>();
    for (Pair pair : pairs) {
      neighbours.computeIfAbsent(pair.reference(), date -> new ArrayList<>()).add(pair.secondary());
      neighbours.computeIfAbsent(pair.secondary(), date -> new ArrayList<>()).add(pair.reference());
    }
    List<List<LocalDate>> components = new ArrayList<>();
    Set<LocalDate> seen = new HashSet<>();
    for (LocalDate start : dates) {
      if (!seen.add(start)) {
        continue;
      }
      TreeSet<LocalDate> component = new TreeSet<>();
      ArrayDeque<LocalDate> queue = new ArrayDeque<>(List.of(start));
      while (!queue.isEmpty()) {
        LocalDate date = queue.remove();
        component.add(date);
        for (LocalDate neighbour : neighbours.getOrDefault(date, List.of())) {
          if (seen.add(neighbour)) {
            queue.add(neighbour);
          }
        }
      }
      components.add(List.copyOf(component));
    }
    components.sort(
        Comparator.comparing((List<LocalDate> c) -> -c.size()).thenComparing(c -> c.get(0)));
    return components;
  }

  /**
   * The pairs that hold none of these dates; the caller makes a network of them where any is left.
   */
  public List<Pair> pairsWithout(Collection<LocalDate> excluded) {
    return pairs.stream().filter(p -> excluded.stream().noneMatch(p::contains)).toList();
  }

  /** Pairs that join each date to the next of the network, where they exist (PSI). */
  public List<Pair> sequentialPairs() {
    List<Pair> sequential = new ArrayList<>();
    for (int i = 1; i < dates.size(); i++) {
      Pair pair = new Pair(dates.get(i - 1), dates.get(i));
      if (contains(pair)) {
        sequential.add(pair);
      }
    }
    return sequential;
  }

  /**
   * Indices of the pairs of a triplet.
   *
   * @return positions of ab, bc and ac in {@link #pairs()}
   * @throws IllegalArgumentException where one is missing
   */
  public int[] pairIndices(Triplet triplet) {
    int[] indices = {index(triplet.ab()), index(triplet.bc()), index(triplet.ac())};
    for (int i : indices) {
      if (i < 0) {
        throw new IllegalArgumentException("triplet " + triplet + " is not in the network");
      }
    }
    return indices;
  }
}
