package org.geofringe.numeric;

/** The step from one wrapped phase to another. */
public final class PhaseStep {

  private PhaseStep() {}

  /**
   * The whole cycles that bring the difference of two phases into (-π, π]: the wrapped step is
   * {@code to - from + 2π} times them. 0 if either phase is no finite number.
   *
   * @param from phase in radians
   * @param to phase in radians
   */
  public static int wraps(float from, float to) {
    double step = (double) to - from;
    if (step > -Math.PI && step <= Math.PI) {
      return 0;
    }
    double turns = step / (2 * Math.PI);
    return Math.abs(turns) <= Integer.MAX_VALUE ? (int) -Math.ceil(turns - 0.5) : 0;
  }
}
