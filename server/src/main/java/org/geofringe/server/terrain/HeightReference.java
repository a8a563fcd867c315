package org.geofringe.server.terrain;

import org.geofringe.server.catalogue.Choice;

/** The surface above which an elevation model counts heights. */
public enum HeightReference implements Choice {
  /** What the file says, else what its name and format are known for, else the ellipsoid. */
  AUTO("as the files say"),
  ELLIPSOID("WGS 84 ellipsoid"),
  EGM96("geoid EGM96 (SRTM, NASADEM, ASTER, ALOS)"),
  EGM2008("geoid EGM2008 (Copernicus DEM)");

  private final String label;

  HeightReference(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
