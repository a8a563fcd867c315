package org.geofringe.server.importing;

import org.geofringe.server.run.UserException;

/**
 * What the user says about a folder; everything left at its default is taken from the data.
 *
 * @param family where the folder comes from
 * @param phaseSign what positive phase means
 * @param looks number of looks, range times azimuth; 0 takes it from the data
 * @param wavelengthMetres radar wavelength; 0 takes it from the data
 * @param incidenceDegrees incidence angle at the scene centre; 0 takes it from the data
 * @param noData value of cells without data in phase and coherence; NaN takes it from tags and
 *     family
 */
public record ImportOptions(
    Family family,
    PhaseSign phaseSign,
    double looks,
    double wavelengthMetres,
    double incidenceDegrees,
    double noData) {

  /**
   * Checks the ranges.
   *
   * @throws UserException names the parameter, its value and its range
   */
  public ImportOptions {
    if (!(looks >= 0) || looks > 1e6) {
      throw new UserException(
          "LOOKS must be between 1 and 1000000, or 0 to take it from the data, got " + looks);
    }
    if (looks > 0 && looks < 1) {
      throw new UserException("LOOKS must be at least 1, got " + looks);
    }
    if (!(wavelengthMetres == 0 || (wavelengthMetres >= 0.005 && wavelengthMetres <= 2))) {
      throw new UserException(
          "WAVELENGTH must be between 0.005 and 2 metres, or 0 to take it from the data, got "
              + wavelengthMetres
              + "; C band (Sentinel-1) is 0.0554658");
    }
    if (!(incidenceDegrees >= 0 && incidenceDegrees < 90)) {
      throw new UserException(
          "INCIDENCE must be between 0 and 90 degrees, or 0 to take it from the data, got "
              + incidenceDegrees);
    }
    if (Double.isInfinite(noData)) {
      throw new UserException("NO_DATA must be a number, got " + noData);
    }
  }

  /** Everything from the data. */
  public static ImportOptions defaults() {
    return new ImportOptions(Family.AUTO, PhaseSign.AUTO, 0, 0, 0, Double.NaN);
  }

  public ImportOptions withFamily(Family value) {
    return new ImportOptions(value, phaseSign, looks, wavelengthMetres, incidenceDegrees, noData);
  }

  public ImportOptions withPhaseSign(PhaseSign value) {
    return new ImportOptions(family, value, looks, wavelengthMetres, incidenceDegrees, noData);
  }

  public ImportOptions withLooks(double value) {
    return new ImportOptions(family, phaseSign, value, wavelengthMetres, incidenceDegrees, noData);
  }

  public ImportOptions withWavelengthMetres(double value) {
    return new ImportOptions(family, phaseSign, looks, value, incidenceDegrees, noData);
  }

  public ImportOptions withIncidenceDegrees(double value) {
    return new ImportOptions(family, phaseSign, looks, wavelengthMetres, value, noData);
  }

  public ImportOptions withNoData(double value) {
    return new ImportOptions(family, phaseSign, looks, wavelengthMetres, incidenceDegrees, value);
  }
}
