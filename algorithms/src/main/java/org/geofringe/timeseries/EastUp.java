package org.geofringe.timeseries;

/**
 * East and up from motion along two lines of sight (Wright et al. 2004, sec. 3, for two looks):
 *
 * <pre>
 * d_1 = e_1·E + n_1·N + u_1·U,   d_2 = e_2·E + n_2·N + u_2·U
 * </pre>
 *
 * with (e, n, u) the unit vector from the ground to the satellite. N is taken for zero: satellites
 * that pass over the poles hardly see it. What N there is leaks in by the factors of {@link
 * #leakage}: of Sentinel-1 about 0.15 into U and nearly nothing into E where both tracks are as
 * steep.
 *
 * <p>Errors of the two are independent: with D = e_1·u_2 - e_2·u_1, σ_E² = (u_2²·σ_1² +
 * u_1²·σ_2²)/D² and σ_U² = (e_2²·σ_1² + e_1²·σ_2²)/D².
 */
public final class EastUp {

  /** Looks closer to each other than this, in degrees seen along north, tell nothing apart. */
  public static final double LEAST_ANGLE = 10;

  private EastUp() {}

  /**
   * East and up; NaN where a value is, or where the looks are closer than {@link #LEAST_ANGLE}.
   *
   * @param east towards the east
   * @param up upwards
   */
  public record Result(float[] east, float[] up) {}

  /**
   * Unit vectors from ground to satellite, one per cell.
   *
   * @param east components, as many as cells
   * @param north components
   * @param up components
   */
  public record Looks(float[] east, float[] north, float[] up) {
    public Looks {
      if (north.length != east.length || up.length != east.length) {
        throw new IllegalArgumentException(
            "looks need as many components each, got "
                + east.length
                + ", "
                + north.length
                + " and "
                + up.length);
      }
    }

    /**
     * Of a radar that looks to its right.
     *
     * @param incidence degrees from the vertical at the ground; NaN is no data; not modified
     * @param headingDegrees in which the satellite flies, clockwise from north
     */
    public static Looks of(float[] incidence, double headingDegrees) {
      double sine = Math.sin(Math.toRadians(headingDegrees));
      double cosine = Math.cos(Math.toRadians(headingDegrees));
      Looks looks =
          new Looks(
              new float[incidence.length],
              new float[incidence.length],
              new float[incidence.length]);
      for (int i = 0; i < incidence.length; i++) {
        double angle = Math.toRadians(incidence[i]);
        looks.east[i] = (float) (-Math.sin(angle) * cosine);
        looks.north[i] = (float) (Math.sin(angle) * sine);
        looks.up[i] = (float) Math.cos(angle);
      }
      return looks;
    }
  }

  /**
   * Solves cell by cell.
   *
   * @param first motion towards the satellite in any unit; NaN is no data; not modified
   * @param firstLooks where from
   * @param second the other
   * @param secondLooks where from
   * @throws IllegalArgumentException where lengths differ
   */
  public static Result apply(float[] first, Looks firstLooks, float[] second, Looks secondLooks) {
    check(first, firstLooks, second, secondLooks);
    Result result = new Result(new float[first.length], new float[first.length]);
    for (int i = 0; i < first.length; i++) {
      double e1 = firstLooks.east[i];
      double u1 = firstLooks.up[i];
      double e2 = secondLooks.east[i];
      double u2 = secondLooks.up[i];
      double determinant = determinant(firstLooks, secondLooks, i);
      result.east[i] = (float) ((u2 * first[i] - u1 * second[i]) / determinant);
      result.up[i] = (float) ((e1 * second[i] - e2 * first[i]) / determinant);
    }
    return result;
  }

  /**
   * Standard errors of {@link #apply}.
   *
   * @param first standard error of the first motion; NaN is no data; not modified
   * @param second of the second
   */
  public static Result errors(float[] first, Looks firstLooks, float[] second, Looks secondLooks) {
    check(first, firstLooks, second, secondLooks);
    Result result = new Result(new float[first.length], new float[first.length]);
    for (int i = 0; i < first.length; i++) {
      double determinant = Math.abs(determinant(firstLooks, secondLooks, i));
      result.east[i] =
          (float)
              (Math.hypot(secondLooks.up[i] * first[i], firstLooks.up[i] * second[i])
                  / determinant);
      result.up[i] =
          (float)
              (Math.hypot(secondLooks.east[i] * first[i], firstLooks.east[i] * second[i])
                  / determinant);
    }
    return result;
  }

  /** What one unit of motion to the north, which is taken for none, adds to east and up. */
  public static Result leakage(Looks firstLooks, Looks secondLooks) {
    return apply(firstLooks.north, firstLooks, secondLooks.north, secondLooks);
  }

  /** Angle between the looks as seen along north, in degrees; NaN is no data. */
  public static float[] angles(Looks firstLooks, Looks secondLooks) {
    float[] angles = new float[firstLooks.up.length];
    for (int i = 0; i < angles.length; i++) {
      double first = Math.atan2(firstLooks.east[i], firstLooks.up[i]);
      double second = Math.atan2(secondLooks.east[i], secondLooks.up[i]);
      angles[i] = (float) Math.toDegrees(Math.abs(first - second));
    }
    return angles;
  }

  /** NaN where the looks are too much alike. */
  private static double determinant(Looks first, Looks second, int i) {
    double e1 = first.east[i];
    double u1 = first.up[i];
    double e2 = second.east[i];
    double u2 = second.up[i];
    double determinant = e1 * u2 - e2 * u1;
    double sine = Math.abs(determinant) / (Math.hypot(e1, u1) * Math.hypot(e2, u2));
    return sine >= Math.sin(Math.toRadians(LEAST_ANGLE)) ? determinant : Double.NaN;
  }

  private static void check(float[] first, Looks firstLooks, float[] second, Looks secondLooks) {
    int cells = first.length;
    if (second.length != cells || firstLooks.up.length != cells || secondLooks.up.length != cells) {
      throw new IllegalArgumentException(
          "both motions and looks must be of as many cells, got "
              + cells
              + ", "
              + second.length
              + ", "
              + firstLooks.up.length
              + " and "
              + secondLooks.up.length);
    }
  }
}
