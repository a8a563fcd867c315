package org.geofringe.sentinel1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.geofringe.SharedData;
import org.geofringe.geometry.Ellipsoid;
import org.geofringe.geometry.GroundPoint;
import org.geofringe.orbit.Orbit;
import org.geofringe.orbit.StateVector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One real annotation, every field against what a person reads in the XML. */
class RealAnnotationTest {

  private static final double SECOND = 1e-9;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private SafeProduct product;

  @BeforeEach
  void open() throws IOException {
    product = SafeProduct.open(SharedData.realProduct(folder));
  }

  private Swath swath(int number) throws IOException {
    return product.swath("IW" + number, "VV");
  }

  @Test
  void theProductTells() throws IOException {
    assertEquals("S1A", product.mission());
    assertEquals(32518, product.absoluteOrbit());
    assertEquals(71, product.relativeOrbit());
    assertEquals(71, product.relativeOrbitStop());
    assertEquals(PassDirection.DESCENDING, product.direction());
    assertEquals(Instant.parse("2020-05-11T13:51:17Z"), product.start());
    assertEquals(Instant.parse("2020-05-11T13:51:44Z"), product.stop());
    assertEquals(List.of("VV"), List.copyOf(product.polarisations()));
    assertEquals(List.of("IW1", "IW2", "IW3"), List.copyOf(product.swathNames("VV")));
  }

  @Test
  void whatSwathsShareIsReadInEach() throws IOException {
    for (int number = 1; number <= 3; number++) {
      Swath swath = swath(number);
      assertEquals("S1A", swath.mission());
      assertEquals("IW" + number, swath.name());
      assertEquals("VV", swath.polarisation());
      assertEquals(PassDirection.DESCENDING, swath.pass());
      assertEquals(32518, swath.absoluteOrbit());
      assertEquals(Instant.parse("2020-05-11T13:12:30.117289Z"), swath.ascendingNode());
      assertEquals(9, swath.bursts().size());
      assertEquals(210, swath.grid().size());
      assertEquals(17, swath.orbit().size());
      assertEquals(
          new StateVector(
              Instant.parse("2020-05-11T13:51:30.067187Z"),
              -2052249.698295,
              -5250224.153319,
              4268337.038618,
              -3257.93816,
              -3524.23882,
              -5884.728431),
          swath.orbit().get(8));
      assertEquals(Instant.parse("2020-05-11T13:50:10.067187Z"), swath.orbit().get(0).time());
      assertEquals(Instant.parse("2020-05-11T13:52:50.067187Z"), swath.orbit().get(16).time());
      for (Burst burst : swath.bursts()) {
        assertEquals(2.055556299999998e-03, burst.lineInterval());
        assertEquals(64345238.12571428, burst.samplingRate());
        assertEquals(5405000454.33435, burst.radarFrequency());
        // 0.055466 m by the frequency; 2.329562 m is the annotation's rangePixelSpacing.
        assertEquals(0.05546576, burst.wavelength(), 1e-8);
        assertEquals(2.329562, burst.rangeSpacing(), 1e-6);
        assertEquals(7593.7, burst.platformSpeed(), 0.5);
      }
    }
  }

  @Test
  void whatDiffersIsReadToo() throws IOException {
    checkSwath(1, "19.418774", "44.564394", 34.00990698562778, 1497, 21444, 5.334431164884956e-03);
    checkSwath(2, "17.603718", "42.771949", 39.39559360959723, 1509, 25359, 5.644353088882477e-03);
    checkSwath(3, "18.557496", "43.738061", 43.98938763047384, 1515, 24492, 6.015320711278467e-03);
    assertEquals(1.590368784, Math.toDegrees(swath(1).bursts().get(0).steeringRate()), SECOND);
    assertEquals(0.979863325, Math.toDegrees(swath(2).bursts().get(0).steeringRate()), SECOND);
    assertEquals(1.397440818, Math.toDegrees(swath(3).bursts().get(0).steeringRate()), SECOND);
  }

  private void checkSwath(
      int number,
      String start,
      String stop,
      double incidence,
      int lines,
      int samples,
      double slantRangeTime)
      throws IOException {
    Swath swath = swath(number);
    assertEquals(Instant.parse("2020-05-11T13:51:" + start + "Z"), swath.start());
    assertEquals(Instant.parse("2020-05-11T13:51:" + stop + "Z"), swath.stop());
    assertEquals(incidence, swath.incidence());
    for (Burst burst : swath.bursts()) {
      assertEquals(lines, burst.lines());
      assertEquals(samples, burst.samples());
      assertEquals(slantRangeTime, burst.firstSampleTime());
    }
  }

