package org.geofringe.server.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * The wavelength that GAMMA parameter files carry as {@code radar_frequency} (Hz). It is what the
 * processor worked with, so it goes before a tag that somebody rounded.
 *
 * @param wavelengthMetres speed of light over frequency
 * @param file where it stands
 */
record RadarFrequency(double wavelengthMetres, Path file) {

  /** Two files of one stack may differ by rounding, not by more. */
  private static final double TOLERANCE = 1e-4;

  /**
   * The wavelength of a folder; null where no file gives it.
   *
   * @throws UserException where two files disagree
   */
  static @Nullable RadarFrequency of(FolderScan scan) {
    RadarFrequency found = null;
    for (Path file : imageParameters(scan)) {
      OptionalDouble frequency = Keys.read(scan, file).number("radar_frequency");
      if (frequency.isEmpty() || !(frequency.getAsDouble() > 0)) {
        continue;
      }
      double wavelength = SideFacts.SPEED_OF_LIGHT / frequency.getAsDouble();
      if (found == null) {
        found = new RadarFrequency(wavelength, file);
      } else if (!agree(found.wavelengthMetres, wavelength)) {
        throw new UserException(
            String.format(
                Locale.ROOT,
                "%s: wavelength %.6f m, but %s says %.6f m; a stack has one sensor, import each"
                    + " by itself",
                scan.show(file),
                wavelength,
                scan.show(found.file),
                found.wavelengthMetres));
      }
    }
    return found;
  }

  /** Whether two wavelengths are one but for rounding. */
  static boolean agree(double a, double b) {
    return Math.abs(a - b) <= TOLERANCE * Math.max(a, b);
  }

  /** GAMMA image parameter files: all {@code .par} but baselines and map parameters. */
  static List<Path> imageParameters(FolderScan scan) {
    return scan.endingWith(".par").stream()
        .filter(
            file -> {
              String name = FileNames.name(file).toLowerCase(Locale.ROOT);
              return !name.endsWith("base.par")
                  && !name.endsWith("bperp.par")
                  && !name.endsWith("dem.par");
            })
        .toList();
  }
}
