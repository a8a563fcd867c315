package org.geofringe.server.stack;

import org.geofringe.server.raster.SampleType;

/** A raster that the whole stack shares; an asset of the collection. */
public enum Layer {
  /** Metres above the ellipsoid or, where the origin does not tell, above the geoid. */
  HEIGHT("height", "m", "Terrain height"),
  /** Incidence angle in degrees from the vertical. */
  INCIDENCE("incidence", "deg", "Incidence angle"),
  /** Mean coherence over the pairs that have data at a cell. */
  MEAN_COHERENCE("mean_coherence", "", "Mean coherence"),
  /** Number of pairs with phase at a cell: unwrapped where there is one, else wrapped. */
  VALID_PAIRS("valid_pairs", "", "Pairs with data"),
  /** Unit vector from the ground to the satellite: bands east, north, up. */
  LOOK_VECTOR("look_vector", "", "Look vector (east, north, up)", SampleType.FLOAT32, 3),
  /** 1 seen, 2 layover, 3 shadow, 4 both; 0 is no data. */
  LAYOVER_SHADOW("layover_shadow", "", "Layover and shadow", SampleType.UINT8, 1),
  /** Fractional line of the reference date's image, as {@link RadarFrame} counts them. */
  AZIMUTH_LINE("azimuth_line", "line", "Azimuth line of the reference date"),
  /** Fractional sample of the reference date's image, as {@link RadarFrame} counts them. */
  RANGE_SAMPLE("range_sample", "sample", "Range sample of the reference date"),
  /** Which burst of {@link StackFrame#bursts} gives a cell, counted from 1; 0 is none. */
  BURST("burst", "", "Burst", SampleType.UINT8, 1),
  /**
   * Standard deviation over mean of the dates' calibrated amplitudes: small where a scatterer is
   * persistent.
   */
  AMPLITUDE_DISPERSION("amplitude_dispersion", "", "Amplitude dispersion"),
  /** Mean over the dates of the calibrated amplitude, at full resolution. */
  MEAN_AMPLITUDE("mean_amplitude", "", "Mean amplitude of the dates"),
  /** Root of the mean power over looks and pairs. */
  AMPLITUDE("amplitude", "", "Amplitude, multilooked"),
  /** 1 where pairs are made, 2 where a mask such as water covers the ground; 0 is no data. */
  MASK("mask", "", "Mask", SampleType.UINT8, 1);

  private final String key;
  private final String unit;
  private final String title;
  private final SampleType type;
  private final int bands;

  Layer(String key, String unit, String title) {
    this(key, unit, title, SampleType.FLOAT32, 1);
  }

  Layer(String key, String unit, String title, SampleType type, int bands) {
    this.key = key;
    this.unit = unit;
    this.title = title;
    this.type = type;
    this.bands = bands;
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

  public int bands() {
    return bands;
  }

  /**
   * Whether it only says something about the images and can be made again from them: where it is
   * lost or broken, the stack is as it was before it was made.
   */
  boolean isRemade() {
    return this == AMPLITUDE_DISPERSION || this == MEAN_AMPLITUDE;
  }

  /** Path relative to the stack. */
  String href() {
    return "geometry/" + key + ".tif";
  }
}