  private void checkBurst(
      int number, int index, int id, String start, long offset, int[] lines, int[] samples)
      throws IOException {
    Swath swath = swath(number);
    Burst burst = swath.bursts().get(index);
    assertEquals(new BurstId(71, id, "IW" + number), burst.id());
    assertEquals(Instant.parse("2020-05-11T13:51:" + start + "Z"), burst.firstLineTime());
    assertEquals(offset, swath.byteOffsets().get(index));
    for (int line = 0; line < burst.lines(); line++) {
      boolean valid = line >= lines[0] && line <= lines[1];
      assertEquals(valid ? samples[0] : -1, burst.firstValidSample()[line], "line " + line);
      assertEquals(valid ? samples[1] : -1, burst.lastValidSample()[line], "line " + line);
    }
  }

  @Test
  void burstsAreAsAnnotated() throws IOException {
    // The number of this product's first burst in IW1 is known from the burst map of OPERA.
    int[] near = {546, 21000};
    checkBurst(1, 0, 151200, "19.418775", 108099, new int[] {20, 1479}, near);
    checkBurst(1, 3, 151203, "27.694444", 385328115, new int[] {19, 1479}, near);
    checkBurst(1, 8, 151208, "41.489283", 1027361475, new int[] {19, 1478}, new int[] {464, 20918});
    int[] middle = {504, 24945};
    checkBurst(2, 0, 151199, "17.603718", 108963, new int[] {25, 1485}, middle);
    checkBurst(2, 3, 151202, "25.875277", 459309735, new int[] {26, 1485}, middle);
    checkBurst(2, 8, 151207, "39.672171", 1224644355, new int[] {25, 1485}, middle);
    int[] far = {451, 24119};
    checkBurst(3, 0, 151199, "18.557496", 109395, new int[] {28, 1487}, far);
    checkBurst(3, 8, 151207, "40.625948", 1187481555, new int[] {28, 1488}, far);
  }

  private void checkEstimates(
      int number,
      int index,
      String rateTime,
      double rateStart,
      double[] rate,
      String centroidTime,
      double[] centroid)
      throws IOException {
    Burst burst = swath(number).bursts().get(index);
    assertEquals(Instant.parse("2020-05-11T13:51:" + rateTime + "Z"), burst.fmRate().azimuthTime());
    assertEquals(rateStart, burst.fmRate().t0());
    assertArrayEquals(rate, burst.fmRate().coefficients());
    assertEquals(
        Instant.parse("2020-05-11T13:51:" + centroidTime + "Z"),
        burst.dopplerCentroid().azimuthTime());
    assertEquals(5.342927742124565e-03, burst.dopplerCentroid().t0());
    assertArrayEquals(centroid, burst.dopplerCentroid().coefficients());
  }

  @Test
  void estimatesAreThoseNearestToTheBurstsMiddle() throws IOException {
    // Middles: 20.956, 32.944 and 42.181 s after 13:51.
    checkEstimates(
        1,
        0,
        "20.974521",
        5.334431164884956e-03,
        new double[] {-2328.276110973989, 450731.8967683278, -79108032.4385911},
        "21.937261",
        new double[] {-8.528021, -33560.36, 28706860});
    checkEstimates(
        2,
        5,
        "32.961175",
        5.644353088882477e-03,
        new double[] {-2196.485576923076, 401609.0396190949, -65385679.16654718},
        "32.968794",
        new double[] {-10.66584, 2126.559, -15965500});
    checkEstimates(
        3,
        8,
        "42.201186",
        6.015320711278467e-03,
        new double[] {-2056.701472691132, 353389.9614836443, -54143009.57327797},
        "41.245768",
        new double[] {-5.655370, 8260.130, -21226210});
  }

  @Test
  void gridPointsAreAsAnnotated() throws IOException {
    assertEquals(
        new GridPoint(
            Instant.parse("2020-05-11T13:51:28.638003Z"),
            5.959652256170698e-03,
            6036,
            20288,
            38.34860502424334,
            -117.2109871374315,
            1973.000139879063,
            40.97144177442848),
        swath(2).grid().get(100));
  }

