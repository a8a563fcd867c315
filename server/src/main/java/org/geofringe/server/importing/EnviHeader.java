package org.geofringe.server.importing;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.RawComplex;
import org.geofringe.server.run.UserException;

/**
 * An ENVI header: {@code key = value} lines, where a value in braces may run over lines. Keys used:
 * samples, lines, bands, header offset, data type (6 and 9 are complex), byte order, map info,
 * coordinate system string.
 */
final class EnviHeader {

  private static final Pattern FIELD =
      Pattern.compile("(?m)^\\s*([^=\\n{}]+?)\\s*=\\s*(\\{[^}]*\\}|[^\\n]*)");
  private static final int COMPLEX_FLOAT = 6;
  private static final int COMPLEX_DOUBLE = 9;
  private static final int LEAST_MAP_FIELDS = 7;

  private EnviHeader() {}

  /**
   * Reads a header.
   *
   * @return empty where the raster does not hold one band of complex numbers
   * @throws UserException naming the header and what is wrong with it
   */
  static Optional<RawHeader> read(FolderScan scan, Path header, Path data) {
    String text = String.join("\n", Keys.lines(scan, header));
    if (!text.stripLeading().startsWith("ENVI")) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher matcher = FIELD.matcher(text);
    while (matcher.find()) {
      fields.putIfAbsent(
          matcher.group(1).toLowerCase(Locale.ROOT),
          matcher.group(2).replaceAll("[{}]", "").strip());
    }
    try {
      int type = whole(fields, "data type", "4");
      if ((type != COMPLEX_FLOAT && type != COMPLEX_DOUBLE) || whole(fields, "bands", "1") != 1) {
        return Optional.empty();
      }
      RawComplex.Layout layout =
          RawComplex.Layout.packed(
              whole(fields, "lines", ""),
              whole(fields, "samples", ""),
              whole(fields, "header offset", "0"),
              type == COMPLEX_FLOAT ? RawComplex.Part.FLOAT32 : RawComplex.Part.FLOAT64,
              whole(fields, "byte order", "0") == 1
                  ? ByteOrder.BIG_ENDIAN
                  : ByteOrder.LITTLE_ENDIAN);
      return Optional.of(new RawHeader(data, layout, grid(fields, layout), OptionalDouble.empty()));
    } catch (IllegalArgumentException e) {
      throw new UserException(
          scan.show(header) + ": " + Names.clean(String.valueOf(e.getMessage())), e);
    }
  }

  private static int whole(Map<String, String> fields, String key, String byDefault) {
    String text = fields.getOrDefault(key, byDefault);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + key + "\" must be a whole number, got \"" + text + "\"; mend the header", e);
    }
  }

  /** Name, tie pixel x and y (1 is the edge of the first), map x and y, cell size x and y, … */
  private static MapGrid grid(Map<String, String> fields, RawComplex.Layout layout) {
    String[] map = fields.getOrDefault("map info", "").split("\\s*,\\s*");
    if (map.length < LEAST_MAP_FIELDS || map[0].equalsIgnoreCase("Arbitrary")) {
      return RawHeader.image(layout);
    }
    double[] numbers = new double[LEAST_MAP_FIELDS - 1];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          Keys.parse(map[i + 1])
              .orElseThrow(
                  () -> new IllegalArgumentException("\"map info\" holds what is no number"));
    }
    for (String field : map) {
      if (field.matches("(?i)rotation\\s*=.*")
          && !field.matches("(?i)rotation\\s*=\\s*-?0*\\.?0*")) {
        throw new IllegalArgumentException(
            "the raster is rotated against the map; make it north-up with gdalwarp");
      }
    }
    return new MapGrid(
        crs(fields, map),
        numbers[2] - (numbers[0] - 1) * numbers[4],
        numbers[3] + (numbers[1] - 1) * numbers[5],
        numbers[4],
        numbers[5],
        layout.rows(),
        layout.columns());
  }

  private static String crs(Map<String, String> fields, String[] map) {
    boolean wgs84 = map[map.length - 1].contains("84") || String.join(",", map).contains("WGS-84");
    if (map[0].equalsIgnoreCase("UTM") && map.length > LEAST_MAP_FIELDS + 1 && wgs84) {
      String zone = map[LEAST_MAP_FIELDS];
      boolean south = map[LEAST_MAP_FIELDS + 1].toLowerCase(Locale.ROOT).startsWith("s");
      if (zone.matches("\\d{1,2}")) {
        return String.format(Locale.ROOT, "EPSG:32%d%02d", south ? 7 : 6, Integer.parseInt(zone));
      }
    }
    if (map[0].toLowerCase(Locale.ROOT).startsWith("geographic") && wgs84) {
      return "EPSG:4326";
    }
    String wkt = fields.getOrDefault("coordinate system string", "");
    if (wkt.isEmpty()) {
      throw new IllegalArgumentException(
          "its reference system \""
              + map[0]
              + "\" is not understood; add a coordinate system string, for instance with"
              + " gdal_translate -of ENVI");
    }
    return Crs.fromWkt(wkt);
  }
}
