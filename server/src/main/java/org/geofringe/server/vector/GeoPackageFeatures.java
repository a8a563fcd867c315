package org.geofringe.server.vector;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.geofringe.server.run.UserException;
import org.geofringe.server.vector.Feature.Shape;
import org.geofringe.server.vector.GeoPackageLayer.Table;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/** The features of a GeoPackage's table with their names. */
final class GeoPackageFeatures {

  private GeoPackageFeatures() {}

  static FeatureLayer read(Path file, @Nullable String layerName, Shape shape, String nameField) {
    Table table = table(file, layerName, shape);
    String crs =
        table
            .crs()
            .orElseThrow(
                () ->
                    new UserException(
                        "The layer "
                            + table.name()
                            + " of "
                            + file
                            + " has no coordinate reference system. Set it in QGIS and save the layer again."));
    List<Feature> features = new ArrayList<>();
    WKBReader reader = new WKBReader();
    try (Connection connection = GeoPackageCrs.open(file)) {
      List<String> fields = fields(connection, table.name());
      if (!nameField.isEmpty() && !fields.contains(nameField)) {
        throw FeatureLayer.noField(file, nameField, fields);
      }
      String name = nameField.isEmpty() ? "''" : GeoPackageLayer.quoted(nameField);
      try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT rowid, "
                      + GeoPackageLayer.quoted(table.column())
                      + ", "
                      + name
                      + " FROM "
                      + GeoPackageLayer.quoted(table.name())
                      + " ORDER BY rowid");
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          byte[] bytes = row.getBytes(2);
          String text = row.getString(3);
          if (bytes != null) {
            List<List<double[]>> parts = parts(file, row.getString(1), reader, bytes, shape);
            if (!parts.isEmpty()) {
              features.add(new Feature(text == null ? "" : text, parts));
            }
          }
        }
      }
    } catch (SQLException e) {
      throw GeoPackageLayer.unreadable(file, e);
    }
    return new FeatureLayer(crs, features);
  }

  private static Table table(Path file, @Nullable String layerName, Shape shape) {
    List<Table> tables = GeoPackageLayer.tables(file);
    if (layerName != null) {
      return GeoPackageLayer.named(file, tables, layerName);
    }
    String kind = shape == Shape.LINE ? "LINESTRING" : shape.name();
    List<Table> fitting =
        tables.stream()
            .filter(
                table ->
                    table.type().toUpperCase(Locale.ROOT).endsWith(kind)
                        || table.type().startsWith("GEOMETRY"))
            .toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    throw new UserException(
        fitting.isEmpty()
            ? file + " holds no layer of " + shape.many() + ". Choose one that does."
            : file
                + " holds several layers: "
                + GeoPackageLayer.names(fitting)
                + ". Say which, as in "
                + file.getFileName()
                + "|layername="
                + fitting.get(0).name()
                + ".");
  }

  private static List<String> fields(Connection connection, String table) throws SQLException {
    List<String> fields = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT name FROM pragma_table_info(?)")) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          fields.add(row.getString(1));
        }
      }
    }
    return fields;
  }

  private static List<List<double[]>> parts(
      Path file, String number, WKBReader reader, byte[] bytes, Shape shape) {
    List<List<double[]>> parts = new ArrayList<>();
    try {
      byte[] binary = GeoPackageLayer.binary(bytes, Box.EVERYTHING);
      if (binary != null) {
        add(reader.read(binary), shape, parts);
      }
    } catch (ParseException | IllegalArgumentException e) {
      throw FeatureLayer.damaged(file, number, e);
    }
    return parts;
  }

  private static void add(Geometry geometry, Shape shape, List<List<double[]>> parts) {
    if (geometry instanceof GeometryCollection collection) {
      for (int i = 0; i < collection.getNumGeometries(); i++) {
        add(collection.getGeometryN(i), shape, parts);
      }
    } else if (geometry instanceof Point point && shape == Shape.POINT) {
      parts.add(List.of(corners(point.getCoordinates())));
    } else if (geometry instanceof LineString line && shape == Shape.LINE) {
      parts.add(List.of(corners(line.getCoordinates())));
    } else if (geometry instanceof Polygon polygon && shape == Shape.POLYGON) {
      List<double[]> rings = new ArrayList<>();
      rings.add(corners(polygon.getExteriorRing().getCoordinates()));
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        rings.add(corners(polygon.getInteriorRingN(i).getCoordinates()));
      }
      parts.add(rings);
    } else {
      throw new IllegalArgumentException(
          "it is a " + geometry.getGeometryType() + " and not of " + shape.many());
    }
  }

  private static double[] corners(Coordinate[] places) {
    double[] corners = new double[2 * places.length];
    for (int i = 0; i < places.length; i++) {
      corners[2 * i] = places[i].x;
      corners[2 * i + 1] = places[i].y;
      if (!Double.isFinite(places[i].x + places[i].y)) {
        throw new IllegalArgumentException("a corner is not a finite number");
      }
    }
    return corners;
  }
}
