package org.geofringe.simulation.scene;

import java.time.LocalDate;
import java.util.List;

/**
 * What scenes to simulate.
 *
 * @param firstDate the earliest date
 * @param dates number of dates, 1 to 200
 * @param intervalDays days from date to date, 1 to 1000
 * @param subSwaths at least one, in order
 * @param bursts of each sub-swath, 1 to 12
 * @param samples of a line to keep, 0 for all, else 64 to 30000
 * @param longitude of the middle, degrees
 * @param latitude of the middle, degrees, -80 to 80
 * @param ascending whether the satellite flies north
 * @param groundLevel metres above the ellipsoid of the lowest ground
 * @param relief metres from the lowest to the highest ground, 0 to 5000
 * @param motion what moves the ground
 * @param rate line-of-sight mm/yr where it moves most, positive towards the satellite
 * @param radius metres; see {@link Motion}
 * @param seasonal amplitude in mm of a yearly rise and fall of the plains along the line of sight
 * @param atmosphere root mean square, metres of path, of the turbulent delay of a good date
 * @param stratification metres of path per kilometre of height, standard deviation over dates
 * @param badDate index of the date with bad weather from 0, -1 for none
 * @param badDateAtmosphere the turbulent delay of the bad date, metres
 * @param baselineSpread metres: passes lie within this far of the first, upwards and sidewards
 * @param passDelay seconds: passes come up to this much earlier or later
 * @param burstDelay seconds: bursts start up to this much earlier or later over the ground
 * @param azimuthError seconds: orbits are wrong along the track by up to this much, but for the
 *     first date's
 * @param reflectors number of corner reflectors, 0 to 1000
 * @param seed another seed is another scene
 */
public record SceneSettings(
    LocalDate firstDate,
    int dates,
    int intervalDays,
    List<SubSwath> subSwaths,
    int bursts,
    int samples,
    double longitude,
    double latitude,
    boolean ascending,
    double groundLevel,
    double relief,
    Motion motion,
    double rate,
    double radius,
    double seasonal,
    double atmosphere,
    double stratification,
    int badDate,
    double badDateAtmosphere,
    double baselineSpread,
    double passDelay,
    double burstDelay,
    double azimuthError,
    int reflectors,
    long seed) {

  private static final int EMPTY_EDGE = 20;

  public SceneSettings {
    check("dates", dates, 1, 200);
    check("intervalDays", intervalDays, 1, 1000);
    if (subSwaths.isEmpty() || !subSwaths.equals(subSwaths.stream().distinct().sorted().toList())) {
      throw new IllegalArgumentException(
          "subSwaths must name some of IW1 to IW3 in order, got " + subSwaths);
    }
    subSwaths = List.copyOf(subSwaths);
    check("bursts", bursts, 1, 12);
    if (samples != 0) {
      check("samples", samples, 64, 30_000);
    }
    check("longitude", longitude, -180, 180);
    check("latitude", latitude, -80, 80);
    check("groundLevel", groundLevel, -500, 5000);
    check("relief", relief, 0, 5000);
    check("rate", rate, -1e4, 1e4);
    check("radius", radius, 10, 1e6);
    check("seasonal", seasonal, -1000, 1000);
    check("atmosphere", atmosphere, 0, 1);
    check("stratification", stratification, 0, 1);
    check("badDate", badDate, -1, dates - 1);
    check("badDateAtmosphere", badDateAtmosphere, 0, 1);
    check("baselineSpread", baselineSpread, 0, 2000);
    check("passDelay", passDelay, 0, 1);
    check("burstDelay", burstDelay, 0, 0.1);
    check("azimuthError", azimuthError, 0, 0.01);
    check("reflectors", reflectors, 0, 1000);
  }

  private static void check(String name, double value, double from, double to) {
    if (!(value >= from && value <= to)) {
      throw new IllegalArgumentException(
          name + " must be from " + from + " to " + to + ", got " + value);
    }
  }

  /** Samples of a line that are kept. */
  public int samples(SubSwath swath) {
    return samples == 0 ? swath.fullSamples() : Math.min(samples, swath.fullSamples());
  }

  /**
   * The first sample of the whole line that is kept: the middle of a lone sub-swath, else the side
   * on which it overlaps with its neighbour, a few empty samples included. Where too few samples
   * are kept to hold the overlap, they lie in its middle.
   */
  public int firstSample(SubSwath swath) {
    int kept = samples(swath);
    int most = swath.fullSamples() - kept;
    int at = subSwaths.indexOf(swath);
    double first;
    if (subSwaths.size() == 1) {
      first = most / 2.0;
    } else if (at == 0) {
      double middle = overlapSample(swath, swath, subSwaths.get(1));
      first = Math.min(swath.lastValid() + EMPTY_EDGE + 1 - kept, middle - kept / 2.0);
    } else {
      double middle = overlapSample(swath, subSwaths.get(at - 1), swath);
      first = Math.max(swath.firstValid() - EMPTY_EDGE, middle - kept / 2.0);
    }
    return (int) Math.max(0, Math.min(most, Math.rint(first)));
  }

  /** Sample of a sub-swath in the middle of what two neighbours both see. */
  private static double overlapSample(SubSwath swath, SubSwath near, SubSwath far) {
    double end = near.firstSampleTime() + near.lastValid() / SubSwath.SAMPLING_RATE;
    double start = far.firstSampleTime() + far.firstValid() / SubSwath.SAMPLING_RATE;
    return ((start + end) / 2 - swath.firstSampleTime()) * SubSwath.SAMPLING_RATE;
  }

  /** The date of an index. */
  public LocalDate date(int index) {
    return firstDate.plusDays((long) index * intervalDays);
  }
}
