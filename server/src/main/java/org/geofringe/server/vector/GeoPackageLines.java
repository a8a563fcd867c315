package org.geofringe.server.vector;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.geofringe.network.Pair;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.vector.GeoPackageFile.Column;

/**
 * The network of pairs as lines in the plane of time and baseline: x is the days since the first
 * date, y the perpendicular baseline in m of a date against the first; both are hundreds, so the
 * plane has a fair shape in a map window. It has no place on Earth, so the layer has no coordinate
 * reference system.
 */
public final class GeoPackageLines {

  private static final LocalDate NO_DATE = LocalDate.EPOCH;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("pair", "TEXT"),
          new Column("reference", "DATE"),
          new Column("secondary", "DATE"),
          new Column("days", "INTEGER"),
          new Column("perpendicular_baseline", "DOUBLE"),
          new Column("coherence", "DOUBLE"),
          new Column("excluded", "BOOLEAN"));

  private GeoPackageLines() {}

  /**
   * Writes the file.
   *
   * @param file its table has the same name without the ending
   * @param edges the pairs, in the order of the rows
   * @throws org.geofringe.server.run.ResourceException where it cannot be written
   */
  public static void write(Path file, List<NetworkEdge> edges) {
    LocalDate first =
        edges.stream().map(e -> e.pair().reference()).min(LocalDate::compareTo).orElse(NO_DATE);
    LocalDate last =
        edges.stream().map(e -> e.pair().secondary()).max(LocalDate::compareTo).orElse(NO_DATE);
    GeoPackageFile.Table table =
        new GeoPackageFile.Table(
            FileNames.stem(file),
            "Pairs: x is days since " + first + ", y the perpendicular baseline in m",
            "LINESTRING",
            CrsText.CARTESIAN,
            COLUMNS);
    try (GeoPackageFile out = new GeoPackageFile(file, table, last)) {
      for (NetworkEdge edge : edges) {
        add(out, edge, first);
      }
      out.finish();
    }
  }

  private static void add(GeoPackageFile out, NetworkEdge edge, LocalDate start) {
    Pair pair = edge.pair();
    double x0 = ChronoUnit.DAYS.between(start, pair.reference());
    double x1 = ChronoUnit.DAYS.between(start, pair.secondary());
    double y0 = edge.referenceBaseline();
    double y1 = edge.secondaryBaseline();
    out.add(
        GeoPackageGeometry.line(CrsText.CARTESIAN.code(), x0, y0, x1, y1),
        x0,
        Math.min(y0, y1),
        x1,
        Math.max(y0, y1),
        (statement, first) -> {
          statement.setString(first, pair.id());
          statement.setString(first + 1, pair.reference().toString());
          statement.setString(first + 2, pair.secondary().toString());
          statement.setInt(first + 3, pair.days());
          GeoPackageFile.bindReal(statement, first + 4, y1 - y0);
          GeoPackageFile.bindReal(statement, first + 5, edge.coherence());
          statement.setInt(first + 6, edge.excluded() ? 1 : 0);
        });
  }
}
