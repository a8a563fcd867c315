package org.geofringe.server.interferogram;

/**
 * The filter of the phase.
 *
 * @param kind which
 * @param alpha strength of Goldstein's filter, 0 to 1; not used where coherence gives it
 * @param patch side of Goldstein's patches in cells
 * @param widthMetres full width at half height of the Gaussian
 */
public record FilterOptions(FilterKind kind, double alpha, int patch, double widthMetres) {

  /** What the result depends on, and no more. */
  String words() {
    return switch (kind) {
      case NONE -> "no filter";
      case GAUSSIAN -> "a Gaussian of " + widthMetres + " m";
      case GOLDSTEIN -> "Goldstein's filter, alpha " + alpha + ", patches of " + patch;
      case GOLDSTEIN_BY_COHERENCE -> "Goldstein's filter, alpha by coherence, patches of " + patch;
    };
  }
}
