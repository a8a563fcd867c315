package org.geofringe.server.stack;

import java.time.Instant;
import java.util.List;
import org.geofringe.orbit.StateVector;

/**
 * One pass of the satellite over the stack.
 *
 * @param time zero-Doppler time of the first line, UTC
 * @param platform such as {@code sentinel-1a}
 * @param relativeOrbit the track, 1 to 175
 * @param pass {@code ascending} or {@code descending}
 * @param polarisation such as {@code VV}
 * @param orbitSource name of the orbit file, or {@code annotation}
 * @param orbit vectors about the pass, so that later steps need no orbit file
 */
public record Acquisition(
    Instant time,
    String platform,
    int relativeOrbit,
    String pass,
    String polarisation,
    String orbitSource,
    List<StateVector> orbit) {

  public Acquisition {
    orbit = List.copyOf(orbit);
  }
}
