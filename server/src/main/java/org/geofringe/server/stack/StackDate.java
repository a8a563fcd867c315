package org.geofringe.server.stack;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A date in a stack.
 *
 * @param date UTC day of the first line
 * @param pass when and from where it was seen; null where the image was coregistered elsewhere; see
 *     {@link #acquisition}
 * @param perpendicularBaselineMetres at the scene's centre, against the reference date; NaN where
 *     it is unknown
 * @param azimuthShiftLines correction that was added to the image's azimuth times, in lines
 * @param azimuthShiftStd its standard error in lines; NaN where it was not estimated
 * @param missingBursts bursts of the stack that this date lacks
 * @param fingerprint of the inputs and parameters that it was made from
 * @param assets absolute path of each raster
 */
public record StackDate(
    LocalDate date,
    @Nullable Acquisition pass,
    double perpendicularBaselineMetres,
    double azimuthShiftLines,
    double azimuthShiftStd,
    int missingBursts,
    String fingerprint,
    Map<DateAsset, Path> assets) {

  public StackDate {
    assets = Map.copyOf(assets);
  }

  /**
   * When and from where the image was seen.
   *
   * @throws IllegalStateException where it was coregistered elsewhere
   */
  public Acquisition acquisition() {
    if (pass == null) {
      throw new IllegalStateException("the image of " + date + " does not tell its pass");
    }
    return pass;
  }
}
