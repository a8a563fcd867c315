package org.geofringe.server.importing;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.UserException;

/** Refuses what calls itself phase and is something else. */
final class PhaseCheck {

  /** 10^5 rad is 440 m of motion in C band: bytes in the wrong order, not ground. */
  private static final double LARGEST_RADIANS = 1e5;

  private static final Set<String> RADIANS =
      Set.of("", "rad", "rads", "radian", "radians", "1", "none", "unitless", "unknown");

  private PhaseCheck() {}

  /**
   * Checks what the header says.
   *
   * @param wrapped whether the phase is a wrapped one, which may be the angle of complex numbers
   */
  static void header(FolderScan scan, RasterHeader header, boolean wrapped) {
    String name = scan.show(header.file());
    if (header.type().isComplex() && wrapped) {
      singleBand(scan, header);
      return;
    }
    if (header.type().isComplex()) {
      throw new UserException(
          name + ": holds complex numbers, a wrapped interferogram; give the unwrapped phase");
    }
    singleBand(scan, header);
    if (header.type() == SampleType.UINT8 || header.type() == SampleType.INT8) {
      throw new UserException(
          name + ": holds bytes, a picture; give the phase as numbers in radians");
    }
    for (String unit : List.of(header.unit(), header.tag("DATA_UNITS"), header.tag("UNITS"))) {
      if (!RADIANS.contains(unit.toLowerCase(Locale.ROOT))) {
        throw new UserException(
            name
                + ": its unit is "
                + Names.clean(unit)
                + ", not radians; give the phase in radians");
      }
    }
  }

  /** Refuses a raster of several bands. */
  static void singleBand(FolderScan scan, RasterHeader header) {
    if (header.bands() != 1) {
      throw new UserException(
          scan.show(header.file())
              + ": holds "
              + header.bands()
              + " bands where one is wanted; take out the right one, as gdal_translate -b 1 does");
    }
  }

  /**
   * Checks the values of unwrapped phase.
   *
   * @param certain whether the name says that it is unwrapped, and not just "phase"
   */
  static void values(
      FolderScan scan,
      PlannedRaster raster,
      RasterValues values,
      boolean certain,
      boolean zeroIsKnown,
      Findings findings) {
    String name = scan.show(raster.file());
    if (values.valid() == 0) {
      throw new UserException(name + ": no cell holds data; take the pair away, or check NO_DATA");
    }
    double largest = Math.max(Math.abs(values.min()), Math.abs(values.max()));
    if (largest > LARGEST_RADIANS) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "%s: values up to %.3g cannot be radians; check the file, or give its NO_DATA value",
              name,
              largest));
    }
    if (largest <= Math.PI + 1e-3 && (double) values.max() - values.min() > 2 * Math.PI - 0.05) {
      String what = "its values fill -π to π, so it is wrapped phase by all looks";
      if (!certain) {
        throw new UserException(
            name + ": " + what + "; give the unwrapped phase (\"unw\" in its name)");
      }
      findings.warnOf(name, what + "; check that it is unwrapped");
    }
    warnOfGaps(name, values, zeroIsKnown, findings);
  }

  /** Checks the values of wrapped phase that is imported to be unwrapped here. */
  static void wrapped(
      FolderScan scan,
      PlannedRaster raster,
      RasterValues values,
      RasterHeader header,
      boolean zeroIsKnown,
      Findings findings) {
    String name = scan.show(raster.file());
    if (values.valid() == 0) {
      throw new UserException(name + ": no cell holds data; take the pair away, or check NO_DATA");
    }
    if (!isWithinACycle(values)) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "%s: by its name this is wrapped phase, but its values run from %.3g to %.3g instead"
                  + " of -π to π; if it is unwrapped, put \"unw\" into its name",
              name,
              values.min(),
              values.max()));
    }
    // A complex 0 has no angle and is known to be empty.
    warnOfGaps(name, values, zeroIsKnown || header.type().isComplex(), findings);
  }

  /** Whether values are radians from -π to π, give or take rounding. */
  static boolean isWithinACycle(RasterValues values) {
    return values.min() >= -Math.PI - 0.01 && values.max() <= Math.PI + 0.01;
  }

  private static void warnOfGaps(
      String name, RasterValues values, boolean zeroIsKnown, Findings findings) {
    if (!zeroIsKnown && values.zeros() > 0.01 * values.cells()) {
      findings.warnOf(
          name,
          "more than 1 % of its cells are exactly 0 and no tag says what no data is; give NO_DATA=0"
              + " if they are empty");
    }
    if (values.validFraction() < 0.05) {
      findings.warnOf(name, "less than 5 % of its cells hold data");
    }
  }
}
