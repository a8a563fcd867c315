package org.geofringe.server.workflow;

import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.ResampledRaster;
import org.geofringe.server.run.UserException;
import org.geofringe.timeseries.EastUp;

/** Where a satellite is seen from each cell: look vectors, or incidence angles and a heading. */
final class LookRaster implements AutoCloseable {

  private static final int VECTOR = 3;
  private static final double STEEPEST = 5;
  private static final double FLATTEST = 85;

  private final ResampledRaster raster;
  private final double heading;

  /**
   * Opens the geometry of a track.
   *
   * @param file three bands, the unit vector from ground to satellite (east, north, up); or one,
   *     incidence in degrees from the vertical
   * @param heading in degrees clockwise from north, which goes with incidence
   */
  LookRaster(Path file, double heading, MapGrid grid) {
    raster = ResampledRaster.open(file, grid);
    this.heading = heading;
    if (raster.bands() != 1 && raster.bands() != VECTOR) {
      int bands = raster.bands();
      raster.close();
      throw new UserException(
          file
              + " has "
              + bands
              + " bands: choose a look vector (three bands: east, north, up) or incidence angles (one"
              + " band, degrees).");
    }
  }

  long bytesPerCell() {
    return raster.bytesPerCell() + 3 * Float.BYTES;
  }

  /**
   * Reads a window.
   *
   * @throws UserException where a value is no such geometry, so that nobody decomposes by mistake
   */
  EastUp.Looks read(Window window) {
    if (raster.bands() == VECTOR) {
      EastUp.Looks looks =
          new EastUp.Looks(raster.read(0, window), raster.read(1, window), raster.read(2, window));
      for (int i = 0; i < looks.up().length; i++) {
        double length = Math.hypot(Math.hypot(looks.east()[i], looks.north()[i]), looks.up()[i]);
        if (Math.abs(length - 1) > 0.02 || looks.up()[i] < 0) {
          throw new UserException(
              raster.file()
                  + " is no look vector: a vector from the ground to the satellite has the length 1"
                  + " and points up, and one here has "
                  + looks.east()[i]
                  + ", "
                  + looks.north()[i]
                  + ", "
                  + looks.up()[i]
                  + ".");
        }
      }
      return looks;
    }
    float[] incidence = raster.read(0, window);
    for (float angle : incidence) {
      if (angle < STEEPEST || angle > FLATTEST) {
        throw new UserException(
            raster.file()
                + " holds "
                + angle
                + ", which is no incidence angle in degrees: choose the layer incidence of the"
                + " stack.");
      }
    }
    return EastUp.Looks.of(incidence, heading);
  }

  @Override
  public void close() {
    raster.close();
  }
}
