package org.geofringe.server.workflow;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.catalogue.LayerPath;
import org.geofringe.server.run.UserException;
import org.geofringe.server.vector.PolygonMask;

/**
 * A layer that masks cells of a grid: a cell is masked where its centre lies in a polygon, or in a
 * cell of a raster that is neither 0 nor no data. Safe for several threads until it is closed.
 */
interface MaskSource extends Closeable {

  /**
   * Marks the masked cells of a window.
   *
   * @param window within the grid that this was opened for
   * @param masked row-major, {@code window.cells()} long; set to true where a cell is masked, else
   *     left as it is
   */
  void mark(Window window, boolean[] masked);

  @Override
  void close();

  /**
   * Opens a layer.
   *
   * @param path as a parameter of the kind LAYER gives it
   * @param grid whose cells are asked for
   * @throws UserException one line where the layer cannot be used or does not meet the grid
   */
  static MaskSource open(String path, MapGrid grid) {
    LayerPath layer = LayerPath.parse(path);
    Path file = Path.of(layer.file());
    if (isTiff(file)) {
      return MaskRaster.open(file, grid);
    }
    PolygonMask polygons = PolygonMask.read(file, layer.name(), grid);
    if (polygons.isEmpty()) {
      throw elsewhere(path);
    }
    return new MaskSource() {
      @Override
      public void mark(Window window, boolean[] masked) {
        polygons.mark(window, masked);
      }

      @Override
      public void close() {}
    };
  }

  /** A mask that masks nothing is a mistake in its place or its reference system. */
  static UserException elsewhere(String path) {
    return new UserException(
        "The mask "
            + path
            + " covers no cell of the stack: it lies elsewhere. Check its coordinate reference system, or leave the"
            + " mask out.");
  }

  private static boolean isTiff(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(2), StandardCharsets.US_ASCII);
      return head.equals("II") || head.equals("MM");
    } catch (IOException e) {
      throw new UserException(file + " cannot be read. Check the path.", e);
    }
  }
}
