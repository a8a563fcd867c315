package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertOneLine;
import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.TestRun;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrapped rasters as other processors leave them, whole and broken. */
class UnwrapRasterTest {

  private static final int ROWS = 24;
  private static final int COLUMNS = 37;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final TestRun run = TestRun.threads(2);

  private static MapGrid grid(int rows, int columns) {
    return new MapGrid("EPSG:32614", 480_000, 2_150_000, 20, 20, rows, columns);
  }

  /** A plane of 1.7 rad a column and -0.4 rad a row: smooth, of some ten cycles. */
  private static double truth(int cell) {
    int row = cell / COLUMNS;
    return 1.7 * (cell % COLUMNS) - 0.4 * row + 0.3;
  }

  private static float[] plane() {
    float[] values = new float[ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.IEEEremainder(truth(i), 2 * Math.PI);
    }
    return values;
  }

  private Path write(String name, MapGrid grid, float... values) {
    return write(name, grid, SampleType.FLOAT32, Double.NaN, values);
  }

  private Path write(String name, MapGrid grid, SampleType type, double noData, float... values) {
    Path file = folder.resolve(name);
    ProductSpec spec =
        new ProductSpec(type, noData, List.of(new ProductSpec.Band("", "")), Map.of());
    try (GeoTiffWriter writer = GeoTiffWriter.create(file, grid, spec)) {
      writer.write(0, 0, grid.rows(), values, 0);
      writer.finish();
    }
    return file;
  }

  private Path plane(MapGrid grid) {
    return write("phase.tif", grid, plane());
  }

  private Result unwrap(Path phase, String... values) throws IOException {
    Map<String, String> all = new HashMap<>(Map.of("PHASE", phase.toString()));
    for (String value : values) {
      int equals = value.indexOf('=');
      all.put(value.substring(0, equals), value.substring(equals + 1));
    }
    return Catalogue.standard().prepare("unwrap_raster", all, folder.resolve("out")).run(run);
  }

  private static float[] read(Result result, String output) {
    try (GeoTiffReader reader = GeoTiffReader.openAnywhere(Simulated.path(result, output))) {
      float[] values = new float[(int) reader.grid().cells()];
      reader.read(0, reader.grid().window(), values, 0);
      return values;
    }
  }

  private static void assertPlane(float[] unwrapped) {
    int first = 0;
    while (Float.isNaN(unwrapped[first])) {
      first++;
    }
    double constant = unwrapped[first] - truth(first);
    assertEquals(0, Math.IEEEremainder(constant, 2 * Math.PI), 1e-5, "whole cycles");
    for (int i = 0; i < unwrapped.length; i++) {
      if (!Float.isNaN(unwrapped[i])) {
        assertEquals(truth(i) + constant, unwrapped[i], 1e-4, "cell " + i);
      }
    }
  }

  @Test
  void aPlaneComesBackWithAndWithoutCoherence() throws IOException {
    Path phase = plane(grid(ROWS, COLUMNS));
    Result alone = unwrap(phase);
    assertPlane(read(alone, "UNWRAPPED"));
    assertEquals(0L, alone.metrics().get("residues"));
    assertEquals((long) ROWS * COLUMNS, alone.metrics().get("unwrapped_cells"));
    float[] bytes = new float[ROWS * COLUMNS];
    Arrays.fill(bytes, 200);
    Path coherence = write("cc.tif", grid(ROWS, COLUMNS), SampleType.UINT8, 0, bytes);
    Result with = unwrap(phase, "COHERENCE=" + coherence, "COST=DEFORMATION");
    assertPlane(read(with, "UNWRAPPED"));
    for (float component : read(with, "COMPONENTS")) {
      assertEquals(1, component);
    }
    assertTrue(Files.exists(folder.resolve("out/components.qml")), "components are styled");
    try (GeoTiffReader reader = GeoTiffReader.open(Simulated.path(with, "COMPONENTS"))) {
      assertEquals(SampleType.INT16, reader.sampleType());
      assertEquals(grid(ROWS, COLUMNS), reader.grid());
    }
  }

  @Test
  void withoutAReferenceSystemTheCellsStay() throws IOException {
    MapGrid nowhere = new MapGrid(Crs.RADAR, -0.5, 0.5, 1, 1, ROWS, COLUMNS);
    Result result = unwrap(plane(nowhere));
    assertPlane(read(result, "UNWRAPPED"));
    assertTrue(run.lines().stream().anyMatch(line -> line.contains("reference system")));
    assertRefused(
        () -> unwrap(plane(nowhere), "MASK=" + write("mask.tif", grid(ROWS, COLUMNS), plane())),
        "MASK",
        "place on the map");
  }

