package org.geofringe.unwrapping;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.geofringe.grid.Window;
import org.junit.jupiter.api.Test;

class TiledUnwrapperTest {

  private static final Unwrapper.Parameters SMOOTH =
      new Unwrapper.Parameters(Unwrapper.Cost.SMOOTH, 0);

  private static MemoryStore tiled(WrappedField field, int side, int overlap) {
    MemoryStore store =
        new MemoryStore(
            field.rows(),
            field.columns(),
            field.wrapped(),
            field.coherence(),
            field.looks(),
            SMOOTH);
    TiledUnwrapper.apply(
        field.rows(),
        field.columns(),
        new TiledUnwrapper.Parameters(side, overlap),
        store,
        SolverContext.alone());
    return store;
  }

  /** Share of coherent cells whose cycles differ from the whole image's, but for a constant. */
  private static double unlike(WrappedField field, float[] tiled) {
    Unwrapped whole =
        Unwrapper.apply(
            field.rows(),
            field.columns(),
            field.wrapped(),
            field.coherence(),
            field.looks(),
            SMOOTH,
            SolverContext.alone());
    Map<Long, Integer> counts = new HashMap<>();
    int cells = 0;
    for (int i = 0; i < tiled.length; i++) {
      if (field.regions()[i] > 0 && field.coherence()[i] >= 0.3) {
        cells++;
        counts.merge(Math.round((tiled[i] - whole.phase()[i]) / (2 * Math.PI)), 1, Integer::sum);
      }
    }
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return (double) (cells - most) / cells;
  }

  /**
   * Where costs tie, or nearly, a tile may choose otherwise than the whole image: single noisy
   * cells, of which a bowl's land has a few in 100,000.
   */
  @Test
  void tilesGiveWhatTheWholeImageGives() {
    for (String kind : new String[] {"lakes", "speckle5"}) {
      WrappedField field = Objects.requireNonNull(WrappedFields.all().get(kind)).make(320, 4);
      double unlike = unlike(field, tiled(field, 140, 40).result().phase());
      assertTrue(unlike < 1e-4, kind + ": " + unlike);
    }
  }

  /**
   * A snake of land: tiles cut it in pieces that hang together only by what other tiles hold. It
   * must come back as one component, right from end to end.
   */
  @Test
  void aComponentCutByTilesIsPutTogether() {
    int n = 300;
    WrappedField.Surface land =
        (r, c) -> r / 25 % 2 == 0 || (r / 50 % 2 == 0 ? c >= n - 25 : c < 25) ? 0.9 : 0;
    WrappedField field =
        WrappedField.of(
            n, n, 12, 3, (r, c) -> 0.35 * c + 0.2 * r, land, (r, c) -> land.at(r, c) > 0 ? 1 : 0);
    MemoryStore store = tiled(field, 130, 30);
    assertEquals(0, Score.of(field, store.result().phase()).percentWrong(), 0.01);
    int[] components = store.result().components();
    int land1 = 0;
    int inFirst = 0;
    for (int i = 0; i < components.length; i++) {
      if (field.regions()[i] == 1) {
        land1++;
        inFirst += components[i] == 1 ? 1 : 0;
      }
    }
    assertTrue(inFirst > 0.95 * land1, inFirst + " of " + land1);
  }

  @Test
  void phaseStaysCongruentAndEmptyCellsStayEmpty() {
    WrappedField field =
        Objects.requireNonNull(WrappedFields.all().get("lakes-nodata")).make(150, 2);
    float[] phase = tiled(field, 70, 20).result().phase();
    for (int i = 0; i < phase.length; i++) {
      assertEquals(Float.isNaN(field.wrapped()[i]), Float.isNaN(phase[i]));
      if (!Float.isNaN(phase[i])) {
        double rest = Math.IEEEremainder(phase[i] - field.wrapped()[i], 2 * Math.PI);
        assertEquals(0, rest, 1e-4);
      }
    }
  }

  @Test
  void tilesCoverTheImageAndOverlap() {
    for (int[] size : new int[][] {{1, 1}, {100, 37}, {101, 250}, {400, 100}}) {
      List<Window> tiles = TileLayout.of(size[0], size[1], 100, 20);
      int[] covered = new int[size[0] * size[1]];
      for (Window tile : tiles) {
        for (int r = tile.row(); r < tile.row() + tile.rows(); r++) {
          for (int c = tile.column(); c < tile.column() + tile.columns(); c++) {
            covered[r * size[1] + c]++;
          }
        }
      }
      for (int count : covered) {
        assertTrue(count >= 1);
      }
      for (int i = 1; i < tiles.size(); i++) {
        Window before = tiles.get(i - 1);
        if (before.row() == tiles.get(i).row()) {
          assertTrue(before.column() + before.columns() - tiles.get(i).column() >= 20);
        }
      }
    }
  }

  @Test
  void overlapsOutOfRangeAreRefused() {
    assertRefused(
        "overlap must be 2 to half of the side 100, got 51",
        () -> new TiledUnwrapper.Parameters(100, 51));
    assertRefused("overlap must be 2", () -> new TiledUnwrapper.Parameters(100, 1));
  }
}
