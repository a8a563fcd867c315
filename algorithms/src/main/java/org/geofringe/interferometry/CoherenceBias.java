package org.geofringe.interferometry;

/**
 * How much too high the sample coherence is, and its cure: the expectation of the estimate from L
 * independent looks as a function of the true coherence γ (Touzi et al. 1999, eq. 12), tabulated
 * for one number of looks, and the inverse of that function.
 *
 * <p>E|γ̂| = Γ(L)Γ(3/2)/Γ(L+½) · ₃F₂(3/2, L, L; L+½, 1; γ²) · (1-γ²)^L. Term k of that series is
 * the probability of k under a negative binomial law of L and γ², times r(k) =
 * Γ(k+3/2)Γ(L+k)/(Γ(k+1)Γ(L+k+½)), the mean of the root of a Beta(k+1, L-1) deviate. Summed that
 * way, outwards from the most probable k, nothing overflows or cancels for any looks or coherence,
 * and L need not be whole.
 *
 * <p>The inverse takes out the bias of the mean: means of corrected estimates are right where the
 * estimate seldom falls below the floor E|γ̂|(γ = 0); estimates below it become 0.
 */
public final class CoherenceBias {

  private static final int EXPECTATIONS = 256;
  private static final int STEPS = 1024;
  private static final double NEGLIGIBLE = 1e-13;

  private final float[] truth = new float[STEPS + 2];
  private final float floor;
  private final float scale;

  /**
   * Tabulates the inverse.
   *
   * @param looks independent looks in the estimate, 1 or more, need not be whole
   * @throws IllegalArgumentException where looks are below 1 or not finite
   */
  public CoherenceBias(double looks) {
    double[] expected = new double[EXPECTATIONS + 1];
    for (int i = 0; i <= EXPECTATIONS; i++) {
      expected[i] = expectation((double) i / EXPECTATIONS, looks);
    }
    floor = (float) expected[0];
    scale = floor < 1 ? 1 / (1 - floor) : 0;
    int below = 0;
    for (int i = 1; i <= STEPS; i++) {
      // The expectation leaves the floor as a square: its inverse is smooth in the root.
      double root = (double) i / STEPS;
      double estimate = expected[0] + (1 - expected[0]) * root * root;
      while (below < EXPECTATIONS - 1 && expected[below + 1] < estimate) {
        below++;
      }
      double rise = expected[below + 1] - expected[below];
      double fraction = rise > 0 ? Math.min(1, (estimate - expected[below]) / rise) : 0;
      truth[i] = (float) ((below + fraction) / EXPECTATIONS);
    }
    truth[STEPS + 1] = truth[STEPS];
  }

  /**
   * The expectation of the estimated coherence.
   *
   * @param coherence true coherence, 0 to 1
   * @param looks independent looks, 1 or more
   * @return 0 to 1; 1 for a single look
   */
  public static double expectation(double coherence, double looks) {
    requireLooks(looks);
    if (!(coherence >= 0 && coherence <= 1)) {
      throw new IllegalArgumentException("coherence must be 0 to 1, got " + coherence);
    }
    if (coherence == 1 || looks == 1) {
      return 1;
    }
    double z = coherence * coherence;
    double mode = Math.max(0, Math.floor((looks - 1) * z / (1 - z)));
    double root = GammaRatio.of(mode + 1) / GammaRatio.of(looks + mode);
    double mass = 1;
    double sum = root;
    double term = 1;
    double r = root;
    for (double k = mode; term > NEGLIGIBLE * mass; k++) {
      term *= (looks + k) / (k + 1) * z;
      r *= (k + 1.5) / (k + 1) * ((looks + k) / (looks + k + 0.5));
      mass += term;
      sum += term * r;
    }
    term = 1;
    r = root;
    for (double k = mode; k > 0 && term > NEGLIGIBLE * mass; k--) {
      term *= k / ((looks + k - 1) * z);
      r *= k / (k + 0.5) * ((looks + k - 0.5) / (looks + k - 1));
      mass += term;
      sum += term * r;
    }
    return sum / mass;
  }

  /**
   * The true coherence whose estimates have this mean: 0 at and below the floor, rising from there
   * to 1.
   *
   * @param estimate sample coherence, 0 to 1; NaN stays NaN
   */
  public float unbiased(float estimate) {
    float above = (estimate - floor) * scale;
    if (above <= 0) {
      return 0;
    }
    float position = (float) Math.sqrt(above) * STEPS;
    int index = Math.min((int) position, STEPS);
    float fraction = position - index;
    return Math.min(1, truth[index] + (truth[index + 1] - truth[index]) * fraction);
  }

  private static void requireLooks(double looks) {
    if (!(looks >= 1 && looks < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("looks must be 1 or more, got " + looks);
    }
  }
}
