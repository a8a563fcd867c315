package org.geofringe.interferometry;

/**
 * How much too high the sample coherence γ̂ of L independent looks is, and its cure for one number
 * of looks.
 *
 * <p>The expectation (Touzi et al. 1999, eq. 12): E|γ̂| = Γ(L)Γ(3/2)/Γ(L+½) · ₃F₂(3/2, L, L; L+½,
 * 1; γ²) · (1-γ²)^L. Term k of that series is the probability of k under a negative binomial law of
 * L and γ², times Γ(k+3/2)Γ(L+k)/(Γ(k+1)Γ(L+k+½)), the mean of the root of a Beta(k+1, L-1)
 * deviate. Summed that way, outwards from the most probable k, nothing overflows or cancels for any
 * looks or coherence, and L need not be whole.
 *
 * <p>The cure is for single estimates, not for their mean: a function h with E[h(γ̂)] = γ as nearly
 * as functions within 0..1 can have it. (The inverse of the expectation is none: it is hollow, and
 * its mean falls short by 0.03 at 4 looks and γ = 0.5.) It starts as h(γ̂) = γ̂ and gives up three
 * times the bias that is left at γ = γ̂, which {@link CoherenceDensity} tells. It rises from 0,
 * which all estimates have that are well below E|γ̂|(γ = 0), to 1. What is left of the bias is
 * below 0.01 for γ ≥ 0.5 and 4 looks or more, and 0.03 for 3; no function cures γ near 0.
 */
public final class CoherenceBias {

  private static final int STEPS = 1024;
  private static final double LEAST_LOOKS = 2;
  private static final double MOST_LOOKS = 128;
  private static final int ROUNDS = 3;
  private static final double NEGLIGIBLE = 1e-13;

  private final float[] unbiased = new float[STEPS + 2];

  /**
   * Tabulates the cure.
   *
   * @param looks independent looks in the estimate, 1 or more, need not be whole; fewer than 2
   *     count as 2, since a single look says nothing, and more than 128 as 128, whose bias is below
   *     0.01 for γ above 0.2
   * @throws IllegalArgumentException where looks are below 1 or not finite
   */
  public CoherenceBias(double looks) {
    requireLooks(looks);
    CoherenceDensity density =
        new CoherenceDensity(Math.max(LEAST_LOOKS, Math.min(looks, MOST_LOOKS)));
    double[] cured = density.coherences();
    for (int round = 0; round < ROUNDS; round++) {
      double[] mean = density.means(cured);
      double least = 0;
      for (int i = 0; i < cured.length; i++) {
        least = Math.max(least, Math.min(1, cured[i] - (mean[i] - density.coherence(i))));
        cured[i] = least;
      }
    }
    for (int i = 0; i < STEPS; i++) {
      unbiased[i] = (float) density.interpolate(cured, (double) i / STEPS);
    }
    unbiased[STEPS] = 1;
    unbiased[STEPS + 1] = 1;
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
   * The estimate without its bias.
   *
   * @param estimate sample coherence, 0 to 1; NaN stays NaN
   * @return 0 to 1, not falling where the estimate rises
   */
  public float unbiased(float estimate) {
    float position = estimate * STEPS;
    int index = (int) position;
    return unbiased[index] + (unbiased[index + 1] - unbiased[index]) * (position - index);
  }

  private static void requireLooks(double looks) {
    if (!(looks >= 1 && looks < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("looks must be 1 or more, got " + looks);
    }
  }
}
