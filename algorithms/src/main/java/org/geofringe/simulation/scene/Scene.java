package org.geofringe.simulation.scene;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.geofringe.geometry.Ellipsoid;
import org.geofringe.geometry.GroundPoint;
import org.geofringe.grid.FloatGrid;
import org.geofringe.orbit.Orbit;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.sentinel1.RangePolynomial;
import org.geofringe.simulation.Seeds;

/**
 * Scenes of Sentinel-1 over one place at several dates, with everything about them known. The
 * samples themselves come strip by strip from {@link BurstStrip}.
 *
 * <p>Phase of a scatterer: -4π/λ · (slant range + delay - displacement towards the satellite). The
 * same settings give the same scenes on every machine. Immutable: safe between threads.
 */
public final class Scene {

  /** Metres. */
  public static final double WAVELENGTH = Burst.SPEED_OF_LIGHT / SubSwath.RADAR_FREQUENCY;

  /**
   * Root mean square amplitude of noise, counts; {@link Brightness#AMPLITUDE} is that of fields.
   */
  static final double NOISE = 7;

  /** Hz: how the Doppler centroid scatters between dates, and between bursts of every date. */
  private static final double DOPPLER_OF_DATES = 3;

  private static final double DOPPLER_OF_BURSTS = 6;

  private final SceneSettings settings;
  private final SceneFrame frame;
  private final Ground ground;
  private final List<ScenePass> passes = new ArrayList<>();
  private final List<Reflector> reflectors;

  public Scene(SceneSettings settings) {
    this.settings = settings;
    this.frame = new SceneFrame(settings);
    this.ground = new Ground(settings, frame);
    Random random = Seeds.source(settings.seed(), "passes");
    for (int d = 0; d < settings.dates(); d++) {
      passes.add(pass(d, random));
    }
    this.reflectors = ReflectorField.place(settings, frame, ground);
  }

  private ScenePass pass(int index, Random random) {
    double[] drawn = new double[6];
    for (int k = 0; k < drawn.length; k++) {
      drawn[k] = index == 0 ? 0 : Seeds.uniform(random, -1, 1);
    }
    double doppler = index == 0 ? 0 : DOPPLER_OF_DATES * random.nextGaussian();
    double delay = settings.passDelay() * drawn[2];
    // Sun-synchronous: it crosses the equator northwards at 18 hours of local time.
    double localNode = 18 - Math.toDegrees(frame.orbit().nodeLongitude()) / 15;
    double toScene = frame.time(settings.subSwaths().get(0), 0, 0);
    double sceneOfDay = ((localNode * 3600 + toScene) % 86_400 + 86_400) % 86_400;
    LocalDate date = settings.date(index);
    Instant node =
        after(date.atStartOfDay().toInstant(ZoneOffset.UTC), sceneOfDay - toScene + delay);
    boolean second = settings.intervalDays() % 12 == 6 && index % 2 == 1;
    return new ScenePass(
        index,
        date,
        node,
        new SceneOrbit(
            frame.orbit().nodeLongitude(),
            settings.baselineSpread() * drawn[0],
            settings.baselineSpread() * drawn[1]),
        delay,
        settings.burstDelay() * drawn[3],
        settings.azimuthError() * drawn[4],
        doppler,
        absoluteOrbit(date, second),
        second ? 'B' : 'A');
  }

  /** The number that orbits of this date have and whose relative orbit is the scene's. */
  private int absoluteOrbit(LocalDate date, boolean second) {
    long days = ChronoUnit.DAYS.between(LocalDate.of(2020, 5, 11), date);
    double about = second ? 21_531 + days * 175 / 12.0 : 32_518 + days * 175 / 12.0;
    int first = second ? 27 : 73;
    int wanted = frame.relativeOrbit() - 1 + first;
    return wanted + 175 * (int) Math.rint((about - wanted) / 175);
  }

  /** An instant so many seconds after another, to the microsecond that annotations have. */
  static Instant after(Instant instant, double seconds) {
    return instant.plus(Math.round(seconds * 1e6), ChronoUnit.MICROS);
  }

