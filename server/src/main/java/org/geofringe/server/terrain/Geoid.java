package org.geofringe.server.terrain;

import java.io.Closeable;
import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.Egm96;
import org.geofringe.server.run.UserException;

/** Height of a geoid above the WGS 84 ellipsoid. */
interface Geoid extends Closeable {

  /** Metres above the ellipsoid at a place in degrees. */
  double undulation(double longitude, double latitude);

  @Override
  void close();

  /** The built-in one: {@link Egm96}. */
  static Geoid egm96() {
    return new Geoid() {
      @Override
      public double undulation(double longitude, double latitude) {
        return Egm96.undulation(longitude, latitude);
      }

      @Override
      public void close() {}
    };
  }

  /**
   * A geoid from a GeoTIFF, such as PROJ's us_nga_egm96_15.tif and us_nga_egm08_25.tif. Longitudes
   * may be counted from any meridian; a file that goes once around the Earth has no edge there.
   *
   * @throws UserException where it is broken, or not in longitude and latitude
   */
  static Geoid file(Path path) {
    ElevationTile tile = GeoTiffTile.open(path);
    if (!Crs.isGeographic(tile.grid().crs())) {
      tile.close();
      throw new UserException(
          path + " is not in longitude and latitude; reproject it with gdalwarp -t_srs EPSG:4326");
    }
    return new FileGeoid(tile);
  }

  /** Bicubic between the cells of a file, read as they are asked for. */
  final class FileGeoid implements Geoid {
    private final ElevationTile tile;
    private final MapGrid grid;
    private final boolean isRound;
    private final float[] cell = new float[1];

    private FileGeoid(ElevationTile tile) {
      this.tile = tile;
      grid = tile.grid();
      isRound = (grid.columns() + 0.5) * grid.spacingX() > 360;
    }

    @Override
    public double undulation(double longitude, double latitude) {
      double middle = (grid.west() + grid.east()) / 2;
      double x = longitude + 360 * Math.rint((middle - longitude) / 360);
      double column = (x - grid.x(0)) / grid.spacingX();
      double row = (grid.y(0) - latitude) / grid.spacingY();
      int top = (int) Math.floor(row);
      int left = (int) Math.floor(column);
      double sum = 0;
      if (isWithin(row, grid.rows()) && (isRound || isWithin(column, grid.columns()))) {
        for (int i = top - 1; i <= top + 2; i++) {
          for (int j = left - 1; j <= left + 2; j++) {
            sum += weight(row - i) * weight(column - j) * at(i, j);
          }
        }
      } else {
        sum = Double.NaN;
      }
      if (Double.isNaN(sum)) {
        throw new UserException(
            "the geoid of %s does not reach longitude %.3f, latitude %.3f; name one that does"
                .formatted(tile.path(), longitude, latitude));
      }
      return sum;
    }

    private static boolean isWithin(double index, int count) {
      return index >= -0.5 && index <= count - 0.5;
    }

    private float at(int row, int column) {
      int turn = (int) Math.rint(360 / grid.spacingX());
      int wrapped = isRound ? Math.floorMod(column, turn) : column;
      int r = Math.max(0, Math.min(grid.rows() - 1, row));
      int c = Math.max(0, Math.min(grid.columns() - 1, wrapped));
      tile.read(new Window(r, c, 1, 1), cell);
      return cell[0];
    }

    /** Keys' kernel with a = -1/2. */
    private static double weight(double distance) {
      double d = Math.abs(distance);
      if (d < 1) {
        return (1.5 * d - 2.5) * d * d + 1;
      }
      return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    }

    @Override
    public void close() {
      tile.close();
    }
  }
}
