package org.geofringe.server.raster;

import java.util.Arrays;
import org.geofringe.grid.MapGrid;

/** The fields that every image written here has. */
final class TiffFields {
  private static final int BLACK_IS_ZERO = 1;

  private TiffFields() {}

  /** Size, type and arrangement of bands, each band stored by itself. */
  static DirectoryBuilder image(
      DirectoryBuilder directory, MapGrid grid, SampleType type, int bands) {
    return image(directory, grid.rows(), grid.columns(), type, bands);
  }

  static DirectoryBuilder image(
      DirectoryBuilder directory, int rows, int columns, SampleType type, int bands) {
    directory
        .integer(TiffTag.IMAGE_WIDTH, columns)
        .integer(TiffTag.IMAGE_LENGTH, rows)
        .shorts(TiffTag.BITS_PER_SAMPLE, repeated(type.bits(), bands))
        .shorts(TiffTag.SAMPLE_FORMAT, repeated(type.format(), bands))
        .shorts(TiffTag.PHOTOMETRIC, BLACK_IS_ZERO)
        .shorts(TiffTag.SAMPLES_PER_PIXEL, bands)
        .shorts(
            TiffTag.PLANAR_CONFIGURATION, bands == 1 ? TiffTag.PLANAR_PIXEL : TiffTag.PLANAR_BAND);
    if (bands > 1) {
      directory.shorts(TiffTag.EXTRA_SAMPLES, repeated(0, bands - 1));
    }
    return directory;
  }

  private static int[] repeated(int value, int count) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return values;
  }
}
