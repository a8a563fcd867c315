package org.geofringe.server.interferogram;

import java.util.List;
import org.geofringe.filtering.HeightPhase;
import org.geofringe.filtering.HeightPhaseFinder;
import org.geofringe.filtering.PhaseRamp;
import org.geofringe.filtering.RampFinder;
import org.geofringe.grid.ComplexGrid;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the trend of a pair, tile by tile. The phase of height comes first, which a ramp does
 * not disturb; the ramp is that of the rest.
 */
final class TrendFinder {

  /** Tiles are the same under every budget, since what is found depends on them. */
  private static final int TILE = 512;

  private final FlatRaster interferogram;
  private final @Nullable FlatRaster heights;
  private final RunContext context;

  /**
   * Of a pair.
   *
   * @param interferogram complex
   * @param heights on the same grid; null where no phase of height is looked for
   */
  TrendFinder(FlatRaster interferogram, @Nullable FlatRaster heights, RunContext context) {
    this.interferogram = interferogram;
    this.heights = heights;
    this.context = context;
  }

  /** Looks for what a plan wants taken away. */
  Trend find(InterferogramOptions options) {
    HeightPhase height = options.removeHeightPhase() ? height() : null;
    return new Trend(options.removeRamp() ? ramp(new Trend(null, height)) : null, height);
  }

  private HeightPhase height() {
    HeightPhaseFinder finder = new HeightPhaseFinder();
    for (Window tile : tiles()) {
      context.checkCancelled();
      FloatGrid ground = TileReader.floats(heights, tile);
      if (ground != null) {
        finder.add(TileReader.complex(interferogram, tile), ground, tile.row(), tile.column());
      }
    }
    return finder.find();
  }

  private PhaseRamp ramp(Trend before) {
    RampFinder finder = new RampFinder();
    for (Window tile : tiles()) {
      context.checkCancelled();
      ComplexGrid values = TileReader.complex(interferogram, tile);
      Trend.subtract(before.heightPhase(TileReader.floats(heights, tile)), values);
      finder.add(values, tile.row(), tile.column());
    }
    return finder.find();
  }

  private List<Window> tiles() {
    return TileReader.tiles(interferogram.grid(), TILE);
  }
}
