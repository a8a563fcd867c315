package org.geofringe.interferometry;

/**
 * Noise of the multilooked interferometric phase of a distributed scatterer, as a function of
 * coherence, for one number of looks.
 *
 * <p>The density of the phase φ about its true value (Just & Bamler 1994 for one look; Lee et al.
 * 1994, eq. 14, for L), with β = γ·cos φ: p(φ) = Γ(L+½)(1-γ²)^L β / (2√π Γ(L)(1-β²)^(L+½)) +
 * (1-γ²)^L / 2π · ₂F₁(L, 1; ½; β²). Its two terms together are
 *
 * <p>p(φ) = (1-γ²)^L / (2π(1-β²)^L) · [(1-β²)^(L-1) + (2L-1) β (1-β²)^-½ ∫ cos^(2L-2)θ dθ],
 *
 * <p>the integral from -π/2 to arcsin β; for one look that is Bamler & Hartl 1998, eq. 60. So
 * written, nothing overflows for any looks, and L need not be whole. The variance about the true
 * value is ∫ φ² p(φ) dφ over one cycle: π²/3 without coherence, near (1-γ²)/(2Lγ²) where looks are
 * many.
 */
public final class PhaseNoise {

  private static final int STEPS = 1000;
  private static final int ANGLES = 250;
  private static final int ARCS = 2048;

  private final double looks;
  private final double widestArc;
  private final double[] arcs = new double[ARCS + 2];
  private final double[] variances = new double[STEPS + 2];

  /**
   * Tabulates the variance.
   *
   * @param looks independent looks, 1 or more, need not be whole
   * @throws IllegalArgumentException where looks are below 1 or not finite
   */
  public PhaseNoise(double looks) {
    if (!(looks >= 1 && looks < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("looks must be 1 or more, got " + looks);
    }
    this.looks = looks;
    // Beyond 9 / √(2L-2) the cosine's power is below e⁻⁴⁰ and adds nothing.
    widestArc = looks > 1 ? Math.min(Math.PI / 2, 9 / Math.sqrt(2 * looks - 2)) : Math.PI / 2;
    double step = widestArc / ARCS;
    for (int i = 0; i < ARCS; i++) {
      double middle = Math.pow(Math.cos((i + 0.5) * step), 2 * looks - 2);
      arcs[i + 1] = arcs[i] + middle * step;
    }
    arcs[ARCS + 1] = arcs[ARCS];
    for (int i = 0; i < STEPS; i++) {
      variances[i] = integrate((double) i / STEPS);
    }
  }

  /**
   * Density of the phase about its true value, per radian.
   *
   * @param phase radians, -π to π
   * @param coherence true coherence, 0 or more and below 1
   */
  public double density(double phase, double coherence) {
    double beta = coherence * Math.cos(phase);
    double rest = rest(phase, coherence);
    double scale = scale(rest, coherence);
    return Math.max(0, even(beta, rest, scale) + odd(beta, rest, scale));
  }

  /**
   * Variance of the phase about its true value in rad², linear between entries 0.001 apart.
   *
   * @param coherence true coherence, 0 to 1; NaN gives NaN
   */
  public double variance(double coherence) {
    double position = coherence * STEPS;
    int index = (int) position;
    return variances[index] + (variances[index + 1] - variances[index]) * (position - index);
  }

  /**
   * Standard deviation of the phase about its true value, radians.
   *
   * @param coherence true coherence, 0 to 1; NaN gives NaN
   */
  public double deviation(double coherence) {
    return Math.sqrt(variance(coherence));
  }

  /** 1 - β² as a sum of what is positive: it keeps its digits where β is near 1. */
  private static double rest(double phase, double coherence) {
    double across = coherence * Math.sin(phase);
    return (1 - coherence) * (1 + coherence) + across * across;
  }

  private double scale(double rest, double coherence) {
    return Math.pow((1 - coherence) * (1 + coherence) / rest, looks) / (2 * Math.PI);
  }

  /** The part of the density that is the same at φ and π - φ. */
  private double even(double beta, double rest, double scale) {
    double slope = (2 * looks - 1) * Math.abs(beta) / Math.sqrt(rest);
    return scale * (Math.pow(rest, looks - 1) + slope * arc(Math.asin(Math.abs(beta))));
  }

  /** The part whose sign is that of cos φ. */
  private double odd(double beta, double rest, double scale) {
    return scale * (2 * looks - 1) * beta / Math.sqrt(rest) * arcs[ARCS];
  }

  /** ∫ cos^(2L-2) from 0 to an angle, linear in a table. */
  private double arc(double angle) {
    double position = Math.min(angle / widestArc, 1) * ARCS;
    int index = (int) position;
    return arcs[index] + (arcs[index + 1] - arcs[index]) * (position - index);
  }

  /** Variance by the midpoint rule over half a cycle, folded at 90 degrees. */
  private double integrate(double coherence) {
    double mass = 0;
    double moment = 0;
    // Narrow densities live close to zero: the square of the parameter puts more angles there.
    for (int i = 0; i < ANGLES; i++) {
      double parameter = (i + 0.5) / ANGLES;
      double angle = Math.PI / 2 * parameter * parameter;
      double width = Math.PI * parameter / ANGLES;
      double opposite = Math.PI - angle;
      double beta = coherence * Math.cos(angle);
      double rest = rest(angle, coherence);
      double scale = scale(rest, coherence);
      double even = even(beta, rest, scale);
      double odd = odd(beta, rest, scale);
      double near = even + odd;
      double far = Math.max(0, even - odd);
      mass += (near + far) * width;
      moment += (angle * angle * near + opposite * opposite * far) * width;
    }
    return moment / mass;
  }
}
