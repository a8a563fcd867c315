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

class ExtentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-99.2,-99.1,19.3,19.4 | -99.2 | -99.1 | 19.3 | 19.4 | EPSG:4326",
        " -99.2 , -99.1 , 19.3 , 19.4 | -99.2 | -99.1 | 19.3 | 19.4 | EPSG:4326",
        "484000,486000,2147000,2149000 [EPSG:32614] | 484000 | 486000 | 2147000 | 2149000 | EPSG:32614",
        "484000.0,486000.000,2147000,2149000[epsg:32614] | 484000 | 486000 | 2147000 | 2149000 | EPSG:32614",
        "-1e3,1E3,-2.5e2,0 [ EPSG:3857 ] | -1000 | 1000 | -250 | 0 | EPSG:3857",
      })
  void readsQgisExtents(
      String text, double west, double east, double south, double north, String crs) {
    assertEquals(new Extent(west, east, south, north, crs), Extent.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | west,east,south,north",
        "1,2,3 | west,east,south,north",
        "1,2,3,4,5 | west,east,south,north",
        "1 2 3 4 | west,east,south,north",
        "a,b,c,d | west,east,south,north",
        "1,2,3,4 [EPSG:32614 | west,east,south,north",
        "1,2,3,4 EPSG:32614 | west,east,south,north",
        "1,2,3,4 [32614] | EPSG:32632",
        "1,2,3,NaN | south < north",
        "1,Infinity,3,4 | west < east",
        "2,1,3,4 | west < east",
        "1,2,4,3 | south < north",
        "1,2,3,3 [EPSG:32614] | south < north",
        "484000,486000,2147000,2149000 | degrees",
      })
  void refusesOtherTexts(String text, String part) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Extent.parse(text)).getMessage());
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count());
  }

  @Property(tries = 200)
  void itsTextIsReadBack(
      @ForAll @DoubleRange(min = -1e7, max = 1e7) @Scale(6) double west,
      @ForAll @DoubleRange(min = 1e-6, max = 1e6) @Scale(6) double width,
      @ForAll @DoubleRange(min = -1e7, max = 1e7) @Scale(6) double south,
      @ForAll @IntRange(min = 5000, max = 999_999) int code) {
    Extent extent = new Extent(west, west + width, south, south + width, "EPSG:" + code);
    assertEquals(extent, Extent.parse(extent.toString()));
  }
}
