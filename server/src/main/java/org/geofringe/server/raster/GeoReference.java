package org.geofringe.server.raster;

import java.util.Locale;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.run.UserException;

/** Reads where a GeoTIFF lies on Earth. */
final class GeoReference {
  private GeoReference() {}

  /**
   * The map grid of a file; that of an image where it says so ({@link Crs#RADAR}). Corner
   * coordinates are those of cell edges also where the file gives cell centres (PixelIsPoint).
   *
   * @throws UserException where the file has no position, no reference system, is rotated or upside
   *     down
   */
  static MapGrid read(TiffFile file, int rows, int columns) {
    TiffDirectory directory = file.directory();
    double[] affine = affine(file, directory);
    GeoKeys keys = GeoKeys.of(directory);
    String crs = keys == null ? null : keys.crs();
    if (keys == null && isRadar(directory)) {
      return new MapGrid(Crs.RADAR, affine[2], affine[5], affine[0], -affine[4], rows, columns);
    }
    if (keys == null || crs == null) {
      throw new UserException(
          file.path()
              + (keys == null
                  ? " does not name its coordinate reference system"
                  : " describes its coordinate reference system in a way that is not understood")
              + "; set it with gdal_edit.py -a_srs EPSG:n or reproject it with gdalwarp -t_srs"
              + " EPSG:n");
    }
    double shift = keys.isPixelPoint() ? 0.5 : 0;
    double west = affine[2] - shift * affine[0];
    double north = affine[5] - shift * affine[4];
    return new MapGrid(crs, west, north, affine[0], -affine[4], rows, columns);
  }

  /**
   * As {@link #read}, but a missing reference system is none, and one that is not understood too.
   *
   * @throws UserException where the file is rotated or upside down
   */
  static MapGrid readAnywhere(TiffFile file, int rows, int columns) {
    GeoKeys keys = GeoKeys.of(file.directory());
    if (keys != null && keys.crs() != null) {
      return read(file, rows, columns);
    }
    double[] affine = affine(file, file.directory());
    return new MapGrid(Crs.RADAR, affine[2], affine[5], affine[0], -affine[4], rows, columns);
  }

  /** The grid of an image that has no place on the map: lines and samples, counted from 0. */
  static MapGrid image(int rows, int columns) {
    return new MapGrid(Crs.RADAR, -0.5, 0.5, 1, 1, rows, columns);
  }

  /** Whether a file has no position on the map at all; ground control points are none. */
  static boolean isMissing(TiffFile file) {
    double[] scale = file.directory().doubles(TiffTag.MODEL_PIXEL_SCALE);
    return (scale == null || scale.length < 2)
        && file.directory().doubles(TiffTag.MODEL_TRANSFORMATION) == null;
  }

  private static boolean isRadar(TiffDirectory directory) {
    return GdalMetadata.parse(directory.text(TiffTag.GDAL_METADATA))
        .items()
        .containsKey(Crs.RADAR_ITEM);
  }

  /** x = a[0] column + a[1] row + a[2]; y = a[3] column + a[4] row + a[5]. */
  private static double[] affine(TiffFile file, TiffDirectory directory) {
    double[] scale = directory.doubles(TiffTag.MODEL_PIXEL_SCALE);
    double[] tie = directory.doubles(TiffTag.MODEL_TIEPOINT);
    double[] matrix = directory.doubles(TiffTag.MODEL_TRANSFORMATION);
    double[] affine;
    if (scale != null && scale.length >= 2 && tie != null && tie.length >= 6) {
      affine =
          new double[] {
            scale[0], 0, tie[3] - tie[0] * scale[0], 0, -scale[1], tie[4] + tie[1] * scale[1]
          };
    } else if (matrix != null && matrix.length >= 8) {
      affine = new double[] {matrix[0], matrix[1], matrix[3], matrix[4], matrix[5], matrix[7]};
    } else {
      throw new UserException(
          file.path()
              + " has no position on the map (no georeference, or only ground control points); geocode"
              + " it, for instance with gdalwarp -t_srs EPSG:4326");
    }
    for (double value : affine) {
      if (!Double.isFinite(value)) {
        throw file.broken("its position is not a number");
      }
    }
    double tolerance = 1e-9 * (Math.abs(affine[0]) + Math.abs(affine[4]));
    if (Math.abs(affine[1]) > tolerance || Math.abs(affine[3]) > tolerance) {
      throw new UserException(
          file.path() + " is rotated against the map; make it north-up with gdalwarp");
    }
    if (!(affine[0] > 0) || !(affine[4] < 0)) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "%s is not north-up (cell size %s x %s); make it so with gdalwarp",
              file.path(),
              affine[0],
              -affine[4]));
    }
    return affine;
  }
}
