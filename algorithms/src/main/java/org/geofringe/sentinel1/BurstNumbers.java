package org.geofringe.sentinel1;

import java.time.Instant;
import org.geofringe.orbit.Orbit;

/**
 * Which burst of the repeat cycle one is, by the time since the ascending node.
 *
 * <p>Source: ESA, Sentinel-1 Level 1 Detailed Algorithm Definition, equations 9-89 to 9-91 and
 * table 9-7: number = 1 + floor((t_b - t_anx + (r - 1) T_orb - T_pre) / T_beam), with t_b the
 * middle of the burst cycle that holds the burst, which is the middle of IW2's part.
 */
final class BurstNumbers {

  /** Orbits of a repeat cycle of 12 days. */
  static final int ORBITS = 175;

  private static final double ORBIT_SECONDS = 12 * 86400.0 / ORBITS;
  private static final double BEAM_SECONDS = 2.758273;
  private static final double PREAMBLE_SECONDS = 2.299849;
  private static final int BURSTS = (int) (12 * 86400 / BEAM_SECONDS);

  /** From the start of IW1's burst in the same cycle to the starts of IW1, IW2 and IW3, seconds. */
  private static final double[] SWATH_SECONDS = {0, 0.832, 0.832 + 1.078};

  private static final double MIDDLE_SECONDS = 0.832 + 1.078 / 2;

  private BurstNumbers() {}

  /**
   * The id of a burst.
   *
   * @param relativeOrbit of the orbit that the node begins
   * @param ascendingNode that begins it
   * @param sensingTime when the burst's first pulse was sent
   * @param swath {@code IW1}, {@code IW2} or {@code IW3}
   */
  static BurstId id(int relativeOrbit, Instant ascendingNode, Instant sensingTime, String swath) {
    double start = cycleStart(ascendingNode, sensingTime, swath);
    int later = orbitsLater(start);
    int orbit = Math.floorMod(relativeOrbit - 1 + later, ORBITS) + 1;
    double since = start + MIDDLE_SECONDS - later * ORBIT_SECONDS + (orbit - 1) * ORBIT_SECONDS;
    int number = 1 + (int) Math.floor((since - PREAMBLE_SECONDS) / BEAM_SECONDS);
    return new BurstId(orbit, number < 1 ? number + BURSTS : number, swath);
  }

  /** The relative orbit of a burst, as {@link #id} finds it. */
  static int relativeOrbit(
      int relativeOrbit, Instant ascendingNode, Instant sensingTime, String swath) {
    int later = orbitsLater(cycleStart(ascendingNode, sensingTime, swath));
    return Math.floorMod(relativeOrbit - 1 + later, ORBITS) + 1;
  }

  /**
   * The node that begins the orbit of a product's first burst. Some products tell the node before:
   * then more than an orbit has passed, though the manifest says that the orbit does not change.
   */
  static Instant node(Instant told, Instant firstSensingTime) {
    double orbits = Math.floor(Orbit.seconds(told, firstSensingTime) / ORBIT_SECONDS);
    return told.plusNanos(Math.round(Math.max(0, orbits) * ORBIT_SECONDS * 1e9));
  }

  private static double cycleStart(Instant ascendingNode, Instant sensingTime, String swath) {
    return Orbit.seconds(ascendingNode, sensingTime) - SWATH_SECONDS[swath.charAt(2) - '1'];
  }

  private static int orbitsLater(double sinceNode) {
    return (int) Math.floor(sinceNode / ORBIT_SECONDS);
  }

  /**
   * The relative orbit of an absolute one, for products whose manifest does not tell.
   *
   * <p>S1C was moved along its orbit in June 2026, between the absolute orbits 8018 and 8019.
   */
  static int relativeOrbit(String mission, int absoluteOrbit) {
    int shift =
        switch (mission) {
          case "S1A" -> 73;
          case "S1B" -> 27;
          case "S1C" -> absoluteOrbit <= 8018 ? 172 : 99;
          case "S1D" -> 42;
          default ->
              throw new IllegalArgumentException(
                  "mission " + mission + " is not S1A, S1B, S1C or S1D");
        };
    return Math.floorMod(absoluteOrbit - shift, ORBITS) + 1;
  }
}
