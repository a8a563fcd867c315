package org.geofringe.simulation;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;

/**
 * A small-baseline stack of unwrapped interferograms with a truth that is known: a city that sinks,
 * a creeping fault, a delay per date with one bad date, noise after coherence and looks, a lake
 * without coherence, an arbitrary constant per pair and a few unwrapping errors.
 *
 * <p>Phase of a pair, radians, positive where the path is longer at the secondary date:
 *
 * <pre>
 * φ_ij = 4π/λ · [ -v·(t_j - t_i) + delay_j - delay_i - (B_j - B_i)/(R sin θ)·δh ] + noise
 * unwrapped = φ_ij + constant + 2π·cycles
 * </pre>
 *
 * with v the line-of-sight velocity towards the satellite, B the perpendicular baseline and δh the
 * height of the ground above the DEM. Time passes evenly, so velocity is the whole truth.
 *
 * <p>Sign of the baseline term: B is positive where the secondary stands on the side towards which
 * the radar looks, B = B_h cos θ + B_v sin θ with B_h along the ground in the looking direction.
 * The path difference is -B·(unit look vector), higher ground at the same range is seen at a look
 * angle larger by δh/(R sin θ), and so the secondary's path is shorter by B/(R sin θ)·δh. MintPy's
 * DEM error step, after Fattahi and Amelung (2013), has the same sign: it takes B/(R sin θ)·δh for
 * displacement towards the satellite.
 *
 * <p>The same parameters give the same bytes on every machine. Immutable once built: safe between
 * threads. Holds one grid per date; those of pairs are made when asked for.
 */
public final class InterferogramStack {

  private static final double DAYS_PER_YEAR = 365.25;
  private static final double SLANT_RANGE = 850_000;

  /** Coherence estimates below this are no data in the unwrapped phase. */
  public static final double MASKED_BELOW = 0.1;

  private final Parameters parameters;
  private final MapGrid grid;
  private final Landscape landscape;
  private final Passes passes;

  /**
   * What to simulate.
   *
   * @param rows 16 to 20000
   * @param columns 16 to 20000
   * @param cellSize metres, above 0
   * @param firstDate the earliest date
   * @param dates number of dates, 4 to 500
   * @param intervalDays days from a date to the next, at least 1
   * @param maxDays longest time between the dates of a pair; each date is always joined to the next
   * @param maxPerpendicularBaseline metres; the same holds
   * @param wavelength metres, above 0
   * @param looks independent looks per cell, at least 2
   * @param peakVelocity line-of-sight mm/yr in the middle of the bowl, negative where it sinks
   * @param faultCreep line-of-sight mm/yr between the far sides of the fault
   * @param atmosphere root mean square, in metres of path, of the turbulent delay of a good date
   * @param badDate index of the bad date, from 0
   * @param badDateAtmosphere the same of the bad date
   * @param stratification metres of path per kilometre of height, standard deviation over dates
   * @param heightErrorMetres root mean square error of the DEM
   * @param unwrappingErrors number of pairs with an unwrapping error
   * @param seed another seed is another stack
   */
  public record Parameters(
      int rows,
      int columns,
      double cellSize,
      LocalDate firstDate,
      int dates,
      int intervalDays,
      int maxDays,
      double maxPerpendicularBaseline,
      double wavelength,
      double looks,
      double peakVelocity,
      double faultCreep,
      double atmosphere,
      int badDate,
      double badDateAtmosphere,
      double stratification,
      double heightErrorMetres,
      int unwrappingErrors,
      long seed) {

    public Parameters {
      check("rows", rows, 16, 20_000);
      check("columns", columns, 16, 20_000);
      check("cellSize", cellSize, 1e-3, 1e5);
      check("dates", dates, 4, 500);
      check("intervalDays", intervalDays, 1, 1000);
      check("maxDays", maxDays, 1, 100_000);
      check("maxPerpendicularBaseline", maxPerpendicularBaseline, 0, 1e5);
      check("wavelength", wavelength, 1e-3, 10);
      check("looks", looks, 2, 1e6);
      check("peakVelocity", peakVelocity, -1e4, 1e4);
      check("faultCreep", faultCreep, -1e4, 1e4);
      check("atmosphere", atmosphere, 0, 1);
      check("badDate", badDate, 0, dates - 1);
      check("badDateAtmosphere", badDateAtmosphere, 0, 1);
      check("stratification", stratification, 0, 1);
      check("heightErrorMetres", heightErrorMetres, 0, 1000);
      check("unwrappingErrors", unwrappingErrors, 0, 10_000);
    }

    /**
     * 14 dates 24 days apart (every other pass of Sentinel-1), 300 x 400 cells of 100 m. The bad
     * date stands near the end, where it bends the velocity most.
     */
    public static Parameters defaults() {
      return sized(300, 400);
    }

    /** The defaults with another number of cells. */
    public static Parameters sized(int rows, int columns) {
      return new Parameters(
          rows,
          columns,
          100,
          LocalDate.of(2024, 1, 6),
          14,
          24,
          72,
          150,
          0.05546576,
          32,
          -60,
          8,
          0.004,
          11,
          0.02,
          0.003,
          3,
          4,
          20240106);
    }

    private static void check(String name, double value, double from, double to) {
      if (!(value >= from && value <= to)) {
        throw new IllegalArgumentException(
            name + " must be from " + from + " to " + to + ", got " + value);
      }
    }
  }

