package org.geofringe.server.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapPointTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-99.1,19.4 | -99.1 | 19.4 | EPSG:4326",
        " -99.1 , 19.4 | -99.1 | 19.4 | EPSG:4326",
        "485000,2148000 [EPSG:32614] | 485000 | 2148000 | EPSG:32614",
        "485000.000000,2148000.000000 [EPSG:32614] | 485000 | 2148000 | EPSG:32614",
        "1,2[epsg:3857] | 1 | 2 | EPSG:3857",
        "1e3,-2.5E2 [ EPSG:3857 ] | 1000 | -250 | EPSG:3857",
      })
  void readsQgisPoints(String text, double x, double y, String crs) {
    assertEquals(new MapPoint(x, y, crs), MapPoint.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1,2,3",
        "1 2",
        "a,b",
        "1,NaN",
        "1,Infinity",
        "1,2 [32614]",
        "1,2 [EPSG:1]",
        "1,2 [EPSG:32614",
        "1,2 EPSG:32614",
        "POINT(1 2)"
      })
  void refusesOtherTexts(String text) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> MapPoint.parse(text)).getMessage());
    assertTrue(message.contains("\"lon,lat\""), message);
  }

  @Property(tries = 200)
  void itsTextIsReadBack(
      @ForAll @DoubleRange(min = -1e7, max = 1e7) double x,
      @ForAll @DoubleRange(min = -1e-3, max = 1e-3) @Scale(9) double y,
      @ForAll @IntRange(min = 1000, max = 999_999) int code) {
    MapPoint point = new MapPoint(x, y, "EPSG:" + code);
    assertEquals(point, MapPoint.parse(point.toString()));
  }
}
