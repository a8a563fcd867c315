package org.geofringe.geocoding;

/**
 * exp(2πj cycles) of many phases at once. Whole cycles go in double, then half the angle's sine and
 * cosine by their Taylor series up to the powers 13 and 14, then the double angle: no branch and no
 * table, so that the compiler makes vectors of it. The series leave 7e-10 at a quarter turn; the
 * result is exact to the rounding of float, below 1e-7.
 */
final class UnitPhasor {

  private UnitPhasor() {}

  /**
   * Phasors of a row of phases.
   *
   * @param cycles phases; not modified
   * @param count number of phases
   * @param phasors receives the real and the imaginary parts, a row each; modified
   * @param cosinesAt index of the first real part
   * @param sinesAt index of the first imaginary part
   */
  static void of(double[] cycles, int count, double[] phasors, int cosinesAt, int sinesAt) {
    for (int i = 0; i < count; i++) {
      double half = Math.PI * (cycles[i] - Math.rint(cycles[i]));
      double t = half * half;
      double sine =
          1
              + t
                  * (-1.0 / 6
                      + t
                          * (1.0 / 120
                              + t
                                  * (-1.0 / 5040
                                      + t
                                          * (1.0 / 362880
                                              + t
                                                  * (-1.0 / 39916800
                                                      + t * (1.0 / 6227020800.0))))));
      double cosine =
          1
              + t
                  * (-1.0 / 2
                      + t
                          * (1.0 / 24
                              + t
                                  * (-1.0 / 720
                                      + t
                                          * (1.0 / 40320
                                              + t
                                                  * (-1.0 / 3628800
                                                      + t
                                                          * (1.0 / 479001600
                                                              + t * (-1.0 / 87178291200.0)))))));
      sine *= half;
      phasors[cosinesAt + i] = 1 - 2 * sine * sine;
      phasors[sinesAt + i] = 2 * sine * cosine;
    }
  }
}
