package org.geofringe.simulation;

/**
 * How fast a kind of ground forgets its radar echo: γ(t) = floor + (start - floor)·exp(-t / decay)
 * (after Zebker and Villasenor 1992, with a part that persists).
 */
enum LandCover {
  CITY(0.92, 0.75, 200),
  FIELDS(0.75, 0.35, 40),
  FOREST(0.6, 0.2, 25),
  WATER(0.03, 0.03, 1);

  private final double start;
  private final double floor;
  private final double decayDays;

  LandCover(double start, double floor, double decayDays) {
    this.start = start;
    this.floor = floor;
    this.decayDays = decayDays;
  }

  /** Coherence, 0 to 1, of a pair this many days apart. */
  double coherence(double days) {
    return floor + (start - floor) * StrictMath.exp(-days / decayDays);
  }
}
