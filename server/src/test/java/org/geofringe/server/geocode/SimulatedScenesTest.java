package org.geofringe.server.geocode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.geofringe.geocoding.AmplitudeFit;
import org.geofringe.geocoding.PlacedBurst;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.server.TestRun;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Radiometry;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.terrain.HeightReference;
import org.geofringe.server.workflow.Catalogue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user gets who simulates scenes and geocodes them, held against the simulation's truth:
 * orbits that lie apart, passes that come early or late, orbit files whose time is wrong.
 */
class SimulatedScenesTest {

  private static final int DATES = 3;

  /** How far from where it should be a reflector is looked for, cells. */
  private static final int REACH = 4;

  private static final int HALF_WINDOW = 20;

  @TempDir static Path folder = Path.of("");

  private static Path scenes = Path.of("");
  private static Path stack = Path.of("");

  @BeforeAll
  static void simulateAndGeocode() throws IOException {
    scenes = folder.resolve("scenes");
    stack = folder.resolve("stack");
    run(
        "simulate_scenes",
        Map.of(
            "DATES",
            Integer.toString(DATES),
            "SAMPLES",
            "800",
            "TIMING_ERROR",
            "0.3",
            "SCENES",
            scenes.toString()));
    run(
        "geocode_slc",
        Map.of(
            "SCENES", scenes.toString(),
            "ORBITS", scenes.resolve("orbits").toString(),
            "DEM", scenes.resolve("dem.tif").toString(),
            "DEM_HEIGHTS", "ELLIPSOID",
            "STACK", stack.toString()));
  }

  private static void run(String algorithm, Map<String, String> values) throws IOException {
    Catalogue.standard().prepare(algorithm, values, folder).run(TestRun.threads(2));
  }

  private static List<String[]> rows(String table) throws IOException {
    List<String> lines = Files.readAllLines(scenes.resolve("truth").resolve(table));
    return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
  }

  /**
   * The fit itself is good to some hundredths of a cell over the echo of the ground around; a delay
   * of the air of 20 mm moves a reflector by less. A cell's half, which mixed-up corners and
   * centres would make, is ten times the limit.
   */
  @Test
  void everyReflectorIsWhereItStands() throws IOException {
    Stack open = Stack.open(stack);
    MapGrid grid = open.grid();
    MapSystem map = MapSystem.of(grid.crs());
    Set<String> found = new TreeSet<>();
    Set<String> told = new TreeSet<>();
    try (FlatRaster heights = FlatRaster.open(open.layer(Layer.HEIGHT).orElseThrow());
        FlatRaster owners = FlatRaster.open(open.layer(Layer.BURST).orElseThrow())) {
      for (DateScene scene : SceneReader.read(options(), RunContext.silent())) {
        double squares = 0;
        Set<String> here = new HashSet<>();
        try (FlatRaster slc = open.open(scene.date(), DateAsset.SLC)) {
          for (String[] row : rows("targets.csv")) {
            double[] place =
                map.toMap(
                    Math.toRadians(Double.parseDouble(row[1])),
                    Math.toRadians(Double.parseDouble(row[2])));
            int line = grid.row(place[1]);
            int column = grid.column(place[0]);
            Window window =
                new Window(
                    line - HALF_WINDOW,
                    column - HALF_WINDOW,
                    2 * HALF_WINDOW + 1,
                    2 * HALF_WINDOW + 1);
            float[] owner = new float[1];
            owners.read(0, new Window(line, column, 1, 1), owner, 0);
            // A target in the overlap is told of once for each of its bursts.
            if (!day(row[4]).equals(scene.date()) || owner[0] == 0 || !here.add(row[0])) {
              continue;
            }
            told.add(scene.date() + " " + row[0]);
            BurstId id =
                BurstNames.parse(open.frame().orElseThrow().bursts().get((int) owner[0] - 1));
            PlacedBurst placed = Objects.requireNonNull(scene.bursts().get(id)).placed();
            float[] height = new float[window.cells()];
            heights.read(0, window, height, 0);
            float[] image = new float[2 * window.cells()];
            slc.read(0, window, image, 0);
            RadarGeometry geometry =
                new PassGeometry(scene.orbit(), scene.middle(), map, grid).over(window, height);
            Optional<AmplitudeFit.Place> fit =
                AmplitudeFit.find(
                    placed, geometry, grid, window, height, image, line, column, REACH);
            if (fit.isPresent()) {
              double down = fit.get().row() - ((grid.north() - place[1]) / grid.spacingY() - 0.5);
              double right =
                  fit.get().column() - ((place[0] - grid.west()) / grid.spacingX() - 0.5);
              squares += down * down + right * right;
              found.add(scene.date() + " " + row[0]);
            }
          }
        }
        double rms = Math.sqrt(squares / (2 * here.size()));
        assertTrue(rms < 0.05, scene.date() + ": " + rms + " cells");
      }
    }
    assertTrue(told.size() >= DATES * 3, told::toString);
    assertEquals(told, found);
  }

  private static GeocodeOptions options() {
    return new GeocodeOptions(
        scenes,
        scenes.resolve("orbits"),
        scenes.resolve("dem.tif"),
        HeightReference.ELLIPSOID,
        null,
        null,
        new TreeSet<>(),
        "",
        5,
        10,
        "",
        true,
        Radiometry.DIGITAL_NUMBERS);
  }

  /** An orbit file that has the satellite come too late makes lines too early, and so back. */
  @Test
  void shiftsAreThoseOfTheOrbitFiles() throws IOException {
    Stack open = Stack.open(stack);
    double[] errors = new double[DATES];
    double[] truth = new double[DATES];
    List<String[]> rows = rows("baselines.csv");
    for (int i = 0; i < DATES; i++) {
      truth[i] = Double.parseDouble(rows.get(i)[10]);
      errors[i] = open.date(day(rows.get(i)[0])).azimuthShiftLines() + truth[i];
    }
    assertTrue(Arrays.stream(truth).map(Math::abs).max().orElseThrow() > 0.01, "nothing to find");
    double rms = Math.sqrt(Arrays.stream(errors).map(e -> e * e).sum() / DATES);
    assertTrue(rms < 0.001, rms + " lines");
  }

  /** The limits of the scenes that others simulated; see {@link GeocodeTruthTest}. */
  @Test
  void pairsAreTheTruth() throws IOException {
    List<TruthCheck.Figures> pairs = TruthCheck.check(stack, scenes.resolve("truth"));
    assertEquals(DATES * (DATES - 1) / 2, pairs.size());
    for (TruthCheck.Figures pair : pairs) {
      System.out.println(pair);
      assertTrue(pair.cells() > 30_000, pair::toString);
      assertTrue(pair.coherence() > 0.97 * pair.trueCoherence(), pair::toString);
      assertTrue(pair.rms() < 0.125, pair::toString);
      assertTrue(pair.smoothedRms() < 0.045, pair::toString);
      assertTrue(Math.abs(pair.rampEast()) < 0.015, pair::toString);
      assertTrue(Math.abs(pair.rampSouth()) < 0.015, pair::toString);
      assertTrue(Math.abs(pair.seamStep()) < 0.01, pair::toString);
    }
  }
}