  public InterferogramStack(Parameters parameters) {
    this.parameters = parameters;
    // The middle of the scene is the middle of the basin of Mexico, UTM zone 14 north.
    this.grid =
        new MapGrid(
            "EPSG:32614",
            485_000 - Math.floor(parameters.columns() / 2.0) * parameters.cellSize(),
            2_148_000 + Math.floor(parameters.rows() / 2.0) * parameters.cellSize(),
            parameters.cellSize(),
            parameters.cellSize(),
            parameters.rows(),
            parameters.columns());
    this.landscape = Landscape.of(parameters, grid);
    this.passes = Passes.draw(parameters, grid, landscape.height());
  }

  public Parameters parameters() {
    return parameters;
  }

  /** Where the stack lies. */
  public MapGrid grid() {
    return grid;
  }

  public Network network() {
    return passes.network();
  }

  /** Metres above the ellipsoid, as the DEM has it. */
  public FloatGrid height() {
    return landscape.height().copy();
  }

  /** Degrees from the vertical. */
  public FloatGrid incidence() {
    return landscape.incidence().copy();
  }

  /** The truth: mm/yr along the line of sight, positive towards the satellite. */
  public FloatGrid losVelocity() {
    return landscape.losVelocity().copy();
  }

  /** The truth: the date whose atmosphere is bad. */
  public LocalDate badDate() {
    return network().dates().get(parameters.badDate());
  }

  /** The truth: metres of extra one-way path at a date, positive where longer. */
  public FloatGrid delay(LocalDate date) {
    return passes.delays().get(index(date)).copy();
  }

  /** The truth: where unwrapping failed, at most once per pair, in the order of the pairs. */
  public List<UnwrappingError> unwrappingErrors() {
    return passes.unwrappingErrors();
  }

  /** The truth: radians that unwrapping added to the whole pair. */
  public double constant(Pair pair) {
    check(pair);
    return passes.constants().getOrDefault(pair, 0.0);
  }

  /** Metres, against the first date. */
  public double perpendicularBaseline(LocalDate date) {
    return passes.perpendicularBaselines()[index(date)];
  }

  /** Metres, secondary against reference. */
  public double perpendicularBaseline(Pair pair) {
    return perpendicularBaseline(pair.secondary()) - perpendicularBaseline(pair.reference());
  }

