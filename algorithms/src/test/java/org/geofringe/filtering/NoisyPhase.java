package org.geofringe.filtering;

import java.util.Random;
import org.geofringe.grid.ComplexGrid;

/** Multilooked interferograms of pure speckle with a given coherence and a phase of choice. */
final class NoisyPhase {

  /** Phase of a cell in radians. */
  interface Phase {
    double at(int row, int column);
  }

  private NoisyPhase() {}

  /** Products of two circular Gaussian images, averaged over independent looks. */
  static ComplexGrid of(
      int rows, int columns, double coherence, int looks, long seed, Phase phase) {
    Random random = new Random(seed);
    double rest = Math.sqrt(1 - coherence * coherence);
    ComplexGrid grid = new ComplexGrid(rows, columns);
    for (int cell = 0; cell < rows * columns; cell++) {
      double real = 0;
      double imaginary = 0;
      for (int look = 0; look < looks; look++) {
        double a = random.nextGaussian();
        double b = random.nextGaussian();
        double c = coherence * a + rest * random.nextGaussian();
        double d = coherence * b + rest * random.nextGaussian();
        real += a * c + b * d;
        imaginary += b * c - a * d;
      }
      double angle = phase.at(cell / columns, cell % columns);
      double cos = Math.cos(angle) / (2 * looks);
      double sin = Math.sin(angle) / (2 * looks);
      grid.values()[2 * cell] = (float) (real * cos - imaginary * sin);
      grid.values()[2 * cell + 1] = (float) (real * sin + imaginary * cos);
    }
    return grid;
  }

  /** Takes the data of some share of all cells away. */
  static void punch(ComplexGrid grid, double share, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < grid.values().length; i += 2) {
      if (random.nextDouble() < share) {
        grid.values()[i] = Float.NaN;
        grid.values()[i + 1] = Float.NaN;
      }
    }
  }

  /** Takes the data of a rectangle away. */
  static void punch(ComplexGrid grid, int row, int column, int height, int width) {
    for (int r = row; r < row + height; r++) {
      for (int c = column; c < column + width; c++) {
        grid.values()[2 * (r * grid.columns() + c)] = Float.NaN;
        grid.values()[2 * (r * grid.columns() + c) + 1] = Float.NaN;
      }
    }
  }

  /** A part of a grid. */
  static ComplexGrid part(ComplexGrid grid, int row, int column, int rows, int columns) {
    ComplexGrid part = new ComplexGrid(rows, columns);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(
          grid.values(),
          2 * ((row + r) * grid.columns() + column),
          part.values(),
          2 * r * columns,
          2 * columns);
    }
    return part;
  }

  static double wrapped(double phase) {
    return Math.IEEEremainder(phase, 2 * Math.PI);
  }
}
