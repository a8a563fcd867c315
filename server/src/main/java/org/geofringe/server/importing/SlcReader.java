package org.geofringe.server.importing;

import java.io.Closeable;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.RawComplex;
import org.jspecify.annotations.Nullable;

/** Reads an image of another processor; what has no data becomes NaN. */
public final class SlcReader implements Closeable {

  private final @Nullable GeoTiffReader tiff;
  private final @Nullable RawComplex raw;

  private SlcReader(@Nullable GeoTiffReader tiff, @Nullable RawComplex raw) {
    this.tiff = tiff;
    this.raw = raw;
  }

  /**
   * Opens an image.
   *
   * @throws org.geofringe.server.run.UserException where it is broken
   */
  public static SlcReader open(SlcRaster raster) {
    return raster.layout() == null
        ? new SlcReader(GeoTiffReader.openImage(raster.file()), null)
        : new SlcReader(null, RawComplex.open(raster.file(), raster.layout()));
  }

  /**
   * Reads values.
   *
   * @param window within the image
   * @param target row-major pairs of real and imaginary part; the first {@code 2 * window.cells()}
   *     values are overwritten. Both parts are NaN where either is no finite number, or both are 0,
   *     which processors write where there is no data
   */
  public void read(Window window, float[] target) {
    if (tiff != null) {
      tiff.readComplex(0, window, target, 0);
    } else if (raw != null) {
      raw.read(window, target);
    }
    for (int i = 0; i < 2 * window.cells(); i += 2) {
      boolean black = target[i] == 0 && target[i + 1] == 0;
      if (black || !Float.isFinite(target[i]) || !Float.isFinite(target[i + 1])) {
        target[i] = Float.NaN;
        target[i + 1] = Float.NaN;
      }
    }
  }

  @Override
  public void close() {
    if (tiff != null) {
      tiff.close();
    }
    if (raw != null) {
      raw.close();
    }
  }
}
