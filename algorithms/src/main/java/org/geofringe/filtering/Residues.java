package org.geofringe.filtering;

import org.geofringe.grid.ComplexGrid;
import org.geofringe.numeric.PhaseStep;

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
    float[] phases = new float[interferogram.rows() * interferogram.columns()];
    for (int i = 0; i < phases.length; i++) {
      phases[i] = interferogram.phase(i / interferogram.columns(), i % interferogram.columns());
    }
    return count(interferogram.columns(), phases);
  }

  /**
   * Counts the residues of wrapped phases.
   *
   * @param columns cells of a row
   * @param phases radians, row-major; NaN = no data; not modified
   */
  public static Residues count(int columns, float[] phases) {
    long loops = 0;
    long residues = 0;
    for (int i = 0; i + columns + 1 < phases.length; i++) {
      float a = phases[i];
      float b = phases[i + 1];
      float c = phases[i + columns + 1];
      float d = phases[i + columns];
      if ((i + 1) % columns == 0 || Float.isNaN(a + b + c + d)) {
        continue;
      }
      loops++;
      if (isResidue(a, b, c, d)) {
        residues++;
      }
    }
    return new Residues(loops, residues);
  }

  /**
   * Whether the four wrapped steps around a loop do not add up to zero.
   *
   * @param a phase in radians; the others follow around the loop
   */
  public static boolean isResidue(float a, float b, float c, float d) {
    return PhaseStep.wraps(a, b)
            + PhaseStep.wraps(b, c)
            + PhaseStep.wraps(c, d)
            + PhaseStep.wraps(d, a)
        != 0;
  }

  /** Share of loops without a residue, 0 to 1; NaN where there is no loop. */
  public double freeShare() {
    return loops == 0 ? Double.NaN : 1 - (double) residues / loops;
  }

  /** Adds the counts of another part. */
  public Residues plus(Residues other) {
    return new Residues(loops + other.loops, residues + other.residues);
  }
}
