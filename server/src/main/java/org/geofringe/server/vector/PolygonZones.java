package org.geofringe.server.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;

/**
 * Polygons laid onto a grid by what they belong to: all polygons of one name are a zone. A cell
 * belongs to a zone where its centre is inside one of its polygons; zones may overlap. Safe for
 * several threads.
 */
public final class PolygonZones {

  /** Takes one cell of a zone. */
  @FunctionalInterface
  public interface Cell {

    /**
     * A cell.
     *
     * @param zone index into {@link #zones}
     * @param cell index within the window, row-major
     */
    void accept(int zone, int cell);
  }

  private final List<Feature> zones = new ArrayList<>();
  private final List<List<PolygonRows>> rows = new ArrayList<>();
  private final String crs;

  private PolygonZones(String crs) {
    this.crs = crs;
  }

  /**
   * Lays a layer of polygons onto a grid.
   *
   * @param together whether polygons of the same name are one zone; else each is one
   */
  public static PolygonZones of(FeatureLayer layer, boolean together, MapGrid grid) {
    PolygonZones zones = new PolygonZones(layer.crs());
    Map<String, List<List<double[]>>> named = new LinkedHashMap<>();
    for (Feature feature : layer.features()) {
      if (together) {
        named.computeIfAbsent(feature.name(), name -> new ArrayList<>()).addAll(feature.parts());
      } else {
        zones.zones.add(feature);
      }
    }
    named.forEach((name, parts) -> zones.zones.add(new Feature(name, parts)));
    String usable = layer.usableCrs();
    Box box = PolygonMask.around(grid, usable).grown(PolygonMask.MARGIN);
    for (Feature zone : zones.zones) {
      List<PolygonRows> own = new ArrayList<>();
      for (List<double[]> part : zone.parts()) {
        Rings rings = new Rings(part);
        if (rings.box().meets(box)) {
          PolygonRows polygon = PolygonRows.of(rings.within(box), usable, grid);
          if (!polygon.isEmpty()) {
            own.add(polygon);
          }
        }
      }
      zones.rows.add(own);
    }
    return zones;
  }

  /** The zones as features in the system of their layer, in the order of first appearance. */
  public List<Feature> zones() {
    return List.copyOf(zones);
  }

  /** The system of the features, {@code EPSG:n} or WKT. */
  public String crs() {
    return crs;
  }

  /** Whether no zone meets the grid. */
  public boolean isEmpty() {
    return rows.stream().allMatch(List::isEmpty);
  }

  /** Goes through the cells of all zones in a window; each cell once per zone. */
  public void forEachCell(Window window, Cell cell) {
    int[] seen = new int[window.cells()];
    Arrays.fill(seen, -1);
    for (int zone = 0; zone < rows.size(); zone++) {
      int own = zone;
      for (PolygonRows polygon : rows.get(zone)) {
        polygon.forEachSpan(
            window,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                if (seen[i] != own) {
                  seen[i] = own;
                  cell.accept(own, i);
                }
              }
            });
      }
    }
  }
}
