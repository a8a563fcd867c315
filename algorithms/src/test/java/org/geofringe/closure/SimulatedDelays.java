package org.geofringe.closure;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.geofringe.TestStacks;
import org.geofringe.network.Network;

/**
 * A small stack with known noisy dates: turbulent delay per date (amplitude falling as the power
 * -11/6 of the wavenumber, as for the troposphere beyond its thickness), a subsidence bowl that
 * grows steadily, phase noise per pair, a patch of unwrapping error in some pairs, missing cells.
 *
 * @param network the pairs
 * @param phases rad, pair-major, of SIDE x SIDE cells
 * @param noisy the dates whose delay is four times the others'
 */
record SimulatedDelays(Network network, float[] phases, Set<LocalDate> noisy) {

  static final int SIDE = 40;
  private static final int MODES = 8;
  private static final double DELAY = 0.8;
  private static final double NOISY = 4;

  static SimulatedDelays of(Random random, int dates, int neighbours, int noisyDates) {
    Network network = TestStacks.chain(dates, neighbours);
    Set<LocalDate> noisy = new HashSet<>();
    while (noisy.size() < noisyDates) {
      noisy.add(network.dates().get(random.nextInt(dates)));
    }
    double[][] datePhases = new double[dates][];
    for (int date = 0; date < dates; date++) {
      double usual = DELAY * (0.75 + 0.5 * random.nextDouble());
      boolean bad = noisy.contains(network.dates().get(date));
      datePhases[date] = turbulence(random, bad ? NOISY * DELAY : usual);
      addBowl(datePhases[date], 0.4 * date);
    }
    float[] phases = TestStacks.pairPhases(network, datePhases);
    float[] noise = TestStacks.noise(phases.length, 0.3, random);
    int cells = SIDE * SIDE;
    for (int i = 0; i < phases.length; i++) {
      phases[i] += noise[i];
    }
    for (int p = 0; p < network.pairs().size(); p++) {
      if (random.nextDouble() < 0.1) {
        addCycle(phases, p * cells);
      }
    }
    for (int i = 0; i < phases.length; i++) {
      phases[i] = random.nextDouble() < 0.03 ? Float.NaN : phases[i];
    }
    return new SimulatedDelays(network, phases, noisy);
  }

  static int[] rows() {
    int[] rows = new int[SIDE * SIDE];
    for (int cell = 0; cell < rows.length; cell++) {
      rows[cell] = 3 * (cell / SIDE);
    }
    return rows;
  }

  static int[] columns() {
    int[] columns = new int[SIDE * SIDE];
    for (int cell = 0; cell < columns.length; cell++) {
      columns[cell] = 3 * (cell % SIDE);
    }
    return columns;
  }

  NoisyDates.Result scored() {
    return NoisyDates.apply(network, phases, rows(), columns());
  }

  List<LocalDate> dates() {
    return network.dates();
  }

  /** A smooth random field of zero mean and given rms. */
  private static double[] turbulence(Random random, double rms) {
    double[] field = new double[SIDE * SIDE];
    for (int u = -MODES; u <= MODES; u++) {
      for (int v = 0; v <= MODES; v++) {
        double wavenumber = Math.hypot(u, v);
        if (wavenumber == 0) {
          continue;
        }
        double amplitude = random.nextGaussian() * Math.pow(wavenumber, -11 / 6.0);
        double shift = 2 * Math.PI * random.nextDouble();
        for (int cell = 0; cell < field.length; cell++) {
          // Waves longer than the scene by a quarter keep the field from being periodic.
          double angle = 2 * Math.PI / (1.25 * SIDE) * (u * (cell % SIDE) + v * (cell / SIDE));
          field[cell] += amplitude * Math.cos(angle + shift);
        }
      }
    }
    double mean = 0;
    for (double value : field) {
      mean += value / field.length;
    }
    double square = 0;
    for (double value : field) {
      square += (value - mean) * (value - mean) / field.length;
    }
    for (int cell = 0; cell < field.length; cell++) {
      field[cell] = (field[cell] - mean) * rms / Math.sqrt(square);
    }
    return field;
  }

  private static void addBowl(double[] field, double depth) {
    for (int cell = 0; cell < field.length; cell++) {
      double x = (cell % SIDE - 25) / 8.0;
      double y = (cell / SIDE - 15) / 8.0;
      field[cell] += depth * Math.exp(-x * x - y * y);
    }
  }

  private static void addCycle(float[] phases, int offset) {
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 8; column++) {
        phases[offset + row * SIDE + column] += (float) (2 * Math.PI);
      }
    }
  }
}
