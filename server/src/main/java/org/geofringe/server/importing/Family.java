package org.geofringe.server.importing;

import org.geofringe.server.catalogue.Choice;

/**
 * The processor, or the naming, that a folder of interferograms comes from. It decides the sign of
 * the phase, what no data looks like and which side files hold wavelength, looks and baselines.
 *
 * <p>Signs. All three known families form reference times the conjugate of secondary, so positive
 * unwrapped phase is a longer path at the second date, motion away from the satellite, which is
 * GeoFringe's own sign. Where that stands:
 *
 * <ul>
 *   <li>GAMMA: its interferograms as PyRate takes them; subsidence in Mexico City comes out
 *       positive.
 *   <li>LiCSAR: LiCSBAS, written for these products, turns phase into displacement with -λ/4π (its
 *       steps 13 and 16) and states that positive displacement is towards the satellite (LiCSBAS
 *       issue 294).
 *   <li>HyP3: the README of each product, of GAMMA scenes and of ISCE2 bursts alike, says that
 *       positive unwrapped phase is movement away from the sensor; only its displacement maps have
 *       the opposite sign.
 * </ul>
 *
 * <p>In all three, 0 is no data in phase and coherence, also where a tag does not say so (LiCSBAS
 * drops zeros; HyP3 and GAMMA exports are written with a no-data tag of 0).
 */
public enum Family implements Choice {
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
  @Override
  public String label() {
    return label;
  }
}
