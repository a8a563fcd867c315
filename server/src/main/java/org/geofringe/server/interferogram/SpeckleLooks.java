package org.geofringe.server.interferogram;

import java.time.LocalDate;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.interferometry.EffectiveLooks;
import org.geofringe.interferometry.Multilook;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackFrame;
import org.jspecify.annotations.Nullable;

/**
 * How many independent looks there are in a cell, from pieces of the reference date's image: it
 * stays when dates are added, so that finished pairs stay too.
 */
final class SpeckleLooks {

  private static final int SIDE = 128;
  private static final int PIECES_ALONG = 6;

  private final Multilook multilook;
  private final @Nullable EffectiveLooks speckle;
  private final double efficiency;

  private SpeckleLooks(Multilook multilook, @Nullable EffectiveLooks speckle, double efficiency) {
    this.multilook = multilook;
    this.speckle = speckle;
    this.efficiency = efficiency;
  }

  /**
   * Looks at the image.
   *
   * @param weighted whether steady cells count more
   */
  static SpeckleLooks of(Stack images, Multilook multilook, boolean weighted, RunContext context) {
    MapGrid grid = images.grid();
    EffectiveLooks speckle = new EffectiveLooks();
    int side = Math.min(SIDE, Math.min(grid.rows(), grid.columns()));
    Efficiency efficiency = new Efficiency();
    LocalDate date =
        images
            .frame()
            .map(StackFrame::referenceDate)
            .filter(images.dates()::contains)
            .orElse(images.dates().get(0));
    try (FlatRaster slc = images.open(date, DateAsset.SLC);
        @Nullable FlatRaster dispersion =
            weighted
                ? FlatRaster.open(images.layer(Layer.AMPLITUDE_DISPERSION).orElseThrow())
                : null) {
      for (int i = 0; i < PIECES_ALONG * PIECES_ALONG; i++) {
        context.checkCancelled();
        Window piece =
            new Window(
                at(i / PIECES_ALONG, grid.rows(), side),
                at(i % PIECES_ALONG, grid.columns(), side),
                side,
                side);
        if (side >= EffectiveLooks.leastPatch()) {
          speckle.add(TileReader.complex(slc, piece));
        }
        if (dispersion != null) {
          efficiency.add(Stability.weights(dispersion, piece), side, multilook);
        }
      }
    }
    return new SpeckleLooks(multilook, speckle.patches() > 0 ? speckle : null, efficiency.mean());
  }

  /**
   * What is left of the looks when they count unevenly: (Σw)² / (n Σw²), the mean over cells of the
   * interferograms.
   */
  private static final class Efficiency {
    private double sum;
    private int cells;

    void add(float[] weights, int side, Multilook multilook) {
      int down = Math.min(side, multilook.looksDown());
      int across = Math.min(side, multilook.looksAcross());
      for (int row = 0; row + down <= side; row += down) {
        for (int column = 0; column + across <= side; column += across) {
          double all = 0;
          double squares = 0;
          for (int i = 0; i < down * across; i++) {
            float weight = weights[(row + i / across) * side + column + i % across];
            if (weight > 0) {
              all += weight;
              squares += (double) weight * weight;
            }
          }
          if (squares > 0) {
            sum += all * all / squares / (down * across);
            cells++;
          }
        }
      }
    }

    double mean() {
      return cells == 0 ? 1 : sum / cells;
    }
  }

  private static int at(int step, int cells, int side) {
    return (int) ((long) step * (cells - side) / (PIECES_ALONG - 1));
  }

  /** Whether the image told; else every look is taken for an independent one. */
  boolean isKnown() {
    return speckle != null;
  }

  /** Independent looks in a square of so many cells of the interferograms. */
  double in(int cells) {
    int down = Math.multiplyExact(multilook.looksDown(), cells);
    int across = Math.multiplyExact(multilook.looksAcross(), cells);
    double looks = speckle == null ? (double) down * across : speckle.looks(down, across);
    return Math.max(1, looks * efficiency);
  }
}
