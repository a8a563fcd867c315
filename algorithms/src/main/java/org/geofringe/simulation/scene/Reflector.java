package org.geofringe.simulation.scene;

/**
 * A corner reflector.
 *
 * @param name {@code CR1} and on
 * @param longitude degrees
 * @param latitude degrees
 * @param height metres above the ellipsoid
 */
public record Reflector(String name, double longitude, double latitude, double height) {

  /** Peak amplitude in counts of the image. */
  public static final double AMPLITUDE = 14_000;

  /**
   * Where a burst shows it.
   *
   * @param reflector itself
   * @param pass the date
   * @param swath of the burst
   * @param burst index from 0
   * @param time true zero-Doppler time, seconds since the pass's node
   * @param range metres of slant range
   * @param extraPath metres that delay and displacement add to the range
   * @param line in the burst
   * @param sample in the burst, the extra path counted in
   */
  public record Sighting(
      Reflector reflector,
      ScenePass pass,
      SubSwath swath,
      int burst,
      double time,
      double range,
      double extraPath,
      double line,
      double sample) {}
}
