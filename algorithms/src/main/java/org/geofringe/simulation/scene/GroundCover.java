package org.geofringe.simulation.scene;

/**
 * Kinds of ground of a scene: how bright, and how an echo is remembered. The amplitude of a
 * scatterer is √lasting·s + √fading·f(t) + √rest·n(t) with f forgetting by exp(-Δt/τ), so that two
 * dates have the coherence lasting + fading·exp(-Δt/τ) (after Rocca 2007 and Zebker and Villasenor
 * 1992).
 */
public enum GroundCover {
  FIELDS(0, 0.60, 0.38, 60, 1),
  CITY(1, 0.88, 0.11, 200, 1.6),
  FOREST(2, 0.08, 0.90, 11, 1.1),
  LAKE(3, 0, 0, 1, 0.12);

  private final int code;
  private final double lasting;
  private final double fading;
  private final double decayDays;
  private final double brightness;

  GroundCover(int code, double lasting, double fading, double decayDays, double brightness) {
    this.code = code;
    this.lasting = lasting;
    this.fading = fading;
    this.decayDays = decayDays;
    this.brightness = brightness;
  }

  /** The number that stands for it in a layer. */
  public int code() {
    return code;
  }

  /** Share of the power that never changes. */
  public double lasting() {
    return lasting;
  }

  /** Share of the power that changes with time. */
  public double fading() {
    return fading;
  }

  /** Time constant of the fading part, days. */
  public double decayDays() {
    return decayDays;
  }

  /** Amplitude against that of fields. */
  double brightness() {
    return brightness;
  }

  /** Coherence, 0 to 1, of a pair this many days apart, noise left out. */
  public double coherence(double days) {
    return lasting + fading * StrictMath.exp(-days / decayDays);
  }
}
