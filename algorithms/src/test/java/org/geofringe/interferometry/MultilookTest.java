package org.geofringe.interferometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.junit.jupiter.api.Test;

class MultilookTest {

  private static final MapGrid FINE = new MapGrid("EPSG:32614", 500_015, 2_100_030, 5, 10, 50, 40);

  @Test
  void coarseEdgesLieOnMultiplesOfTheCoarseCell() {
    MapGrid coarse = new Multilook(FINE, 4, 8).grid();
    assertEquals(500_040, coarse.west());
    assertEquals(2_100_000, coarse.north());
    assertEquals(40, coarse.spacingX());
    assertEquals(40, coarse.spacingY());
    assertEquals(11, coarse.rows());
    assertEquals(4, coarse.columns());
  }

  @Test
  void aWindowCoversTheSameGround() {
    Multilook multilook = new Multilook(FINE, 4, 8);
    MapGrid coarse = multilook.grid();
    Window fine = multilook.fineWindow(new Window(2, 1, 3, 2));
    assertEquals(new Window(3 + 8, 5 + 8, 12, 16), fine);
    assertEquals(coarse.x(1 - 0.5), FINE.x(fine.column() - 0.5));
    assertEquals(coarse.y(2 - 0.5), FINE.y(fine.row() - 0.5));
  }

  @Test
  void looksOfAnImageBeginWithTheFirstLineAndSample() {
    Multilook multilook = new Multilook(new MapGrid("RADAR", -0.5, 0.5, 1, 1, 20, 33), 4, 8);
    assertEquals(new MapGrid("RADAR", -0.5, 0.5, 8, 4, 5, 4), multilook.grid());
    assertEquals(new Window(0, 0, 4, 8), multilook.fineWindow(new Window(0, 0, 1, 1)));
  }

  @Test
  void oneLookIsTheGridItself() {
    assertEquals(FINE, new Multilook(FINE, 1, 1).grid());
  }

  @Test
  void aGridWithoutAWholeCellIsRefused() {
    assertTrue(message(51, 1).contains("do not fit"), message(51, 1));
    assertTrue(message(0, 1).contains("at least 1"), message(0, 1));
  }

  private static String message(int looksDown, int looksAcross) {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class, () -> new Multilook(FINE, looksDown, looksAcross))
            .getMessage());
  }
}
