package org.geofringe.server.importing;

import java.io.Closeable;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.GeoTiffReader;

/**
 * Reads a planned file in GeoFringe's own terms: phase in radians, positive away from the
 * satellite; coherence 0 to 1; incidence in degrees; heights in metres; no data as NaN. One thread
 * at a time.
 */
public final class PlannedRasterReader implements Closeable {

  private final PlannedRaster plan;
  private final GeoTiffReader reader;
  private float[] complex = new float[0];

  private PlannedRasterReader(PlannedRaster plan, GeoTiffReader reader) {
    this.plan = plan;
    this.reader = reader;
  }

  /**
   * Opens a planned file.
   *
   * @throws org.geofringe.server.run.UserException where it is no longer the sound file it was
   */
  public static PlannedRasterReader open(PlannedRaster plan) {
    return new PlannedRasterReader(plan, GeoTiffReader.open(plan.file()));
  }

  public MapGrid grid() {
    return reader.grid();
  }

  /**
   * Reads part of the raster.
   *
   * @param window within the grid
   * @param target row-major; {@code window.cells()} values from {@code offset} on are overwritten
   */
  public void read(Window window, float[] target, int offset) {
    int cells = window.cells();
    if (reader.isComplex()) {
      if (complex.length < 2 * cells) {
        complex = new float[2 * cells];
      }
      reader.readComplex(0, window, complex, 0);
      for (int i = 0; i < cells; i++) {
        target[offset + i] = phase(complex[2 * i], complex[2 * i + 1]);
      }
    } else {
      reader.read(0, window, target, offset);
    }
    plan.convert(target, offset, offset + cells);
  }

  @Override
  public void close() {
    reader.close();
  }

  /** A complex zero has no phase. */
  private static float phase(float real, float imaginary) {
    return real == 0 && imaginary == 0 ? Float.NaN : (float) Math.atan2(imaginary, real);
  }
}
