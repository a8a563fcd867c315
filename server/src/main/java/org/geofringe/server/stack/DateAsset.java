package org.geofringe.server.stack;

import java.util.Arrays;
import java.util.Optional;

/** A raster of a date. The key is the asset's name in the STAC item; the file lies beside it. */
public enum DateAsset {
  /**
   * Single-look complex values on the stack's grid, coregistered, with the phase of flat earth and
   * terrain taken away: two dates are multiplied cell by cell, {@code reference * conj(secondary)}.
   */
  SLC("slc", "Flattened single-look complex"),
  /** Root of the mean power over the cells of {@link StackFrame#amplitudeGrid}. */
  AMPLITUDE("amplitude", "Amplitude, multilooked");

  private final String key;
  private final String title;

  DateAsset(String key, String title) {
    this.key = key;
    this.title = title;
  }

  public String key() {
    return key;
  }

  public String title() {
    return title;
  }

  /** Name of the file in the item's folder. */
  public String fileName() {
    return key + ".tif";
  }

  static Optional<DateAsset> ofKey(String key) {
    return Arrays.stream(values()).filter(asset -> asset.key.equals(key)).findFirst();
  }
}
