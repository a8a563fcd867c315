package org.geofringe.filtering;

import static org.geofringe.filtering.Reach.FIXED;
import static org.geofringe.filtering.Reach.OUTSIDE;
import static org.geofringe.filtering.Reach.UNKNOWN;

import java.util.ArrayList;
import java.util.List;
import org.geofringe.grid.FloatGrid;

/** Solves Laplace's equation on the unknown cells of a grid by multigrid; see {@link GapFill}. */
final class HarmonicSolver {

  private static final int MAX_CYCLES = 8;
  private static final int SWEEPS = 2;
  private static final int COARSEST_SWEEPS = 20;

  /** Residuals below this part of the range of the data are left. */
  private static final float TOLERANCE = 1e-4f;

  /** One grid of the pyramid; cells of the next are twice as wide. */
  private record Level(
      int rows, int columns, byte[] role, boolean bordered, float[] value, float[] right) {

    Level(int rows, int columns, byte[] role, float[] value, float[] right) {
      this(rows, columns, role, holdsOutside(role), value, right);
    }

    private static boolean holdsOutside(byte[] role) {
      for (byte r : role) {
        if (r == OUTSIDE) {
          return true;
        }
      }
      return false;
    }

    /** Whether all four neighbours of a cell surely take part. */
    boolean surrounded(int row, int column) {
      return !bordered && row > 0 && row < rows - 1 && column > 0 && column < columns - 1;
    }
  }

  private HarmonicSolver() {}

