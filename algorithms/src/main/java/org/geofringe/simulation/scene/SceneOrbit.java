package org.geofringe.simulation.scene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.orbit.Orbit;
import org.geofringe.orbit.StateVector;

/**
 * A circular orbit like Sentinel-1's in the Earth-fixed frame: 175 turns in 12 days,
 * sun-synchronous, so that the node drifts west by exactly a turn a day and the ground track
 * repeats. The rates are those of the real orbit, flattening of the Earth included, so position
 * over time is not quite what Kepler has for its radius; velocity is the exact derivative of
 * position, which is what the geometry rests on.
 *
 * <p>A pass may lie beside the nominal one by constant offsets, upwards and along the orbit's
 * normal.
 *
 * @param nodeLongitude of the ascending node at time 0, radians
 * @param radialOffset metres upwards
 * @param normalOffset metres along the angular momentum: to the left of the flight
 */
public record SceneOrbit(double nodeLongitude, double radialOffset, double normalOffset) {

  /** Metres from the Earth's centre. */
  static final double RADIUS = 7_070_800;

  /** Seconds from node to node. */
  public static final double PERIOD = 12 * 86_400 / 175.0;

  /** Seconds between vectors of a stretch; interpolation between them is exact to a nanometre. */
  private static final int SPACING = 10;

  private static final double INCLINATION = Math.toRadians(98.1813);
  private static final double TURN_RATE = 2 * Math.PI / PERIOD;
  private static final double NODE_RATE = -2 * Math.PI / 86_400;

  /**
   * Position and velocity.
   *
   * @param time seconds since the ascending node
   * @param state receives x, y, z in metres and their rates; modified
   */
  public void state(double time, double[] state) {
    double argument = TURN_RATE * time;
    double node = nodeLongitude + NODE_RATE * time;
    double cosU = StrictMath.cos(argument);
    double sinU = StrictMath.sin(argument);
    double cosN = StrictMath.cos(node);
    double sinN = StrictMath.sin(node);
    double cosI = StrictMath.cos(INCLINATION);
    double sinI = StrictMath.sin(INCLINATION);
    double radius = RADIUS + radialOffset;
    // Before the node turns: x towards the node, y along the equator, z north.
    double x = radius * cosU;
    double y = radius * sinU * cosI - normalOffset * sinI;
    double z = radius * sinU * sinI + normalOffset * cosI;
    double dx = -radius * TURN_RATE * sinU;
    double dy = radius * TURN_RATE * cosU * cosI;
    double dz = radius * TURN_RATE * cosU * sinI;
    state[0] = x * cosN - y * sinN;
    state[1] = x * sinN + y * cosN;
    state[2] = z;
    state[3] = dx * cosN - dy * sinN - NODE_RATE * state[1];
    state[4] = dx * sinN + dy * cosN + NODE_RATE * state[0];
    state[5] = dz;
  }

  /**
   * A stretch of the orbit whose seconds count from the node.
   *
   * @param from seconds since the node
   * @param to seconds since the node
   */
  Orbit stretch(double from, double to) {
    int first = (int) Math.floor(from / SPACING) - 4;
    int last = (int) Math.ceil(to / SPACING) + 4;
    return new Orbit(
        Instant.EPOCH,
        vectors(
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds((long) first * SPACING),
            SPACING,
            last - first + 1,
            0));
  }

  /** Speed over the rotating Earth, metres per second. */
  double speed(double time) {
    double[] s = new double[6];
    state(time, s);
    return Math.sqrt(s[3] * s[3] + s[4] * s[4] + s[5] * s[5]);
  }

  /**
   * State vectors as an orbit file holds them.
   *
   * @param node when the pass crosses the equator northwards
   * @param first time of the first vector
   * @param intervalSeconds from vector to vector
   * @param count number of vectors
   * @param late seconds by which the vectors' times are wrong: the satellite is told to come later
   *     by as much
   */
  public List<StateVector> vectors(
      Instant node, Instant first, int intervalSeconds, int count, double late) {
    List<StateVector> vectors = new ArrayList<>(count);
    double[] s = new double[6];
    for (int i = 0; i < count; i++) {
      Instant time = first.plusSeconds((long) i * intervalSeconds);
      state(Orbit.seconds(node, time) - late, s);
      vectors.add(new StateVector(time, s[0], s[1], s[2], s[3], s[4], s[5]));
    }
    return vectors;
  }
}
