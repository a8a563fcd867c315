package org.geofringe.server.importing;

/**
 * The processor, or the naming, that a folder of interferograms comes from. It decides the sign of
 * the phase, what no data looks like and which side files hold wavelength, looks and baselines.
 */
public enum Family {
  /** Recognise it from names, tags and side files. */
  AUTO("automatic"),
  /** GAMMA rasters geocoded to GeoTIFF, as PyRate takes them, with GAMMA {@code .par} files. */
  GAMMA("GAMMA/PyRate"),
  /** COMET LiCSAR frames: {@code GEOC/YYYYMMDD_YYYYMMDD/YYYYMMDD_YYYYMMDD.geo.unw.tif}. */
  LICSAR("LiCSAR"),
  /** ASF HyP3 products, made with GAMMA (scenes) or ISCE2 (bursts). */
  HYP3("ASF HyP3"),
  /** Anything whose names hold two dates. */
  GENERIC("generic");

  private final String label;

  Family(String label) {
    this.label = label;
  }

  /** The name that people know it by. */
  public String label() {
    return label;
  }
}
