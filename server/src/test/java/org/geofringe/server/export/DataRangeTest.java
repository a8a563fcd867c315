package org.geofringe.server.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DataRangeTest {

  @Test
  void takesPercentilesAndPassesOverNoData() {
    float[] values = new float[201];
    for (int i = 0; i < 101; i++) {
      values[i] = 100 - i;
    }
    for (int i = 101; i < 201; i++) {
      values[i] = i % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
    }
    assertEquals(new DataRange(2, 98), DataRange.of(values));
  }

  @Test
  void nothingAndOneValueStillMakeALegend() {
    assertEquals(new DataRange(0, 1), DataRange.of(new float[] {Float.NaN}));
    assertEquals(new DataRange(-0.5, 0.5), DataRange.of(new float[] {0, 0}));
    DataRange one = DataRange.of(new float[] {-8});
    assertTrue(one.low() < -8 && one.high() > -8);
    assertThrows(IllegalArgumentException.class, () -> new DataRange(1, 1));
    assertThrows(IllegalArgumentException.class, () -> new DataRange(Double.NaN, 1));
  }

  /**
   * A quarter of 2^21 values is kept: the percentile's standard error is below 3e-4 of the range.
   */
  @Test
  void aThinnedSampleKeepsThePercentiles() {
    DataRange.Sampler sampler = new DataRange.Sampler();
    Random random = new Random(7);
    float[] tile = new float[1 << 14];
    for (int i = 0; i < 128; i++) {
      for (int j = 0; j < tile.length; j++) {
        tile[j] = random.nextFloat();
      }
      sampler.add(tile, 0, tile.length);
    }
    assertEquals(0.02, sampler.range().low(), 2e-3);
    assertEquals(0.98, sampler.range().high(), 2e-3);
  }

  @Test
  void thinningDoesNotFavourTheEnd() {
    DataRange.Sampler sampler = new DataRange.Sampler();
    int count = 1 << 21;
    float[] rising = new float[count];
    for (int i = 0; i < count; i++) {
      rising[i] = i;
    }
    sampler.add(rising, 0, count);
    assertEquals(0.02 * count, sampler.range().low(), 0.001 * count);
    assertEquals(0.98 * count, sampler.range().high(), 0.001 * count);
  }

  @Property
  void roundingWidensByLittle(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double a,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double size) {
    DataRange range = new DataRange(a, a + size);
    DataRange rounded = range.rounded();
    double slack = 2e-6 * size;
    assertTrue(
        rounded.low() <= range.low() + slack && rounded.low() >= range.low() - 0.1 * size - slack);
    assertTrue(rounded.high() >= range.high() - slack);
    assertTrue(rounded.high() <= range.high() + 0.1 * size + slack);
  }

  @Test
  void symmetricAndFromZero() {
    assertEquals(new DataRange(-30, 30), new DataRange(-30, 5).symmetric());
    assertEquals(new DataRange(0, 5), new DataRange(2, 5).fromZero());
    assertEquals(new DataRange(0, 1), new DataRange(-5, -2).fromZero());
    assertEquals(new DataRange(-190, 10), new DataRange(-187.3, 0.1234).rounded());
    assertEquals(new DataRange(38.91, 39.41), new DataRange(38.912, 39.403).rounded());
    assertEquals(new DataRange(0, 20), new DataRange(0, 20.000002f).rounded());
  }
}
