package org.geofringe.server.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.geofringe.geometry.GroundPoint;
import org.geofringe.orbit.Orbit;
import org.geofringe.orbit.OrbitFolder;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.GridPoint;
import org.geofringe.sentinel1.Measurement;
import org.geofringe.sentinel1.Pass;
import org.geofringe.sentinel1.SafeProduct;
import org.geofringe.sentinel1.SceneFolder;
import org.geofringe.sentinel1.Swath;
import org.geofringe.server.TestRun;
import org.geofringe.server.catalogue.ParameterBinder;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.run.UserException;
import org.geofringe.simulation.scene.BurstStrip;
import org.geofringe.simulation.scene.Scene;
import org.geofringe.simulation.scene.ScenePass;
import org.geofringe.simulation.scene.SubSwath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateScenesTest {

  private static final int SAMPLES = 100;

  @TempDir private Path folder;

  private SimulateScenes.Parameters parameters(String... changes) {
    Map<String, String> values = new HashMap<>();
    values.put("DATES", "2");
    values.put("SWATHS", "IW12");
    values.put("BURSTS", "2");
    values.put("SAMPLES", Integer.toString(SAMPLES));
    values.put("REFLECTORS", "2");
    for (int i = 0; i < changes.length; i += 2) {
      values.put(changes[i], changes[i + 1]);
    }
    SimulateScenes workflow = new SimulateScenes();
    return ParameterBinder.bind(
        workflow.description(), SimulateScenes.Parameters.class, values, folder);
  }

  private static void run(SimulateScenes.Parameters parameters, int threads) throws IOException {
    new SimulateScenes().run(parameters, TestRun.threads(threads));
  }

  @Test
  void productsReadBackAsTheyWereMeant() throws IOException {
    SimulateScenes.Parameters parameters = parameters();
    run(parameters, 2);
    Path scenes = parameters.scenes();
    Scene scene = new Scene(parameters.settings());
    List<Pass> passes = SceneFolder.scan(scenes);
    assertEquals(2, passes.size());
    for (ScenePass meant : scene.passes()) {
      Pass found = passes.get(meant.index());
      assertEquals(meant.date(), found.date());
      assertEquals(scene.frame().relativeOrbit(), found.relativeOrbit());
      assertEquals(1, found.products().size());
      SafeProduct product = found.products().get(0);
      assertEquals(meant.absoluteOrbit(), product.absoluteOrbit());
      for (SubSwath subSwath : scene.settings().subSwaths()) {
        Swath swath = product.swath(subSwath.name(), "VV");
        assertEquals(meant.node(), swath.ascendingNode());
        for (int b = 0; b < 2; b++) {
          same(scene.burst(meant, subSwath, b), swath.bursts().get(b));
        }
        sameSamples(scene, meant, subSwath, product, swath);
        grid(meant, swath);
        product.calibration(swath);
      }
      orbits(scene, meant, scenes.resolve("orbits"));
    }
  }

  private static void same(Burst meant, Burst found) {
    assertEquals(meant.id(), found.id());
    assertEquals(meant.firstLineTime(), found.firstLineTime());
    assertEquals(meant.lineInterval(), found.lineInterval());
    assertEquals(meant.firstSampleTime(), found.firstSampleTime());
    assertEquals(meant.samplingRate(), found.samplingRate());
    assertEquals(meant.radarFrequency(), found.radarFrequency());
    assertEquals(meant.steeringRate(), found.steeringRate(), 1e-15);
    assertEquals(meant.platformSpeed(), found.platformSpeed(), 1e-6);
    assertArrayEquals(meant.firstValidSample(), found.firstValidSample());
    assertArrayEquals(meant.lastValidSample(), found.lastValidSample());
    assertArrayEquals(
        meant.dopplerCentroid().coefficients(), found.dopplerCentroid().coefficients());
    assertEquals(meant.dopplerCentroid().t0(), found.dopplerCentroid().t0());
    assertArrayEquals(meant.fmRate().coefficients(), found.fmRate().coefficients());
    assertEquals(meant.fmRate().t0(), found.fmRate().t0());
  }

  private static void sameSamples(
      Scene scene, ScenePass pass, SubSwath subSwath, SafeProduct product, Swath swath)
      throws IOException {
    if (pass.index() > 0) {
      return;
    }
    short[] meant = new short[2 * subSwath.lines() * SAMPLES];
    short[] found = meant.clone();
    new BurstStrip(scene, subSwath, 1, 0, SAMPLES).renderNext(meant);
    try (Measurement measurement = product.measurement(swath)) {
      measurement.samples(1).read(0, 0, subSwath.lines(), SAMPLES, found);
    }
    assertArrayEquals(meant, found);
  }

  /** The grid lies on the ground that the annotation's own orbit sees. */
  private static void grid(ScenePass pass, Swath swath) {
    Orbit orbit = swath.annotationOrbit();
    GroundPoint ground = new GroundPoint(orbit);
    for (GridPoint point : swath.grid()) {
      double range = point.slantRangeTime() * Burst.SPEED_OF_LIGHT / 2;
      assertTrue(ground.solve(orbit.seconds(point.azimuthTime()), range, point.height()));
      // 1e-7 degrees are 1 cm; lines are told to the microsecond, 7 mm.
      assertEquals(point.latitude(), Math.toDegrees(ground.latitude()), 1e-7, pass.id());
      assertEquals(point.longitude(), Math.toDegrees(ground.longitude()), 1e-7, pass.id());
    }
  }

  /** The orbit file tells where the satellite was, late by the pass's error. */
  private static void orbits(Scene scene, ScenePass pass, Path folder) throws IOException {
    var start = scene.firstLine(pass, SubSwath.IW1, 0);
    String mission = "S1" + pass.platform();
    Orbit orbit = OrbitFolder.open(folder).orbit(mission, start, start.plus(Duration.ofSeconds(6)));
    double[] found = new double[6];
    double[] meant = new double[6];
    for (int seconds = 0; seconds < 6; seconds++) {
      orbit.state(orbit.seconds(start.plusSeconds(seconds)), found);
      pass.orbit()
          .state(Orbit.seconds(pass.node(), start) + seconds - pass.azimuthErrorSeconds(), meant);
      // Files have micrometres.
      assertArrayEquals(meant, found, 3e-6);
    }
  }

  @Test
  void archivesAndThreadsMakeNoDifference() throws IOException {
    String[] small = {"BURSTS", "1", "SWATHS", "IW2", "SCENES", "plain"};
    SimulateScenes.Parameters plain = parameters(small);
    small[5] = "packed";
    small = Arrays.copyOf(small, 8);
    small[6] = "ZIP";
    small[7] = "true";
    SimulateScenes.Parameters packed = parameters(small);
    run(plain, 2);
    run(packed, 1);
    List<Pass> folders = SceneFolder.scan(plain.scenes());
    List<Pass> archives = SceneFolder.scan(packed.scenes());
    for (int d = 0; d < 2; d++) {
      assertTrue(archives.get(d).products().get(0).path().toString().endsWith(".zip"));
      assertArrayEquals(
          samples(folders.get(d).products().get(0)), samples(archives.get(d).products().get(0)));
    }
  }

  private static short[] samples(SafeProduct product) throws IOException {
    Swath swath = product.swath("IW2", "VV");
    short[] values = new short[2 * SubSwath.IW2.lines() * SAMPLES];
    try (Measurement measurement = product.measurement(swath)) {
      measurement.samples(0).read(0, 0, SubSwath.IW2.lines(), SAMPLES, values);
    }
    return values;
  }

  /** ESA's number, as a reader computes it where the annotation does not tell. */
  @Test
  void burstNumbersFollowFromTheTimes() throws IOException {
    SimulateScenes.Parameters parameters = parameters("DATES", "1", "BAD_DATE", "0", "BURSTS", "1");
    run(parameters, 2);
    SafeProduct product = SceneFolder.scan(parameters.scenes()).get(0).products().get(0);
    for (String name : List.of("IW1", "IW2")) {
      Swath told = product.swath(name, "VV");
      Path file = product.path().resolve("annotation/" + told.file() + ".xml");
      Files.writeString(file, Files.readString(file).replaceAll("<burstId.*</burstId>", ""));
      Swath computed = product.swath(name, "VV");
      assertEquals(
          told.bursts().stream().map(Burst::id).toList(),
          computed.bursts().stream().map(Burst::id).toList());
    }
  }

  @Test
  void nothingIsLeftOfACancelledRun() throws IOException {
    SimulateScenes.Parameters parameters = parameters("BURSTS", "1");
    assertThrows(
        CancelledException.class,
        () -> new SimulateScenes().run(parameters, TestRun.threads(1).cancelAt(0.3)));
    try (Stream<Path> files = Files.list(parameters.scenes())) {
      assertEquals(List.of(), files.filter(f -> f.toString().contains("SAFE")).toList());
    }
  }

  @Test
  void otherScenesInTheFolderAreRefused() throws IOException {
    SimulateScenes.Parameters parameters = parameters("BURSTS", "1");
    Files.createDirectories(parameters.scenes().resolve("S1A_IW_SLC_OTHER.SAFE"));
    UserException refusal = assertThrows(UserException.class, () -> run(parameters, 1));
    assertTrue(
        String.valueOf(refusal.getMessage()).contains("S1A_IW_SLC_OTHER.SAFE"),
        String.valueOf(refusal.getMessage()));
    assertTrue(
        String.valueOf(refusal.getMessage()).endsWith("choose an empty folder."),
        String.valueOf(refusal.getMessage()));
  }

  @Test
  void valuesThatMakeNoSenseAreNamed() {
    assertThrows(UserException.class, () -> parameters("BAD_DATE", "3").settings());
    assertThrows(UserException.class, () -> parameters("FIRST_DATE", "6 January").settings());
    UserException tooFew =
        assertThrows(UserException.class, () -> run(parameters("SAMPLES", "3"), 1));
    assertTrue(
        String.valueOf(tooFew.getMessage()).contains("samples must be from 64"),
        String.valueOf(tooFew.getMessage()));
  }
}
