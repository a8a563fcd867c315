package org.geofringe.server.vector;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.vector.GeoPackageFile.Column;
import org.jspecify.annotations.Nullable;

/**
 * Areas with attributes in a GeoPackage, such as the footprints of bursts. Each area is one ring
 * without holes.
 */
public final class GeoPackagePolygons {

  private static final int LEAST_CORNERS = 3;

  /** What a column holds; a value may be null in each. */
  public enum Type {
    /** A {@link String}. */
    TEXT,
    /** An {@link Integer} or {@link Long}. */
    INTEGER,
    /** A {@link Double} or {@link Float}; NaN is written as NULL. */
    DOUBLE,
    /** A {@link LocalDate}. */
    DATE
  }

  /**
   * One attribute.
   *
   * @param name unique within the file
   */
  public record Field(String name, Type type) {}

  /**
   * One area.
   *
   * @param x easting or longitude of each corner along the ring, either way round; the first corner
   *     is not repeated at the end; not modified
   * @param y northing or latitude of each corner; not modified
   * @param values one per field, in their order
   */
  public record Area(double[] x, double[] y, List<? extends @Nullable Object> values) {
    /** Checks the ring. */
    public Area {
      if (x.length < LEAST_CORNERS || x.length != y.length) {
        throw new IllegalArgumentException(
            "an area needs at least 3 corners with an x and a y each, got "
                + x.length
                + " x and "
                + y.length
                + " y");
      }
      if (!Arrays.stream(x).allMatch(Double::isFinite)
          || !Arrays.stream(y).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException("the corners of an area must be finite numbers");
      }
    }
  }

  private GeoPackagePolygons() {}

  /**
   * Writes the file.
   *
   * @param file its table has the same name without the ending
   * @param crs {@code EPSG:n} or WKT
   * @param description one sentence for the table
   * @param changed the day of the newest data: it stands in the file, so that the same areas make
   *     the same bytes
   * @param areas in the order of the rows
   * @throws IllegalArgumentException where an area has not one value of the right type per field
   * @throws org.geofringe.server.run.ResourceException where the file cannot be written
   */
  public static void write(
      Path file,
      String crs,
      String description,
      LocalDate changed,
      List<Field> fields,
      List<Area> areas) {
    CrsText text = CrsText.of(crs);
    List<Column> columns = fields.stream().map(f -> new Column(f.name, f.type.name())).toList();
    GeoPackageFile.Table table =
        new GeoPackageFile.Table(FileNames.stem(file), description, "POLYGON", text, columns);
    try (GeoPackageFile out = new GeoPackageFile(file, table, changed)) {
      for (Area area : areas) {
        if (area.values.size() != fields.size()) {
          throw new IllegalArgumentException(
              "an area has " + area.values.size() + " values for " + fields.size() + " fields");
        }
        out.add(
            GeoPackageGeometry.polygon(text.code(), area.x, area.y),
            GeoPackageGeometry.least(area.x),
            GeoPackageGeometry.least(area.y),
            GeoPackageGeometry.greatest(area.x),
            GeoPackageGeometry.greatest(area.y),
            (statement, first) -> bind(statement, first, fields, area.values));
      }
      out.finish();
    }
  }

  static void bind(
      PreparedStatement statement,
      int first,
      List<Field> fields,
      List<? extends @Nullable Object> values)
      throws SQLException {
    for (int i = 0; i < fields.size(); i++) {
      bind(statement, first + i, fields.get(i), values.get(i));
    }
  }

  private static void bind(
      PreparedStatement statement, int parameter, Field field, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(parameter, Types.NULL);
    } else if (field.type == Type.TEXT && value instanceof String text) {
      statement.setString(parameter, text);
    } else if (field.type == Type.DATE && value instanceof LocalDate) {
      statement.setString(parameter, value.toString());
    } else if (field.type == Type.INTEGER && (value instanceof Integer || value instanceof Long)) {
      statement.setLong(parameter, ((Number) value).longValue());
    } else if (field.type == Type.DOUBLE && (value instanceof Double || value instanceof Float)) {
      GeoPackageFile.bindReal(statement, parameter, ((Number) value).doubleValue());
    } else {
      throw new IllegalArgumentException(
          "the field " + field.name + " holds " + field.type + ", got " + value);
    }
  }
}
