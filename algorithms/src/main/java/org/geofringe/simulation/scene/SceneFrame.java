package org.geofringe.simulation.scene;

import org.geofringe.geometry.GroundPoint;
import org.geofringe.sentinel1.Burst;

/**
 * Where and when the bursts of a scene lie on the nominal orbit. Bursts stand on the cycle that
 * ESA's burst numbers count, so that a number's interval holds the middle of its burst, and their
 * starts on one line grid for all sub-swaths.
 */
public final class SceneFrame {

  private static final double MARGIN_SECONDS = 10;

  /** Metres per second of the zero-Doppler line over the ground. */
  static final double GROUND_SPEED = 6810;

  /** Metres of level ground from sample to sample in the middle of the mode. */
  static final double LEVEL_SPACING = Burst.SPEED_OF_LIGHT / 2 / SubSwath.SAMPLING_RATE / 0.6293;

  /** Seconds from the node of the first orbit of the cycle at which burst number 1 begins. */
  private static final double NUMBERS_BEGIN = 2.299849;

  /** Longitude of the node of relative orbit 1, degrees. */
  private static final double FIRST_NODE = 0.151;

  private final SceneSettings settings;
  private final SceneOrbit orbit;
  private final int relativeOrbit;
  private final int firstNumber;
  private final double start;

  /** Finds the orbit that passes the middle of the scene. */
  SceneFrame(SceneSettings settings) {
    this.settings = settings;
    double range = middleRange();
    double turn = SceneOrbit.PERIOD / 4;
    double low = settings.ascending() ? -turn : turn;
    double high = settings.ascending() ? turn : 3 * turn;
    GroundPoint point = new GroundPoint(new SceneOrbit(0, 0, 0).stretch(low, high));
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      point.solve(middle, range, settings.groundLevel());
      if ((Math.toDegrees(point.latitude()) < settings.latitude()) == settings.ascending()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double passing = (low + high) / 2;
    if (passing < 0) {
      // Products count from the node before them, which southern ascending scenes lie long after.
      passing += SceneOrbit.PERIOD;
      point = new GroundPoint(new SceneOrbit(0, 0, 0).stretch(3 * turn, 5 * turn));
      point.solve(passing, range, settings.groundLevel());
    }
    double node = Math.toRadians(settings.longitude()) - point.longitude();
    this.orbit = new SceneOrbit(Math.IEEEremainder(node, 2 * Math.PI), 0, 0);
    this.relativeOrbit = nearestRelativeOrbit(Math.toDegrees(orbit.nodeLongitude()));
    // Time since the numbers began, of the middle of the scene.
    double before = (relativeOrbit - 1) * SceneOrbit.PERIOD - NUMBERS_BEGIN;
    double middleOfFirst = passing - (settings.bursts() - 1) / 2.0 * SubSwath.CYCLE;
    this.firstNumber = 1 + (int) Math.floor((before + middleOfFirst) / SubSwath.CYCLE);
    double numbered = (firstNumber - 0.5) * SubSwath.CYCLE - before;
    this.start =
        numbered
            - (SubSwath.IW2.firstLine() + (SubSwath.IW2.lines() - 1) / 2.0)
                * SubSwath.LINE_INTERVAL;
  }

  private static int nearestRelativeOrbit(double nodeDegrees) {
    int nearest = 1;
    double least = 360;
    for (int n = 1; n <= 175; n++) {
      double longitude = FIRST_NODE - (n - 1) * 360 * SceneOrbit.PERIOD / 86_400;
      double off = Math.abs(Math.IEEEremainder(nodeDegrees - longitude, 360));
      if (off < least) {
        least = off;
        nearest = n;
      }
    }
    return nearest;
  }

  private double middleRange() {
    SubSwath first = settings.subSwaths().get(0);
    SubSwath last = settings.subSwaths().get(settings.subSwaths().size() - 1);
    return (firstRange(first) + range(last, settings.samples(last) - 1)) / 2;
  }

  /** The nominal orbit. */
  public SceneOrbit orbit() {
    return orbit;
  }

  /** 1 to 175, of the real orbit whose node is nearest. */
  public int relativeOrbit() {
    return relativeOrbit;
  }

  /** ESA's number of a burst, the same for all sub-swaths. */
  public int number(int burst) {
    return firstNumber + burst;
  }

  /** Two-way time of the first sample that is kept, seconds. */
  public double firstSampleTime(SubSwath swath) {
    return swath.firstSampleTime() + settings.firstSample(swath) / SubSwath.SAMPLING_RATE;
  }

  private double firstRange(SubSwath swath) {
    return firstSampleTime(swath) * Burst.SPEED_OF_LIGHT / 2;
  }

  /** Slant range in metres of a sample of the lines that are kept. */
  double range(SubSwath swath, double sample) {
    return firstRange(swath) + sample * Burst.SPEED_OF_LIGHT / 2 / SubSwath.SAMPLING_RATE;
  }

  /** Nominal zero-Doppler time of a line of a burst, seconds since the node. */
  double time(SubSwath swath, int burst, double line) {
    double lines = Math.rint(burst * SubSwath.CYCLE / SubSwath.LINE_INTERVAL) + swath.firstLine();
    return start + (lines + line) * SubSwath.LINE_INTERVAL;
  }

  /** From time since the node and range to the ground, on the nominal orbit. */
  GroundPoint ground() {
    return ground(orbit);
  }

  /** From time since the node and range to the ground, on the orbit of a pass. */
  GroundPoint ground(SceneOrbit pass) {
    return new GroundPoint(
        pass.stretch(start - MARGIN_SECONDS, start + settings.bursts() * 3 + 8 + MARGIN_SECONDS));
  }
}
