package org.geofringe.server.terrain;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Locale;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.UserException;

/** One file of heights, open for reading. Safe for several threads. */
interface ElevationTile extends Closeable {

  Path path();

  MapGrid grid();

  /** The surface that the file itself, its name or its format names; AUTO where none does. */
  HeightReference reference();

  /**
   * Reads heights in metres as stored, above whatever surface.
   *
   * @param target row-major; overwritten; NaN = no data
   */
  void read(Window window, float[] target);

  @Override
  void close();

  /** Whether a file's name is that of heights in a format that can be read. */
  static boolean isNamedSo(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".tif")
        || lower.endsWith(".tiff")
        || lower.endsWith(".hgt")
        || lower.endsWith(".hgt.zip");
  }

  /**
   * Opens a file.
   *
   * @throws UserException where it is missing, broken or in a format that is not supported
   */
  static ElevationTile open(Path path) {
    String lower = FileNames.name(path).toLowerCase(Locale.ROOT);
    return lower.endsWith(".hgt") || lower.endsWith(".hgt.zip")
        ? HgtTile.open(path)
        : GeoTiffTile.open(path);
  }
}
