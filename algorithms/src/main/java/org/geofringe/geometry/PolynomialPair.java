package org.geofringe.geometry;

/**
 * Two smooth functions of x, y and height over a box of the map as polynomials: a few terms per
 * axis are as good as solving equations cell by cell, and much faster.
 *
 * <p>The exact functions at Chebyshev nodes give Chebyshev coefficients; along each axis those are
 * dropped whose sum stays below a hundredth of the error allowed (the sum of what is dropped bounds
 * the error made), and the rest are turned into powers of coordinates within [-1, 1]. The fit is
 * then compared with the exact functions between the nodes. Immutable: safe for many threads.
 */
final class PolynomialPair {

  /** The exact functions. */
  @FunctionalInterface
  interface Functions {

    /**
     * Computes both at one place.
     *
     * @param values receives them; modified
     * @throws IllegalArgumentException where there are none
     */
    void at(double x, double y, double height, double[] values);
  }

  private static final int NODES_X = 12;
  private static final int NODES_Y = 12;
  private static final int NODES_HEIGHT = 6;

  /** How far beyond the box a cell may lie, in half widths of the box. */
  private static final double SLACK = 0.02;

  private final ChebyshevBox box;
  private final double[] firstTerms;
  private final double[] secondTerms;
  private final int termsX;
  private final int termsY;
  private final int termsHeight;
  private final double[] maxErrors = new double[2];

  private PolynomialPair(ChebyshevBox box, double[][] values, double[] tolerances) {
    this.box = box;
    int[] kept = new int[3];
    for (int k = 0; k < 2; k++) {
      box.keep(values[k], tolerances[k] / 100, kept);
    }
    termsX = kept[0];
    termsY = kept[1];
    termsHeight = kept[2];
    firstTerms = box.powers(values[0], kept);
    secondTerms = box.powers(values[1], kept);
  }

  /**
   * Fits functions over a box.
   *
   * @param least x, y and height
   * @param greatest x, y and height
   * @param tolerances greatest error of each function that a fit may have
   * @throws IllegalArgumentException where the box is empty or too large
   */
  static PolynomialPair fit(
      double[] least, double[] greatest, double[] tolerances, Functions functions) {
    if (!(greatest[0] > least[0]) || !(greatest[1] > least[1]) || !(greatest[2] >= least[2])) {
      throw new IllegalArgumentException(
          "a box needs west < east, south < north and least height <= greatest, got "
              + "%s to %s, %s to %s, %s to %s"
                  .formatted(least[0], greatest[0], least[1], greatest[1], least[2], greatest[2]));
    }
    // A flat ground would leave no axis of heights.
    double top = Math.max(greatest[2], least[2] + 100);
    ChebyshevBox box =
        new ChebyshevBox(
            least,
            new double[] {greatest[0], greatest[1], top},
            new int[] {NODES_X, NODES_Y, NODES_HEIGHT});
    double[][] values = new double[2][box.count()];
    double[] pair = new double[2];
    for (int node = 0; node < box.count(); node++) {
      functions.at(box.node(0, node), box.node(1, node), box.node(2, node), pair);
      values[0][node] = pair[0];
      values[1][node] = pair[1];
    }
    PolynomialPair fit =
        new PolynomialPair(
            box,
            new double[][] {box.coefficients(values[0]), box.coefficients(values[1])},
            tolerances);
    fit.compare(functions);
    if (!(fit.maxErrors[0] <= tolerances[0]) || !(fit.maxErrors[1] <= tolerances[1])) {
      throw new IllegalArgumentException(
          "polynomials miss the geometry of the box by up to %.2g and %.2g, where %.2g and %.2g may be: split it"
              .formatted(fit.maxErrors[0], fit.maxErrors[1], tolerances[0], tolerances[1]));
    }
    return fit;
  }

  private void compare(Functions functions) {
    double[] exact = new double[2];
    double[] first = new double[1];
    double[] second = new double[1];
    for (double[] place : box.between()) {
      float[] height = {(float) place[2]};
      functions.at(place[0], place[1], height[0], exact);
      evaluate(place[0], 1, place[1], height, 0, 1, first, second);
      maxErrors[0] = Math.max(maxErrors[0], Math.abs(first[0] - exact[0]));
      maxErrors[1] = Math.max(maxErrors[1], Math.abs(second[0] - exact[1]));
    }
  }

  /** Greatest difference of a function (0 or 1) to the exact one between the nodes. */
  double maxError(int function) {
    return maxErrors[function];
  }

  /** Number of terms along x, y and height. */
  int[] terms() {
    return new int[] {termsX, termsY, termsHeight};
  }

  /**
   * Both functions along a row of cells, as {@link RadarGeometry#locate} has it.
   *
   * @throws IllegalArgumentException where a cell lies beyond the box
   */
  void evaluate(
      double x,
      double spacingX,
      double y,
      float[] heights,
      int offset,
      int count,
      double[] first,
      double[] second) {
    double v = box.normal(1, y);
    double firstU = box.normal(0, x);
    double step = spacingX / box.half(0);
    double middle = box.middle(2);
    double scale = 1 / box.half(2);
    double lastU = firstU + (count - 1) * step;
    check(Math.max(Math.abs(v), Math.max(Math.abs(firstU), Math.abs(lastU))));
    double[] rowFirst = collapse(firstTerms, v);
    double[] rowSecond = collapse(secondTerms, v);
    int perHeight = termsX;
    int all = rowFirst.length;
    double furthest = 0;
    for (int i = 0; i < count; i++) {
      double u = firstU + i * step;
      double w = (heights[offset + i] - middle) * scale;
      double a = 0;
      double b = 0;
      for (int end = all; end > 0; end -= perHeight) {
        double partA = 0;
        double partB = 0;
        for (int term = end - 1; term >= end - perHeight; term--) {
          partA = partA * u + rowFirst[term];
          partB = partB * u + rowSecond[term];
        }
        a = a * w + partA;
        b = b * w + partB;
      }
      first[i] = a;
      second[i] = b;
      if (Math.abs(w) > furthest) {
        furthest = Math.abs(w);
      }
    }
    check(furthest);
  }

  private static void check(double furthest) {
    if (!(furthest <= 1 + SLACK)) {
      throw new IllegalArgumentException(
          "a cell lies beyond the box of the fit: %.3f of its half width from the middle"
              .formatted(furthest));
    }
  }

  /** The terms in x and height that are left at one y; height outermost. */
  private double[] collapse(double[] terms, double v) {
    double[] row = new double[termsHeight * termsX];
    for (int i = 0; i < row.length; i++) {
      double sum = 0;
      for (int term = termsY - 1; term >= 0; term--) {
        sum = sum * v + terms[i * termsY + term];
      }
      row[i] = sum;
    }
    return row;
  }
}
