package org.geofringe.server.vector;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.vector.GeoPackageFile.Column;
import org.geofringe.server.vector.GeoPackagePolygons.Field;
import org.jspecify.annotations.Nullable;

/** Polygons as a layer had them, with other attributes, in a GeoPackage. */
public final class GeoPackageZones {

  private GeoPackageZones() {}

  /**
   * Writes the file.
   *
   * @param file its table has the same name without the ending
   * @param crs of the features
   * @param description one sentence for the table
   * @param values of each feature one per field, in their order
   * @throws org.geofringe.server.run.ResourceException where the file cannot be written
   */
  public static void write(
      Path file,
      String crs,
      String description,
      List<Field> fields,
      List<Feature> features,
      List<? extends List<? extends @Nullable Object>> values) {
    CrsText text = CrsText.of(crs);
    List<Column> columns = fields.stream().map(f -> new Column(f.name(), f.type().name())).toList();
    GeoPackageFile.Table table =
        new GeoPackageFile.Table(FileNames.stem(file), description, "MULTIPOLYGON", text, columns);
    try (GeoPackageFile out = new GeoPackageFile(file, table, LocalDate.EPOCH)) {
      for (int i = 0; i < features.size(); i++) {
        List<? extends @Nullable Object> row = values.get(i);
        List<List<double[]>> parts = features.get(i).parts();
        Box box = Box.NOTHING;
        for (List<double[]> part : parts) {
          Box own = new Rings(part).box();
          box = box.with(own.minX(), own.minY()).with(own.maxX(), own.maxY());
        }
        out.add(
            GeoPackageGeometry.multiPolygon(text.code(), box, parts),
            box.minX(),
            box.minY(),
            box.maxX(),
            box.maxY(),
            (statement, first) -> GeoPackagePolygons.bind(statement, first, fields, row));
      }
      out.finish();
    }
  }
}
