package org.geofringe.server.stack;

import java.util.Arrays;
import java.util.Optional;
import org.geofringe.server.raster.SampleType;

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
  TOPOGRAPHIC_PHASE("topographic_phase", "rad", "Phase of height taken away"),
  /** Parts of the unwrapped phase without doubtful cycles, 1 for the largest; 0 is in none. */
  COMPONENTS("components", "", "Components of the unwrapped phase", SampleType.INT16),
  /** How likely a cell's cycles are right against its surroundings', 0 to 1. */
  RELIABILITY("reliability", "", "Reliability of the unwrapped phase"),
  /** 1 where unwrapping the reversed pair gave the same cycles, 2 where others; 0 is no data. */
  INVERSE_CHECK("inverse_check", "", "Inverse check", SampleType.UINT8);

  private final String key;
  private final String unit;
  private final String title;
  private final SampleType type;

  Asset(String key, String unit, String title) {
    this(key, unit, title, SampleType.FLOAT32);
  }

  Asset(String key, String unit, String title, SampleType type) {
    this.key = key;
    this.unit = unit;
    this.title = title;
    this.type = type;
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

  /** How a cell is stored. */
  public SampleType type() {
    return type;
  }

  /** Name of the file in the item's folder. */
  public String fileName() {
    return key + ".tif";
  }

  static Optional<Asset> ofKey(String key) {
    return Arrays.stream(values()).filter(asset -> asset.key.equals(key)).findFirst();
  }
}
