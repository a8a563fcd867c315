package org.geofringe.server.interferogram;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.geofringe.filtering.Residues;
import org.geofringe.grid.ComplexGrid;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.StackWriter;
import org.geofringe.server.tile.Units;
import org.jspecify.annotations.Nullable;

/** Takes trends out of complex interferograms, filters them, and writes their phase. */
final class PairFinisher {

  private static final int LARGEST_TILE = 512;
  private static final int SMALLEST_TILE = 64;

  /** What comes in, what goes out, phases, and the work arrays of a filter. */
  private static final int BYTES_PER_CELL = 14 * Float.BYTES;

  private final InterferogramPlan plan;
  private final StackWriter writer;
  private final Scratch scratch;
  private final @Nullable FlatRaster heights;
  private final int halo;
  private final Queue<TileFilter> idle = new ConcurrentLinkedQueue<>();

  /**
   * Of a plan.
   *
   * @param scratch holds the complex interferograms
   * @param heights on the interferograms' grid; null where they are not needed
   */
  PairFinisher(
      InterferogramPlan plan, StackWriter writer, Scratch scratch, @Nullable FlatRaster heights) {
    this.plan = plan;
    this.writer = writer;
    this.scratch = scratch;
    this.heights = heights;
    this.halo = TileFilter.halo(plan.options().filter(), plan.grid());
  }

  /** What was found out about a pair. */
  record Finished(Trend trend, Residues residues) {}

  /** One pair's files. */
  private record Files(
      FlatRaster interferogram,
      FlatRaster coherence,
      FlatRaster.Writer phase,
      FlatRaster.@Nullable Writer ramp,
      FlatRaster.@Nullable Writer heightPhase,
      Trend trend) {}

  /** Takes a pair whose rasters are written and closed. */
  @FunctionalInterface
  interface Sink {
    void accept(Pair pair, Finished finished) throws IOException;
  }

  /** Finishes all pairs of a batch that were formed, and hands each on as soon as it is. */
  void finish(PairBatch batch, RunContext context, String pairs, Sink sink) throws IOException {
    Map<Pair, Trend> trends = trends(batch, context.part(0, 0.2), pairs);
    int side = side(context);
    int done = 0;
    for (Pair pair : batch.pairs()) {
      Trend trend = trends.getOrDefault(pair, Trend.NONE);
      double from = 0.2 + 0.8 * done / batch.pairs().size();
      done++;
      double to = 0.2 + 0.8 * done / batch.pairs().size();
      Residues residues = finish(pair, trend, side, context.part(from, to));
      scratch.delete(pair);
      sink.accept(pair, new Finished(trend, residues));
    }
  }

  private Residues finish(Pair pair, Trend trend, int side, RunContext context) throws IOException {
    AtomicReference<Residues> residues = new AtomicReference<>(new Residues(0, 0));
    try (Closing closing = new Closing()) {
      Files files = open(pair, trend, closing);
      Units.run(
          TileReader.tiles(plan.grid(), side),
          context,
          "Filtering " + pair + ", tile",
          tile -> residues.accumulateAndGet(finish(tile, files), Residues::plus));
    }
    return Objects.requireNonNull(residues.get());
  }

  private Map<Pair, Trend> trends(PairBatch batch, RunContext context, String pairs)
      throws IOException {
    InterferogramOptions options = plan.options();
    Map<Pair, Trend> trends = new ConcurrentHashMap<>();
    if (options.removeRamp() || options.removeHeightPhase()) {
      Units.run(
          batch.pairs(),
          context,
          "Looking for trends in " + pairs,
          pair -> {
            try (FlatRaster raster = scratch.open(pair)) {
              trends.put(pair, new TrendFinder(raster, heights, context).find(options));
            }
          });
    }
    return trends;
  }

  private Files open(Pair pair, Trend trend, Closing closing) throws IOException {
    return new Files(
        closing.add(scratch.open(pair)),
        closing.add(writer.written(pair, Asset.COHERENCE)),
        closing.add(writer.raster(pair, Asset.WRAPPED_PHASE)),
        trend.ramp() == null ? null : closing.add(writer.raster(pair, Asset.RAMP)),
        trend.height() == null ? null : closing.add(writer.raster(pair, Asset.TOPOGRAPHIC_PHASE)),
        trend);
  }

  /** Side of a tile so that the tiles of all threads fit the memory. */
  private int side(RunContext context) {
    for (int side = LARGEST_TILE; side >= SMALLEST_TILE; side /= 2) {
      long wide = side + 2L * halo + 1;
      if (wide * wide * BYTES_PER_CELL * context.budget().threads()
          <= context.budget().memoryBytes()) {
        return side;
      }
    }
    throw new UserException(
        "The filter needs "
            + halo
            + " cells about each tile, more than the memory budget of "
            + (context.budget().memoryBytes() >> 20)
            + " MiB holds: give more memory (GEOFRINGE_JAVA_OPTIONS=-Xmx…), fewer threads, or a"
            + " narrower filter.");
  }

  /** Writes a tile; counts the loops whose north-western cell lies in it. */
  private Residues finish(Window tile, Files files) {
    MapGrid grid = plan.grid();
    Window wide = TileReader.widened(tile, halo, halo + 1, grid);
    ComplexGrid values = TileReader.complex(files.interferogram, wide);
    FloatGrid ramp = files.trend.ramp(wide);
    FloatGrid heightPhase = files.trend.heightPhase(TileReader.floats(heights, wide));
    Trend.subtract(ramp, values);
    Trend.subtract(heightPhase, values);
    boolean byCoherence = plan.options().filter().kind() == FilterKind.GOLDSTEIN_BY_COHERENCE;
    FloatGrid coherence = byCoherence ? TileReader.floats(files.coherence, wide) : null;
    TileFilter free = idle.poll();
    TileFilter filter = free == null ? TileFilter.of(plan.options().filter(), grid) : free;
    ComplexGrid filtered = filter.apply(values, coherence, wide.row(), wide.column());
    idle.add(filter);

    int top = tile.row() - wide.row();
    int left = tile.column() - wide.column();
    float[] phase = new float[tile.cells()];
    for (int row = 0; row < tile.rows(); row++) {
      for (int column = 0; column < tile.columns(); column++) {
        phase[row * tile.columns() + column] = filtered.phase(top + row, left + column);
      }
    }
    files.phase.write(0, tile, phase, 0);
    write(files.ramp, ramp, top, left, tile, phase);
    write(files.heightPhase, heightPhase, top, left, tile, phase);
    return Residues.count(withNext(filtered, top, left, tile));
  }

  /** The tile's cells and one row and column more, where there are. */
  private static ComplexGrid withNext(ComplexGrid wide, int top, int left, Window tile) {
    int rows = Math.min(wide.rows() - top, tile.rows() + 1);
    int columns = Math.min(wide.columns() - left, tile.columns() + 1);
    ComplexGrid part = new ComplexGrid(rows, columns);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          wide.values(),
          2 * ((top + row) * wide.columns() + left),
          part.values(),
          2 * row * columns,
          2 * columns);
    }
    return part;
  }

  /** Writes the tile's part of a trend, where there is phase. */
  private static void write(
      FlatRaster.@Nullable Writer target,
      @Nullable FloatGrid trend,
      int top,
      int left,
      Window tile,
      float[] phase) {
    if (target == null || trend == null) {
      return;
    }
    float[] values = new float[tile.cells()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          Float.isNaN(phase[i])
              ? Float.NaN
              : trend.get(top + i / tile.columns(), left + i % tile.columns());
    }
    target.write(0, tile, values, 0);
  }
}
