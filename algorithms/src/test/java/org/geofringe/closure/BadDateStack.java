package org.geofringe.closure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.geofringe.grid.FloatGrid;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.simulation.InterferogramStack;
import org.geofringe.simulation.Turbulence;

/**
 * The coherent cells of a simulated stack ({@link InterferogramStack}: a sinking city, a creeping
 * fault, turbulent and layered delays, DEM errors, unwrapping errors, speckle) of which some dates
 * are made bad.
 *
 * @param network the pairs
 * @param phases rad, pair-major, against one cell
 * @param rows row of each cell
 * @param columns column of each cell
 * @param bad the bad dates
 */
@SuppressWarnings("ArrayRecordComponent")
record BadDateStack(
    Network network, float[] phases, int[] rows, int[] columns, Set<LocalDate> bad) {

  private static final int ROWS = 40;
  private static final int COLUMNS = 50;
  private static final double GOOD_DELAY = 0.004;
  private static final double WAVELENGTH = 0.05546576;
  private static final double SLOPE = -8 / 3.0;
  private static final double COHERENT = 0.3;

  /** What is bad about a date. */
  enum Kind {
    /** A delay of four times the usual. */
    TURBULENCE,
    /** Noise of 0.9 rad in each of its pairs, as of wet snow or a storm over fields. */
    DECORRELATION,
    /** Half of the dates' delay is three times the usual, and noise of 0.6 rad. */
    MIXED
  }

  /** Where the bad dates stand. */
  enum Place {
    ANYWHERE,
    /** The first or the last, and others anywhere. */
    END,
    /** All next to each other. */
    TOGETHER
  }

  static BadDateStack of(long seed, int dates, int bad, Kind kind, Place place) {
    InterferogramStack.Parameters usual = InterferogramStack.Parameters.sized(ROWS, COLUMNS);
    InterferogramStack stack =
        new InterferogramStack(
            new InterferogramStack.Parameters(
                ROWS,
                COLUMNS,
                400,
                usual.firstDate(),
                dates,
                24,
                72,
                150,
                WAVELENGTH,
                32,
                usual.peakVelocity(),
                usual.faultCreep(),
                GOOD_DELAY,
                0,
                GOOD_DELAY,
                usual.stratification(),
                usual.heightErrorMetres(),
                dates / 3,
                seed));
    Random random = new Random(seed);
    Set<LocalDate> chosen = choose(stack.network().dates(), bad, place, random);
    return make(stack, chosen, kind, random);
  }

  private static Set<LocalDate> choose(List<LocalDate> dates, int bad, Place place, Random random) {
    Set<LocalDate> chosen = new TreeSet<>();
    if (place == Place.END && bad > 0) {
      chosen.add(dates.get(random.nextBoolean() ? 0 : dates.size() - 1));
    } else if (place == Place.TOGETHER) {
      int first = random.nextInt(dates.size() - bad + 1);
      chosen.addAll(dates.subList(first, first + bad));
    }
    while (chosen.size() < bad) {
      chosen.add(dates.get(random.nextInt(dates.size())));
    }
    return chosen;
  }

  private static BadDateStack make(
      InterferogramStack stack, Set<LocalDate> bad, Kind kind, Random random) {
    Network network = stack.network();
    int[] cells = coherent(stack);
    float[] phases = new float[network.pairs().size() * cells.length];
    double factor = kind == Kind.TURBULENCE ? 4 : kind == Kind.MIXED ? 3 : 1;
    double noise = kind == Kind.DECORRELATION ? 0.9 : kind == Kind.MIXED ? 0.6 : 0;
    double more = 4 * Math.PI / WAVELENGTH * GOOD_DELAY * Math.sqrt(factor * factor - 1);
    List<FloatGrid> delays = new ArrayList<>();
    for (LocalDate date : network.dates()) {
      boolean delayed = bad.contains(date) && more > 0;
      delays.add(
          delayed
              ? Turbulence.field(ROWS, COLUMNS, SLOPE, more, random)
              : new FloatGrid(ROWS, COLUMNS));
    }
    for (int p = 0; p < network.pairs().size(); p++) {
      Pair pair = network.pairs().get(p);
      float[] phase = stack.unwrapped(pair).values();
      float[] from = delays.get(network.index(pair.reference())).values();
      float[] to = delays.get(network.index(pair.secondary())).values();
      boolean noisy = bad.contains(pair.reference()) || bad.contains(pair.secondary());
      for (int i = 0; i < cells.length; i++) {
        int cell = cells[i];
        double own = noisy ? noise * random.nextGaussian() : 0;
        phases[p * cells.length + i] = (float) (phase[cell] + to[cell] - from[cell] + own);
      }
      float zero = phases[p * cells.length];
      for (int i = 0; i < cells.length; i++) {
        phases[p * cells.length + i] -= zero;
      }
    }
    int[] rows = new int[cells.length];
    int[] columns = new int[cells.length];
    for (int i = 0; i < cells.length; i++) {
      rows[i] = cells[i] / COLUMNS;
      columns[i] = cells[i] % COLUMNS;
    }
    return new BadDateStack(network, phases, rows, columns, bad);
  }

  /** Cells that are coherent on average and hold a phase in every pair. */
  private static int[] coherent(InterferogramStack stack) {
    double[] mean = new double[ROWS * COLUMNS];
    for (Pair pair : stack.network().pairs()) {
      float[] coherence = stack.coherence(pair).values();
      for (int cell = 0; cell < mean.length; cell++) {
        boolean masked = coherence[cell] < InterferogramStack.MASKED_BELOW;
        mean[cell] += masked ? Double.NaN : coherence[cell] / stack.network().pairs().size();
      }
    }
    int[] cells = new int[mean.length];
    int count = 0;
    for (int cell = 0; cell < mean.length; cell++) {
      if (mean[cell] >= COHERENT) {
        cells[count++] = cell;
      }
    }
    return java.util.Arrays.copyOf(cells, count);
  }

  NoisyDates.Result scored() {
    return NoisyDates.apply(network, phases, rows, columns);
  }
}