  public SceneSettings settings() {
    return settings;
  }

  public SceneFrame frame() {
    return frame;
  }

  public Ground ground() {
    return ground;
  }

  /** One for each date, in order. */
  public List<ScenePass> passes() {
    return List.copyOf(passes);
  }

  public List<Reflector> reflectors() {
    return reflectors;
  }

  /** Zero-Doppler time of a burst's first line at a date. */
  public Instant firstLine(ScenePass pass, SubSwath swath, int burst) {
    return after(pass.node(), frame.time(swath, burst, 0) + pass.burstDelaySeconds());
  }

  /** What the annotation says about a burst, and what its samples are made with. */
  public Burst burst(ScenePass pass, SubSwath swath, int burst) {
    int samples = settings.samples(swath);
    int shift = settings.firstSample(swath);
    int first = Math.max(0, swath.firstValid() - shift);
    int last = Math.min(samples - 1, swath.lastValid() - shift);
    Random random = Seeds.source(settings.seed(), "empty " + pass.index() + swath + burst);
    int above = swath.emptyAbove() + random.nextInt(2);
    int below = swath.emptyBelow() + random.nextInt(2);
    int[] firstValid = new int[swath.lines()];
    int[] lastValid = new int[swath.lines()];
    Arrays.fill(firstValid, -1);
    Arrays.fill(lastValid, -1);
    Arrays.fill(firstValid, above, swath.lines() - below, first);
    Arrays.fill(lastValid, above, swath.lines() - below, last);
    Instant firstLine = firstLine(pass, swath, burst);
    double middle =
        Orbit.seconds(pass.node(), firstLine) + (swath.lines() - 1) / 2.0 * SubSwath.LINE_INTERVAL;
    return new Burst(
        new BurstId(frame.relativeOrbit(), frame.number(burst), swath.name()),
        firstLine,
        SubSwath.LINE_INTERVAL,
        frame.firstSampleTime(swath),
        SubSwath.SAMPLING_RATE,
        swath.lines(),
        samples,
        firstValid,
        lastValid,
        SubSwath.RADAR_FREQUENCY,
        Math.toRadians(swath.steeringDegreesPerSecond()),
        pass.orbit().speed(middle),
        dopplerCentroid(pass, swath, burst),
        fmRate(pass, swath, burst));
  }

  private Instant middle(ScenePass pass, SubSwath swath, int burst) {
    double half = (swath.lines() - 1) / 2.0 * SubSwath.LINE_INTERVAL;
    return after(firstLine(pass, swath, burst), half);
  }

  /**
   * Doppler centroid around a burst, Hz.
   *
   * @param burst -1 to the number of bursts: estimates reach one burst beyond the scene
   */
  public RangePolynomial dopplerCentroid(ScenePass pass, SubSwath swath, int burst) {
    Random random = Seeds.source(settings.seed(), "doppler " + burst);
    double middle = DOPPLER_OF_BURSTS * random.nextGaussian();
    double slope = 1.5e4 * random.nextGaussian();
    double bend = -slope / 1e-3 * (0.7 + 0.1 * random.nextGaussian());
    // Real estimates start at a range time of their own, the same for all sub-swaths.
    return new RangePolynomial(
        middle(pass, swath, burst).plusNanos(25_000_000),
        5.342927742124565e-3,
        new double[] {middle + pass.dopplerOffset(), slope, bend});
  }

