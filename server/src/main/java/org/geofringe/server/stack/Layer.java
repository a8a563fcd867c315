package org.geofringe.server.stack;

/** A raster that the whole stack shares; an asset of the collection. */
public enum Layer {
  /** Metres above the ellipsoid or, where the origin does not tell, above the geoid. */
  HEIGHT("height", "m", "Terrain height"),
  /** Incidence angle in degrees from the vertical. */
  INCIDENCE("incidence", "deg", "Incidence angle"),
  /** Mean coherence over the pairs that have data at a cell. */
  MEAN_COHERENCE("mean_coherence", "", "Mean coherence"),
  /** Number of pairs with unwrapped phase at a cell. */
  VALID_PAIRS("valid_pairs", "", "Pairs with data");

  private final String key;
  private final String unit;
  private final String title;

  Layer(String key, String unit, String title) {
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

  /** Path relative to the stack. */
  String href() {
    return "geometry/" + key + ".tif";
  }
}
