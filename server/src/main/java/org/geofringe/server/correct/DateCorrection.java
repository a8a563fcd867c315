package org.geofringe.server.correct;

import org.geofringe.grid.Window;

/** An effect on the displacement at each date. Called from several threads. */
@FunctionalInterface
public interface DateCorrection {

  /**
   * The effect within a window, up to a constant per date.
   *
   * @param date index of the date; at the first the effect is zero everywhere, as the displacement
   *     is
   * @param window of the series' grid
   * @param target {@code window.cells()} values in mm, row-major, are overwritten; NaN where the
   *     effect is unknown, which leaves the cell without data
   */
  void at(int date, Window window, float[] target);
}
