package org.geofringe.server.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Egm96Test {

  /**
   * The sample points of the NGA's own program for the full model (F477). Half of the model's
   * degrees are missing here, which is worth 1.4 m rms over the Earth.
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
  void isNearTheFullModel(double longitude, double latitude, double metres) {
    assertEquals(metres, Egm96.undulation(longitude, latitude), 3);
    assertEquals(
        Egm96.undulation(longitude, latitude), Egm96.undulation(longitude - 360, latitude), 1e-9);
  }
}
