package org.geofringe.server.terrain;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.UserException;

/** Heights in the first band of a GeoTIFF. */
final class GeoTiffTile implements ElevationTile {

  private static final Pattern OVER_EGM2008 =
      Pattern.compile("copernicus_dsm.*|.*_fabdem_.*|.*egm2008.*|.*egm08.*");
  private static final Pattern OVER_EGM96 =
      Pattern.compile(
          "srtm.*|.*_srtm.*|[ns]\\d{2}_[ew]\\d{3}_1arc_v\\d.*|nasadem.*|astgtm.*|alpsmlc30.*"
              + "|.*egm96.*");

  private static final double METRES_PER_FOOT = 0.3048;

  private final Path path;
  private final GeoTiffReader reader;
  private final MapGrid grid;
  private final HeightReference reference;
  private final double metres;

  private GeoTiffTile(Path path, GeoTiffReader reader) {
    this.path = path;
    this.reader = reader;
    MapGrid stored = reader.grid();
    boolean threeDimensional = stored.crs().equals("EPSG:4979");
    grid =
        threeDimensional
            ? new MapGrid(
                "EPSG:4326",
                stored.west(),
                stored.north(),
                stored.spacingX(),
                stored.spacingY(),
                stored.rows(),
                stored.columns())
            : stored;
    reference = reference(reader.verticalCrs().orElse(0), FileNames.name(path));
    String unit = reader.bandUnits().get(0).toLowerCase(Locale.ROOT);
    metres = unit.matches(".*(feet|foot|ft).*") ? METRES_PER_FOOT : 1;
  }

  static GeoTiffTile open(Path path) {
    GeoTiffReader reader = GeoTiffReader.open(path);
    if (reader.isComplex()) {
      reader.close();
      throw new UserException(path + " holds complex numbers, no heights; name a DEM");
    }
    return new GeoTiffTile(path, reader);
  }

  private static HeightReference reference(int verticalCrs, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    // EPSG numbers: of heights over the two geoids, and two ways to say ellipsoid.
    return switch (verticalCrs) {
      case 5773 -> HeightReference.EGM96;
      case 3855 -> HeightReference.EGM2008;
      case 4979, 5030 -> HeightReference.ELLIPSOID;
      default ->
          OVER_EGM2008.matcher(lower).matches()
              ? HeightReference.EGM2008
              : OVER_EGM96.matcher(lower).matches() ? HeightReference.EGM96 : HeightReference.AUTO;
    };
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public MapGrid grid() {
    return grid;
  }

  @Override
  public HeightReference reference() {
    return reference;
  }

  @Override
  public void read(Window window, float[] target) {
    reader.read(0, window, target, 0);
    if (metres != 1) {
      for (int i = 0; i < window.cells(); i++) {
        target[i] *= (float) metres;
      }
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
