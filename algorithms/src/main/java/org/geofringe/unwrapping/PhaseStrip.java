package org.geofringe.unwrapping;

/**
 * Some rows of a wrapped phase as phasors, row-major, their slopes, and means over square windows.
 *
 * <p>The slope of the phase is the angle of the sum of conj(z)·z' over neighbours z, z' of a
 * window: up to π a cell, where the mean of wrapped steps would be pulled to zero by the first
 * steps that wrap. For a mean, phasors are turned back by the slopes added up along the row and
 * then along the column before they are summed: cells join in phase however steep or bent the phase
 * is.
 */
final class PhaseStrip {

  final int rows;
  final int columns;
  final float[] real;
  final float[] imaginary;

  PhaseStrip(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    real = new float[rows * columns];
    imaginary = new float[rows * columns];
  }

  /** Slope from every cell to the next in its row, radians, -π to π. */
  float[] slopesAcross(int reach) {
    PhaseStrip products = productsAcross();
    products.sum(reach);
    return products.angles();
  }

  /** Slope from every cell to the next in its column, radians, -π to π. */
  float[] slopesDown(int reach) {
    PhaseStrip products = productsDown();
    products.sum(reach);
    return products.angles();
  }

  /** Of every cell and the next in its row: the second by the conjugate of the first. */
  PhaseStrip productsAcross() {
    PhaseStrip products = new PhaseStrip(rows, columns);
    for (int r = 0; r < rows; r++) {
      products.multiply(this, r * columns, (r + 1) * columns - 1, 1);
    }
    return products;
  }

  /** Of every cell and the next in its column: the second by the conjugate of the first. */
  PhaseStrip productsDown() {
    PhaseStrip products = new PhaseStrip(rows, columns);
    products.multiply(this, 0, (rows - 1) * columns, columns);
    return products;
  }

  private void multiply(PhaseStrip z, int first, int end, int step) {
    for (int i = first; i < end; i++) {
      float a = z.real[i];
      float b = z.imaginary[i];
      float c = z.real[i + step];
      float d = z.imaginary[i + step];
      real[i] = a * c + b * d;
      imaginary[i] = a * d - b * c;
    }
  }

  /** Sums over square windows as they are, in place. */
  void sum(int reach) {
    BoxSums.square(real, rows, columns, reach);
    BoxSums.square(imaginary, rows, columns, reach);
  }

  /** Angles in radians, -π to π; 0 where there is nothing. */
  float[] angles() {
    float[] angles = new float[real.length];
    for (int i = 0; i < angles.length; i++) {
      angles[i] = Phasor.angle(real[i], imaginary[i]);
    }
    return angles;
  }

  /** Lengths of the phasors. */
  float[] lengths() {
    float[] lengths = new float[real.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = (float) Math.sqrt(real[i] * real[i] + imaginary[i] * imaginary[i]);
    }
    return lengths;
  }

  /**
   * Sums over square windows, each turned back by the slopes.
   *
   * @param turn slopes added up
   * @return sums that are still turned back by {@link Turn#down}
   */
  PhaseStrip turnedSum(Turn turn, int reach) {
    PhaseStrip sum = turned(turn.across, -1);
    sum.finish(turn, reach);
    return sum;
  }

  /** The same of these phasors having been turned back along their rows before. */
  PhaseStrip restOfTurnedSum(Turn turn, int reach) {
    PhaseStrip sum = new PhaseStrip(rows, columns);
    System.arraycopy(real, 0, sum.real, 0, real.length);
    System.arraycopy(imaginary, 0, sum.imaginary, 0, real.length);
    sum.finish(turn, reach);
    return sum;
  }

  private void finish(Turn turn, int reach) {
    BoxSums.along(real, rows, columns, reach);
    BoxSums.along(imaginary, rows, columns, reach);
    for (int i = 0; i < real.length; i++) {
      set(this, i, turn.across[i] - turn.down[i]);
    }
    BoxSums.down(real, rows, columns, reach);
    BoxSums.down(imaginary, rows, columns, reach);
  }

  /** Every phasor turned by an angle of its own. */
  PhaseStrip turned(float[] angles, int sign) {
    PhaseStrip turned = new PhaseStrip(rows, columns);
    for (int i = 0; i < angles.length; i++) {
      turned.set(this, i, sign * angles[i]);
    }
    return turned;
  }

  private void set(PhaseStrip from, int i, float angle) {
    int index = Phasor.index(angle);
    float cosine = Phasor.cosine(index);
    float sine = Phasor.sine(index);
    float a = from.real[i];
    float b = from.imaginary[i];
    real[i] = a * cosine - b * sine;
    imaginary[i] = a * sine + b * cosine;
  }

  /**
   * Slopes added up, but for whole cycles.
   *
   * @param across from the first cell of each row
   * @param down from the first cell of each column
   */
  record Turn(float[] across, float[] down) {

    /** Adds up the slopes of a strip of some columns. */
    static Turn of(float[] acrossSlopes, float[] downSlopes, int columns) {
      float[] across = new float[acrossSlopes.length];
      for (int first = 0; first < across.length; first += columns) {
        for (int i = first + 1; i < first + columns; i++) {
          across[i] = within(across[i - 1] + acrossSlopes[i - 1]);
        }
      }
      float[] down = new float[downSlopes.length];
      for (int i = columns; i < down.length; i++) {
        down[i] = within(down[i - columns] + downSlopes[i - columns]);
      }
      return new Turn(across, down);
    }

    private static float within(float angle) {
      float cycle = (float) (2 * Math.PI);
      return angle > Math.PI ? angle - cycle : angle < -Math.PI ? angle + cycle : angle;
    }
  }
}
