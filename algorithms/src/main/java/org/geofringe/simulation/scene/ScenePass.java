package org.geofringe.simulation.scene;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One pass of the satellite.
 *
 * @param index from 0
 * @param date UTC date of the scene
 * @param node when it crossed the equator northwards
 * @param orbit where it really flew
 * @param delaySeconds how much later it came than an exact repeat of the first
 * @param burstDelaySeconds how much later over the ground its bursts start
 * @param azimuthErrorSeconds how much later than the truth its orbit file has it come
 * @param dopplerOffset Hz by which its Doppler centroid differs
 * @param absoluteOrbit number of the orbit
 * @param platform {@code A} or {@code B}
 */
public record ScenePass(
    int index,
    LocalDate date,
    Instant node,
    SceneOrbit orbit,
    double delaySeconds,
    double burstDelaySeconds,
    double azimuthErrorSeconds,
    double dopplerOffset,
    int absoluteOrbit,
    char platform) {

  /** As in {@code 20240106}. */
  public String id() {
    return date.toString().replace("-", "");
  }
}
