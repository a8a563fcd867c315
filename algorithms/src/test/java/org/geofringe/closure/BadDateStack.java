package org.geofringe.closure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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
 * @param delays the delay that was added at each date, rad; date-major
 */
@SuppressWarnings("ArrayRecordComponent")
record BadDateStack(
    Network network,
    float[] phases,
    int[] rows,
    int[] columns,
    Set<LocalDate> bad,
    float[] delays) {

  private static final int ROWS = 40;
  private static final int COLUMNS = 50;
  private static final double GOOD_DELAY = 0.004;
  private static final double WAVELENGTH = 0.05546576;
  private static final double RADIANS_PER_METRE = 4 * Math.PI / WAVELENGTH;
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
    InterferogramStack stack = stack(seed, dates, GOOD_DELAY);
    Random random = new Random(seed);
    Set<LocalDate> chosen = choose(stack.network().dates(), bad, place, random);
    double factor = kind == Kind.TURBULENCE ? 4 : kind == Kind.MIXED ? 3 : 1;
    double noise = kind == Kind.DECORRELATION ? 0.9 : kind == Kind.MIXED ? 0.6 : 0;
    double more = RADIANS_PER_METRE * GOOD_DELAY * Math.sqrt(factor * factor - 1);
    double[] delays = new double[dates];
    for (LocalDate date : chosen) {
      delays[stack.network().index(date)] = more;
    }
    return make(stack, chosen, delays, noise, random);
  }

  /**
   * A stack in which good dates differ too, as weather does: their delays are those of {@link #of}
   * times a factor whose logarithm has a standard deviation of 0.35; bad ones have four times the
   * usual, anywhere.
   */
  static BadDateStack uneven(long seed, int dates, int bad) {
    InterferogramStack stack = stack(seed, dates, 1e-7);
    Random random = new Random(seed);
    Set<LocalDate> chosen = choose(stack.network().dates(), bad, Place.ANYWHERE, random);
    double[] delays = new double[dates];
    for (int date = 0; date < dates; date++) {
      boolean isBad = chosen.contains(stack.network().dates().get(date));
      double factor = isBad ? 4 : Math.exp(0.35 * random.nextGaussian());
      delays[date] = RADIANS_PER_METRE * GOOD_DELAY * factor;
    }
    return make(stack, chosen, delays, 0, random);
  }

  private static InterferogramStack stack(long seed, int dates, double delay) {
    InterferogramStack.Parameters usual = InterferogramStack.Parameters.sized(ROWS, COLUMNS);
    return new InterferogramStack(
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
            delay,
            0,
            delay,
            usual.stratification(),
            usual.heightErrorMetres(),
            dates / 3,
            seed));
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

  /** Adds delays of so many radians to the dates, and noise to the pairs of the bad ones. */
  private static BadDateStack make(
      InterferogramStack stack, Set<LocalDate> bad, double[] radians, double noise, Random random) {
    Network network = stack.network();
    int[] cells = coherent(stack);
    float[] phases = new float[network.pairs().size() * cells.length];
    float[] added = new float[radians.length * cells.length];
    List<FloatGrid> delays = new ArrayList<>();
    for (int date = 0; date < radians.length; date++) {
      FloatGrid delay =
          radians[date] > 0
              ? Turbulence.field(ROWS, COLUMNS, SLOPE, radians[date], random)
              : new FloatGrid(ROWS, COLUMNS);
      delays.add(delay);
      for (int i = 0; i < cells.length; i++) {
        added[date * cells.length + i] = delay.values()[cells[i]];
      }
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
    return new BadDateStack(network, phases, rows, columns, bad, added);
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
    return Arrays.copyOf(cells, count);
  }

  NoisyDates.Result scored() {
    return NoisyDates.apply(network, phases, rows, columns);
  }

  /** What the added delays do to a velocity without some dates: rms over cells, mm/yr. */
  double velocityError(Set<LocalDate> without) {
    int cells = rows.length;
    List<LocalDate> kept =
        network.dates().stream().filter(date -> !without.contains(date)).toList();
    double mean = kept.stream().mapToLong(LocalDate::toEpochDay).average().orElse(0);
    double[] trend = new double[cells];
    double squares = 0;
    for (LocalDate date : kept) {
      double years = (date.toEpochDay() - mean) / 365.25;
      squares += years * years;
      for (int cell = 0; cell < cells; cell++) {
        trend[cell] += years * delays[network.index(date) * cells + cell];
      }
    }
    double centre = Arrays.stream(trend).average().orElse(0);
    double sum = Arrays.stream(trend).map(value -> (value - centre) * (value - centre)).sum();
    return 1000 / RADIANS_PER_METRE * Math.sqrt(sum / cells) / squares;
  }
}
