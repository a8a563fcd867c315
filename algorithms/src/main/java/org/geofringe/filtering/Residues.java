package org.geofringe.filtering;

import org.geofringe.grid.ComplexGrid;

/**
 * Residues of wrapped phase (Goldstein, Zebker and Werner 1988): loops of two by two cells whose
 * four wrapped steps do not add up to zero. Their share tells how hard unwrapping will be.
 *
 * @param loops loops whose four cells have data
 * @param residues those of them that are residues
 */
public record Residues(long loops, long residues) {

  public Residues {
    if (loops < 0 || residues < 0 || residues > loops) {
      throw new IllegalArgumentException(residues + " residues in " + loops + " loops");
    }
  }

  /**
   * Counts the residues of a grid.
   *
   * @param interferogram NaN = no data; not modified
   */
  public static Residues count(ComplexGrid interferogram) {
    int rows = interferogram.rows();
    int columns = interferogram.columns();
    float[] above = phases(interferogram, 0);
    long loops = 0;
    long residues = 0;
    for (int r = 1; r < rows; r++) {
      float[] below = phases(interferogram, r);
      for (int c = 1; c < columns; c++) {
        float a = above[c - 1];
        float b = above[c];
        float d = below[c];
        float e = below[c - 1];
        if (Float.isNaN(a + b + d + e)) {
          continue;
        }
        loops++;
        if (cycles(b - a) + cycles(d - b) + cycles(e - d) + cycles(a - e) != 0) {
          residues++;
        }
      }
      above = below;
    }
    return new Residues(loops, residues);
  }

  /** Share of loops without a residue, 0 to 1; NaN where there is no loop. */
  public double freeShare() {
    return loops == 0 ? Double.NaN : 1 - (double) residues / loops;
  }

  /** Adds the counts of another part. */
  public Residues plus(Residues other) {
    return new Residues(loops + other.loops, residues + other.residues);
  }

  private static int cycles(float step) {
    return step > Math.PI ? 1 : step < -Math.PI ? -1 : 0;
  }

  private static float[] phases(ComplexGrid grid, int row) {
    float[] phases = new float[grid.columns()];
    for (int c = 0; c < phases.length; c++) {
      phases[c] = grid.phase(row, c);
    }
    return phases;
  }
}
