package org.geofringe.server.unwrap;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Arrays;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.unwrapping.TilePiece;

/** Where an unwrapped image goes, piece by piece: phase, components and reliability. */
final class UnwrappedFiles {

  private final MapGrid grid;
  private final FlatRaster.Writer phase;
  private final FlatRaster.Writer components;
  private final FlatRaster.Writer reliability;

  /** Of three rasters that were started on one grid; closing them is up to the caller. */
  UnwrappedFiles(
      MapGrid grid,
      FlatRaster.Writer phase,
      FlatRaster.Writer components,
      FlatRaster.Writer reliability) {
    this.grid = grid;
    this.phase = phase;
    this.components = components;
    this.reliability = reliability;
  }

  MapGrid grid() {
    return grid;
  }

  /** Fills all with no data, before pieces are laid over each other. */
  void clear(Runnable checkCancelled) {
    WholeImage.each(
        grid,
        checkCancelled,
        band -> {
          float[] none = new float[band.cells()];
          components.write(0, band, none, 0);
          Arrays.fill(none, Float.NaN);
          phase.write(0, band, none, 0);
          reliability.write(0, band, none, 0);
        });
  }

  void write(TilePiece piece) {
    phase.write(0, piece.window(), piece.phase(), 0);
    reliability.write(0, piece.window(), piece.reliability(), 0);
    components.write(0, piece.window(), numbers(piece.components()), 0);
  }

  /** Writes an image that is in memory whole. */
  void write(
      float[] wholePhase,
      int[] wholeComponents,
      float[] wholeReliability,
      Runnable checkCancelled) {
    WholeImage.each(
        grid,
        checkCancelled,
        band -> {
          int first = band.row() * grid.columns();
          phase.write(0, band, wholePhase, first);
          reliability.write(0, band, wholeReliability, first);
          int[] part = Arrays.copyOfRange(wholeComponents, first, first + band.cells());
          components.write(0, band, numbers(part), 0);
        });
  }

  /** Components as a file numbers them: those beyond its numbers are in none. */
  private static float[] numbers(int[] components) {
    float[] numbers = new float[components.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = components[i] > Short.MAX_VALUE ? 0 : components[i];
    }
    return numbers;
  }

  /** The same three, for reading. */
  record Reader(FlatRaster phase, FlatRaster components, FlatRaster reliability)
      implements Closeable {

    static Reader open(Path phase, Path components, Path reliability) {
      FlatRaster first = FlatRaster.open(phase);
      FlatRaster second = FlatRaster.open(components);
      return new Reader(first, second, FlatRaster.open(reliability));
    }

    TilePiece read(Window window) {
      float[] phases = new float[window.cells()];
      float[] numbers = new float[phases.length];
      float[] reliabilities = new float[phases.length];
      phase.read(0, window, phases, 0);
      components.read(0, window, numbers, 0);
      reliability.read(0, window, reliabilities, 0);
      int[] whole = new int[phases.length];
      for (int i = 0; i < whole.length; i++) {
        whole[i] = Math.round(numbers[i]);
      }
      return new TilePiece(window, phases, whole, reliabilities);
    }

    @Override
    public void close() {
      phase.close();
      components.close();
      reliability.close();
    }
  }
}
