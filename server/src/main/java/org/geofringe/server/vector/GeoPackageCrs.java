package org.geofringe.server.vector;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.geofringe.server.run.ResourceException;
import org.sqlite.SQLiteConfig;

/** The reference system that a GeoPackage's first layer lies in. */
public final class GeoPackageCrs {

  private GeoPackageCrs() {}

  /**
   * The reference system as {@code EPSG:n} or WKT; empty where the layer does not lie on Earth.
   *
   * @throws ResourceException where the file cannot be read
   */
  public static Optional<String> of(Path file) {
    try (Connection connection = open(file);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT upper(s.organization), s.organization_coordsys_id, s.definition "
                    + "FROM gpkg_geometry_columns g "
                    + "JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id")) {
      return row.next() ? crs(row) : Optional.empty();
    } catch (SQLException e) {
      throw new ResourceException(
          "cannot read the reference system of " + file + "; make the file again", e);
    }
  }

  static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  /** Of a row whose first columns are the organisation, in capitals, its code and the WKT. */
  static Optional<String> crs(ResultSet row) throws SQLException {
    if (row.getString(1).equals("EPSG")) {
      return Optional.of("EPSG:" + row.getInt(2));
    }
    String definition = row.getString(3);
    return definition.equals("undefined") ? Optional.empty() : Optional.of(definition);
  }
}
