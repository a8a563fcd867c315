package org.geofringe.server.importing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Perpendicular baselines from GAMMA's side files. A baseline changes by tens of metres across a
 * scene, and a crop is often far from the scene's centre, so it is taken where the map grid's
 * centre lies in the radar image, by the lookup table ({@code *_to_rdc.lt}: big-endian complex
 * floats on the map grid, range sample and azimuth line of the multilooked image); without one at
 * the centre of the scene.
 */
final class GammaGeometry {

  /** Rows to search for a cell with data, from the middle of the lookup table outwards. */
  private static final int SEARCH_ROWS = 200;

  private GammaGeometry() {}

  /**
   * A place in the multilooked radar image.
   *
   * @param sample range sample
   * @param line azimuth line
   */
  record RadarPoint(double sample, double line) {}

  /**
   * Where the centre of the grid, or the cell with data nearest to it, lies in the radar image.
   * Null where there is no lookup table of the grid's size.
   */
  static @Nullable RadarPoint centre(FolderScan scan, MapGrid grid) {
    for (Path file : scan.endingWith("_to_rdc.lt")) {
      try {
        if (Files.size(file) == grid.cells() * 8) {
          return centre(file, grid);
        }
      } catch (IOException e) {
        throw new UserException(scan.show(file) + ": cannot be read: " + Names.oneLine(e), e);
      }
    }
    return null;
  }

  private static @Nullable RadarPoint centre(Path file, MapGrid grid) throws IOException {
    int columns = grid.columns();
    ByteBuffer row = ByteBuffer.allocate(columns * 8).order(ByteOrder.BIG_ENDIAN);
    try (FileChannel channel = FileChannel.open(file)) {
      for (int i = 0; i < Math.min(grid.rows(), SEARCH_ROWS); i++) {
        // 0, 1, -1, 2, -2, … rows away from the middle.
        int away = (i + 1) / 2 * (i % 2 == 0 ? -1 : 1);
        int r = grid.rows() / 2 + away;
        if (r < 0 || r >= grid.rows()) {
          continue;
        }
        row.clear();
        long start = (long) r * columns * 8;
        int read = 0;
        while (row.hasRemaining() && read >= 0) {
          read = channel.read(row, start + row.position());
        }
        for (int k = 0; k < columns; k++) {
          int c = columns / 2 + (k + 1) / 2 * (k % 2 == 0 ? -1 : 1);
          if (c >= 0 && c < columns) {
            float sample = row.getFloat(c * 8);
            float line = row.getFloat(c * 8 + 4);
            if (sample > 0 && line > 0) {
              return new RadarPoint(sample, line);
            }
          }
        }
      }
    }
    return null;
  }

  /**
   * The perpendicular baseline of a table that GAMMA's {@code base_perp} printed, linear between
   * its nodes.
   *
   * @param lines the file
   * @param where a place in the radar image; null takes the middle of the table
   * @return metres; empty where the file holds no table
   */
  static OptionalDouble fromTable(List<String> lines, @Nullable RadarPoint where) {
    NavigableMap<Double, NavigableMap<Double, Double>> table = new TreeMap<>();
    for (String text : lines) {
      String[] words = text.strip().split("\\s+");
      if (words.length == 9) {
        OptionalDouble line = Keys.parse(words[0]);
        OptionalDouble sample = Keys.parse(words[1]);
        OptionalDouble perpendicular = Keys.parse(words[7]);
        if (line.isPresent() && sample.isPresent() && perpendicular.isPresent()) {
          table
              .computeIfAbsent(line.getAsDouble(), key -> new TreeMap<>())
              .put(sample.getAsDouble(), perpendicular.getAsDouble());
        }
      }
    }
    if (table.isEmpty()) {
      return OptionalDouble.empty();
    }
    NavigableMap<Double, Double> anyLine = table.firstEntry().getValue();
    RadarPoint at =
        where != null
            ? where
            : new RadarPoint(
                0.5 * (anyLine.firstKey() + anyLine.lastKey()),
                0.5 * (table.firstKey() + table.lastKey()));
    NavigableMap<Double, Double> acrossLines = new TreeMap<>();
    table.forEach((line, samples) -> acrossLines.put(line, linear(samples, at.sample())));
    return OptionalDouble.of(linear(acrossLines, at.line()));
  }

  /**
   * The perpendicular baseline of a baseline vector (track, cross-track, normal) as a GAMMA {@code
   * base.par} holds it: c cos(look) - n sin(look), with the look angle of the range at that place
   * over a local sphere, and the vector's rate from the scene's middle.
   *
   * @param base the baseline file
   * @param image parameters of the reference date's multilooked image
   * @return metres; empty where a number is missing
   */
  static OptionalDouble fromVector(Keys base, Keys image, @Nullable RadarPoint where) {
    double[] vector = base.numbers("precision_baseline(TCN)");
    double[] rate = base.numbers("precision_baseline_rate");
    if (vector.length < 3 || (vector[1] == 0 && vector[2] == 0)) {
      vector = base.numbers("initial_baseline(TCN)");
      rate = base.numbers("initial_baseline_rate");
    }
    double samples = image.number("range_samples").orElse(Double.NaN);
    double lines = image.number("azimuth_lines").orElse(Double.NaN);
    RadarPoint at = where != null ? where : new RadarPoint(samples / 2, lines / 2);
    double range =
        image.number("near_range_slc").orElse(Double.NaN)
            + at.sample() * image.number("range_pixel_spacing").orElse(Double.NaN);
    double seconds = (at.line() - lines / 2) * image.number("azimuth_line_time").orElse(Double.NaN);
    double satellite = image.number("sar_to_earth_center").orElse(Double.NaN);
    double earth = image.number("earth_radius_below_sensor").orElse(Double.NaN);
    double cosine =
        (satellite * satellite + range * range - earth * earth) / (2 * satellite * range);
    if (vector.length < 3 || rate.length < 3 || !(Math.abs(cosine) < 1)) {
      return OptionalDouble.empty();
    }
    double cross = vector[1] + rate[1] * seconds;
    double normal = vector[2] + rate[2] * seconds;
    double perpendicular = cross * cosine - normal * Math.sqrt(1 - cosine * cosine);
    return Double.isFinite(perpendicular)
        ? OptionalDouble.of(perpendicular)
        : OptionalDouble.empty();
  }

  /** Linear between the nodes, constant beyond them. */
  private static double linear(NavigableMap<Double, Double> nodes, double x) {
    Map.Entry<Double, Double> below = nodes.floorEntry(x);
    Map.Entry<Double, Double> above = nodes.ceilingEntry(x);
    if (below == null || above == null) {
      return (below == null ? nodes.firstEntry() : nodes.lastEntry()).getValue();
    }
    double step = above.getKey() - below.getKey();
    return step == 0
        ? below.getValue()
        : below.getValue() + (above.getValue() - below.getValue()) * (x - below.getKey()) / step;
  }
}
