package org.geofringe.timeseries;

/**
 * Variance of the multilooked interferometric phase of a distributed scatterer as a function of
 * coherence, tabulated for one number of looks.
 *
 * <p>The density of the phase φ about its true value (Lee et al. 1994, eq. 14; Hanssen 2001, eq.
 * 4.2.23), with β = γ·cos φ: p(φ) = Γ(L+½)(1-γ²)^L β / (2√π Γ(L)(1-β²)^(L+½)) + (1-γ²)^L / 2π ·
 * ₂F₁(L, 1; ½; β²). The variance is ∫ φ² p(φ) dφ over one cycle: π²/3 without coherence, near
 * (1-γ²)/(2Lγ²) where looks are many. The true value is taken to be zero.
 *
 * <p>Looks above 80 count as 80, as in MintPy: adjacent looks are correlated, and phase variance
 * that small is never reached.
 */
final class PhaseVariance {

  static final double LARGEST_COHERENCE = 0.999;
  private static final int MOST_LOOKS = 80;
  private static final int STEPS = 1000;
  private static final int ANGLES = 500;

  private final float[] inverse = new float[STEPS + 2];

  /**
   * Tabulates the inverse variance.
   *
   * @param looks effective number of looks, at least 1
   */
  PhaseVariance(double looks) {
    for (int i = 0; i <= STEPS; i++) {
      double coherence = Math.min((double) i / STEPS, LARGEST_COHERENCE);
      inverse[i] = (float) (1 / variance(coherence, Math.min(looks, MOST_LOOKS)));
    }
    inverse[STEPS + 1] = inverse[STEPS];
  }

  /** Inverse phase variance in rad⁻², linear between entries 0.001 apart; coherence in 0..1. */
  float inverse(float coherence) {
    float position = coherence * STEPS;
    int index = (int) position;
    float fraction = position - index;
    return inverse[index] + (inverse[index + 1] - inverse[index]) * fraction;
  }

  /** Phase variance in rad² by the midpoint rule over half a cycle, folded at 90 degrees. */
  static double variance(double coherence, double looks) {
    double scale = Math.pow(1 - coherence * coherence, looks);
    double gammaRatio = gammaRatio(looks);
    double mass = 0;
    double moment = 0;
    // Narrow densities live close to zero: the square of the parameter puts more angles there.
    for (int i = 0; i < ANGLES; i++) {
      double parameter = (i + 0.5) / ANGLES;
      double angle = Math.PI / 2 * parameter * parameter;
      double width = Math.PI * parameter / ANGLES;
      double beta = coherence * Math.cos(angle);
      double odd =
          scale
              * gammaRatio
              * beta
              / (2 * Math.sqrt(Math.PI) * Math.pow(1 - beta * beta, looks + 0.5));
      double even = scale / (2 * Math.PI) * hypergeometric(looks, beta * beta);
      double near = odd + even;
      double far = Math.max(0, even - odd);
      double opposite = Math.PI - angle;
      mass += (near + far) * width;
      moment += (angle * angle * near + opposite * opposite * far) * width;
    }
    return moment / mass;
  }

  /** ₂F₁(a, 1; ½; z) for 0 &lt;= z &lt; 1 by its series, all of whose terms are positive. */
  private static double hypergeometric(double a, double z) {
    double term = 1;
    double sum = 1;
    for (int n = 0; term > 1e-12 * sum; n++) {
      term *= (a + n) / (n + 0.5) * z;
      sum += term;
    }
    return sum;
  }

  /** Γ(L+½)/Γ(L), by its asymptotic series at L + 16 brought down by the recurrence. */
  private static double gammaRatio(double looks) {
    double factor = 1;
    double x = looks;
    while (x < 16) {
      factor *= x / (x + 0.5);
      x += 1;
    }
    double inverse = 1 / x;
    double series = 1 - inverse / 8 * (1 - inverse / 16 * (1 + 5 * inverse / 8));
    return factor * Math.sqrt(x) * series;
  }
}
