package org.geofringe.server.vector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.geofringe.server.file.AtomicFiles;
import org.sqlite.SQLiteConfig;

/**
 * One feature table in a GeoPackage (OGC 12-128r17, version 1.3) with its R-tree index. Rows are
 * streamed; the file gets its name in {@link #finish()}, and closing before that leaves nothing.
 *
 * <p>Departs from the standard's wish in one point: {@code last_change} is a date that the caller
 * gives, not the clock's, so that the same rows make the same bytes.
 */
final class GeoPackageFile implements AutoCloseable {

  /**
   * One attribute.
   *
   * @param name unique within the table
   * @param type FLOAT, DOUBLE, INTEGER, TEXT or DATE
   */
  record Column(String name, String type) {}

  /** What the feature table is. Geometry is POINT, LINESTRING or POLYGON. */
  record Table(
      String name, String description, String geometry, CrsText crs, List<Column> columns) {}

  /** Binds the attributes of one row, the first of them at parameter {@code first}. */
  @FunctionalInterface
  interface Row {
    void bind(PreparedStatement statement, int first) throws SQLException;
  }

  private static final int APPLICATION_ID = 0x47504B47;
  private static final int USER_VERSION = 10300;
  private static final int CACHE_KIB = 32 * 1024;

  private final Path file;
  private final Path temporary;
  private final Table table;
  private final LocalDate lastChange;
  private final Connection connection;
  private final PreparedStatement insert;
  private final RTreeIndex index;
  private long rows;
  private boolean closed;
  private double minX = Double.POSITIVE_INFINITY;
  private double minY = Double.POSITIVE_INFINITY;
  private double maxX = Double.NEGATIVE_INFINITY;
  private double maxY = Double.NEGATIVE_INFINITY;

  /**
   * Starts a file.
   *
   * @throws org.geofringe.server.run.ResourceException where it cannot be written
   */
  GeoPackageFile(Path file, Table table, LocalDate lastChange) {
    this.file = file;
    this.table = table;
    this.lastChange = lastChange;
    this.temporary = AtomicFiles.temporary(file);
    try {
      Files.deleteIfExists(temporary);
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.OFF);
      config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
      config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
      config.setCacheSize(-CACHE_KIB);
      config.setGetGeneratedKeys(false);
      config.setApplicationId(APPLICATION_ID);
      config.setUserVersion(USER_VERSION);
      connection = config.createConnection("jdbc:sqlite:" + temporary.toAbsolutePath());
      connection.setAutoCommit(false);
      run("geopackage.sql");
      addReferenceSystems();
      createFeatureTable();
      insert =
          connection.prepareStatement(
              "INSERT INTO "
                  + quoted(table.name)
                  + " VALUES (?, ?"
                  + ", ?".repeat(table.columns.size())
                  + ")");
      index = new RTreeIndex(connection, "rtree_" + identifier() + "_geom");
    } catch (SQLException | IOException e) {
      throw AtomicFiles.cannotWrite(file, e);
    }
  }

  /**
   * Adds a row.
   *
   * @param geometry as {@link GeoPackageGeometry} makes it; not modified
   */
  void add(byte[] geometry, double x0, double y0, double x1, double y1, Row values) {
    try {
      rows++;
      insert.setLong(1, rows);
      insert.setBytes(2, geometry);
      values.bind(insert, 3);
      insert.executeUpdate();
      index.add(rows, x0, y0, x1, y1);
      minX = Math.min(minX, x0);
      minY = Math.min(minY, y0);
      maxX = Math.max(maxX, x1);
      maxY = Math.max(maxY, y1);
    } catch (SQLException e) {
      throw AtomicFiles.cannotWrite(file, e);
    }
  }

  long rows() {
    return rows;
  }

  /** Binds a number; NaN becomes NULL. */
  static void bindReal(PreparedStatement statement, int parameter, double value)
      throws SQLException {
    if (Double.isNaN(value)) {
      statement.setNull(parameter, Types.DOUBLE);
    } else {
      statement.setDouble(parameter, value);
    }
  }

  /** Completes the index and gives the file its name. */
  void finish() {
    try {
      index.finish();
      addContents();
      run("geopackage-triggers.sql");
      connection.commit();
      closeConnection();
      AtomicFiles.publish(file);
    } catch (SQLException | IOException e) {
      throw AtomicFiles.cannotWrite(file, e);
    }
  }

  /** Lets go of the file; deletes what there is of it where it was not finished. */
  @Override
  public void close() {
    try {
      closeConnection();
      Files.deleteIfExists(temporary);
    } catch (SQLException | IOException e) {
      throw AtomicFiles.cannotWrite(file, e);
    }
  }

  private void closeConnection() throws SQLException {
    if (!closed) {
      closed = true;
      index.close();
      insert.close();
      connection.close();
    }
  }

  private void addReferenceSystems() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)")) {
      for (CrsText crs : List.of(CrsText.CARTESIAN, CrsText.GEOGRAPHIC, CrsText.WGS84, table.crs)) {
        statement.setString(1, crs.name());
        statement.setInt(2, crs.code());
        statement.setString(3, crs.organisation());
        statement.setInt(4, crs.code());
        statement.setString(5, crs.wkt());
        statement.executeUpdate();
      }
    }
  }

  private void createFeatureTable() throws SQLException {
    String attributes =
        table.columns.stream()
            .map(c -> ", " + quoted(c.name) + " " + c.type)
            .collect(Collectors.joining());
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE "
              + quoted(table.name)
              + " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom "
              + table.geometry
              + attributes
              + ")");
    }
  }

  private void addContents() throws SQLException {
    try (PreparedStatement contents =
            connection.prepareStatement(
                "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)");
        PreparedStatement geometry =
            connection.prepareStatement(
                "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)")) {
      contents.setString(1, table.name);
      contents.setString(2, table.name);
      contents.setString(3, table.description);
      contents.setString(4, lastChange + "T00:00:00.000Z");
      double[] box =
          rows == 0
              ? new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN}
              : new double[] {minX, minY, maxX, maxY};
      for (int i = 0; i < 4; i++) {
        bindReal(contents, 5 + i, box[i]);
      }
      contents.setInt(9, table.crs.code());
      contents.executeUpdate();
      geometry.setString(1, table.name);
      geometry.setString(2, table.geometry);
      geometry.setInt(3, table.crs.code());
      geometry.executeUpdate();
    }
  }

  private void run(String script) throws SQLException, IOException {
    try (InputStream in = GeoPackageFile.class.getResourceAsStream(script);
        Statement statement = connection.createStatement()) {
      if (in == null) {
        throw new IllegalStateException(script + " is missing from the jar");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String filled =
          text.replace("{table}", identifier()).replace("{text}", table.name.replace("'", "''"));
      for (String sql : filled.split(";;")) {
        if (!sql.isBlank()) {
          statement.executeUpdate(sql);
        }
      }
    }
  }

  private String identifier() {
    return table.name.replace("\"", "\"\"");
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
