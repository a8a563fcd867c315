package org.geofringe.server.importing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.run.UserException;

/** All rasters of a stack lie on one grid; this finds it, and tells of the one that does not. */
final class GridCheck {

  private GridCheck() {}

  /**
   * The grid of most of the rasters.
   *
   * @throws UserException names a raster that lies on another, and how it differs
   */
  static MapGrid common(FolderScan scan, Collection<RasterHeader> rasters) {
    RasterHeader usual = usual(rasters);
    for (RasterHeader raster : rasters) {
      if (!raster.grid().matches(usual.grid())) {
        throw new UserException(
            scan.show(raster.file())
                + ": lies on another grid than "
                + scan.show(usual.file())
                + " ("
                + difference(raster.grid(), usual.grid())
                + "); cut or warp all rasters to one grid, as gdalwarp -te … -tr … does");
      }
    }
    return usual.grid();
  }

  /** The first raster of the most frequent grid. */
  private static RasterHeader usual(Collection<RasterHeader> rasters) {
    List<RasterHeader> kinds = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (RasterHeader raster : rasters) {
      int i = 0;
      while (i < kinds.size() && !kinds.get(i).grid().matches(raster.grid())) {
        i++;
      }
      if (i == kinds.size()) {
        kinds.add(raster);
        counts.add(1);
      } else {
        counts.set(i, counts.get(i) + 1);
      }
    }
    int best = 0;
    for (int i = 1; i < kinds.size(); i++) {
      if (counts.get(i) > counts.get(best)) {
        best = i;
      }
    }
    return kinds.get(best);
  }

  /** The first thing in which two grids differ, in words. */
  static String difference(MapGrid grid, MapGrid usual) {
    if (!grid.crs().equals(usual.crs())) {
      return Names.clean(name(grid)) + " instead of " + Names.clean(name(usual));
    }
    if (grid.columns() != usual.columns() || grid.rows() != usual.rows()) {
      return String.format(
          Locale.ROOT,
          "%d × %d cells instead of %d × %d",
          grid.columns(),
          grid.rows(),
          usual.columns(),
          usual.rows());
    }
    double spacing = Math.abs(grid.spacingX() - usual.spacingX()) / usual.spacingX();
    double spacingY = Math.abs(grid.spacingY() - usual.spacingY()) / usual.spacingY();
    if (spacing * usual.columns() >= 1e-3 || spacingY * usual.rows() >= 1e-3) {
      return String.format(
          Locale.ROOT,
          "cells of %s × %s instead of %s × %s",
          Names.number(grid.spacingX(), 10),
          Names.number(grid.spacingY(), 10),
          Names.number(usual.spacingX(), 10),
          Names.number(usual.spacingY(), 10));
    }
    return String.format(
        Locale.ROOT,
        "its upper left corner is %.3f cells to the east and %.3f to the north",
        (grid.west() - usual.west()) / usual.spacingX(),
        (grid.north() - usual.north()) / usual.spacingY());
  }

  private static String name(MapGrid grid) {
    String crs = grid.crs();
    return crs.length() <= 40 ? crs : crs.substring(0, 40) + "…";
  }
}
