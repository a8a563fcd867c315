package org.geofringe.server.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ZoneFiguresTest {

  @Test
  void fewCellsAreExact() {
    ZoneFigures figures = new ZoneFigures();
    for (float value : new float[] {1, 2, Float.NaN, 3, 4}) {
      figures.add(value);
    }
    assertEquals(4, figures.count());
    assertEquals(0.8, figures.share(), 1e-12);
    assertEquals(2.5, figures.mean(), 1e-12);
    assertEquals(Math.sqrt(5.0 / 3), figures.deviation(), 1e-12);
    assertEquals(2.5, figures.percentile(50), 1e-12);
    assertEquals(1, figures.percentile(0), 1e-12);
  }

  @Test
  void nothingHasNoFigures() {
    ZoneFigures figures = new ZoneFigures();
    assertTrue(Double.isNaN(figures.mean()));
    assertTrue(Double.isNaN(figures.percentile(50)));
    assertTrue(Double.isNaN(figures.share()));
  }

  /** Mean counts all; a percentile of a sample of every eighth is right to an eighth rank. */
  @Test
  void manyCellsAreThinnedForPercentilesAlone() {
    ZoneFigures figures = new ZoneFigures();
    int cells = 5 * ZoneFigures.MOST;
    for (int i = 0; i < cells; i++) {
      figures.add(i);
    }
    assertEquals((cells - 1) / 2.0, figures.mean(), 1e-6 * cells);
    assertEquals(0.05 * cells, figures.percentile(5), 8);
    assertEquals(0.95 * cells, figures.percentile(95), 8);
  }
}
