package org.geofringe.server.importing;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.geofringe.server.raster.RawComplex;
import org.geofringe.server.run.UserException;

/**
 * GAMMA's parameter file of an image in radar geometry: {@code image_format} FCOMPLEX or SCOMPLEX,
 * always big-endian, {@code range_samples} by {@code azimuth_lines}.
 */
final class GammaImage {

  private GammaImage() {}

  /**
   * Reads a parameter file.
   *
   * @return empty where it is not one of a complex image
   * @throws UserException naming the file and what is wrong with it
   */
  static Optional<RawHeader> read(FolderScan scan, Path parameters, Path data) {
    Keys keys = Keys.read(scan, parameters);
    String format = keys.text("image_format").strip();
    if (!format.equals("FCOMPLEX") && !format.equals("SCOMPLEX")) {
      return Optional.empty();
    }
    OptionalDouble frequency = keys.number("radar_frequency");
    try {
      RawComplex.Layout layout =
          RawComplex.Layout.packed(
              (int) keys.number("azimuth_lines").orElse(0),
              (int) keys.number("range_samples").orElse(0),
              0,
              format.equals("FCOMPLEX") ? RawComplex.Part.FLOAT32 : RawComplex.Part.INT16,
              ByteOrder.BIG_ENDIAN);
      return Optional.of(
          new RawHeader(
              data,
              layout,
              RawHeader.image(layout),
              frequency.isPresent() && frequency.getAsDouble() > 0
                  ? OptionalDouble.of(SideFacts.SPEED_OF_LIGHT / frequency.getAsDouble())
                  : OptionalDouble.empty()));
    } catch (IllegalArgumentException e) {
      throw new UserException(
          scan.show(parameters)
              + ": "
              + e.getMessage()
              + "; look at azimuth_lines and range_samples",
          e);
    }
  }
}
