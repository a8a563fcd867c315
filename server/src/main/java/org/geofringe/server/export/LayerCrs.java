package org.geofringe.server.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.vector.GeoPackageCrs;

/** The reference system of a layer's file, which a QGIS project has to state. */
final class LayerCrs {

  private LayerCrs() {}

  /**
   * The reference system as {@code EPSG:n} or WKT; empty where the layer does not lie on Earth. A
   * GeoPackage, a shapefile and GeoJSON say it themselves; all else lies on the project's grid.
   *
   * @throws ResourceException where a GeoPackage or a .prj file cannot be read
   */
  static Optional<String> of(Path file, String gridCrs) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    try {
      if (name.endsWith(".gpkg")) {
        return Files.exists(file) ? GeoPackageCrs.of(file) : Optional.of(gridCrs);
      }
      if (name.endsWith(".shp")) {
        Path prj = FileNames.beside(file, ".prj");
        return Files.exists(prj)
            ? Optional.of(Files.readString(prj).strip())
            : Optional.of(gridCrs);
      }
      return name.endsWith("json") ? Optional.of("EPSG:4326") : Optional.of(gridCrs);
    } catch (IOException e) {
      throw new ResourceException(
          "cannot read the reference system of " + file + "; make the file again", e);
    }
  }
}
