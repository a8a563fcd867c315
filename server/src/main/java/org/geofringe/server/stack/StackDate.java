package org.geofringe.server.stack;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/**
 * A date in a stack.
 *
 * @param date UTC day of the first line
 * @param acquisition when and from where it was seen
 * @param perpendicularBaselineMetres at the scene's centre, against the reference date
 * @param azimuthShiftLines correction that was added to the image's azimuth times, in lines
 * @param azimuthShiftStd its standard error in lines; NaN where it was not estimated
 * @param missingBursts bursts of the stack that this date lacks
 * @param fingerprint of the inputs and parameters that it was made from
 * @param assets absolute path of each raster
 */
public record StackDate(
    LocalDate date,
    Acquisition acquisition,
    double perpendicularBaselineMetres,
    double azimuthShiftLines,
    double azimuthShiftStd,
    int missingBursts,
    String fingerprint,
    Map<DateAsset, Path> assets) {

  public StackDate {
    assets = Map.copyOf(assets);
  }
}
