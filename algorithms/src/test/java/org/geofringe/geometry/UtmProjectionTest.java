package org.geofringe.geometry;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtmProjectionTest {

  /** Expected values are those of PROJ 9.1, to the micrometre. */
  @ParameterizedTest
  @CsvSource({
    "-99.1332, 19.4326, 32614, 486017.330920, 2148700.219840",
    "-116.9, 38.3, 32611, 508743.846773, 4239106.224517",
    "179.9, -16.5, 32701, 169027.145535, 8173211.345484",
    "-70.25, -33.4, 32719, 383756.294544, 6303669.503486",
    "12.9, 78.2, 32633, 452069.723631, 8681549.761331",
    "15, 0.001, 32632, 1168881.688426, 111.143014",
  })
  void agreesWithProj(double longitude, double latitude, int epsg, double x, double y) {
    UtmProjection utm = new UtmProjection(epsg % 100, epsg > 32_700);
    assertEquals(epsg, utm.epsgCode());
    double[] map = new double[2];
    utm.toMap(Math.toRadians(longitude), Math.toRadians(latitude), map);
    assertArrayEquals(new double[] {x, y}, map, 2e-6);
  }

  @Property(tries = 500)
  void thereAndBackIsTheSamePoint(
      @ForAll @IntRange(min = 1, max = 60) int zone,
      @ForAll boolean south,
      @ForAll @DoubleRange(min = -10, max = 10) double eastward,
      @ForAll @DoubleRange(min = -84, max = 84) double latitude) {
    UtmProjection utm = new UtmProjection(zone, south);
    double longitude = Math.toRadians(6 * zone - 183 + eastward);
    double[] map = new double[2];
    double[] geographic = new double[2];
    utm.toMap(longitude, Math.toRadians(latitude), map);
    utm.toGeographic(map[0], map[1], geographic);
    // 1e-13 rad is a micrometre; a whole turn is no difference.
    assertEquals(0, Math.sin((longitude - geographic[0]) / 2), 2e-13);
    assertEquals(Math.toRadians(latitude), geographic[1], 2e-13);
  }

  @ParameterizedTest
  @CsvSource({"-180, 1, 32601", "179.99, -1, 32760", "180, 5, 32601", "-116.9, 38.3, 32611"})
  void zonesAreSixDegreesWide(double longitude, double latitude, int epsg) {
    assertEquals(
        epsg, UtmProjection.around(Math.toRadians(longitude), Math.toRadians(latitude)).epsgCode());
    assertRefused("zone", () -> new UtmProjection(61, false));
  }
}
