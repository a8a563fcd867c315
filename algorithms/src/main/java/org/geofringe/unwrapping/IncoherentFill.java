package org.geofringe.unwrapping;

import java.util.stream.IntStream;

/**
 * Gives cells of low coherence a phase from the coherent ones around them, before unwrapping, so
 * that scattered coherent points become a surface without residues between them (Chen, Zebker and
 * Knight 2015; Agram and Zebker 2009).
 *
 * <p>Such a cell gets the mean phasor of the nearest coherent cells, found on a spiral outwards.
 * With r the distance of one and R that of the furthest taken, it weighs exp(-2r²/R²): the paper's
 * width is fixed, this one goes with how thinly points are sown. The coherence is the neighbours'
 * weighted mean times how well their phases agree. Cells with no coherent one in reach stay as they
 * are. After unwrapping {@link #restore} gives every cell its own phase back, with the whole cycles
 * that bring it nearest to the filled one.
 */
public final class IncoherentFill {

  private static final int BAND = 32;

  private final int rows;
  private final int columns;
  private final float[] wrapped;
  private final float[] coherence;
  private final Parameters parameters;

  /** Row and column steps of the spiral, nearest first. */
  private final short[] rowSteps;

  private final short[] columnSteps;

  private IncoherentFill(
      int rows, int columns, float[] wrapped, float[] coherence, Parameters parameters) {
    this.rows = rows;
    this.columns = columns;
    this.wrapped = wrapped;
    this.coherence = coherence;
    this.parameters = parameters;
    int reach = parameters.radius;
    int width = 2 * reach + 1;
    int[] cells =
        IntStream.range(0, width * width)
            .filter(i -> square(i, width, reach) > 0 && square(i, width, reach) <= reach * reach)
            .boxed()
            .sorted((a, b) -> Integer.compare(square(a, width, reach), square(b, width, reach)))
            .mapToInt(Integer::intValue)
            .toArray();
    rowSteps = new short[cells.length];
    columnSteps = new short[cells.length];
    for (int i = 0; i < cells.length; i++) {
      rowSteps[i] = (short) (cells[i] / width - reach);
      columnSteps[i] = (short) (cells[i] % width - reach);
    }
  }

  private static int square(int cell, int width, int reach) {
    int dr = cell / width - reach;
    int dc = cell % width - reach;
    return dr * dr + dc * dc;
  }

  /**
   * What is filled, from what.
   *
   * @param minCoherence cells of lower coherence are filled, 0 to 1
   * @param neighbours coherent cells that are averaged, 1 or more
   * @param radius cells further off are not looked at, 1 to 200
   */
  public record Parameters(double minCoherence, int neighbours, int radius) {
    public Parameters {
      if (!(minCoherence >= 0 && minCoherence <= 1)) {
        throw new IllegalArgumentException("minCoherence must be 0 to 1, got " + minCoherence);
      }
      if (neighbours < 1) {
        throw new IllegalArgumentException("neighbours must be 1 or more, got " + neighbours);
      }
      if (radius < 1 || radius > 200) {
        throw new IllegalArgumentException("radius must be 1 to 200, got " + radius);
      }
    }
  }

  /**
   * A filled image.
   *
   * @param phase wrapped phase, radians; NaN = no data
   * @param coherence 0 to 1, of filled cells that of what they were filled from
   */
  public record Filled(float[] phase, float[] coherence) {}

