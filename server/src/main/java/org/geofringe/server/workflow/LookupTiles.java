package org.geofringe.server.workflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.RadarFrame;
import org.geofringe.server.tile.Units;

/**
 * Which part of the image each tile of a map covers, so that a block of the image asks only the
 * tiles that reach it. Tiles share a row and a column of cells with their neighbours, since values
 * are interpolated between cells.
 */
final class LookupTiles {

  private static final int SIDE = 128;
  private static final int LONGEST_RUN = 8;

  private final MapGrid grid;
  private final int down;
  private final int across;
  private final float[] firstLine;
  private final float[] lastLine;
  private final float[] firstSample;
  private final float[] lastSample;
  private final float[] lineSteps;
  private final float[] sampleSteps;

  /** Part of an image, ends included. */
  record Range(double firstLine, double lastLine, double firstSample, double lastSample) {
    /** What is in the image too; empty where nothing is. */
    Optional<Range> within(RadarFrame image) {
      Range part =
          new Range(
              Math.max(firstLine, 0),
              Math.min(lastLine, image.lines() - 1.0),
              Math.max(firstSample, 0),
              Math.min(lastSample, image.samples() - 1.0));
      boolean any = part.firstLine <= part.lastLine && part.firstSample <= part.lastSample;
      return any ? Optional.of(part) : Optional.empty();
    }

    private Range and(Range other) {
      return new Range(
          Math.min(firstLine, other.firstLine),
          Math.max(lastLine, other.lastLine),
          Math.min(firstSample, other.firstSample),
          Math.max(lastSample, other.lastSample));
    }
  }

  private LookupTiles(MapGrid grid) {
    this.grid = grid;
    down = Math.max(1, (grid.rows() - 2) / SIDE + 1);
    across = Math.max(1, (grid.columns() - 2) / SIDE + 1);
    firstLine = unknown();
    lastLine = unknown();
    firstSample = unknown();
    lastSample = unknown();
    lineSteps = unknown();
    sampleSteps = unknown();
  }

  private float[] unknown() {
    float[] values = new float[Math.multiplyExact(down, across)];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  static LookupTiles of(RadarLookup lookup, RunContext context) throws IOException {
    LookupTiles tiles = new LookupTiles(lookup.grid());
    List<Integer> rows = IntStream.range(0, tiles.down).boxed().toList();
    Units.run(
        rows,
        context,
        "Reading the lookup",
        row -> {
          for (int column = 0; column < tiles.across; column++) {
            tiles.measure(lookup, row, column);
          }
        });
    return tiles;
  }

  private void measure(RadarLookup lookup, int row, int column) {
    Window window = window(row, column, 1);
    RadarLookup.Places places = lookup.read(window);
    int tile = row * across + column;
    float[] lines = places.lines();
    float[] samples = places.samples();
    for (int i = 0; i < lines.length; i++) {
      // Comparisons with NaN are false: the first known value replaces it.
      if (!Float.isNaN(lines[i]) && !Float.isNaN(samples[i])) {
        firstLine[tile] = lines[i] >= firstLine[tile] ? firstLine[tile] : lines[i];
        lastLine[tile] = lines[i] <= lastLine[tile] ? lastLine[tile] : lines[i];
        firstSample[tile] = samples[i] >= firstSample[tile] ? firstSample[tile] : samples[i];
        lastSample[tile] = samples[i] <= lastSample[tile] ? lastSample[tile] : samples[i];
      }
    }
    int centre = window.rows() / 2 * window.columns() + window.columns() / 2;
    lineSteps[tile] = step(lines, centre, window);
    sampleSteps[tile] = step(samples, centre, window);
  }

  /** From a cell to its neighbours: the longer of the steps up and to the left. */
  private static float step(float[] values, int centre, Window window) {
    if (window.rows() < 2 || window.columns() < 2) {
      return Float.NaN;
    }
    return Math.max(
        Math.abs(values[centre] - values[centre - window.columns()]),
        Math.abs(values[centre] - values[centre - 1]));
  }

  private Window window(int row, int column, int run) {
    int top = row * SIDE;
    int left = column * SIDE;
    return new Window(
        top,
        left,
        Math.min(SIDE + 1, grid.rows() - top),
        Math.min(run * SIDE + 1, grid.columns() - left));
  }

  /** What all tiles cover; empty where no cell has a place. */
  Optional<Range> range() {
    Range range = null;
    for (int i = 0; i < firstLine.length; i++) {
      if (!Float.isNaN(firstLine[i])) {
        Range own = new Range(firstLine[i], lastLine[i], firstSample[i], lastSample[i]);
        range = range == null ? own : range.and(own);
      }
    }
    return Optional.ofNullable(range);
  }

  /** Lines from one map cell to the next, the median over the map. */
  double lineStep() {
    return median(lineSteps);
  }

  /** Samples from one map cell to the next, the median over the map. */
  double sampleStep() {
    return median(sampleSteps);
  }

  /** Windows of the map, from the north, that reach into a range of lines. */
  List<Window> reaching(double fromLine, double toLine) {
    List<Window> windows = new ArrayList<>();
    for (int row = 0; row < down; row++) {
      for (int column = 0; column < across; column++) {
        int run = 0;
        while (run < LONGEST_RUN
            && column + run < across
            && reaches(row * across + column + run, fromLine, toLine)) {
          run++;
        }
        if (run > 0) {
          windows.add(window(row, column, run));
          column += run - 1;
        }
      }
    }
    return windows;
  }

  private boolean reaches(int tile, double fromLine, double toLine) {
    return lastLine[tile] >= fromLine && firstLine[tile] <= toLine;
  }

  private static double median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    int known = 0;
    while (known < sorted.length && !Float.isNaN(sorted[known])) {
      known++;
    }
    return known == 0 ? Double.NaN : sorted[known / 2];
  }
}
