package org.geofringe.server.geocode;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import org.geofringe.orbit.Orbit;
import org.geofringe.orbit.StateVector;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.sentinel1.Pass;
import org.geofringe.server.stack.Acquisition;

/**
 * What there is of one date.
 *
 * @param pass its products
 * @param polarisation that is used
 * @param orbit about the pass
 * @param orbitSource name of the orbit file, or {@code annotation}
 * @param files that it is made from: products and orbit file
 * @param bursts of the wanted sub-swaths
 */
record DateScene(
    Pass pass,
    String polarisation,
    Orbit orbit,
    String orbitSource,
    List<Path> files,
    NavigableMap<BurstId, SceneBurst> bursts) {

  private static final int VECTOR_SECONDS = 10;
  private static final int VECTORS_BEYOND = 5;

  LocalDate date() {
    return pass.date();
  }

  /** Zero-Doppler time of the first line of any burst. */
  Instant firstLine() {
    return bursts.values().stream()
        .map(burst -> burst.placed().burst().firstLineTime())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** Middle of all bursts, seconds from the orbit's epoch. */
  double middle() {
    double first = Double.POSITIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    for (SceneBurst burst : bursts.values()) {
      first = Math.min(first, burst.placed().startSeconds());
      last = Math.max(last, burst.placed().time(burst.placed().burst().lines()));
    }
    return (first + last) / 2;
  }

  /** What a stack keeps of it. */
  Acquisition acquisition() {
    return new Acquisition(
        firstLine(),
        "sentinel-" + pass.mission().substring(1).toLowerCase(Locale.ROOT),
        pass.relativeOrbit(),
        pass.direction().name().toLowerCase(Locale.ROOT),
        polarisation,
        orbitSource,
        vectors());
  }

  private List<StateVector> vectors() {
    Burst last = bursts.lastEntry().getValue().placed().burst();
    double from = orbit.seconds(firstLine());
    double to = orbit.seconds(pass.stop()) + last.lines() * last.lineInterval();
    long first = (long) Math.floor(from / VECTOR_SECONDS) - VECTORS_BEYOND;
    long end = (long) Math.ceil(to / VECTOR_SECONDS) + VECTORS_BEYOND;
    List<StateVector> vectors = new ArrayList<>();
    double[] s = new double[6];
    for (long i = first; i <= end; i++) {
      double seconds = i * (double) VECTOR_SECONDS;
      if (orbit.covers(seconds)) {
        orbit.state(seconds, s);
        Instant time = orbit.epoch().plusSeconds(i * VECTOR_SECONDS);
        vectors.add(new StateVector(time, s[0], s[1], s[2], s[3], s[4], s[5]));
      }
    }
    return vectors;
  }
}
