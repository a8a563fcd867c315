package org.geofringe.sentinel1;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.geofringe.orbit.Orbit;
import org.geofringe.orbit.StateVector;

/**
 * One sub-swath of a product in one polarisation: what its annotation says.
 *
 * @param mission as in {@code S1A}
 * @param name {@code IW1}, {@code IW2} or {@code IW3}
 * @param polarisation {@code VV}, {@code VH}, {@code HH} or {@code HV}
 * @param pass which way the satellite flies
 * @param absoluteOrbit at the start
 * @param start zero-Doppler time of the first line
 * @param stop zero-Doppler time of the last line
 * @param ascendingNode the last time before the start that the satellite crossed the equator going
 *     north
 * @param incidence at mid-swath, degrees
 * @param bursts in the order of time
 * @param byteOffsets where each burst begins in the measurement file
 * @param orbit the annotation's state vectors, in the order of time
 * @param grid the geolocation grid; empty where the annotation has none
 * @param file name of the files of this sub-swath, without folder and ending
 */
public record Swath(
    String mission,
    String name,
    String polarisation,
    PassDirection pass,
    int absoluteOrbit,
    Instant start,
    Instant stop,
    Instant ascendingNode,
    double incidence,
    List<Burst> bursts,
    List<Long> byteOffsets,
    List<StateVector> orbit,
    List<GridPoint> grid,
    String file) {

  public Swath {
    bursts = List.copyOf(bursts);
    byteOffsets = List.copyOf(byteOffsets);
    orbit = List.copyOf(orbit);
    grid = List.copyOf(grid);
    if (bursts.isEmpty() || bursts.size() != byteOffsets.size()) {
      throw new IllegalArgumentException(
          "%s has %d bursts and %d byte offsets"
              .formatted(file, bursts.size(), byteOffsets.size()));
    }
  }

  /** The annotation's own orbit, good to some metres at worst; epoch is the start's second. */
  public Orbit annotationOrbit() {
    return new Orbit(Instant.ofEpochSecond(start.getEpochSecond()), orbit);
  }

  /**
   * The bursts with the platform's speed taken from a better orbit than the annotation's.
   *
   * @throws IllegalArgumentException where the orbit does not cover them
   */
  public List<Burst> bursts(Orbit better) {
    return bursts.stream().map(burst -> burst.withPlatformSpeed(speed(better, burst))).toList();
  }

  private static double speed(Orbit orbit, Burst burst) {
    return speed(orbit, middle(burst.firstLineTime(), burst.lineInterval(), burst.lines()));
  }

  static double speed(Orbit orbit, Instant time) {
    double[] state = new double[6];
    orbit.state(orbit.seconds(time), state);
    return Math.sqrt(state[3] * state[3] + state[4] * state[4] + state[5] * state[5]);
  }

  static Instant middle(Instant firstLineTime, double lineInterval, int lines) {
    return firstLineTime.plus(Duration.ofNanos(Math.round((lines - 1) / 2.0 * lineInterval * 1e9)));
  }
}