  /** The truth: radians, without noise, constant and unwrapping errors; no cell is empty. */
  public FloatGrid noiseFreePhase(Pair pair) {
    check(pair);
    double years = pair.days() / DAYS_PER_YEAR;
    double baseline = perpendicularBaseline(pair);
    double perMetre = 4 * Math.PI / parameters.wavelength();
    float[] before = passes.delays().get(index(pair.reference())).values();
    float[] after = passes.delays().get(index(pair.secondary())).values();
    float[] velocity = landscape.losVelocity().values();
    float[] incidence = landscape.incidence().values();
    float[] heightError = landscape.heightError().values();
    FloatGrid phase = new FloatGrid(grid.rows(), grid.columns());
    for (int i = 0; i < velocity.length; i++) {
      double towards = velocity[i] / 1000.0 * years;
      double angle = baseline / (SLANT_RANGE * StrictMath.sin(Math.toRadians(incidence[i])));
      double path = -towards + after[i] - before[i] - angle * heightError[i];
      phase.values()[i] = (float) (perMetre * path);
    }
    return phase;
  }

  /** The truth: coherence, 0 to 1, that the estimate scatters around. */
  public FloatGrid trueCoherence(Pair pair) {
    check(pair);
    Map<LandCover, Float> byCover = new EnumMap<>(LandCover.class);
    for (LandCover kind : LandCover.values()) {
      byCover.put(kind, (float) kind.coherence(pair.days()));
    }
    FloatGrid coherence = new FloatGrid(grid.rows(), grid.columns());
    for (int i = 0; i < landscape.cover().length; i++) {
      coherence.values()[i] = byCover.getOrDefault(landscape.cover()[i], 0f);
    }
    return coherence;
  }

  /** Estimated coherence, 0 to 1. */
  public FloatGrid coherence(Pair pair) {
    return observe(pair).coherence();
  }

  /** Wrapped phase, radians in -π..π, with noise and without the constant; no cell is empty. */
  public FloatGrid wrapped(Pair pair) {
    FloatGrid phase = observe(pair).phase();
    float[] values = phase.values();
    for (int i = 0; i < values.length; i++) {
      double turns = Math.rint(values[i] / (2 * Math.PI));
      double wrapped = values[i] - 2 * Math.PI * turns;
      values[i] = (float) Math.max(-Math.PI, Math.min(Math.PI, wrapped));
    }
    return phase;
  }

  /** Unwrapped phase, radians; NaN where the estimated coherence is below the mask. */
  public FloatGrid unwrapped(Pair pair) {
    Observation observation = observe(pair);
    FloatGrid phase = observation.phase();
    float[] coherence = observation.coherence().values();
    double constant = constant(pair);
    Random cycles = Seeds.source(parameters.seed(), "water " + pair.id());
    UnwrappingError error =
        passes.unwrappingErrors().stream()
            .filter(e -> e.pair().equals(pair))
            .findFirst()
            .orElse(null);
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        int i = r * grid.columns() + c;
        double value = phase.values()[i] + constant;
        if (landscape.cover()[i] == LandCover.WATER) {
          value += 2 * Math.PI * (cycles.nextInt(3) - 1);
        }
        if (error != null && error.covers(r, c)) {
          value += 2 * Math.PI * error.cycles();
        }
        phase.values()[i] = coherence[i] < MASKED_BELOW ? Float.NaN : (float) value;
      }
    }
    return phase;
  }

  private record Observation(FloatGrid phase, FloatGrid coherence) {}

  private Observation observe(Pair pair) {
    FloatGrid phase = noiseFreePhase(pair);
    FloatGrid coherence = trueCoherence(pair);
    Random random = Seeds.source(parameters.seed(), "speckle " + pair.id());
    for (int i = 0; i < phase.values().length; i++) {
      Speckle speckle = Speckle.draw(coherence.values()[i], parameters.looks(), random);
      phase.values()[i] += (float) speckle.phase();
      coherence.values()[i] = (float) speckle.coherence();
    }
    return new Observation(phase, coherence);
  }

  private int index(LocalDate date) {
    int index = network().index(date);
    if (index < 0) {
      throw new IllegalArgumentException(date + " is not a date of the stack");
    }
    return index;
  }

  private void check(Pair pair) {
    if (!network().contains(pair)) {
      throw new IllegalArgumentException(pair + " is not a pair of the stack");
    }
  }
}