  @Test
  void ofComplexNumbersTheAngleIsUnwrapped() throws IOException {
    MapGrid grid = grid(ROWS, COLUMNS);
    float[] numbers = new float[2 * ROWS * COLUMNS];
    for (int i = 0; i < ROWS * COLUMNS; i++) {
      boolean empty = i == 50;
      numbers[2 * i] = empty ? 0 : (float) (3 * Math.cos(truth(i)));
      numbers[2 * i + 1] = empty ? 0 : (float) (3 * Math.sin(truth(i)));
    }
    Path file = folder.resolve("complex.tif");
    try (FlatRaster.Writer writer = FlatRaster.create(file, grid, SampleType.COMPLEX_FLOAT32, 1)) {
      writer.write(0, grid.window(), numbers, 0);
    }
    float[] unwrapped = read(unwrap(file), "UNWRAPPED");
    assertPlane(unwrapped);
    assertTrue(Float.isNaN(unwrapped[50]), "a complex 0 has no angle");
  }

  @Test
  void valuesBeyondACycleAreWrappedAndThatIsSaid() throws IOException {
    float[] positive = plane();
    for (int i = 0; i < positive.length; i++) {
      positive[i] += positive[i] < 0 ? (float) (2 * Math.PI) : 0;
    }
    assertPlane(read(unwrap(write("0to2pi.tif", grid(ROWS, COLUMNS), positive)), "UNWRAPPED"));
    assertTrue(run.lines().stream().anyMatch(line -> line.contains("beyond -π to π")));
  }

  @Test
  void noDataIsWhatTheFileOrTheUserSays() throws IOException {
    float[] values = plane();
    for (int i = 0; i < 3 * COLUMNS; i++) {
      values[i] = 0;
    }
    Path phase = write("zeros.tif", grid(ROWS, COLUMNS), values);
    unwrap(phase);
    assertTrue(run.warnings().stream().anyMatch(line -> line.contains("NO_DATA=0")));
    float[] unwrapped = read(unwrap(phase, "NO_DATA=0"), "UNWRAPPED");
    for (int i = 0; i < unwrapped.length; i++) {
      assertEquals(i < 3 * COLUMNS, Float.isNaN(unwrapped[i]), "cell " + i);
    }
  }

  @Test
  void maskedCellsAndThoseOfLowCoherenceGetNoPhase() throws IOException {
    MapGrid grid = grid(ROWS, COLUMNS);
    float[] mask = new float[ROWS * COLUMNS];
    float[] coherence = new float[mask.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i / COLUMNS % 2 == i % COLUMNS % 2 ? 1 : Float.NaN;
      coherence[i] = i / COLUMNS < 4 ? 0.1f : 0.9f;
    }
    Path coherent = write("coh.tif", grid, coherence);
    float[] low =
        read(unwrap(plane(grid), "COHERENCE=" + coherent, "MIN_COHERENCE=0.5"), "UNWRAPPED");
    assertPlane(low);
    Path board = write("board.tif", grid, mask);
    float[] left = read(unwrap(plane(grid), "MASK=" + board), "UNWRAPPED");
    float[] kept = read(unwrap(plane(grid), "MASK=" + board, "MASK_MEANS=KEEP"), "UNWRAPPED");
    for (int i = 0; i < mask.length; i++) {
      assertEquals(i / COLUMNS < 4, Float.isNaN(low[i]), "cell " + i);
      assertEquals(mask[i] == 1, Float.isNaN(left[i]), "cell " + i);
      assertEquals(mask[i] != 1, Float.isNaN(kept[i]), "cell " + i);
    }
  }

