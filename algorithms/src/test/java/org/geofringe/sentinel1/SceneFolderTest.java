package org.geofringe.sentinel1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import org.geofringe.SharedData;
import org.geofringe.orbit.Orbit;
import org.geofringe.orbit.OrbitFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SceneFolderTest {

  private static final Duration ORBIT = Duration.ofNanos(12L * 86400 * 1_000_000_000L / 175);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static void assertFails(String part, Executable call) {
    String message = String.valueOf(assertThrows(IOException.class, call).getMessage());
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count(), message);
  }

  /** A slice that begins some bursts after the first one. */
  private static SafeFixture slice(int burst, String unique) {
    SafeFixture slice = new SafeFixture();
    slice.start = slice.start.plus(SafeFixture.BURST_INTERVAL.multipliedBy(burst));
    slice.unique = unique;
    return slice;
  }

  private static SafeFixture later(SafeFixture slice, int cycles) {
    slice.start = slice.start.plus(Duration.ofDays(12L * cycles));
    slice.ascendingNode = slice.ascendingNode.plus(Duration.ofDays(12L * cycles));
    slice.absoluteOrbit += 175 * cycles;
    return slice;
  }

  private static List<Integer> numbers(NavigableMap<BurstId, PassBurst> bursts) {
    return bursts.keySet().stream().map(BurstId::number).toList();
  }

  private Pass onlyPass() throws IOException {
    List<Pass> passes = SceneFolder.scan(folder);
    assertEquals(1, passes.size());
    return passes.get(0);
  }

  @Test
  void slicesJoinByBurstAndRepeatedOnesCountOnce() throws IOException {
    slice(0, "0001").write(folder);
    slice(2, "0002").write(Files.createDirectory(folder.resolve("deeper")));
    NavigableMap<BurstId, PassBurst> bursts = onlyPass().bursts("IW2", "VV");
    int first = bursts.firstKey().number();
    assertEquals(List.of(first, first + 1, first + 2, first + 3, first + 4), numbers(bursts));
    assertEquals(List.of(), Pass.missing(bursts.navigableKeySet()));
    List<String> held = new ArrayList<>();
    bursts.values().forEach(b -> held.add(b.product().id().substring(63) + b.index()));
    // Of equal copies the earlier product's counts.
    assertEquals(List.of("00010", "00011", "00012", "00021", "00022"), held);
    for (PassBurst burst : bursts.values()) {
      try (Measurement measurement = burst.product().measurement(burst.swath())) {
        short[] target = new short[2];
        measurement.samples(burst.index()).read(7, 9, 1, 1, target);
        assertEquals(SafeFixture.real(50 * burst.index() + 7, 9), target[0]);
      }
    }
  }

  @Test
  void theAnnotationsOrbitsJoinAsWell() throws IOException {
    slice(0, "0001").write(folder);
    // Its vectors fall 3.8 s from the first slice's, and run 13.8 s further.
    slice(5, "0002").write(folder);
    NavigableMap<BurstId, PassBurst> bursts = onlyPass().bursts("IW2", "VV");
    Orbit first = bursts.firstEntry().getValue().swath().annotationOrbit();
    Orbit joined = Pass.annotationOrbit(bursts.values());
    assertEquals(first.epoch(), joined.epoch());
    assertEquals(first.start(), joined.start());
    assertEquals(first.end() + 13.791365, joined.end(), 1e-6);
    double[] one = new double[6];
    double[] both = new double[6];
    for (double time = first.start(); time < first.end() - 40; time += 3) {
      first.state(time, one);
      joined.state(time, both);
      assertArrayEquals(one, both);
    }
  }

  @Test
  void ofTwoCopiesTheFullerCounts() throws IOException {
    slice(0, "0001").write(folder);
    SafeFixture fuller = slice(2, "0002");
    fuller.emptyLines = 2;
    fuller.write(folder);
    PassBurst burst = new ArrayList<>(onlyPass().bursts("IW2", "VV").values()).get(2);
    assertTrue(burst.product().id().endsWith("0002"));
    assertEquals(0, burst.index());
    assertEquals(46, burst.validLines());
  }

  @Test
  void missingBurstsAreAHoleAndNotAShift() throws IOException {
    slice(0, "0001").write(folder);
    slice(5, "0002").write(folder);
    NavigableMap<BurstId, PassBurst> bursts = onlyPass().bursts("IW2", "VV");
    int first = bursts.firstKey().number();
    assertEquals(
        List.of(first, first + 1, first + 2, first + 5, first + 6, first + 7), numbers(bursts));
    assertEquals(
        List.of(new BurstId(71, first + 3, "IW2"), new BurstId(71, first + 4, "IW2")),
        Pass.missing(bursts.navigableKeySet()));
  }

  @Test
  void datesComeInOrderAndShareTheirBursts() throws IOException {
    later(slice(1, "0003"), 2).write(folder);
    slice(0, "0001").write(folder);
    SafeFixture other = later(slice(0, "0002"), 1);
    // Orbits keep time to a second or so: bursts of a place are some milliseconds apart.
    other.start = other.start.plusMillis(3);
    other.write(folder);
    List<Pass> passes = SceneFolder.scan(folder);
    assertEquals(
        List.of(LocalDate.of(2020, 5, 11), LocalDate.of(2020, 5, 23), LocalDate.of(2020, 6, 4)),
        passes.stream().map(Pass::date).toList());
    List<Integer> first = numbers(passes.get(0).bursts("IW2", "VV"));
    assertEquals(first, numbers(passes.get(1).bursts("IW2", "VV")));
    assertEquals(first.get(1), numbers(passes.get(2).bursts("IW2", "VV")).get(0));
    assertEquals(71, passes.get(0).relativeOrbit());
    assertEquals("S1A", passes.get(0).mission());
    assertEquals(PassDirection.DESCENDING, passes.get(0).direction());
    assertEquals(List.of("IW2"), List.copyOf(passes.get(0).swathNames("VV")));
  }

  @Test
  void aPassOverMidnightIsOfTheDayItBeganOn() throws IOException {
    for (int burst : new int[] {0, 3}) {
      SafeFixture slice = slice(burst, "000" + burst);
      Duration shift =
          Duration.between(new SafeFixture().start, Instant.parse("2020-05-11T23:59:55Z"));
      slice.start = slice.start.plus(shift);
      slice.ascendingNode = slice.ascendingNode.plus(shift);
      slice.write(folder);
    }
    Pass pass = onlyPass();
    assertEquals(LocalDate.of(2020, 5, 11), pass.date());
    assertTrue(pass.stop().isAfter(Instant.parse("2020-05-12T00:00:00Z")));
    assertEquals(6, pass.bursts("IW2", "VV").size());
  }

  @Test
  void aPassOverTheEquatorChangesItsOrbit() throws IOException {
    SafeFixture over = new SafeFixture();
    over.pass = "Ascending";
    over.relativeOrbitStop = 72;
    // The next node is passed in the second burst, which is sensed 3.76 s after the start.
    over.ascendingNode = over.start.plusSeconds(3).minus(ORBIT);
    over.write(folder);
    SafeFixture after = later(slice(3, "0002"), 1);
    after.pass = "Ascending";
    after.relativeOrbit = 72;
    after.relativeOrbitStop = 72;
    after.absoluteOrbit++;
    after.ascendingNode = over.ascendingNode.plus(ORBIT).plus(Duration.ofDays(12));
    after.write(folder);
    List<Pass> passes = SceneFolder.scan(folder);
    List<BurstId> first = List.copyOf(passes.get(0).bursts("IW2", "VV").keySet());
    assertEquals(List.of(71, 71, 72), first.stream().map(BurstId::relativeOrbit).toList());
    assertEquals(first.get(2).number() + 1, passes.get(1).bursts("IW2", "VV").firstKey().number());
    assertEquals(72, passes.get(1).bursts("IW2", "VV").firstKey().relativeOrbit());
  }

  @Test
  void aProductThatIsThereTwiceCountsOnce() throws IOException {
    Path product = slice(0, "0001").write(folder);
    SafeFixture.zip(product, false);
    Pass pass = onlyPass();
    assertEquals(1, pass.products().size());
    assertEquals(product, pass.products().get(0).path());
  }

  @Test
  void aZipAloneAndASingleProductAreScannedToo() throws IOException {
    Path a = Files.createDirectory(folder.resolve("a"));
    Path b = Files.createDirectory(folder.resolve("b"));
    Path product = slice(0, "0001").write(a);
    Path alone = Files.move(SafeFixture.zip(product, true), b.resolve("S1A_IW_SLC__.zip"));
    Path link = Files.createDirectory(folder.resolve("links"));
    Files.createSymbolicLink(link.resolve(product.getFileName()), product);
    Files.createSymbolicLink(link.resolve("up"), folder.resolve("links"));
    for (Path place : List.of(a, b, alone, product, link)) {
      assertEquals(3, SceneFolder.scan(place).get(0).bursts("IW2", "VV").size());
    }
  }

  @Test
  void whatDoesNotBelongTogetherIsRefused() throws IOException {
    assertFails("there is no folder", () -> SceneFolder.scan(folder.resolve("nowhere")));
    assertFails("holds no Sentinel-1 IW SLC product", () -> SceneFolder.scan(folder));
    slice(0, "0001").write(folder);
    SafeFixture other = later(slice(0, "0002"), 1);
    other.relativeOrbit = 99;
    other.relativeOrbitStop = 99;
    Path otherPath = other.write(folder);
    assertFails(
        "two tracks: S1A_IW_SLC__1SSV_20200511T135117_20200511T135126_032518_03C421_0001 is of"
            + " relative orbit 71, S1A_IW_SLC__1SSV_20200523T",
        () -> SceneFolder.scan(folder));
    BrokenProductTest.edit(otherPath.resolve("manifest.safe"), ">99<", ">71<");
    BrokenProductTest.edit(otherPath.resolve("manifest.safe"), ">99<", ">71<");
    BrokenProductTest.edit(otherPath.resolve("manifest.safe"), "DESCENDING", "ASCENDING");
    assertFails("_0002 is ascending", () -> SceneFolder.scan(folder));
    BrokenProductTest.edit(otherPath.resolve("manifest.safe"), "ASCENDING", "DESCENDING");
    SafeFixture dual = later(slice(0, "0003"), 2);
    dual.polarisations = List.of("VV", "VH");
    dual.write(folder);
    List<Pass> passes = SceneFolder.scan(folder);
    SceneFolder.requirePolarisation(passes, "VV");
    assertFails("_0001 has no VH, only VV", () -> SceneFolder.requirePolarisation(passes, "VH"));
    SafeFixture evening = slice(0, "0004");
    evening.start = evening.start.plusSeconds(3600);
    evening.ascendingNode = evening.ascendingNode.plusSeconds(3600);
    evening.write(folder);
    assertFails("two passes are of 2020-05-11", () -> SceneFolder.scan(folder));
  }

  @Test
  void scenesOfAnotherProgramAreRead() throws IOException {
    Path scenes = SharedData.folder("scenes-small");
    List<Pass> passes = SceneFolder.scan(scenes);
    assertEquals(3, passes.size());
    OrbitFolder orbits = OrbitFolder.open(scenes.resolve("orbits"));
    // Real and imaginary parts as GDAL reads them, 2 lines by 2 samples from line 285, sample 125.
    short[][][] pixels = {
      {{701, 6300, 1559, 13300, -1598, 4752, -3340, 10016}, {-23, -32, 1, 1, -15, -18, -7, -2}},
      {{8, -475, -13, 366, 151, -420, -191, 429}, {32, 2, 45, 42, 13, -10, 12, 20}},
      {{-124, 37, -18, -58, -90, 4, 1, -71}, {-17, -18, -1, 34, -16, 4, -66, 12}}
    };
    for (int date = 0; date < 3; date++) {
      Pass pass = passes.get(date);
      assertEquals(LocalDate.of(2020, 5, 11).plusDays(12L * date), pass.date());
      assertTrue(orbits.find("S1A", pass.start(), pass.stop()).isPresent());
      List<PassBurst> bursts = List.copyOf(pass.bursts("IW2", "VV").values());
      assertEquals(2, bursts.size());
      for (int i = 0; i < 2; i++) {
        PassBurst burst = bursts.get(i);
        assertEquals(new BurstId(71, 151202 + i, "IW2"), burst.burst().id());
        try (Measurement measurement = burst.product().measurement(burst.swath())) {
          short[] target = new short[8];
          measurement.samples(i).read(285, 125, 2, 2, target);
          assertArrayEquals(pixels[date][i], target);
          checkEmptyLines(burst.burst(), measurement.samples(i));
        }
      }
    }
  }

  private static void checkEmptyLines(Burst burst, BurstSamples samples) {
    short[] line = new short[2 * burst.samples()];
    for (int i = 0; i < burst.lines(); i += burst.lines() - 1) {
      assertEquals(-1, burst.firstValidSample()[i]);
      samples.read(i, 0, 1, burst.samples(), line);
      assertArrayEquals(new short[2 * burst.samples()], line);
    }
    samples.read(700, 0, 1, burst.samples(), line);
    assertTrue(Arrays.hashCode(line) != Arrays.hashCode(new short[line.length]));
  }
}
