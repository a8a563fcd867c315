package org.geofringe.server.inspect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.catalogue.LayerPath;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.UserException;
import org.geofringe.server.vector.Feature;
import org.geofringe.server.vector.Feature.Shape;
import org.geofringe.server.vector.FeatureLayer;

/**
 * A place that the user asks about.
 *
 * @param name as the user calls it, else a letter
 * @param point where it is
 */
public record Place(String name, MapPoint point) {

  private static final int LETTERS = 26;

  /**
   * Reads several places.
   *
   * @param text places as {@code lon,lat} or {@code x,y [EPSG:n]} with semicolons between; each may
   *     start with a name and an equals sign
   * @param first how many places there are already, for the letters
   * @throws UserException where one cannot be read
   */
  public static List<Place> parse(String parameter, String text, int first) {
    List<Place> places = new ArrayList<>();
    for (String part : text.split(";")) {
      if (!part.isBlank()) {
        int equals = part.indexOf('=');
        String name =
            equals > 0 ? part.substring(0, equals).strip() : letter(first + places.size());
        try {
          places.add(new Place(name, MapPoint.parse(part.substring(equals + 1))));
        } catch (IllegalArgumentException e) {
          throw new UserException(
              parameter + ": " + e.getMessage() + ", with a semicolon after each.", e);
        }
      }
    }
    return places;
  }

  /**
   * Reads the points of a layer.
   *
   * @param layer as a parameter of the kind LAYER gives it
   * @param nameField empty for letters
   */
  public static List<Place> read(String layer, String nameField, int first) {
    LayerPath path = LayerPath.parse(layer);
    FeatureLayer points =
        FeatureLayer.read(Path.of(path.file()), path.name(), Shape.POINT, nameField);
    List<Place> places = new ArrayList<>();
    for (Feature feature : points.features()) {
      for (List<double[]> part : feature.parts()) {
        double[] xy = part.get(0);
        String letter = letter(first + places.size());
        places.add(
            new Place(
                feature.name().isEmpty() ? letter : feature.name(),
                new MapPoint(xy[0], xy[1], points.usableCrs())));
      }
    }
    return places;
  }

  /** A to Z, then A1 and so on. */
  public static String letter(int index) {
    String letter = String.valueOf((char) ('A' + index % LETTERS));
    return index < LETTERS ? letter : letter + index / LETTERS;
  }

  /**
   * Where the place lies on a grid.
   *
   * @return x and y, within the grid
   * @throws UserException where it lies outside
   */
  public double[] on(MapGrid grid) {
    if (grid.crs().equals(Crs.RADAR)) {
      throw new UserException(
          "Places cannot be found in a raster in radar geometry: choose one on the map.");
    }
    double[] xy = Crs.transform(point.x(), point.y(), point.crs(), grid.crs());
    if (!grid.contains(xy[0], xy[1])) {
      throw new UserException(
          "The place %s (%s) lies outside the raster, which spans %s to %s and %s to %s. Choose one inside."
              .formatted(name, point, grid.west(), grid.east(), grid.south(), grid.north()));
    }
    return xy;
  }

  /** Longitude and latitude for people. */
  public String degrees() {
    double[] lonLat = Crs.transform(point.x(), point.y(), point.crs(), "EPSG:4326");
    return String.format(Locale.ROOT, "%.5f° E, %.5f° N", lonLat[0], lonLat[1]);
  }
}
