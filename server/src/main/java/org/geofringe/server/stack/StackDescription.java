package org.geofringe.server.stack;

import org.geofringe.grid.MapGrid;

/**
 * What holds for every pair of a stack.
 *
 * @param grid the one grid of all rasters
 * @param wavelengthMetres of the radar, positive
 * @param looks number of looks that the phase was averaged over, at least 1; the statistics of
 *     noise rest on it
 * @param incidenceDegrees at the scene's centre; NaN where unknown
 * @param platform such as {@code sentinel-1a}; empty where unknown
 * @param origin the processor that made the interferograms, for people
 */
public record StackDescription(
    MapGrid grid,
    double wavelengthMetres,
    double looks,
    double incidenceDegrees,
    String platform,
    String origin) {

  public StackDescription {
    if (!(wavelengthMetres > 0)) {
      throw new IllegalArgumentException("wavelength must be positive, got " + wavelengthMetres);
    }
    if (!(looks >= 1)) {
      throw new IllegalArgumentException("looks must be at least 1, got " + looks);
    }
  }

  /** Metres towards the satellite per radian of phase: -λ/(4π). */
  public double metresPerRadian() {
    return -wavelengthMetres / (4 * Math.PI);
  }
}
