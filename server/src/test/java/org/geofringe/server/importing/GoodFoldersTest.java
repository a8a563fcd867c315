package org.geofringe.server.importing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.geofringe.grid.Window;
import org.geofringe.network.Pair;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.run.RunContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each family from a small folder with the names that its processor gives. */
class GoodFoldersTest {

  private static final Pair FIRST = Pair.parse("20200101_20200113");
  private static final Pair LAST = Pair.parse("20200113_20200125");

  @TempDir Path folder = Path.of("");

  @Test
  void gamma() throws IOException {
    Folders.gamma(folder);
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults());

    assertEquals(Family.GAMMA, plan.family());
    assertEquals(3, plan.pairs().size());
    assertEquals(SideFacts.SPEED_OF_LIGHT / 5.4050005e9, plan.wavelengthMetres(), 1e-9);
    assertEquals(16, plan.looks());
    assertEquals("S1A IW IW1 VV", plan.sensor());
    assertEquals(1, plan.phaseFactor());
    assertEquals(OptionalDouble.of(0), plan.noData());
    assertSaid(plan.notes(), "the rasters' tag says 0.0555042 m, 0.07 % off, and is not used");
    assertSaid(plan.warnings(), "incidence 39.70°");
    assertArrayEquals(new float[] {Float.NaN, 0.5f, 1, 1.5f, 2}, row(plan.pairs().get(0).phase()));
  }

  @Test
  void licsar() throws IOException {
    Folders.licsar(folder);
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults());

    assertEquals(Family.LICSAR, plan.family());
    assertEquals(SideFacts.SENTINEL1_WAVELENGTH, plan.wavelengthMetres());
    assertEquals(80, plan.looks());
    assertArrayEquals(
        new float[] {Float.NaN, 0.2f, 0.4f, 0.8f, 1}, row(plan.pairs().get(0).coherence()), 1e-6f);
    PlannedRaster wrapped = plan.pairs().get(0).wrapped();
    assertEquals("20200101_20200113.geo.diff_pha.tif", name(wrapped));
    assertEquals("005A_06772_131313.geo.hgt.tif", name(plan.height()));
    PlannedRaster incidence = plan.incidence();
    assertNotNull(incidence);
    assertEquals(30, row(incidence)[0], 1e-4);
    assertEquals(30, plan.incidenceDegrees().orElse(0), 1e-4);
    // The file tells baselines relative to 20200113; a pair's is the difference of its dates'.
    assertEquals(
        Map.of(FIRST, 40.0, LAST, 25.5, Pair.parse("20200101_20200125"), 65.5),
        plan.perpendicularBaselines());
    assertEquals(65.5, plan.dateBaselines().getOrDefault(LocalDate.of(2020, 1, 25), 0.0), 1e-9);
    assertEquals(List.of(), plan.warnings());
  }

  @Test
  void hyp3() throws IOException {
    Folders.hyp3(folder);
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults());

    assertEquals(Family.HYP3, plan.family());
    assertEquals("EPSG:32611", plan.grid().crs());
    assertEquals(20, plan.looks());
    assertEquals(
        Map.of(FIRST, 58.39, LAST, 58.39, Pair.parse("20200101_20200125"), 58.39),
        plan.perpendicularBaselines());
    assertTrue(name(plan.height()).endsWith("_dem.tif"));
    PlannedRaster incidence = plan.incidence();
    assertNotNull(incidence);
    assertTrue(name(incidence).endsWith("_lv_theta.tif"), incidence::toString);
    assertEquals(38, row(incidence)[0], 1e-4);
    assertNotNull(plan.pairs().get(0).wrapped());
    assertEquals(List.of(), plan.warnings());
  }

  @Test
  void hyp3BurstsAndClippedCopies() throws IOException {
    for (String pair : Folders.PAIRS) {
      String name = "S1_056072_IW2_" + pair + "_VV_INT80_09C4";
      Path dir = folder.resolve(name);
      Folders.utm(Folders.phase()).write(dir.resolve(name + "_unw_phase_clip.tif"));
      Folders.utm(Folders.coherence()).write(dir.resolve(name + "_corr_clip.tif"));
      TinyTiff larger = Folders.utm(Folders.phase());
      larger.rows = 6 + pair.charAt(7) - '0';
      larger.write(dir.resolve(name + "_unw_phase.tif"));
      larger.values(0.5f).write(dir.resolve(name + "_corr.tif"));
      new TinyTiff()
          .values(1)
          .type(TinyTiff.Type.COMPLEX)
          .write(dir.resolve(name + "_wrapped_phase_rdr.tif"));
      new TinyTiff().values(1).write(dir.resolve(name + "_conncomp_rdr.tif"));
    }
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults());

    assertEquals(Family.HYP3, plan.family());
    assertEquals(6, plan.grid().rows());
    assertTrue(name(plan.pairs().get(0).phase()).endsWith("_unw_phase_clip.tif"));
    assertNull(plan.pairs().get(0).wrapped());
    assertSaid(plan.warnings(), "looks and perpendicular baselines are unknown");
  }

  @Test
  void generic() throws IOException {
    Folders.generic(folder);
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults().withLooks(20));

    assertEquals(Family.GENERIC, plan.family());
    assertEquals(0.0554658, plan.wavelengthMetres());
    assertEquals(20, plan.looks());
    assertSaid(plan.warnings(), "give PHASE_SIGN if it is the other way round");
    assertEquals(27.0 / 30, plan.pairs().get(0).validFraction(), 1e-9);
    assertEquals(0.625, plan.pairs().get(0).meanCoherence(), 1e-6);
    assertEquals(1, plan.network().triplets().size());
  }

  @Test
  void isceFoldersNameThePairAndMintPySidesTheRest() throws IOException {
    for (String pair : Folders.PAIRS) {
      Path dir = folder.resolve("merged/interferograms/" + pair);
      Folders.phase().write(dir.resolve("filt_fine.unw.tif"));
      Folders.coherence().write(dir.resolve("filt_fine.cor.tif"));
      new TinyTiff().values(1, 2).write(dir.resolve("filt_fine.unw.conncomp.tif"));
      new TinyTiff()
          .values(1, 2)
          .type(TinyTiff.Type.COMPLEX)
          .write(dir.resolve("filt_fine.int.tif"));
      Files.writeString(
          folder.resolve(pair + ".unw.rsc"),
          """
          WAVELENGTH    0.05546576
          RLOOKS  9
          ALOOKS 3
          P_BASELINE_TOP_HDR   10
          P_BASELINE_BOTTOM_HDR 12
          """);
    }
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults().withNoData(0));

    assertEquals(0.05546576, plan.wavelengthMetres());
    assertEquals(27, plan.looks());
    assertEquals(11, plan.perpendicularBaselines().getOrDefault(FIRST, 0.0));
    PlannedPair pair = plan.pairs().get(0);
    assertEquals("filt_fine.unw.conncomp.tif", name(pair.components()));
    PlannedRaster wrapped = pair.wrapped();
    assertNotNull(wrapped);
    assertEquals(2, row(wrapped)[1], 1e-6, "the phase of a complex interferogram");
  }

  @Test
  void reversedNamesAndSign() throws IOException {
    Folders.generic(folder);
    Files.move(Folders.unw(folder, "20200101_20200113"), Folders.unw(folder, "20200113_20200101"));
    ImportPlan plan =
        ImportPlanner.plan(
            folder, ImportOptions.defaults().withPhaseSign(PhaseSign.TOWARDS_POSITIVE));

    assertEquals(-1, plan.phaseFactor());
    assertEquals(FIRST, plan.pairs().get(0).pair());
    assertEquals(0.5f, row(plan.pairs().get(0).phase())[1]);
    assertEquals(-0.5f, row(plan.pairs().get(1).phase())[1]);
    assertSaid(plan.notes(), "1 pairs are named with the later date first");
  }

  @Test
  void aNetworkInPiecesIsAWarningThatNamesTheDates() throws IOException {
    Folders.generic(folder);
    Folders.genericUnwrapped(folder, "20210101_20210113", Folders.phase());
    Folders.coherence().write(Folders.coh(folder, "20210101_20210113"));
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults());
    assertSaid(
        plan.warnings(), "2 pieces", "2020-01-01, 2020-01-13, 2020-01-25 | 2021-01-01, 2021-01-13");
  }

  @Test
  void geometryOnAnotherGridIsLeftOut() throws IOException {
    Folders.generic(folder);
    TinyTiff dem = new TinyTiff().values(100);
    dem.rows = 7;
    dem.write(folder.resolve("dem.tif"));
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults());
    assertNull(plan.height());
    assertSaid(plan.warnings(), "dem.tif: left out", "5 × 7 cells instead of 5 × 6");
  }

  @Test
  void anEarlierResultInTheFolderIsPassedOver() throws IOException {
    Folders.generic(folder);
    Path stack = folder.resolve("stack");
    Folders.phase().write(stack.resolve("20200101_20200113/unwrapped.tif"));
    Files.writeString(stack.resolve("collection.json"), "{}");
    assertEquals(3, ImportPlanner.plan(folder, ImportOptions.defaults()).pairs().size());
  }

  @Test
  void pathsInSideFilesAreNeverFollowed() throws IOException {
    Folders.hyp3(folder);
    String name = Folders.hyp3Name(Folders.PAIRS.get(0));
    Files.writeString(
        folder.resolve(name + "/" + name + ".txt"),
        """
        Reference Granule: ../../../../etc/passwd
        Baseline: nan
        Range looks: 10
        Azimuth looks: 2
        """);
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults());
    assertEquals(58.39, plan.perpendicularBaselines().getOrDefault(LAST, 0.0));
  }

  @Test
  void overshootOfCoherenceIsClamped() throws IOException {
    Folders.generic(folder);
    new TinyTiff().values(1.02f, -0.01f, 0.5f).write(Folders.coh(folder, "20200101_20200113"));
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults());
    assertArrayEquals(new float[] {1, 0, 0.5f, 1, 0}, row(plan.pairs().get(0).coherence()), 1e-7f);
  }

  @Test
  void zerosWithoutATagAreAskedAboutOnce() throws IOException {
    Folders.generic(folder);
    for (String pair : Folders.PAIRS) {
      Folders.phase().tag("WAVELENGTH", "0.0554658").write(Folders.unw(folder, pair));
    }
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults());
    assertSaid(
        plan.warnings(),
        "unw/20200101_20200113_unw.tif and 2 others: more than 1 % of its cells are exactly 0");
    assertEquals(1, plan.pairs().get(0).validFraction());
  }

  @Test
  void aFamilyThatIsGivenIsBelieved() throws IOException {
    Folders.licsar(folder);
    ImportPlan plan =
        ImportPlanner.plan(
            folder,
            ImportOptions.defaults().withFamily(Family.GENERIC).withWavelengthMetres(0.0555));
    assertEquals(Family.GENERIC, plan.family());
    assertEquals(0.0555, plan.wavelengthMetres());
    assertEquals(OptionalDouble.empty(), plan.noData());
  }

  @Test
  void twoRunsGiveTheSamePlan() throws IOException {
    Folders.hyp3(folder);
    assertEquals(
        ImportPlanner.plan(folder, ImportOptions.defaults()),
        ImportPlanner.plan(folder, ImportOptions.defaults()));
  }

  @Test
  void stopsWhenAsked() throws IOException {
    Folders.generic(folder);
    RunContext stopped =
        new RunContext() {
          @Override
          public void progress(double fraction, String message) {}

          @Override
          public void log(String line) {}

          @Override
          public void warn(String line) {}

          @Override
          public void checkCancelled() {
            throw new CancelledException();
          }
        };
    assertThrows(
        CancelledException.class,
        () -> ImportPlanner.plan(folder, ImportOptions.defaults(), stopped));
  }

  private static String name(@Nullable PlannedRaster raster) {
    return raster == null ? "none" : FileNames.name(raster.file());
  }

  /** The first row of a planned raster, in our terms. */
  private static float[] row(PlannedRaster raster) {
    try (PlannedRasterReader reader = PlannedRasterReader.open(raster)) {
      float[] row = new float[reader.grid().columns()];
      reader.read(new Window(0, 0, 1, row.length), row, 0);
      return row;
    }
  }

  private static void assertSaid(List<String> lines, String... parts) {
    assertTrue(
        lines.stream().anyMatch(line -> List.of(parts).stream().allMatch(line::contains)),
        () -> "no line says " + List.of(parts) + ": " + lines);
  }
}
