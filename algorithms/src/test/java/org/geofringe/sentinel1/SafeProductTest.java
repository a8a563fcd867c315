package org.geofringe.sentinel1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeProductTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static short[] expected(int imageLine, int sample, int lines, int samples) {
    short[] values = new short[2 * lines * samples];
    for (int i = 0; i < lines; i++) {
      for (int k = 0; k < samples; k++) {
        values[2 * (i * samples + k)] = SafeFixture.real(imageLine + i, sample + k);
        values[2 * (i * samples + k) + 1] = SafeFixture.imaginary(imageLine + i, sample + k);
      }
    }
    return values;
  }

  private static void assertSamples(Path path) throws IOException {
    SafeProduct product = SafeProduct.open(path);
    Swath swath = product.swath("IW2", "VV");
    try (Measurement measurement = product.measurement(swath)) {
      // The last burst comes first and once more at the end: backwards must work as well.
      for (int burst : new int[] {2, 0, 1, 2}) {
        BurstSamples samples = measurement.samples(burst);
        short[] whole = new short[2 * 50 * 60];
        samples.read(0, 0, 50, 60, whole);
        assertArrayEquals(expected(burst * 50, 0, 50, 60), whole);
        short[] window = new short[2 * 3 * 4];
        samples.read(47, 56, 3, 4, window);
        assertArrayEquals(expected(burst * 50 + 47, 56, 3, 4), window);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"false,1", "true,1", "false,7", "true,150"})
  void samplesAreReadFromEveryKindOfTiff(boolean big, int rowsPerStrip) throws IOException {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      SafeFixture fixture = new SafeFixture();
      fixture.order = order;
      fixture.bigTiff = big;
      fixture.rowsPerStrip = rowsPerStrip;
      assertSamples(fixture.write(folder));
    }
  }

  @Test
  void samplesAreReadFromAZipInPlace() throws IOException {
    Path product = new SafeFixture().write(folder);
    for (boolean stored : new boolean[] {true, false}) {
      assertSamples(SafeFixture.zip(product, stored));
    }
    assertSamples(SafeFixture.zip64(product));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count(), "the folder and the zip, nothing unpacked");
    }
  }

  @Test
  void burstsOfADeflatedZipMayBeReadAtOnce() throws IOException {
    SafeProduct product = SafeProduct.open(SafeFixture.zip(new SafeFixture().write(folder), false));
    try (Measurement measurement = product.measurement(product.swath("IW2", "VV"))) {
      List<BurstSamples> bursts = IntStream.range(0, 3).mapToObj(measurement::samples).toList();
      IntStream.range(0, 300)
          .parallel()
          .forEach(
              i -> {
                short[] line = new short[2 * 60];
                bursts.get(i % 3).read(i / 6, 0, 1, 60, line);
                assertArrayEquals(expected(i % 3 * 50 + i / 6, 0, 1, 60), line);
              });
    }
  }

  @Test
  void aWindowOutsideTheBurstIsRefused() throws IOException {
    SafeProduct product = SafeProduct.open(new SafeFixture().write(folder));
    try (Measurement measurement = product.measurement(product.swath("IW2", "VV"))) {
      BurstSamples samples = measurement.samples(1);
      short[] target = new short[100];
      assertThrows(IndexOutOfBoundsException.class, () -> samples.read(49, 0, 2, 1, target));
      assertThrows(IndexOutOfBoundsException.class, () -> samples.read(-1, 0, 1, 1, target));
      assertThrows(IndexOutOfBoundsException.class, () -> samples.read(0, 59, 1, 2, target));
      assertThrows(IndexOutOfBoundsException.class, () -> samples.read(0, 0, 1, 51, target));
      assertThrows(IndexOutOfBoundsException.class, () -> measurement.samples(3));
    }
  }

  @Test
  void aProductTellsWhatItHolds() throws IOException {
    SafeFixture fixture = new SafeFixture();
    fixture.swaths = List.of("IW1", "IW3");
    fixture.polarisations = List.of("VV", "VH");
    SafeProduct product = SafeProduct.open(fixture.write(folder));
    assertEquals("S1A", product.mission());
    assertEquals(
        "S1A_IW_SLC__1SDV_20200511T135117_20200511T135126_032518_03C421_7768", product.id());
    assertEquals(Instant.parse("2020-05-11T13:51:17Z"), product.start());
    assertEquals(Instant.parse("2020-05-11T13:51:26Z"), product.stop());
    assertEquals(32518, product.absoluteOrbit());
    assertEquals(71, product.relativeOrbit());
    assertEquals(PassDirection.DESCENDING, product.direction());
    assertEquals(Set.of("VH", "VV"), product.polarisations());
    assertEquals(Set.of("IW1", "IW3"), product.swathNames("VH"));
    assertEquals(Set.of(), product.swathNames("HH"));
    assertEquals(4, product.swaths().size());
  }

  @Test
  void estimatesAreTheNearestAndTheProcessorsOwn() throws IOException {
    SafeProduct product = SafeProduct.open(new SafeFixture().write(folder));
    List<Burst> bursts = product.swath("IW2", "VV").bursts();
    Burst first = bursts.get(0);
    assertArrayEquals(new double[] {-10, -9e3, -3e6}, first.dopplerCentroid().coefficients());
    assertEquals(5.3e-3, first.dopplerCentroid().t0());
    assertArrayEquals(new double[] {-2.2e3, 4e5, -6.5e7}, first.fmRate().coefficients());
    assertEquals(5.6e-3, first.fmRate().t0());
    Burst last = bursts.get(2);
    // Its data estimate is marked as too far off; its FM rate is written in the old way.
    assertArrayEquals(new double[] {0.3, -4e2, 8e4}, last.dopplerCentroid().coefficients());
    assertArrayEquals(new double[] {-2.1e3, 4.1e5, -6.6e7}, last.fmRate().coefficients());
    assertEquals(5.7e-3, last.fmRate().t0());
  }

  @Test
  void geometryTellsTheDopplerCentroidWhereTheProcessorUsedIt() throws IOException {
    Path path = new SafeFixture().write(folder);
    BrokenProductTest.edit(path.resolve("annotation"), "Data Analysis", "Orbit and Attitude");
    Burst first = SafeProduct.open(path).swath("IW2", "VV").bursts().get(0);
    assertArrayEquals(new double[] {0.2, -3e2, 7e4}, first.dopplerCentroid().coefficients());
  }

  @Test
  void anIdThatIsToldIsTaken() throws IOException {
    Path path = new SafeFixture().write(folder);
    BrokenProductTest.edit(
        path.resolve("annotation"),
        "</lastValidSample>",
        "</lastValidSample><burstId absolute=\"139254617\">151197</burstId>");
    assertEquals(
        new BurstId(71, 151197, "IW2"),
        SafeProduct.open(path).swath("IW2", "VV").bursts().get(0).id());
  }

  @Test
  void calibrationIsInterpolatedInTimeAndRange() throws IOException {
    SafeFixture fixture = new SafeFixture();
    SafeProduct product = SafeProduct.open(fixture.write(folder));
    Calibration calibration = product.calibration(product.swath("IW2", "VV"));
    Instant start = fixture.start;
    assertEquals(300, calibration.divisor(start, 0), 1e-9);
    assertEquals(275, calibration.divisor(start, 10), 1e-9);
    assertEquals(272.5, calibration.divisor(start, 11), 1e-9);
    assertEquals(271.25, calibration.divisor(start, 11.5), 1e-9);
    assertEquals(325, calibration.divisor(start.plusSeconds(1), 10), 1e-9);
    assertEquals(200, calibration.divisor(start.plusSeconds(9), 100), 1e-9);
    assertEquals(300, calibration.divisor(start.minusSeconds(9), -5), 1e-9);
  }
}
