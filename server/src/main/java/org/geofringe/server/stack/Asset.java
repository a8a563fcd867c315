package org.geofringe.server.stack;

import java.util.Arrays;
import java.util.Optional;

/**
 * A raster of a pair. The key is the asset's name in the STAC item; the file lies beside the item.
 */
public enum Asset {
  /**
   * Unwrapped phase in radians, positive where the path is longer at the second date (away from the
   * satellite).
   */
  UNWRAPPED("unwrapped", "rad", "Unwrapped phase, positive away from the satellite"),
  /** Wrapped phase in radians, -π to π. */
  WRAPPED_PHASE("wrapped_phase", "rad", "Wrapped phase"),
  /** Coherence, 0 to 1. */
  COHERENCE("coherence", "", "Coherence"),
  /** Multilooked amplitude: the geometric mean of both dates' root of mean power. */
  AMPLITUDE("amplitude", "", "Amplitude, multilooked"),
  /** Linear ramp in radians that was taken away from the wrapped phase. */
  RAMP("ramp", "rad", "Ramp taken away"),
  /** Phase in radians that follows the terrain's height and was taken away. */
  TOPOGRAPHIC_PHASE("topographic_phase", "rad", "Phase of height taken away");

  private final String key;
  private final String unit;
  private final String title;

  Asset(String key, String unit, String title) {
    this.key = key;
    this.unit = unit;
    this.title = title;
  }

  public String key() {
    return key;
  }

  public String unit() {
    return unit;
  }

  public String title() {
    return title;
  }

  /** Name of the file in the item's folder. */
  public String fileName() {
    return key + ".tif";
  }

  static Optional<Asset> ofKey(String key) {
    return Arrays.stream(values()).filter(asset -> asset.key.equals(key)).findFirst();
  }
}
