package org.geofringe.server.correct;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.UserException;

/**
 * A date's zenith delay as GACOS sends it: {@code YYYYMMDD.ztd}, little-endian float32 metres row
 * by row from the north, with {@code .ztd.rsc} beside it that tells size and place; or {@code
 * YYYYMMDD.ztd.tif}. As MintPy and GDAL do, X_FIRST and Y_FIRST are taken for the outer corner of
 * the first cell.
 */
final class GacosFile {

  /** Zenith delays on Earth lie between 0.5 m on the highest mountain and 3 m. */
  private static final float LEAST = 0.3f;

  private static final float MOST = 3.5f;
  private static final String DEGREES = "EPSG:4326";

  private GacosFile() {}

  /**
   * Reads the part that covers an area.
   *
   * @param west degrees, as the others
   * @throws UserException where the file is broken or does not cover the area
   */
  static ZenithGrid read(Path file, double west, double south, double east, double north)
      throws IOException {
    boolean tiff = file.getFileName().toString().endsWith(".tif");
    if (tiff) {
      try (GeoTiffReader reader = GeoTiffReader.open(file)) {
        Window window = window(file, reader.grid(), west, south, east, north);
        float[] values = new float[window.cells()];
        reader.read(0, window, values, 0);
        return grid(file, reader.grid(), window, values);
      }
    }
    MapGrid place = place(file);
    Window window = window(file, place, west, south, east, north);
    return grid(file, place, window, values(file, place, window));
  }

  private static MapGrid place(Path file) throws IOException {
    Path header = file.resolveSibling(file.getFileName() + ".rsc");
    if (!Files.isRegularFile(header)) {
      throw new UserException(
          header
              + " is missing, which tells size and place of "
              + file.getFileName()
              + ": copy it beside.");
    }
    Map<String, String> items = new HashMap<>();
    for (String line : Files.readString(header).lines().toList()) {
      String[] words = line.strip().split("\\s+", 2);
      if (words.length == 2) {
        items.put(words[0].toUpperCase(Locale.ROOT), words[1]);
      }
    }
    try {
      int columns = Integer.parseInt(Objects.requireNonNullElse(items.get("WIDTH"), ""));
      int rows = Integer.parseInt(Objects.requireNonNullElse(items.get("FILE_LENGTH"), ""));
      MapGrid place =
          new MapGrid(
              DEGREES,
              number(items, "X_FIRST"),
              number(items, "Y_FIRST"),
              number(items, "X_STEP"),
              -number(items, "Y_STEP"),
              rows,
              columns);
      long expected = Math.multiplyExact(place.cells(), Float.BYTES);
      if (Files.size(file) != expected) {
        throw new UserException(
            file
                + " has "
                + Files.size(file)
                + " bytes and its .rsc tells of "
                + columns
                + " x "
                + rows
                + " numbers, which are "
                + expected
                + ": fetch both again.");
      }
      return place;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UserException(
          header
              + " is no header of GACOS (WIDTH, FILE_LENGTH, X_FIRST, Y_FIRST, X_STEP, Y_STEP): "
              + e.getMessage()
              + ". Fetch it again.",
          e);
    }
  }

  private static double number(Map<String, String> items, String name) {
    return Double.parseDouble(Objects.requireNonNullElse(items.get(name), "no " + name));
  }

  /** The cells that interpolation over the area needs. */
  private static Window window(
      Path file, MapGrid place, double west, double south, double east, double north) {
    if (place.columns() < 2
        || place.rows() < 2
        || west < place.west()
        || east > place.east()
        || south < place.south()
        || north > place.north()) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "%s spans %.3f to %.3f and %.3f to %.3f degrees and does not cover the time series,"
                  + " which spans %.3f to %.3f and %.3f to %.3f: order a larger area.",
              file,
              place.west(),
              place.east(),
              place.south(),
              place.north(),
              west,
              east,
              south,
              north));
    }
    int left = Math.max(0, Math.min(place.columns() - 2, place.column(west) - 1));
    int top = Math.max(0, Math.min(place.rows() - 2, place.row(north) - 1));
    int right = Math.min(place.columns() - 1, Math.max(left + 1, place.column(east) + 1));
    int bottom = Math.min(place.rows() - 1, Math.max(top + 1, place.row(south) + 1));
    return new Window(top, left, bottom - top + 1, right - left + 1);
  }

  private static float[] values(Path file, MapGrid place, Window window) throws IOException {
    float[] values = new float[window.cells()];
    ByteBuffer row =
        ByteBuffer.allocate(window.columns() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file)) {
      for (int r = 0; r < window.rows(); r++) {
        long at = (long) (window.row() + r) * place.columns() + window.column();
        row.clear();
        int read = 0;
        while (row.hasRemaining() && read >= 0) {
          read = channel.read(row, at * Float.BYTES + row.position());
        }
        row.flip();
        row.asFloatBuffer().get(values, r * window.columns(), window.columns());
      }
    }
    return values;
  }

  private static ZenithGrid grid(Path file, MapGrid place, Window window, float[] values) {
    int good = 0;
    for (int i = 0; i < values.length; i++) {
      boolean plausible = values[i] >= LEAST && values[i] <= MOST;
      good += plausible ? 1 : 0;
      values[i] = plausible ? values[i] : Float.NaN;
    }
    if (2 * good < values.length) {
      throw new UserException(
          file
              + " holds no zenith delays in metres (0.3 to 3.5), or its bytes are swapped: fetch it"
              + " again, as little-endian binary or GeoTIFF.");
    }
    return new ZenithGrid(
        new MapGrid(
            DEGREES,
            place.west() + window.column() * place.spacingX(),
            place.north() - window.row() * place.spacingY(),
            place.spacingX(),
            place.spacingY(),
            window.rows(),
            window.columns()),
        values);
  }
}
