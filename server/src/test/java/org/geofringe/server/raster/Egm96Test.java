package org.geofringe.server.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Egm96Test {

  /**
   * The sample points of the NGA's own program (F477), which draws a spline through the same nodes:
   * 5 mm of rounding, and what the two kinds of cubic differ by between nodes.
   */
  @ParameterizedTest
  @CsvSource({
    "269.7791550, 38.6281550, -31.628",
    "305.0211140, -14.6212170, -2.969",
    "102.4487290, 46.8743190, -43.575",
    "133.8747120, -23.6174460, 15.871",
    "359.9995000, 38.6254730, 50.066",
    "0.0023000, -0.4667440, 17.329",
  })
  void meetsThePublishedHeights(double longitude, double latitude, double metres) {
    assertEquals(metres, Egm96.undulation(longitude, latitude), 0.02);
    assertEquals(
        Egm96.undulation(longitude, latitude), Egm96.undulation(longitude - 360, latitude), 1e-5);
  }

  /** What gdaltransform gives at nodes with PROJ's egm96_15.gtx: off by the rounding alone. */
  @ParameterizedTest
  @CsvSource({
    "-122.5, 37.75, -32.3666",
    "-117, 38, -25.4625",
    "-99.25, 19.5, -4.4733",
    "-180, -16.5, 52.6499",
    "-179.75, -16.5, 51.5654",
    "179.75, -16.5, 53.6343",
    "78.75, 4.75, -106.9911",
    "142.25, -2.5, 74.7331",
    "86.75, 28, -28.1948",
    "11.5, 46.5, 49.6724",
    "0, 0, 17.1616",
    "20, 78.25, 29.8917",
    "-70, -89.75, -29.5895",
    "120.5, 89.75, 13.4518",
  })
  void meetsPROJsGridAtItsNodes(double longitude, double latitude, double metres) {
    assertEquals(metres, Egm96.undulation(longitude, latitude), 0.00501);
  }

  @Test
  void goesFromTheHollowSouthOfIndiaToTheHillOfNewGuinea() {
    double least = 0;
    double greatest = 0;
    for (double latitude = -90; latitude <= 90; latitude += 0.25) {
      for (double longitude = -180; longitude < 180; longitude += 0.25) {
        double metres = Egm96.undulation(longitude, latitude);
        least = Math.min(least, metres);
        greatest = Math.max(greatest, metres);
      }
    }
    assertEquals(-106.99, least, 1e-4);
    assertEquals(85.39, greatest, 1e-4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-78.3, -16.6, 0, 51.2, 71})
  void hasNoStepAtTheDateLine(double latitude) {
    // Slopes are below 1e-4 there: 11 cm per 0.01°, and they change by little in as much.
    double west = Egm96.undulation(179.99, latitude);
    double middle = Egm96.undulation(180, latitude);
    double east = Egm96.undulation(-179.99, latitude);
    assertEquals(middle, Egm96.undulation(-180, latitude), 0);
    assertEquals(middle, Egm96.undulation(540, latitude), 0);
    assertEquals(middle, Egm96.undulation(Math.nextDown(-180.0), latitude), 1e-5);
    assertEquals(middle, west, 0.11);
    assertEquals(east - middle, middle - west, 0.005);
  }

  @ParameterizedTest
  @CsvSource({"90, 13.606", "-90, -29.534"})
  void isOneHeightAtAPoleAndSmoothOverIt(double pole, double metres) {
    double beside = pole - Math.signum(pole) * 0.01;
    for (double longitude = -180; longitude < 180; longitude += 7.3) {
      double here = Egm96.undulation(longitude, beside);
      double there = Egm96.undulation(longitude + 180, beside);
      assertEquals(metres, Egm96.undulation(longitude, pole), 0.00501);
      assertEquals(metres, here, 0.03);
      assertEquals(metres, (here + there) / 2, 0.006);
      assertEquals(
          Egm96.undulation(longitude, pole),
          Egm96.undulation(longitude, pole + Math.signum(pole)),
          0);
    }
  }

  @Test
  void whatIsNoPlaceHasNoHeight() {
    assertTrue(Double.isNaN(Egm96.undulation(Double.NaN, 0)));
    assertTrue(Double.isNaN(Egm96.undulation(0, Double.NaN)));
  }
}