  @Test
  void calibrationIsAsAnnotated() throws IOException {
    Swath swath = swath(2);
    Calibration calibration = product.calibration(swath);
    assertEquals(307.5629, calibration.divisor(swath.start(), 0), SECOND);
    assertEquals(307.5267, calibration.divisor(swath.start(), 40), SECOND);
    assertEquals((307.5629 + 307.5267) / 2, calibration.divisor(swath.start(), 20), SECOND);
    assertEquals(
        (307.5629 + 307.5748) / 2, calibration.divisor(swath.start().plusMillis(500), 0), SECOND);
  }

  /**
   * The grid from range and time at its heights. Its positions belong to its own azimuth times,
   * which are not the lines': they differ by half the two-way time from the middle of IW2. The
   * processor takes out the satellite's own way between sending and receiving for that middle only
   * ("bulk bistatic correction"), and the grid has it for each range. With this share put on the
   * line's time every point is met; without it, 277 µs or 1.9 m along the track at the far end of
   * IW3. What remains is the grid's last row, whose times are off by 15 µs, and microseconds.
   */
  @Test
  void theGeolocationGridIsReproduced() throws IOException {
    Burst middleSwath = swath(2).bursts().get(0);
    double middle = middleSwath.slantRangeTime((middleSwath.samples() - 1) / 2.0);
    for (int number = 1; number <= 3; number++) {
      Swath swath = swath(number);
      Orbit orbit = swath.annotationOrbit();
      GroundPoint ground = new GroundPoint(orbit);
      double worst = 0;
      double worstByGridTime = 0;
      for (GridPoint point : swath.grid()) {
        assertEquals(
            point.sample(),
            (point.slantRangeTime() - swath.bursts().get(0).firstSampleTime())
                * swath.bursts().get(0).samplingRate(),
            2e-3);
        double bistatic = (point.slantRangeTime() - middle) / 2;
        double lineTime = lineTime(swath, orbit, point.line());
        worst = Math.max(worst, miss(ground, lineTime + bistatic, point));
        worstByGridTime =
            Math.max(worstByGridTime, miss(ground, orbit.seconds(point.azimuthTime()), point));
      }
      String name = "IW" + number + ": " + worst + " m, " + worstByGridTime + " m";
      assertTrue(worst < 0.15, name);
      // One microsecond, the grid's resolution, is 7 mm.
      assertTrue(worstByGridTime < 0.01, name);
    }
  }

  private static double lineTime(Swath swath, Orbit orbit, int line) {
    int lines = swath.bursts().get(0).lines();
    Burst burst = swath.bursts().get(Math.min(line / lines, swath.bursts().size() - 1));
    int inBurst = line - swath.bursts().indexOf(burst) * lines;
    return orbit.seconds(burst.firstLineTime()) + inBurst * burst.lineInterval();
  }

  private static double miss(GroundPoint ground, double time, GridPoint point) {
    double range = point.slantRangeTime() * Burst.SPEED_OF_LIGHT / 2;
    assertTrue(ground.solve(time, range, point.height()));
    double[] wanted = new double[3];
    Ellipsoid.toCartesian(
        Math.toRadians(point.longitude()),
        Math.toRadians(point.latitude()),
        point.height(),
        wanted);
    return Math.sqrt(
        Math.pow(ground.x() - wanted[0], 2)
            + Math.pow(ground.y() - wanted[1], 2)
            + Math.pow(ground.z() - wanted[2], 2));
  }

  @Test
  void speedMayComeFromAnotherOrbit() throws IOException {
    Swath swath = swath(2);
    Orbit slow =
        new Orbit(
            swath.start(),
            swath.orbit().stream()
                .map(v -> new StateVector(v.time(), v.x(), v.y(), v.z(), 3000, 0, 4000))
                .toList());
    for (Burst burst : swath.bursts(slow)) {
      assertEquals(5000, burst.platformSpeed(), 1e-6);
    }
  }

  @Test
  void burstsOverlapByAboutATenth() throws IOException {
    for (int number = 1; number <= 3; number++) {
      List<Burst> bursts = swath(number).bursts();
      for (int i = 1; i < bursts.size(); i++) {
        double seconds =
            Duration.between(bursts.get(i - 1).firstLineTime(), bursts.get(i).firstLineTime())
                    .toNanos()
                * 1e-9;
        assertEquals(2.7583, seconds, 0.006);
        // Bursts start on one grid of lines.
        double lines = seconds / bursts.get(0).lineInterval();
        assertEquals(Math.rint(lines), lines, 2e-3);
      }
    }
  }
}
