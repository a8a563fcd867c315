package org.geofringe.server.raster;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One band at one resolution: gathers rows until they fill a row of tiles, compresses those on all
 * cores, and hands the rows at half the resolution to the next level. Holds at most one row of
 * tiles.
 */
final class PyramidLevel {
  private record Tile(byte[] bytes, TileStatistics statistics) {}

  private final int rows;
  private final int columns;
  private final TileEncoder encoder;
  private final TileSpool spool;
  private final long[] offsets;
  private final long[] counts;
  private final int firstTile;
  private final @Nullable PyramidLevel next;
  private final @Nullable TileStatistics statistics;
  private float @Nullable [] gathered;
  private int held;
  private int done;

  /**
   * @param tiles where the tiles of this level lie in the spool, all bands; this band's part is
   *     overwritten
   * @param next the level of half the resolution, or null
   * @param statistics gathers all values, or null
   */
  PyramidLevel(
      int band,
      TileIndex tiles,
      TileEncoder encoder,
      TileSpool spool,
      @Nullable PyramidLevel next,
      @Nullable TileStatistics statistics) {
    this.rows = tiles.rows();
    this.columns = tiles.columns();
    this.encoder = encoder;
    this.spool = spool;
    this.offsets = tiles.offsets();
    this.counts = tiles.counts();
    this.firstTile = band * tiles.tilesPerBand();
    this.next = next;
    this.statistics = statistics;
  }

  /** Rows that have come so far. */
  int received() {
    return done + held;
  }

  /** Takes the next rows; {@code values} is not modified. */
  void append(float[] values, int offset, int count) throws IOException {
    int taken = 0;
    while (taken < count) {
      int wanted = Math.min(TileEncoder.SIDE, rows - done);
      int at = offset + taken * columns;
      if (held == 0 && count - taken >= wanted) {
        flush(values, at, wanted);
        taken += wanted;
        continue;
      }
      int part = Math.min(count - taken, wanted - held);
      float[] strip = gathered;
      if (strip == null) {
        strip = new float[wanted * columns];
        gathered = strip;
      }
      System.arraycopy(values, at, strip, held * columns, part * columns);
      held += part;
      taken += part;
      if (held == wanted) {
        held = 0;
        flush(strip, 0, wanted);
      }
    }
  }

  private void flush(float[] values, int offset, int count) throws IOException {
    int across = (columns + TileEncoder.SIDE - 1) / TileEncoder.SIDE;
    List<Tile> tiles =
        IntStream.range(0, across)
            .parallel()
            .mapToObj(tile -> tile(values, offset, count, tile * TileEncoder.SIDE))
            .toList();
    int first = firstTile + done / TileEncoder.SIDE * across;
    for (int tile = 0; tile < across; tile++) {
      counts[first + tile] = tiles.get(tile).bytes.length;
      offsets[first + tile] = spool.append(tiles.get(tile).bytes);
      if (statistics != null) {
        statistics.add(tiles.get(tile).statistics);
      }
    }
    done += count;
    if (done == rows) {
      gathered = null;
    }
    if (next != null) {
      next.append(halve(values, offset, count, columns), 0, (count + 1) / 2);
    }
  }

  private Tile tile(float[] values, int offset, int count, int left) {
    int width = Math.min(TileEncoder.SIDE, columns - left);
    TileStatistics found = new TileStatistics();
    for (int row = 0; statistics != null && row < count; row++) {
      found.add(values, offset + row * columns + left, width);
    }
    return new Tile(encoder.encode(values, offset + left, columns, count, width), found);
  }

  /** Means of two by two cells, NaN left out; NaN where all are NaN. */
  static float[] halve(float[] values, int offset, int rows, int columns) {
    int halfColumns = (columns + 1) / 2;
    float[] half = new float[(rows + 1) / 2 * halfColumns];
    IntStream.range(0, (rows + 1) / 2)
        .parallel()
        .forEach(
            row -> {
              int upper = offset + 2 * row * columns;
              int lower = 2 * row + 1 < rows ? upper + columns : upper;
              for (int column = 0; column < halfColumns; column++) {
                int left = 2 * column;
                int right = left + 1 < columns ? left + 1 : left;
                half[row * halfColumns + column] =
                    mean(
                        values[upper + left],
                        values[upper + right],
                        values[lower + left],
                        values[lower + right]);
              }
            });
    return half;
  }

  private static float mean(float a, float b, float c, float d) {
    double sum = zeroForNan(a) + zeroForNan(b) + zeroForNan(c) + zeroForNan(d);
    int count = one(a) + one(b) + one(c) + one(d);
    return count == 0 ? Float.NaN : (float) (sum / count);
  }

  private static double zeroForNan(float value) {
    return Float.isNaN(value) ? 0 : value;
  }

  private static int one(float value) {
    return Float.isNaN(value) ? 0 : 1;
  }
}
