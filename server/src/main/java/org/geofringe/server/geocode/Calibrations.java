package org.geofringe.server.geocode;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geofringe.geocoding.CalibrationTable;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.sentinel1.Calibration;
import org.geofringe.sentinel1.PassBurst;
import org.geofringe.sentinel1.SafeProduct;
import org.geofringe.server.run.UserException;

/** The calibration files of a date, each read once. */
final class Calibrations {

  private final Map<String, Calibration> read = new HashMap<>();

  /** What the samples of a burst are multiplied by. */
  CalibrationTable table(SceneBurst burst) throws IOException {
    PassBurst source = burst.source();
    Calibration calibration = read.get(Measurements.name(source));
    if (calibration == null) {
      calibration = source.product().calibration(source.swath());
      read.put(Measurements.name(source), calibration);
    }
    return CalibrationTable.of(burst.placed().burst(), calibration);
  }

  /**
   * Reads every file that some bursts need, so that one that is missing or broken is known before
   * any work.
   *
   * @throws UserException naming the product or the file
   */
  static void check(DateScene scene, List<BurstId> bursts) {
    Set<String> checked = new HashSet<>();
    for (BurstId id : bursts) {
      SceneBurst burst = scene.bursts().get(id);
      if (burst != null && checked.add(Measurements.name(burst.source()))) {
        check(burst.source());
      }
    }
  }

  private static void check(PassBurst source) {
    SafeProduct product = source.product();
    if (!product.hasCalibration(source.swath())) {
      throw new UserException(
          product.id()
              + " has no "
              + SafeProduct.calibrationFile(source.swath())
              + ": get the whole product, or leave CALIBRATION at NONE.");
    }
    try {
      product.calibration(source.swath());
    } catch (IOException e) {
      throw UserErrors.of(e);
    }
  }
}
