package org.geofringe.server.geocode;

import org.geofringe.grid.MapGrid;
import org.geofringe.server.catalogue.Extent;
import org.geofringe.server.raster.Crs;

/** A rectangle on a map. */
record Box(double west, double south, double east, double north) {

  static final Box EMPTY =
      new Box(
          Double.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.NEGATIVE_INFINITY);

  private static final int STEPS = 16;
  private static final String DEGREES = "EPSG:4326";

  /** The box about an extent's outline on a map. */
  static Box of(Extent extent, MapSystem map) {
    Box box = EMPTY;
    for (int i = 0; i <= STEPS; i++) {
      for (int j = 0; j <= STEPS; j++) {
        double x = extent.west() + (extent.east() - extent.west()) * i / STEPS;
        double y = extent.south() + (extent.north() - extent.south()) * j / STEPS;
        double[] point = {x, y};
        if (!extent.crs().equals(map.crs())) {
          double[] degrees = Crs.transform(x, y, extent.crs(), DEGREES);
          point = map.toMap(Math.toRadians(degrees[0]), Math.toRadians(degrees[1]));
        }
        box = box.with(point[0], point[1]);
      }
    }
    return box;
  }

  Box with(double x, double y) {
    return new Box(Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y));
  }

  Box with(Box other) {
    return with(other.west, other.south).with(other.east, other.north);
  }

  boolean meets(Box other) {
    return west < other.east && other.west < east && south < other.north && other.south < north;
  }

  Box cut(Box other) {
    return new Box(
        Math.max(west, other.west),
        Math.max(south, other.south),
        Math.min(east, other.east),
        Math.min(north, other.north));
  }

  /** The least grid that holds it, its edges on multiples of the spacing. */
  MapGrid grid(String crs, double spacingX, double spacingY) {
    double firstColumn = Math.floor(west / spacingX);
    double firstRow = Math.ceil(north / spacingY);
    return new MapGrid(
        crs,
        firstColumn * spacingX,
        firstRow * spacingY,
        spacingX,
        spacingY,
        (int) (firstRow - Math.floor(south / spacingY)),
        (int) (Math.ceil(east / spacingX) - firstColumn));
  }
}
