package org.geofringe.server.importing;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.UserException;

/**
 * What a raster says of itself before a value is read.
 *
 * @param file the raster
 * @param grid where it lies
 * @param bands number of bands
 * @param type how values are stored
 * @param tags metadata of the file and, below them, of its first band; names in upper case
 * @param unit unit of the first band; empty where not given
 * @param noData the declared no-data value
 */
record RasterHeader(
    Path file,
    MapGrid grid,
    int bands,
    SampleType type,
    Map<String, String> tags,
    String unit,
    OptionalDouble noData) {

  RasterHeader {
    tags = Map.copyOf(tags);
  }

  /**
   * Reads the header; the reader checks that all blocks lie within the file.
   *
   * @throws UserException names the file, relative to the folder, and what is wrong with it
   */
  static RasterHeader read(FolderScan scan, Path file) {
    return read(scan, file, false);
  }

  /** As {@link #read}, of a raster that may be in radar geometry, without a place on the map. */
  static RasterHeader readImage(FolderScan scan, Path file) {
    return read(scan, file, true);
  }

  private static RasterHeader read(FolderScan scan, Path file, boolean image) {
    try (GeoTiffReader reader = image ? GeoTiffReader.openImage(file) : GeoTiffReader.open(file)) {
      Map<String, String> tags = new TreeMap<>();
      reader.metadata().forEach((name, value) -> tags.putIfAbsent(upper(name), value));
      reader.bandMetadata(0).forEach((name, value) -> tags.putIfAbsent(upper(name), value));
      return new RasterHeader(
          file,
          reader.grid(),
          reader.bands(),
          reader.sampleType(),
          tags,
          reader.bandUnits().get(0).strip(),
          reader.noData());
    } catch (UserException e) {
      throw relative(scan, file, e);
    }
  }

  /** The same message with the file named from the folder on. */
  static UserException relative(FolderScan scan, Path file, UserException e) {
    String message = String.valueOf(e.getMessage());
    return new UserException(
        message.replace(file.toString(), scan.show(file)).replaceAll("\\p{Cntrl}+", " "), e);
  }

  /** The first of these tags that holds a number. */
  OptionalDouble number(String... names) {
    for (String name : names) {
      OptionalDouble value = Keys.parse(tags.getOrDefault(name, "").strip());
      if (value.isPresent()) {
        return value;
      }
    }
    return OptionalDouble.empty();
  }

  String tag(String name) {
    return tags.getOrDefault(name, "").strip();
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
