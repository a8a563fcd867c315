package org.geofringe.server.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.geofringe.server.run.UserException;
import org.junit.jupiter.api.Test;

class CrsTest {

  /** Expected values are those of gdaltransform (GDAL 3.6). */
  @Test
  void longitudeAndLatitudeToUtmAndBack() {
    double[] utm = Crs.transform(-99.1332, 19.4326, "EPSG:4326", "EPSG:32614");
    assertArrayEquals(new double[] {486017.330919788, 2148700.21984034}, utm, 1e-3);
    double[] back = Crs.transform(utm[0], utm[1], "EPSG:32614", "EPSG:4326");
    assertArrayEquals(new double[] {-99.1332, 19.4326}, back, 1e-9);
  }

  @Test
  void geographicSystemsAreToldFromProjected() {
    for (String crs : new String[] {"EPSG:4326", "EPSG:4269", "EPSG:4171", "EPSG:3824"}) {
      assertTrue(Crs.isGeographic(crs), crs);
    }
    for (String crs : new String[] {"EPSG:32614", "EPSG:3857", "EPSG:2154", "EPSG:4087"}) {
      assertFalse(Crs.isGeographic(crs), crs);
    }
  }

  @Test
  void codeAndWktNameTheSameSystem() {
    String wkt = Crs.toWkt("EPSG:32614");
    assertTrue(wkt.startsWith("PROJCS["), wkt);
    assertFalse(wkt.contains("\n"), wkt);
    assertFalse(Crs.isGeographic(wkt));
    assertEquals("EPSG:32614", Crs.fromWkt(wkt));
    double[] point = {-99.1332, 19.4326};
    assertArrayEquals(
        Crs.transform(point[0], point[1], "EPSG:4326", "EPSG:32614"),
        Crs.transform(point[0], point[1], "EPSG:4326", wkt),
        1e-6);
  }

  @Test
  void unknownSystemsAreUserErrors() {
    UserException e =
        assertThrows(UserException.class, () -> Crs.transform(0, 0, "EPSG:1", "EPSG:4326"));
    assertTrue(String.valueOf(e.getMessage()).contains("EPSG:1 is not known"));
    assertThrows(UserException.class, () -> Crs.isGeographic("EPSG:9999"));
    assertThrows(UserException.class, () -> Crs.toWkt("EPSG:19999"));
  }
}
