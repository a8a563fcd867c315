package org.geofringe.interferometry;

import java.util.Arrays;

/**
 * The density of the sample coherence γ̂ of L looks, and means under it of functions of γ̂ (Touzi
 * et al. 1999, eq. 11): p(γ̂) = 2(L-1)(1-γ²)^L γ̂ (1-γ̂²)^(L-2) ₂F₁(L, L; 1; γ²γ̂²).
 *
 * <p>Functions are given at nodes of even steps in arctanh γ̂, where the density is about as wide
 * for all γ, 1/√(2L). By Euler's transformation ₂F₁(L, L; 1; x) = (1-x)^(1-2L) ₂F₁(1-L, 1-L; 1; x),
 * whose terms are squares: nothing cancels.
 */
final class CoherenceDensity {

  /** Beyond tanh 3 = 0.995 the bias is below 2e-5 for 2 looks and nothing needs a node. */
  private static final double LARGEST = 3;

  private static final double NODES_PER_WIDTH = 2;
  private static final double POINTS_PER_WIDTH = 5;
  private static final double WIDTHS = 6;

  private final double looks;
  private final double width;
  private final double[] nodes;
  private final double[] coherences;

  /**
   * Lays the nodes.
   *
   * @param looks 2 or more
   */
  CoherenceDensity(double looks) {
    this.looks = looks;
    width = 1 / Math.sqrt(2 * looks);
    nodes = new double[(int) Math.ceil(LARGEST / width * NODES_PER_WIDTH) + 1];
    Arrays.setAll(nodes, i -> i * LARGEST / (nodes.length - 1));
    coherences = Arrays.stream(nodes).map(Math::tanh).toArray();
  }

  /** Coherence at the nodes: the function γ̂ itself. */
  double[] coherences() {
    return coherences.clone();
  }

  /** Coherence at a node. */
  double coherence(int node) {
    return coherences[node];
  }

  /** Means of a function, given at the nodes, where the true coherence is that of each node. */
  double[] means(double[] function) {
    double[] means = new double[nodes.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = mean(function, nodes[i]);
    }
    return means;
  }

  /**
   * A function, given at the nodes, between them, straight in γ̂; beyond the last it is taken as γ̂
   * itself.
   */
  double interpolate(double[] function, double estimate) {
    int last = nodes.length - 1;
    int index = (int) (atanh(estimate) / LARGEST * last);
    if (index >= last) {
      return Math.max(estimate, function[last]);
    }
    double fraction = (estimate - coherence(index)) / (coherence(index + 1) - coherence(index));
    return function[index] + (function[index + 1] - function[index]) * fraction;
  }

  private double mean(double[] function, double truth) {
    double coherence = Math.tanh(truth);
    // Few looks have a long tail, exp(-2(L-1)ζ).
    double reach = Math.max(WIDTHS * width, 10 / (looks - 1));
    double first = Math.max(0, truth - WIDTHS * width);
    int points = (int) Math.ceil((truth + reach - first) / width * POINTS_PER_WIDTH);
    double step = (truth + reach - first) / points;
    double[] logs = new double[points];
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < points; i++) {
      logs[i] = log(Math.tanh(first + (i + 0.5) * step), coherence);
      largest = Math.max(largest, logs[i]);
    }
    double mass = 0;
    double sum = 0;
    for (int i = 0; i < points; i++) {
      double density = Math.exp(logs[i] - largest);
      mass += density;
      sum += density * interpolate(function, Math.tanh(first + (i + 0.5) * step));
    }
    return sum / mass;
  }

  /** Logarithm of the density per unit of arctanh γ̂, but for a constant. */
  private double log(double estimate, double coherence) {
    double x = coherence * estimate * coherence * estimate;
    return Math.log(estimate)
        + (looks - 1) * Math.log((1 - estimate) * (1 + estimate))
        + (1 - 2 * looks) * Math.log(1 - x)
        + logOfSquares(x);
  }

  /** Logarithm of ₂F₁(1-L, 1-L; 1; x). */
  private double logOfSquares(double x) {
    double huge = 1e200;
    double exponent = 0;
    double term = 1;
    double sum = 1;
    for (int n = 0; term > 1e-14 * sum; n++) {
      double factor = (n + 1 - looks) / (n + 1);
      term *= factor * factor * x;
      sum += term;
      if (sum > huge) {
        sum /= huge;
        term /= huge;
        exponent += Math.log(huge);
      }
    }
    return exponent + Math.log(sum);
  }

  private static double atanh(double value) {
    return 0.5 * Math.log((1 + value) / (1 - value));
  }
}
