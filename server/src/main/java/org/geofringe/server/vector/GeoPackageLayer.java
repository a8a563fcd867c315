package org.geofringe.server.vector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/**
 * The polygons of a GeoPackage's feature table (OGC 12-128r17, clause 2.1), row by row as they
 * stand.
 */
final class GeoPackageLayer implements PolygonLayer {

  private static final int HEADER = 8;
  private static final int EXTENDED = 0x20;
  private static final int EMPTY = 0x10;

  /** Bytes of the envelope, by its indicator. */
  private static final int[] ENVELOPE_BYTES = {0, 32, 48, 48, 64};

  private final Path file;
  private final Table table;

  /** A feature table: its name, geometry column and geometry type, and its system. */
  record Table(String name, String column, String type, Optional<String> crs) {}

  /**
   * Finds a table.
   *
   * @param name null for the only one that may hold polygons
   * @throws UserException where it is not there, or the file is no GeoPackage
   */
  GeoPackageLayer(Path file, @Nullable String name) {
    this.file = file;
    List<Table> tables = tables(file);
    this.table = name == null ? only(file, tables) : named(file, tables, name);
  }

  @Override
  public String crs() {
    return table.crs.orElseThrow(
        () ->
            new UserException(
                "The layer "
                    + table.name
                    + " of "
                    + file
                    + " has no coordinate reference system. Set it in QGIS and save the layer again."));
  }

  @Override
  public void forEach(Box box, Consumer<Rings> polygons) {
    WKBReader reader =
        new WKBReader(new GeometryFactory(PackedCoordinateSequenceFactory.DOUBLE_FACTORY));
    try (Connection connection = GeoPackageCrs.open(file);
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT rowid, " + quoted(table.column) + " FROM " + quoted(table.name));
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        byte[] bytes = row.getBytes(2);
        if (bytes != null) {
          long number = row.getLong(1);
          try {
            geometry(reader, bytes, box, polygons);
          } catch (ParseException | IllegalArgumentException e) {
            throw new UserException(
                "Feature "
                    + number
                    + " of the layer "
                    + table.name
                    + " in "
                    + file
                    + " has a geometry that cannot be used: "
                    + String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ")
                    + ". Run \"Fix geometries\" in QGIS and take its result.",
                e);
          }
        }
      }
    } catch (SQLException e) {
      throw unreadable(file, e);
    }
  }

  private static void geometry(WKBReader reader, byte[] bytes, Box box, Consumer<Rings> polygons)
      throws ParseException {
    byte[] binary = binary(bytes, box);
    if (binary != null) {
      add(reader.read(binary), polygons);
    }
  }

  /** The well-known binary in a GeoPackage's; null where it is empty or its box misses a box. */
  static byte @Nullable [] binary(byte[] bytes, Box box) throws ParseException {
    if (bytes.length < HEADER || bytes[0] != 'G' || bytes[1] != 'P') {
      throw new ParseException("it is not GeoPackage binary");
    }
    int flags = bytes[3];
    int envelope = flags >> 1 & 7;
    if ((flags & EXTENDED) != 0 || envelope >= ENVELOPE_BYTES.length) {
      throw new ParseException("it is of an extended type");
    }
    int start = HEADER + ENVELOPE_BYTES[envelope];
    if ((flags & EMPTY) != 0) {
      return null;
    }
    if (start >= bytes.length) {
      throw new ParseException("it is cut short");
    }
    if (envelope > 0 && !box.meets(envelope(bytes, flags))) {
      return null;
    }
    return Arrays.copyOfRange(bytes, start, bytes.length);
  }

  private static Box envelope(byte[] bytes, int flags) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, HEADER, 32);
    buffer.order((flags & 1) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    double minX = buffer.getDouble();
    double maxX = buffer.getDouble();
    double minY = buffer.getDouble();
    return new Box(minX, minY, maxX, buffer.getDouble());
  }

  private static void add(Geometry geometry, Consumer<Rings> polygons) {
    if (geometry instanceof Polygon polygon) {
      List<double[]> rings = new ArrayList<>();
      rings.add(corners(polygon.getExteriorRing()));
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        rings.add(corners(polygon.getInteriorRingN(i)));
      }
      polygons.accept(new Rings(rings));
    } else if (geometry instanceof GeometryCollection collection) {
      for (int i = 0; i < collection.getNumGeometries(); i++) {
        add(collection.getGeometryN(i), polygons);
      }
    } else {
      throw new IllegalArgumentException("it is a " + geometry.getGeometryType());
    }
  }

  private static double[] corners(LinearRing ring) {
    CoordinateSequence sequence = ring.getCoordinateSequence();
    double[] corners = new double[2 * sequence.size()];
    for (int i = 0; i < sequence.size(); i++) {
      corners[2 * i] = sequence.getX(i);
      corners[2 * i + 1] = sequence.getY(i);
      if (!Double.isFinite(corners[2 * i] + corners[2 * i + 1])) {
        throw new IllegalArgumentException("a corner is not a finite number");
      }
    }
    return corners;
  }

  static List<Table> tables(Path file) {
    List<Table> tables = new ArrayList<>();
    try (Connection connection = GeoPackageCrs.open(file);
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT upper(s.organization), s.organization_coordsys_id, s.definition,"
                    + " g.table_name, g.column_name, upper(g.geometry_type_name)"
                    + " FROM gpkg_geometry_columns g"
                    + " LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id"
                    + " ORDER BY g.table_name");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        tables.add(
            new Table(
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(1) == null ? Optional.empty() : GeoPackageCrs.crs(row)));
      }
    } catch (SQLException e) {
      throw unreadable(file, e);
    }
    return tables;
  }

  private static Table only(Path file, List<Table> tables) {
    List<Table> areas =
        tables.stream()
            .filter(t -> !t.type.endsWith("POINT") && !t.type.endsWith("LINESTRING"))
            .toList();
    if (areas.size() == 1) {
      return areas.get(0);
    }
    throw new UserException(
        areas.isEmpty()
            ? file + " holds no layer of polygons. Choose one that does."
            : file
                + " holds several layers: "
                + names(areas)
                + ". Say which, as in "
                + file.getFileName()
                + "|layername="
                + areas.get(0).name
                + ".");
  }

  static Table named(Path file, List<Table> tables, String name) {
    return tables.stream()
        .filter(table -> table.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    file
                        + " has no layer "
                        + name
                        + ": it holds "
                        + (tables.isEmpty() ? "none" : names(tables))
                        + "."));
  }

  static String names(List<Table> tables) {
    return String.join(", ", tables.stream().map(Table::name).toList());
  }

  static UserException unreadable(Path file, SQLException e) {
    return new UserException(
        file + " cannot be read as a GeoPackage. Save the layer as a GeoPackage again.", e);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
