package org.geofringe.network;

import java.time.LocalDate;

/**
 * Three dates a &lt; b &lt; c that are joined by three interferograms: the shortest loop there is.
 *
 * @param a first date
 * @param b middle date
 * @param c last date
 */
public record Triplet(LocalDate a, LocalDate b, LocalDate c) {

  public Triplet {
    if (!a.isBefore(b) || !b.isBefore(c)) {
      throw new IllegalArgumentException(
          "dates of a triplet must ascend: " + a + ", " + b + ", " + c);
    }
  }

  public Pair ab() {
    return new Pair(a, b);
  }

  public Pair bc() {
    return new Pair(b, c);
  }

  public Pair ac() {
    return new Pair(a, c);
  }

  /** {@code YYYYMMDD_YYYYMMDD_YYYYMMDD}. */
  public String id() {
    return ab().id() + bc().id().substring(8);
  }

  @Override
  public String toString() {
    return id();
  }
}
