package org.geofringe.unwrapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.geofringe.grid.Window;

/**
 * Unwraps an image of any size in tiles that overlap, of which one is in memory at a time (Chen and
 * Zebker 2002).
 *
 * <p>Each tile is unwrapped by itself. Its components are its regions; cells in none follow the
 * nearest. Every cell that lies in two tiles votes for the whole cycles between their regions, and
 * the cycles that meet all votes best are found exactly ({@link IntegerOffsets}); so a component
 * that a tile's border cuts in pieces is put together by the neighbours' votes. Regions within a
 * tile keep the relation found there unless votes weigh more. At last the tiles are laid over each
 * other, with seams where they agree ({@link SeamPatches}).
 *
 * <p>A tile knows no more than it shows: of a fault that crosses all of it, it cannot tell by how
 * many cycles, nor do the neighbours' votes part what it took for one component. Tiles should be
 * larger than such things; {@link Result#unmet} tells when they are not.
 */
public final class TiledUnwrapper {

  /** Regions of two tiles that agree on so many cells more than they do not are one component. */
  private static final long LEAST_SHARED = 10;

  /** A sure relation within a tile weighs as so many cells that two tiles share. */
  private static final double WITHIN = 10;

  private final int rows;
  private final int columns;
  private final Parameters parameters;
  private final TileStore store;
  private final SolverContext context;
  private final List<Window> tiles;
  private final int[] firstRegion;
  private final TileVotes votes = new TileVotes();
  private final List<Long> sizes = new ArrayList<>();
  private final List<Unwrapped.Bridge> bridges = new ArrayList<>();

  private TiledUnwrapper(
      int rows, int columns, Parameters parameters, TileStore store, SolverContext context) {
    this.rows = rows;
    this.columns = columns;
    this.parameters = parameters;
    this.store = store;
    this.context = context;
    tiles = TileLayout.of(rows, columns, parameters.side, parameters.overlap);
    firstRegion = new int[tiles.size() + 1];
  }

  /**
   * How the image is cut.
   *
   * @param side most rows and columns of a tile
   * @param overlap rows and columns that neighbours share at least: 2 to half of the side
   */
  public record Parameters(int side, int overlap) {
    public Parameters {
      if (overlap < 2 || overlap > side / 2) {
        throw new IllegalArgumentException(
            "overlap must be 2 to half of the side " + side + ", got " + overlap);
      }
    }
  }

  /**
   * What was found.
   *
   * @param tiles tiles unwrapped
   * @param components components of the whole image
   * @param bridges relations between them that tiles decided, at their most certain; cycles are
   *     those of the tile
   * @param unlike cells of overlaps that tiles did not agree on, noise included
   * @param unmet those of them that are in components of both tiles: some are noisy cells; many
   *     mean that tiles are too small for what they show
   */
  public record Result(
      int tiles, int components, List<Unwrapped.Bridge> bridges, long unlike, long unmet) {}

  /**
   * Unwraps an image.
   *
   * @param store gives unwrapped windows and takes the result: phase, components of the whole image
   *     with 1 for the largest, and reliability
   */
  public static Result apply(
      int rows, int columns, Parameters parameters, TileStore store, SolverContext context) {
    return new TiledUnwrapper(rows, columns, parameters, store, context).run();
  }

  private Result run() {
    context.progress(0);
    for (int tile = 0; tile < tiles.size(); tile++) {
      context.checkCancelled();
      unwrap(tile);
      compare(tile);
      context.progress(0.9 * (tile + 1) / tiles.size());
    }
    int regions = firstRegion[tiles.size()];
    int[] offsets = IntegerOffsets.solve(regions, votes.votes(), context);
    int[] components = components(offsets);
    long unlike = 0;
    for (int tile = 0; tile < tiles.size(); tile++) {
      context.checkCancelled();
      unlike += paint(tile, offsets, components);
      context.progress(0.9 + 0.1 * (tile + 1) / tiles.size());
    }
    int count = Arrays.stream(components).max().orElse(0);
    return new Result(tiles.size(), count, bridges(components), unlike, votes.unmet(offsets));
  }

