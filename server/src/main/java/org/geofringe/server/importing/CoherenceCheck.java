package org.geofringe.server.importing;

import java.util.List;
import java.util.Locale;
import org.geofringe.server.importing.PlannedRaster.Conversion;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.UserException;

/** Brings coherence to 0 to 1, and refuses what is not coherence. */
final class CoherenceCheck {

  /** Bicubic resampling carries coherence a little beyond its range; more is something else. */
  private static final double OVERSHOOT = 0.05;

  private CoherenceCheck() {}

  /** How a coherence file is read: bytes are 0 to 255 (LiCSAR), all else 0 to 1. */
  static PlannedRaster plan(FolderScan scan, RasterHeader header, double noData) {
    if (header.type().isComplex()) {
      throw new UserException(
          scan.show(header.file()) + ": holds complex numbers, not coherence from 0 to 1");
    }
    PhaseCheck.singleBand(scan, header);
    double factor = header.type() == SampleType.UINT8 ? 1.0 / 255 : 1;
    return new PlannedRaster(header.file(), Conversion.NONE, factor, noData);
  }

  /** Checks the values of a coherence raster. */
  static void values(FolderScan scan, PlannedRaster raster, RasterValues values) {
    String name = scan.show(raster.file());
    if (values.valid() == 0) {
      throw new UserException(name + ": no cell holds data; take the pair away, or check NO_DATA");
    }
    if (values.min() < -OVERSHOOT || values.max() > 1 + OVERSHOOT) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "%s: values from %s to %s are no coherence, which is 0 to 1 (or bytes, 0 to 255)",
              name,
              Names.number(values.min(), 4),
              Names.number(values.max(), 4)));
    }
  }

  /** Bytes that never pass 100 may be per cent. */
  static void askAboutBytes(List<RasterValues> values, boolean bytes, Findings findings) {
    double largest = values.stream().mapToDouble(RasterValues::max).max().orElse(1);
    if (bytes && largest * 255 <= 100.5) {
      findings.warn(
          String.format(
              Locale.ROOT,
              "coherence comes in bytes of at most %.0f and was taken as 0 to 255; if it is per"
                  + " cent, convert it to 0 to 1 first",
              largest * 255));
    }
  }
}
