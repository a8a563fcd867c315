package org.geofringe.server.vector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Polygons of a file laid onto a grid: a cell is inside where its centre is. Polygons may overlap;
 * each is filled by itself, so inside means inside any of them. Safe for several threads.
 */
public final class PolygonMask {

  /** How far from the grid polygons are cut off before their corners are transformed. */
  static final double MARGIN = 0.1;

  private static final int POINTS_A_SIDE = 33;
  private static final byte[] SQLITE = "SQLite format 3".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SHAPEFILE = {0, 0, 0x27, 0x0a};

  private final MapGrid grid;
  private final List<PolygonRows> polygons = new ArrayList<>();

  private PolygonMask(MapGrid grid) {
    this.grid = grid;
  }

  /**
   * Reads the polygons that meet a grid.
   *
   * @param file a GeoPackage or GeoJSON, in any reference system
   * @param layerName the GeoPackage's table; null where it has one alone
   * @throws UserException one line: no such file, another format, several layers, lines or points
   *     instead of polygons, a damaged geometry, an unknown reference system
   */
  public static PolygonMask read(Path file, @Nullable String layerName, MapGrid grid) {
    PolygonLayer layer = open(file, layerName);
    PolygonMask mask = new PolygonMask(grid);
    String crs = Crs.epsgCode(layer.crs()).isPresent() ? layer.crs() : Crs.fromWkt(layer.crs());
    Box box = around(grid, crs).grown(MARGIN);
    layer.forEach(
        box,
        polygon -> {
          if (polygon.box().meets(box)) {
            PolygonRows rows = PolygonRows.of(polygon.within(box), crs, grid);
            if (!rows.isEmpty()) {
              mask.polygons.add(rows);
            }
          }
        });
    return mask;
  }

  /** Whether no polygon meets the grid. */
  public boolean isEmpty() {
    return polygons.isEmpty();
  }

  /**
   * Marks the cells of a window whose centre is inside.
   *
   * @param window within the grid
   * @param marked row-major, {@code window.cells()} long; set to true inside, else left as it is
   */
  public void mark(Window window, boolean[] marked) {
    if (window.row() + window.rows() > grid.rows()
        || window.column() + window.columns() > grid.columns()
        || marked.length < window.cells()) {
      throw new IllegalArgumentException(
          window + " with room for " + marked.length + " does not fit " + grid);
    }
    for (PolygonRows polygon : polygons) {
      polygon.fill(window, marked);
    }
  }

  private static PolygonLayer open(Path file, @Nullable String layerName) {
    return isGeoPackage(file) ? new GeoPackageLayer(file, layerName) : new GeoJsonLayer(file);
  }

  /**
   * Whether a file is a GeoPackage; else it is GeoJSON.
   *
   * @throws UserException where it is neither
   */
  static boolean isGeoPackage(Path file) {
    byte[] head = head(file);
    if (startsWith(head, SQLITE)) {
      return true;
    }
    if (startsWith(head, SHAPEFILE)) {
      throw new UserException(
          file
              + " is a shapefile, which is not read. Save the layer as a GeoPackage and take that.");
    }
    String text = new String(head, StandardCharsets.UTF_8).replace("\ufeff", "");
    if (text.strip().startsWith("{")) {
      return false;
    }
    throw new UserException(
        file
            + " is neither a GeoPackage nor GeoJSON. Save the layer as a GeoPackage and take that.");
  }

  private static byte[] head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(64);
    } catch (IOException e) {
      throw new UserException(file + " cannot be read. Check the path.", e);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /** The grid's border in another system; it may be curved there. */
  static Box around(MapGrid grid, String crs) {
    Box box = Box.NOTHING;
    for (int i = 0; i < POINTS_A_SIDE; i++) {
      double part = i / (POINTS_A_SIDE - 1.0);
      double x = grid.west() + part * (grid.east() - grid.west());
      double y = grid.south() + part * (grid.north() - grid.south());
      double[][] points = {
        {x, grid.north()}, {x, grid.south()}, {grid.west(), y}, {grid.east(), y}
      };
      for (double[] point : points) {
        double[] there = Crs.transform(point[0], point[1], grid.crs(), crs);
        box = box.with(there[0], there[1]);
      }
    }
    return box;
  }
}