  private void unwrap(int tile) {
    Window window = tiles.get(tile);
    Unwrapped unwrapped = store.unwrap(window, context);
    int[] regions = unwrapped.components();
    int count = Arrays.stream(regions).max().orElse(0);
    int first = firstRegion[tile];
    firstRegion[tile + 1] = first + Math.max(1, count);
    long[] cells = new long[count + 1];
    NearestComponent nearest =
        new NearestComponent(window.rows(), window.columns(), regions, context);
    int[] numbered = new int[regions.length];
    for (int cell = 0; cell < regions.length; cell++) {
      if (Float.isNaN(unwrapped.phase()[cell])) {
        continue;
      }
      int row = cell / window.columns();
      int column = cell % window.columns();
      int follows = Math.max(1, nearest.component(row, column));
      numbered[cell] = regions[cell] > 0 ? first + regions[cell] : -(first + follows);
      if (isCore(window, row, column)) {
        cells[regions[cell]]++;
      }
    }
    for (int region = 1; region <= Math.max(1, count); region++) {
      sizes.add(count == 0 ? 0 : cells[region]);
    }
    for (Unwrapped.Bridge bridge : unwrapped.bridges()) {
      int from = first + bridge.from() - 1;
      int to = first + bridge.to() - 1;
      votes.relate(from, to, WITHIN * bridge.certainty());
      bridges.add(
          new Unwrapped.Bridge(from, to, bridge.cycles(), bridge.gap(), bridge.certainty()));
    }
    store.keep(tile, new TilePiece(window, unwrapped.phase(), numbered, unwrapped.reliability()));
  }

  /** Whether a cell of a tile lies nearer to its middle than half of the overlap. */
  private boolean isCore(Window window, int row, int column) {
    int half = parameters.overlap / 2;
    return (window.row() == 0 || row >= half)
        && (window.column() == 0 || column >= half)
        && (window.row() + window.rows() == rows || row < window.rows() - half)
        && (window.column() + window.columns() == columns || column < window.columns() - half);
  }

  private void compare(int tile) {
    Window window = tiles.get(tile);
    for (int before = 0; before < tile; before++) {
      if (TileVotes.overlap(window, tiles.get(before))) {
        Window shared = TileVotes.shared(window, tiles.get(before));
        votes.count(store.kept(before, shared), store.kept(tile, shared));
      }
    }
  }

  /** The component of the whole image that each region belongs to; 0 for what is none. */
  private int[] components(int[] offsets) {
    DisjointSets sets = votes.joined(offsets, LEAST_SHARED);
    long[] bySize = new long[offsets.length];
    for (int region = 0; region < offsets.length; region++) {
      bySize[sets.find(region)] += sizes.get(region);
    }
    for (int set = 0; set < bySize.length; set++) {
      bySize[set] = -bySize[set] << 24 | set;
    }
    Arrays.sort(bySize);
    int[] ranks = new int[offsets.length];
    for (int i = 0; i < bySize.length && bySize[i] < 0; i++) {
      ranks[(int) (bySize[i] & 0xffffff)] = i + 1;
    }
    int[] components = new int[offsets.length];
    Arrays.setAll(components, region -> ranks[sets.find(region)]);
    return components;
  }

  private long paint(int tile, int[] offsets, int[] components) {
    TilePiece piece = store.kept(tile, tiles.get(tile));
    for (int cell = 0; cell < piece.phase().length; cell++) {
      int region = Math.abs(piece.components()[cell]) - 1;
      if (region >= 0) {
        float phase = piece.phase()[cell];
        piece.phase()[cell] = (float) (phase + 2 * Math.PI * offsets[region]);
        piece.components()[cell] = piece.components()[cell] > 0 ? components[region] : 0;
      }
    }
    TilePiece painted = store.painted(piece.window());
    long unlike = SeamPatches.apply(piece, painted, rows, columns, parameters.overlap);
    store.paint(piece);
    return unlike;
  }

  /** Of the tiles' relations those that relate two components, each once, the surest first. */
  private List<Unwrapped.Bridge> bridges(int[] components) {
    Set<Long> known = new HashSet<>();
    List<Unwrapped.Bridge> named = new ArrayList<>();
    bridges.stream()
        .sorted((a, b) -> Double.compare(b.certainty(), a.certainty()))
        .forEach(
            bridge -> {
              int from = components[bridge.from()];
              int to = components[bridge.to()];
              long pair = (long) Math.min(from, to) << 32 | Math.max(from, to);
              if (from != to && from != 0 && to != 0 && known.add(pair)) {
                named.add(
                    new Unwrapped.Bridge(
                        from, to, bridge.cycles(), bridge.gap(), bridge.certainty()));
              }
            });
    return named;
  }
}