  /** A row has no loops, a cell no steps, and without coherence every cycle costs the same. */
  @Test
  void oddShapesHaveAnswers() throws IOException {
    float[] row = new float[200];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) Math.IEEEremainder(0.9 * i, 2 * Math.PI);
    }
    for (MapGrid grid : List.of(grid(1, 200), grid(200, 1))) {
      float[] unwrapped = read(unwrap(write("row.tif", grid, row)), "UNWRAPPED");
      assertEquals(0.9 * 199, unwrapped[199] - unwrapped[0], 1e-3);
    }
    assertEquals(1.5f, read(unwrap(write("one.tif", grid(1, 1), 1.5f)), "UNWRAPPED")[0]);
    MapGrid grid = grid(ROWS, COLUMNS);
    Path none = write("none.tif", grid, new float[ROWS * COLUMNS]);
    assertPlane(read(unwrap(plane(grid), "COHERENCE=" + none), "UNWRAPPED"));
  }

  @Test
  void whatCannotBeUsedIsSaidInOneLine() throws IOException {
    MapGrid grid = grid(ROWS, COLUMNS);
    float[] empty = new float[ROWS * COLUMNS];
    Arrays.fill(empty, Float.NaN);
    assertRefused(() -> unwrap(write("empty.tif", grid, empty)), "empty.tif", "no cell holds data");
    float[] infinite = plane();
    infinite[3 * COLUMNS + 5] = Float.NEGATIVE_INFINITY;
    assertRefused(
        () -> unwrap(write("infinite.tif", grid, infinite)),
        "infinite.tif",
        "infinite at row 3, column 5");
    Path other = write("other.tif", grid(ROWS, COLUMNS - 1), new float[ROWS * (COLUMNS - 1)]);
    assertRefused(
        () -> unwrap(plane(grid), "COHERENCE=" + other), "36 x 24", "37 x 24", "same cells");
    MapGrid elsewhere = new MapGrid("EPSG:32614", 480_010, 2_150_000, 20, 20, ROWS, COLUMNS);
    Path shifted = write("shifted.tif", elsewhere, new float[ROWS * COLUMNS]);
    assertRefused(() -> unwrap(plane(grid), "COHERENCE=" + shifted), "shifted.tif", "elsewhere");
    float[] perCent = new float[ROWS * COLUMNS];
    Arrays.fill(perCent, 70);
    assertRefused(
        () -> unwrap(plane(grid), "COHERENCE=" + write("percent.tif", grid, perCent)),
        "percent.tif",
        "70",
        "0 to 1");
    assertRefused(() -> unwrap(plane(grid), "LOOKS=0"), "LOOKS");
    assertRefused(() -> unwrap(plane(grid), "NO_DATA=none"), "NO_DATA", "none");
    Path cut = folder.resolve("cut.tif");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(plane(grid)), 500));
    assertThrows(UserException.class, () -> unwrap(cut));
  }

  /** A file of holes that claims more cells than any disk here has room for. */
  @Test
  void anImageBeyondTheDiskIsRefusedBeforeItIsRead() {
    Path huge = folder.resolve("huge.tif");
    FlatRaster.scratch(huge, grid(600_000, 600_000), SampleType.UINT8, 1).close();
    ResourceException refused = assertThrows(ResourceException.class, () -> unwrap(huge));
    assertOneLine(String.valueOf(refused.getMessage()), "The unwrapped phase needs", "MiB free");
  }

  /** Smooth phase has the same cycles however it is cut; only the level may be another. */
  @Test
  void tilesGiveWhatTheWholeImageGives() throws IOException {
    MapGrid wide = grid(180, 240);
    float[] values = new float[180 * 240];
    float[] coherence = new float[values.length];
    Random noise = new Random(3);
    for (int i = 0; i < values.length; i++) {
      int down = i / 240;
      double row = down - 90.0;
      double column = i % 240 - 110.0;
      double bowl = 40 * Math.exp(-(row * row + column * column) / 4_000);
      values[i] = (float) Math.IEEEremainder(bowl + 0.3 * noise.nextGaussian(), 2 * Math.PI);
      coherence[i] = 0.9f;
    }
    Path phase = write("wide.tif", wide, values);
    String with = "COHERENCE=" + write("coherent.tif", wide, coherence);
    float[] whole = read(unwrap(phase, with), "UNWRAPPED");
    Result tiled = unwrap(phase, with, "TILE=128");
    float[] tiles = read(tiled, "UNWRAPPED");
    float[] components = read(tiled, "COMPONENTS");
    double level = tiles[0] - whole[0];
    for (int i = 0; i < tiles.length; i++) {
      assertEquals(whole[i] + level, tiles[i], 1e-3, "cell " + i);
      assertTrue(components[i] <= 1, "one component");
    }
    assertTrue(run.lines().stream().anyMatch(line -> line.contains("in tiles of 128 cells")));
    try (Stream<Path> left = Files.list(folder.resolve("out"))) {
      assertTrue(left.noneMatch(file -> file.toString().endsWith(".unwrapping")), "is cleaned up");
    }
  }
}
