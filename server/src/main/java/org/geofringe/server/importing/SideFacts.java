package org.geofringe.server.importing;

import java.util.Map;
import java.util.OptionalDouble;
import org.geofringe.network.Pair;

/**
 * What the files beside the rasters say.
 *
 * @param wavelengthMetres radar wavelength
 * @param wavelengthSource where that stands, for the log
 * @param looks number of looks, range times azimuth
 * @param incidenceDegrees incidence angle at the centre of the whole scene
 * @param sensor name of the satellite and its mode; empty where nothing says it
 * @param perpendicularBaselines metres, secondary relative to reference
 */
record SideFacts(
    OptionalDouble wavelengthMetres,
    String wavelengthSource,
    OptionalDouble looks,
    OptionalDouble incidenceDegrees,
    String sensor,
    Map<Pair, Double> perpendicularBaselines) {

  /** Speed of light in vacuum, m/s. */
  static final double SPEED_OF_LIGHT = 299_792_458.0;

  /** Carrier of Sentinel-1's C-band radar as its annotations give it, Hz. */
  static final double SENTINEL1_FREQUENCY = 5.40500045433435e9;

  static final double SENTINEL1_WAVELENGTH = SPEED_OF_LIGHT / SENTINEL1_FREQUENCY;

  SideFacts {
    perpendicularBaselines = Map.copyOf(perpendicularBaselines);
  }
}
