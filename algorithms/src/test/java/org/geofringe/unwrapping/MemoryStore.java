package org.geofringe.unwrapping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.geofringe.grid.Window;
import org.jspecify.annotations.Nullable;

/** A large image that is not so large. */
final class MemoryStore implements TileStore {

  private final int columns;
  private final float[] wrapped;
  private final float @Nullable [] coherence;
  private final double looks;
  private final Unwrapper.Parameters parameters;
  private final Map<Integer, TilePiece> kept = new HashMap<>();
  private final TilePiece result;

  MemoryStore(
      int rows,
      int columns,
      float[] wrapped,
      float @Nullable [] coherence,
      double looks,
      Unwrapper.Parameters parameters) {
    this.columns = columns;
    this.wrapped = wrapped;
    this.coherence = coherence;
    this.looks = looks;
    this.parameters = parameters;
    int cells = rows * columns;
    result =
        new TilePiece(
            new Window(0, 0, rows, columns), new float[cells], new int[cells], new float[cells]);
    Arrays.fill(result.phase(), Float.NaN);
    Arrays.fill(result.reliability(), Float.NaN);
  }

  TilePiece result() {
    return result;
  }

  @Override
  public Unwrapped unwrap(Window window, SolverContext context) {
    TilePiece whole = new TilePiece(result.window(), wrapped, result.components(), wrapped);
    float[] gammas =
        coherence == null
            ? null
            : part(new TilePiece(whole.window(), coherence, result.components(), wrapped), window)
                .phase();
    return Unwrapper.apply(
        window.rows(),
        window.columns(),
        part(whole, window).phase(),
        gammas,
        looks,
        parameters,
        context);
  }

  @Override
  public void keep(int tile, TilePiece piece) {
    kept.put(tile, piece);
  }

  @Override
  public TilePiece kept(int tile, Window part) {
    return part(Objects.requireNonNull(kept.get(tile)), part);
  }

  @Override
  public void paint(TilePiece piece) {
    Window window = piece.window();
    for (int row = 0; row < window.rows(); row++) {
      int from = row * window.columns();
      int to = (window.row() + row) * columns + window.column();
      System.arraycopy(piece.phase(), from, result.phase(), to, window.columns());
      System.arraycopy(piece.components(), from, result.components(), to, window.columns());
      System.arraycopy(piece.reliability(), from, result.reliability(), to, window.columns());
    }
  }

  @Override
  public TilePiece painted(Window window) {
    return part(result, window);
  }

  private static TilePiece part(TilePiece whole, Window window) {
    int cells = window.cells();
    TilePiece part = new TilePiece(window, new float[cells], new int[cells], new float[cells]);
    int stride = whole.window().columns();
    for (int row = 0; row < window.rows(); row++) {
      int from =
          (window.row() - whole.window().row() + row) * stride
              + window.column()
              - whole.window().column();
      int to = row * window.columns();
      System.arraycopy(whole.phase(), from, part.phase(), to, window.columns());
      System.arraycopy(whole.components(), from, part.components(), to, window.columns());
      System.arraycopy(whole.reliability(), from, part.reliability(), to, window.columns());
    }
    return part;
  }
}
