package org.geofringe.server.interferogram;

import org.geofringe.grid.Window;
import org.geofringe.server.raster.FlatRaster;

/** How much a cell of the images counts by the steadiness of its amplitude. */
final class Stability {

  /** A cell that seems steadier than this owes it to chance among few dates. */
  private static final float STEADIEST = 0.05f;

  private Stability() {}

  /**
   * Weights of a window: mean over twice the standard deviation of the amplitude.
   *
   * @param dispersion standard deviation over mean
   * @return row-major; NaN where the dispersion is
   */
  static float[] weights(FlatRaster dispersion, Window window) {
    float[] weights = new float[window.cells()];
    dispersion.read(0, window, weights, 0);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1 / (2 * Math.max(STEADIEST, weights[i]));
    }
    return weights;
  }
}