  /**
   * Azimuth FM rate around a burst in Hz/s, -2/λ times the second derivative of range, through
   * three ranges of the whole line.
   *
   * @param burst -1 to the number of bursts
   */
  public RangePolynomial fmRate(ScenePass pass, SubSwath swath, int burst) {
    double time = frame.time(swath, burst, (swath.lines() - 1) / 2.0) + pass.burstDelaySeconds();
    Track track = new Track(pass.orbit(), time, 3);
    GroundPoint point = frame.ground(pass.orbit());
    double height = settings.groundLevel() + settings.relief() / 4;
    double length = swath.fullSamples() / SubSwath.SAMPLING_RATE;
    double[] rates = new double[3];
    for (int i = 0; i < 3; i++) {
      double range = (swath.firstSampleTime() + i * length / 2) * Burst.SPEED_OF_LIGHT / 2;
      point.solve(time, range, height);
      track.solve(point.x(), point.y(), point.z(), time);
      rates[i] = -2 / WAVELENGTH * track.rangeCurvature(point.x(), point.y(), point.z());
    }
    double step = length / 2;
    double bend = (rates[2] - 2 * rates[1] + rates[0]) / (2 * step * step);
    double slope = (rates[1] - rates[0]) / step - bend * step;
    return new RangePolynomial(
        middle(pass, swath, burst).plusNanos(18_000_000),
        swath.firstSampleTime(),
        new double[] {rates[0], slope, bend});
  }

  /** Metres that delay and displacement add to the path of a place at a date. */
  double extraPath(ScenePass pass, int cell, float fx, float fy) {
    int columns = ground.truthGrid().columns();
    double delay = bilinear(ground.delays().get(pass.index()), cell, columns, fx, fy);
    double velocity = bilinear(ground.losVelocity(), cell, columns, fx, fy);
    double seasonal = bilinear(ground.seasonal(), cell, columns, fx, fy);
    return delay
        - (velocity * ground.years(pass.index()) + seasonal * ground.season(pass.index())) / 1000;
  }

  static float bilinear(FloatGrid grid, int cell, int columns, float fx, float fy) {
    float[] values = grid.values();
    float north = values[cell] + fx * (values[cell + 1] - values[cell]);
    float south =
        values[cell + columns] + fx * (values[cell + columns + 1] - values[cell + columns]);
    return north + fy * (south - north);
  }

  /** Where a date's bursts show the reflectors; one in an overlap appears in each burst. */
  public List<Reflector.Sighting> sightings(ScenePass pass) {
    List<Reflector.Sighting> found = new ArrayList<>();
    for (SubSwath swath : settings.subSwaths()) {
      for (int b = 0; b < settings.bursts(); b++) {
        found.addAll(sightings(pass, swath, b));
      }
    }
    return found;
  }

  /** Where one burst of a date shows reflectors. */
  List<Reflector.Sighting> sightings(ScenePass pass, SubSwath swath, int index) {
    List<Reflector.Sighting> found = new ArrayList<>();
    double[] point = new double[3];
    Place place = new Place(ground.truthGrid());
    Burst burst = burst(pass, swath, index);
    double start = Orbit.seconds(pass.node(), burst.firstLineTime());
    double middle = start + burst.lines() / 2.0 * burst.lineInterval();
    Track track = new Track(pass.orbit(), middle, 6);
    for (Reflector reflector : reflectors) {
      Ellipsoid.toCartesian(
          Math.toRadians(reflector.longitude()),
          Math.toRadians(reflector.latitude()),
          reflector.height(),
          point);
      place.at(reflector.longitude(), reflector.latitude());
      double extra = extraPath(pass, place.cell(), place.fractionX(), place.fractionY());
      track.solve(point[0], point[1], point[2], middle);
      double line = (track.time() - start) / burst.lineInterval();
      double sample = burst.sample(track.range() + extra);
      if (burst.isValid((int) Math.rint(line), (int) Math.rint(sample))) {
        found.add(
            new Reflector.Sighting(
                reflector, pass, swath, index, track.time(), track.range(), extra, line, sample));
      }
    }
    return found;
  }

  /** Coherence, 0 to 1, to expect of two dates this many days apart, noise counted in. */
  public FloatGrid coherence(double days) {
    FloatGrid coherence = new FloatGrid(ground.truthGrid().rows(), ground.truthGrid().columns());
    float[] power = ground.signalPower().values();
    for (int i = 0; i < power.length; i++) {
      double share = power[i] / (power[i] + NOISE * NOISE);
      coherence.values()[i] = (float) (ground.cover()[i].coherence(days) * share);
    }
    return coherence;
  }
}
