package org.geofringe.unwrapping;

import org.geofringe.grid.Window;

/**
 * Part of an unwrapped image.
 *
 * @param window where it lies in the whole image
 * @param phase unwrapped phase, radians, row-major within the window; NaN = no data
 * @param components 0 = in none
 * @param reliability 0 to 1; NaN = no data
 */
public record TilePiece(Window window, float[] phase, int[] components, float[] reliability) {

  public TilePiece {
    int cells = window.cells();
    if (phase.length != cells || components.length != cells || reliability.length != cells) {
      throw new IllegalArgumentException("a piece must have as many values as its window cells");
    }
  }
}
