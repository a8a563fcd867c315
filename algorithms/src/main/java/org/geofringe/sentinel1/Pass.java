package org.geofringe.sentinel1;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geofringe.orbit.Orbit;
import org.geofringe.orbit.StateVector;

/**
 * One flight over the scene: the products (slices) of one satellite on one track on one date,
 * joined by burst.
 */
public final class Pass {

  private static final Duration NEAR = Duration.ofSeconds(5);

  private final List<SafeProduct> products;
  private final PassDirection direction;

  /**
   * A pass of products.
   *
   * @param products at least one, of one flight
   * @param direction of the flight
   */
  Pass(List<SafeProduct> products, PassDirection direction) {
    this.products =
        products.stream()
            .sorted(Comparator.comparing(SafeProduct::start).thenComparing(SafeProduct::id))
            .toList();
    this.direction = direction;
  }

  /** In the order of time. */
  public List<SafeProduct> products() {
    return products;
  }

  /** Such as {@code S1A}. */
  public String mission() {
    return products.get(0).mission();
  }

  public PassDirection direction() {
    return direction;
  }

  /** Of the first product, from 1 to 175; a pass over the equator ends on the next one. */
  public int relativeOrbit() {
    return products.get(0).relativeOrbit();
  }

  /** UTC date of the first line: a pass over midnight belongs to the day on which it began. */
  public LocalDate date() {
    return start().atZone(ZoneOffset.UTC).toLocalDate();
  }

  public Instant start() {
    return products.get(0).start();
  }

  public Instant stop() {
    return products.stream().map(SafeProduct::stop).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** The polarisations that every product has. */
  public NavigableSet<String> polarisations() {
    NavigableSet<String> common = new TreeSet<>(products.get(0).polarisations());
    products.forEach(product -> common.retainAll(product.polarisations()));
    return common;
  }

  /** The sub-swaths that some product has in a polarisation. */
  public NavigableSet<String> swathNames(String polarisation) {
    NavigableSet<String> names = new TreeSet<>();
    products.forEach(product -> names.addAll(product.swathNames(polarisation)));
    return names;
  }

  /**
   * The bursts of a sub-swath over all products, each once: of a burst that two products hold, the
   * one with more valid lines counts, or else the one of the earlier product.
   *
   * @throws IOException where an annotation is broken
   */
  public NavigableMap<BurstId, PassBurst> bursts(String swathName, String polarisation)
      throws IOException {
    NavigableMap<BurstId, PassBurst> bursts = new TreeMap<>();
    for (SafeProduct product : products) {
      if (!product.swathNames(polarisation).contains(swathName)) {
        continue;
      }
      Swath swath = product.swath(swathName, polarisation);
      for (int i = 0; i < swath.bursts().size(); i++) {
        PassBurst burst = new PassBurst(product, swath, i);
        bursts.merge(
            burst.burst().id(),
            burst,
            (held, other) -> other.validLines() > held.validLines() ? other : held);
      }
    }
    return bursts;
  }

  /**
   * The annotations' own orbit over some bursts of one pass, good to some metres at worst. Each
   * slice tells vectors of its own, 10 s apart, that overlap with its neighbours': of two that are
   * nearer than half of that, the earlier slice's counts.
   *
   * @param bursts at least one
   * @return an orbit whose epoch is the earliest burst's whole second
   */
  public static Orbit annotationOrbit(Collection<PassBurst> bursts) {
    List<Swath> swaths =
        bursts.stream()
            .map(PassBurst::swath)
            .distinct()
            .sorted(Comparator.comparing(Swath::start))
            .toList();
    NavigableMap<Instant, StateVector> vectors = new TreeMap<>();
    for (Swath swath : swaths) {
      for (StateVector vector : swath.orbit()) {
        Instant time = vector.time();
        if (vectors.subMap(time.minus(NEAR), true, time.plus(NEAR), true).isEmpty()) {
          vectors.put(time, vector);
        }
      }
    }
    Instant start = swaths.get(0).start();
    return new Orbit(Instant.ofEpochSecond(start.getEpochSecond()), List.copyOf(vectors.values()));
  }

  /** The places between the first and the last of some bursts of one sub-swath that none covers. */
  public static List<BurstId> missing(NavigableSet<BurstId> bursts) {
    List<BurstId> missing = new ArrayList<>();
    BurstId before = null;
    for (BurstId id : bursts) {
      if (before != null) {
        for (int number = before.number() + 1; number < id.number(); number++) {
          missing.add(new BurstId(before.relativeOrbit(), number, id.swath()));
        }
      }
      before = id;
    }
    return missing;
  }
}
