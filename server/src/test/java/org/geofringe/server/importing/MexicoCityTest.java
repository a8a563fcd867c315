package org.geofringe.server.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import org.geofringe.network.Pair;
import org.geofringe.server.file.FileNames;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real stack over Mexico City, where it lies beside the project. */
class MexicoCityTest {

  private static Path folder = Path.of("");

  @BeforeAll
  static void find() {
    Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (at != null
        && !(Files.exists(at.resolve("pom.xml")) && Files.isDirectory(at.resolve("proto")))) {
      at = at.getParent();
    }
    folder = at == null ? folder : at.resolveSibling("shared").resolve("data/mexico-city");
    Assumptions.assumeTrue(
        at != null && Files.isDirectory(folder),
        "the Mexico City stack is not there (shared/data/mexico-city beside the project)");
  }

  @Test
  void isPlannedWhole() {
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults());

    assertEquals(Family.GAMMA, plan.family());
    assertEquals(30, plan.pairs().size());
    assertEquals(13, plan.network().dates().size());
    assertEquals(24, plan.network().triplets().size());
    assertEquals(60, plan.grid().rows());
    assertEquals(100, plan.grid().columns());
    assertEquals("EPSG:4326", plan.grid().crs());
    assertEquals(0.0554658, plan.wavelengthMetres(), 1e-6);
    assertEquals(16, plan.looks());
    assertEquals(1, plan.phaseFactor());
    assertEquals(OptionalDouble.of(0), plan.noData());
    assertEquals(List.of(), plan.warnings());
    PlannedRaster height = plan.height();
    PlannedRaster incidence = plan.incidence();
    assertNotNull(height);
    assertNotNull(incidence);
    assertEquals("cropA_T005A_dem.tif", FileNames.name(height.file()));
    assertEquals("incidence.tif", FileNames.name(incidence.file()));
    // The README: 31.1° to 32.2° over the crop; tags and headers say 39.7°, the scene's centre.
    assertEquals(31.65, plan.incidenceDegrees().orElse(0), 0.3);
    for (PlannedPair pair : plan.pairs()) {
      assertTrue(pair.validFraction() > 0.97, pair.pair()::id);
    }
  }

  /**
   * The table that came with the data holds each pair's baseline at the crop's centre and its mean
   * coherence. Its baselines were read off the same GAMMA tables, so half a metre covers the choice
   * of the centre cell; the mean of coherence is over the same cells.
   */
  @Test
  void baselinesAndCoherenceMatchTheTable() throws IOException {
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults());
    List<String> lines = Files.readAllLines(folder.resolve("pairs.csv"));
    assertEquals(31, lines.size());
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      Pair pair = Pair.parse(cells[0] + "_" + cells[1]);
      assertEquals(
          Double.parseDouble(cells[3]),
          plan.perpendicularBaselines().getOrDefault(pair, Double.NaN),
          0.5,
          pair::id);
      PlannedPair planned =
          plan.pairs().stream().filter(p -> p.pair().equals(pair)).findFirst().orElseThrow();
      assertEquals(Double.parseDouble(cells[4]), planned.meanCoherence(), 2e-4, pair::id);
    }
    assertEquals(13, plan.dateBaselines().size());
    assertEquals(0, plan.dateBaselines().getOrDefault(LocalDate.of(2018, 1, 6), 1.0));
  }

  /** The baseline vectors alone, without the printed tables, tell the same. */
  @Test
  void baselineVectorsAgreeWithTables() throws IOException {
    FolderScan scan = FolderScan.of(folder);
    ImportPlan plan = ImportPlanner.plan(folder, ImportOptions.defaults());
    GammaGeometry.RadarPoint centre = GammaGeometry.centre(scan, plan.grid());
    assertNotNull(centre);
    int compared = 0;
    for (Path file : scan.endingWith("_base.par")) {
      List<LocalDate> dates = FileDates.of(FileNames.name(file)).dates();
      Pair pair = new Pair(dates.get(0), dates.get(1));
      Path image = folder.resolve("headers/r" + pair.id().substring(0, 8) + "_VV_8rlks_mli.par");
      double vector =
          GammaGeometry.fromVector(Keys.read(scan, file), Keys.read(scan, image), centre)
              .orElse(Double.NaN);
      assertEquals(
          plan.perpendicularBaselines().getOrDefault(pair, Double.NaN), vector, 0.05, pair::id);
      compared++;
    }
    assertEquals(30, compared);
  }
}