  /**
   * Fills an image.
   *
   * @param wrapped radians, row-major, NaN = no data, which stays so; not modified
   * @param coherence 0 to 1, NaN counts as 0; not modified
   * @throws IllegalArgumentException if sizes differ
   */
  public static Filled apply(
      int rows,
      int columns,
      float[] wrapped,
      float[] coherence,
      Parameters parameters,
      SolverContext context) {
    if (wrapped.length != rows * columns || coherence.length != wrapped.length) {
      throw new IllegalArgumentException(
          "phase and coherence have "
              + wrapped.length
              + " and "
              + coherence.length
              + " cells, not "
              + rows
              + " x "
              + columns);
    }
    IncoherentFill fill = new IncoherentFill(rows, columns, wrapped, coherence, parameters);
    Filled filled = new Filled(wrapped.clone(), coherence.clone());
    int[] nearest = fill.nearest(context);
    context.each(
        (rows + BAND - 1) / BAND,
        band -> {
          for (int row = band * BAND; row < Math.min(rows, (band + 1) * BAND); row++) {
            context.checkCancelled();
            for (int c = 0; c < columns; c++) {
              int cell = row * columns + c;
              if (!Float.isNaN(wrapped[cell]) && !fill.isCoherent(cell)) {
                fill.fill(row, c, nearest[cell], filled);
              }
            }
          }
        });
    return filled;
  }

  /**
   * Gives cells their own phase back.
   *
   * @param wrapped phase before the fill, radians; not modified
   * @param unwrapped filled phase unwrapped, radians, NaN = no data; modified: equal to {@code
   *     wrapped} but for whole cycles, and nearest to what it was
   */
  public static void restore(float[] wrapped, float[] unwrapped) {
    for (int cell = 0; cell < wrapped.length; cell++) {
      double cycles = Math.rint((unwrapped[cell] - wrapped[cell]) / (2 * Math.PI));
      unwrapped[cell] = (float) (wrapped[cell] + 2 * Math.PI * cycles);
    }
  }

  private boolean isCoherent(int cell) {
    return coherence[cell] >= parameters.minCoherence && !Float.isNaN(wrapped[cell]);
  }

  /**
   * Where on the spiral to begin: no coherent cell is nearer than half of the steps, one a row or a
   * column, that lead to the nearest one, and none is in reach beyond twice the radius.
   */
  private int[] nearest(SolverContext context) {
    int far = 2 * parameters.radius + 1;
    int[] steps = new int[wrapped.length];
    for (int cell = 0; cell < steps.length; cell++) {
      if (cell % columns == 0) {
        context.checkCancelled();
      }
      int above = cell < columns ? far : steps[cell - columns] + 1;
      int left = cell % columns == 0 ? far : steps[cell - 1] + 1;
      steps[cell] = isCoherent(cell) ? 0 : Math.min(far, Math.min(above, left));
    }
    for (int cell = steps.length - 1; cell >= 0; cell--) {
      int below = cell + columns >= steps.length ? far : steps[cell + columns] + 1;
      int right = cell % columns == columns - 1 ? far : steps[cell + 1] + 1;
      steps[cell] = Math.min(steps[cell], Math.min(below, right));
    }
    return steps;
  }

  private void fill(int row, int column, int steps, Filled into) {
    if (steps > 2 * parameters.radius) {
      return;
    }
    int[] taken = new int[parameters.neighbours];
    int count = 0;
    for (int i = 0; i < rowSteps.length && count < taken.length; i++) {
      int r = row + rowSteps[i];
      int c = column + columnSteps[i];
      if (r >= 0 && r < rows && c >= 0 && c < columns && isCoherent(r * columns + c)) {
        taken[count++] = i;
      }
    }
    if (count == 0) {
      return;
    }
    double scale = -2 / distanceSquared(taken[count - 1]);
    double real = 0;
    double imaginary = 0;
    double weights = 0;
    double gammas = 0;
    for (int i = 0; i < count; i++) {
      int cell = (row + rowSteps[taken[i]]) * columns + column + columnSteps[taken[i]];
      double weight = Math.exp(scale * distanceSquared(taken[i]));
      real += weight * Math.cos(wrapped[cell]);
      imaginary += weight * Math.sin(wrapped[cell]);
      weights += weight;
      gammas += weight * coherence[cell];
    }
    int cell = row * columns + column;
    into.phase[cell] = (float) Math.atan2(imaginary, real);
    double agreement = Math.hypot(real, imaginary) / weights;
    into.coherence[cell] = (float) Math.min(1, agreement * gammas / weights);
  }

  private double distanceSquared(int step) {
    return (double) rowSteps[step] * rowSteps[step]
        + (double) columnSteps[step] * columnSteps[step];
  }
}