  /**
   * Solves for the unknown cells.
   *
   * @param grid data at fixed cells, NaN elsewhere; unknown cells are written
   * @param role role of each cell, row-major; not modified
   */
  static void solve(FloatGrid grid, byte[] role, Runnable checkCancelled) {
    boolean none = true;
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int cell = 0; cell < role.length; cell++) {
      none &= role[cell] != UNKNOWN;
      if (role[cell] == FIXED) {
        least = Math.min(least, grid.values()[cell]);
        greatest = Math.max(greatest, grid.values()[cell]);
      }
    }
    if (none) {
      return;
    }
    Level[] levels = pyramid(grid, role);
    pushPull(levels);
    float tolerance = TOLERANCE * (greatest - least);
    for (int cycle = 0; cycle < MAX_CYCLES; cycle++) {
      checkCancelled.run();
      cycle(levels, 0);
      if (residual(levels[0]) <= tolerance) {
        break;
      }
    }
  }

  private static Level[] pyramid(FloatGrid grid, byte[] role) {
    List<Level> levels = new ArrayList<>();
    levels.add(new Level(grid.rows(), grid.columns(), role, grid.values(), new float[0]));
    for (Level fine = levels.get(0);
        Math.max(fine.rows, fine.columns) > 2;
        fine = levels.get(levels.size() - 1)) {
      int rows = (fine.rows + 1) / 2;
      int columns = (fine.columns + 1) / 2;
      byte[] coarseRole = new byte[rows * columns];
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          coarseRole[row * columns + column] = coarseRole(fine, 2 * row, 2 * column);
        }
      }
      levels.add(
          new Level(
              rows, columns, coarseRole, new float[rows * columns], new float[rows * columns]));
    }
    return levels.toArray(new Level[0]);
  }

  /** A coarse cell is fixed where a cell in it is, and outside where all are. */
  private static byte coarseRole(Level fine, int row, int column) {
    byte role = OUTSIDE;
    for (int r = row; r < Math.min(row + 2, fine.rows); r++) {
      for (int c = column; c < Math.min(column + 2, fine.columns); c++) {
        byte child = fine.role[r * fine.columns + c];
        if (child == FIXED) {
          return FIXED;
        }
        role = child == UNKNOWN ? UNKNOWN : role;
      }
    }
    return role;
  }

  /** First guess: means over blocks, spread back into the cells that had none. */
  private static void pushPull(Level[] levels) {
    for (int k = 1; k < levels.length; k++) {
      Level fine = levels[k - 1];
      Level coarse = levels[k];
      for (int row = 0; row < coarse.rows; row++) {
        for (int column = 0; column < coarse.columns; column++) {
          coarse.value[row * coarse.columns + column] = mean(fine, 2 * row, 2 * column);
        }
      }
    }
    fillCoarsest(levels[levels.length - 1]);
    for (int k = levels.length - 2; k >= 0; k--) {
      Level fine = levels[k];
      Level coarse = levels[k + 1];
      for (int row = 0; row < fine.rows; row++) {
        for (int column = 0; column < fine.columns; column++) {
          int cell = row * fine.columns + column;
          if (Float.isNaN(fine.value[cell]) && fine.role[cell] != OUTSIDE) {
            fine.value[cell] = interpolate(coarse, row, column, true);
          }
        }
      }
    }
  }

  private static void fillCoarsest(Level coarsest) {
    float sum = 0;
    int count = 0;
    for (float value : coarsest.value) {
      if (!Float.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    for (int cell = 0; cell < coarsest.value.length; cell++) {
      if (Float.isNaN(coarsest.value[cell]) && coarsest.role[cell] != OUTSIDE) {
        coarsest.value[cell] = sum / count;
      }
    }
  }

  private static float mean(Level fine, int row, int column) {
    float sum = 0;
    int count = 0;
    for (int r = row; r < Math.min(row + 2, fine.rows); r++) {
      for (int c = column; c < Math.min(column + 2, fine.columns); c++) {
        float value = fine.value[r * fine.columns + c];
        if (!Float.isNaN(value)) {
          sum += value;
          count++;
        }
      }
    }
    return count == 0 ? Float.NaN : sum / count;
  }

  /** Bilinear value of a coarse grid at a fine cell, over the coarse cells inside the domain. */
  private static float interpolate(Level coarse, int row, int column, boolean skipEmpty) {
    int nearRow = row / 2;
    int nearColumn = column / 2;
    int otherRow = Math.max(0, Math.min(coarse.rows - 1, nearRow + ((row & 1) == 0 ? -1 : 1)));
    int otherColumn =
        Math.max(0, Math.min(coarse.columns - 1, nearColumn + ((column & 1) == 0 ? -1 : 1)));
    float sum = 0;
    float weight = 0;
    for (int k = 0; k < 4; k++) {
      int r = k < 2 ? nearRow : otherRow;
      int c = k % 2 == 0 ? nearColumn : otherColumn;
      int cell = r * coarse.columns + c;
      float value = coarse.value[cell];
      if (coarse.role[cell] != OUTSIDE && !(skipEmpty && Float.isNaN(value))) {
        float part = (k < 2 ? 0.75f : 0.25f) * (k % 2 == 0 ? 0.75f : 0.25f);
        sum += part * value;
        weight += part;
      }
    }
    return sum / weight;
  }

  private static void cycle(Level[] levels, int k) {
    Level level = levels[k];
    if (k == levels.length - 1) {
      smooth(level, COARSEST_SWEEPS);
      return;
    }
    smooth(level, SWEEPS);
    Level coarse = levels[k + 1];
    boolean any = false;
    for (int row = 0; row < coarse.rows; row++) {
      for (int column = 0; column < coarse.columns; column++) {
        int cell = row * coarse.columns + column;
        coarse.value[cell] = 0;
        coarse.right[cell] = 0;
        if (coarse.role[cell] == UNKNOWN) {
          coarse.right[cell] = residualSum(level, 2 * row, 2 * column);
          any = true;
        }
      }
    }
    if (any) {
      cycle(levels, k + 1);
      for (int row = 0; row < level.rows; row++) {
        for (int column = 0; column < level.columns; column++) {
          int cell = row * level.columns + column;
          if (level.role[cell] == UNKNOWN) {
            level.value[cell] += interpolate(coarse, row, column, false);
          }
        }
      }
    }
    smooth(level, SWEEPS);
  }

  private static float residualSum(Level level, int row, int column) {
    float sum = 0;
    for (int r = row; r < Math.min(row + 2, level.rows); r++) {
      for (int c = column; c < Math.min(column + 2, level.columns); c++) {
        if (level.role[r * level.columns + c] == UNKNOWN) {
          sum += residualAt(level, r, c);
        }
      }
    }
    return sum;
  }

  /** Red-black Gauss-Seidel sweeps: the order of cells leaves no direction in the result. */
  private static void smooth(Level level, int sweeps) {
    for (int half = 0; half < 2 * sweeps; half++) {
      for (int row = 0; row < level.rows; row++) {
        for (int column = (row + half) & 1; column < level.columns; column += 2) {
          int cell = row * level.columns + column;
          if (level.role[cell] == UNKNOWN) {
            int neighbours = neighbours(level, row, column);
            if (neighbours > 0) {
              level.value[cell] += residualAt(level, row, column) / neighbours;
            }
          }
        }
      }
    }
  }

  private static float residual(Level level) {
    float worst = 0;
    for (int row = 0; row < level.rows; row++) {
      for (int column = 0; column < level.columns; column++) {
        if (level.role[row * level.columns + column] == UNKNOWN) {
          worst = Math.max(worst, Math.abs(residualAt(level, row, column)));
        }
      }
    }
    return worst;
  }

  /** Sum of differences to the neighbours, and the right side. */
  private static float residualAt(Level level, int row, int column) {
    int cell = row * level.columns + column;
    float value = level.value[cell];
    float sum = level.right.length == 0 ? 0 : level.right[cell];
    if (level.surrounded(row, column)) {
      return sum
          + (level.value[cell - level.columns] - value)
          + (level.value[cell + level.columns] - value)
          + (level.value[cell - 1] - value)
          + (level.value[cell + 1] - value);
    }
    if (row > 0 && level.role[cell - level.columns] != OUTSIDE) {
      sum += level.value[cell - level.columns] - value;
    }
    if (row + 1 < level.rows && level.role[cell + level.columns] != OUTSIDE) {
      sum += level.value[cell + level.columns] - value;
    }
    if (column > 0 && level.role[cell - 1] != OUTSIDE) {
      sum += level.value[cell - 1] - value;
    }
    if (column + 1 < level.columns && level.role[cell + 1] != OUTSIDE) {
      sum += level.value[cell + 1] - value;
    }
    return sum;
  }

  private static int neighbours(Level level, int row, int column) {
    if (level.surrounded(row, column)) {
      return 4;
    }
    int cell = row * level.columns + column;
    int count = 0;
    count += row > 0 && level.role[cell - level.columns] != OUTSIDE ? 1 : 0;
    count += row + 1 < level.rows && level.role[cell + level.columns] != OUTSIDE ? 1 : 0;
    count += column > 0 && level.role[cell - 1] != OUTSIDE ? 1 : 0;
    count += column + 1 < level.columns && level.role[cell + 1] != OUTSIDE ? 1 : 0;
    return count;
  }
}
