package org.geofringe.server.export;

import java.time.LocalDate;
import java.util.List;

/**
 * One curve of a plot of time series.
 *
 * @param label for the legend
 * @param colour index of the colour: curves of one place share it
 * @param hollow whether it is the one to compare with: hollow dots and a dashed line
 * @param dates ascending
 * @param values mm; NaN where there is none
 * @param errors half the length of the error bars, mm; NaN for none
 * @param line mm, the fitted line at each date; NaN for none
 */
public record SeriesCurve(
    String label,
    int colour,
    boolean hollow,
    List<LocalDate> dates,
    double[] values,
    double[] errors,
    double[] line) {

  /** Colours that can be told apart, by those too who see few (Okabe and Ito 2008). */
  private static final int[] COLOURS = {
    0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x444444
  };

  /** 0xRRGGBB. */
  int rgb() {
    return COLOURS[colour % COLOURS.length];
  }
}
