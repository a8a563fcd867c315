package org.geofringe.server.stack;

/** A raster that the whole stack shares; an asset of the collection. */
public enum Layer {
  /** Metres above the ellipsoid or, where the origin does not tell, above the geoid. */
  HEIGHT("height", "m", "Terrain height"),
  /** Incidence angle in degrees from the vertical. */
  INCIDENCE("incidence", "deg", "Incidence angle");

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
