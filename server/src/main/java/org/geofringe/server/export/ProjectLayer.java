package org.geofringe.server.export;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One layer of a QGIS project.
 *
 * @param file raster, GeoPackage, GeoJSON, shapefile or table
 * @param title as the layer tree shows it
 * @param group the theme it belongs to; layers of one group come together
 * @param order smaller ones lie above larger ones; groups go by their smallest
 * @param style a QML file; null takes the one beside the file, where there is one
 * @param bandDates one date per band where the bands are a time series, else empty. Such a layer
 *     also gets a group with one layer per date for the temporal controller
 * @param summary what it shows, how it was made and its sign and unit, for the layer's metadata
 * @param visible whether it is switched on when the project opens
 */
public record ProjectLayer(
    Path file,
    String title,
    String group,
    int order,
    @Nullable Path style,
    List<LocalDate> bandDates,
    String summary,
    boolean visible) {

  public ProjectLayer {
    bandDates = List.copyOf(bandDates);
    for (int i = 1; i < bandDates.size(); i++) {
      if (!bandDates.get(i - 1).isBefore(bandDates.get(i))) {
        throw new IllegalArgumentException(
            "bandDates must ascend, got " + bandDates.get(i - 1) + " before " + bandDates.get(i));
      }
    }
  }

  /** A layer with the style beside its file and no dates. */
  public static ProjectLayer of(
      Path file, String title, String group, int order, String summary, boolean visible) {
    return new ProjectLayer(file, title, group, order, null, List.of(), summary, visible);
  }
}
