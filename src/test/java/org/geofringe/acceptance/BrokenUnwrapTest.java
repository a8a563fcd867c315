package org.geofringe.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;
import org.geofringe.v1.JobEvent;
import org.geofringe.v1.JobState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be unwrapped is told in one line by a real server; odd images have answers. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenUnwrapTest {

  private static final int ROWS = 20;
  private static final int COLUMNS = 30;

  private Path folder = Path.of("");
  private ServerProcess server;
  private Client client;

  /**
   * A raster that is refused.
   *
   * @param name what is wrong with it
   * @param value of one cell, or of all
   * @param one whether one cell alone has that value
   * @param coherence of all cells
   * @param coherentColumns of the coherence
   * @param said parts of the line
   */
  private record Broken(
      String name, float value, boolean one, float coherence, int coherentColumns, String... said) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Broken> rasters() {
    float infinite = Float.POSITIVE_INFINITY;
    return Stream.of(
        new Broken("no data anywhere", Float.NaN, false, 0.5f, COLUMNS, "no cell holds data"),
        new Broken("an infinite value", infinite, true, 0.5f, COLUMNS, "row 2, column 3"),
        new Broken("infinite coherence", 1, true, infinite, COLUMNS, "infinite", "row 0, column 0"),
        new Broken("coherence in per cent", 1, true, 80, COLUMNS, "0 to 1"),
        new Broken("coherence of another size", 1, true, 0.5f, COLUMNS + 2, "32 x 20", "30 x 20"));
  }

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    server = ServerProcess.start(folder.resolve("home"));
    client = server.connect();
    client.run(
        "simulate_interferograms",
        Map.of(
            "ROWS", "32",
            "COLUMNS", "40",
            "DATES", "4",
            "INTERFEROGRAMS", folder.resolve("unwrapped").toString(),
            "TRUE_VELOCITY", folder.resolve("truth.tif").toString()));
    wrap(folder.resolve("unwrapped"), folder.resolve("wrapped"));
    for (String kind : List.of("unwrapped", "wrapped")) {
      client.run(
          "import_interferograms",
          Map.of("FOLDER", folder.resolve(kind).toString(), "STACK", stack(kind).toString()));
    }
  }

  @AfterAll
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private Path stack(String kind) {
    return folder.resolve(kind + "-stack");
  }

  private static void wrap(Path from, Path to) throws IOException {
    Tree.copy(from, to);
    for (Path file : Tree.files(to)) {
      if (file.toString().endsWith("_unw.tif")) {
        try (GeoTiffReader reader = GeoTiffReader.open(file)) {
          float[] values = new float[(int) reader.grid().cells()];
          reader.read(0, reader.grid().window(), values, 0);
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.IEEEremainder(values[i], 2 * Math.PI);
          }
          write(Path.of(file.toString().replace("_unw", "_wrapped")), reader.grid(), values);
        }
        Files.delete(file);
      }
    }
  }

  private static void write(Path file, MapGrid grid, float[] values) {
    ProductSpec spec =
        new ProductSpec(
            SampleType.FLOAT32, Double.NaN, List.of(new ProductSpec.Band("", "")), Map.of());
    try (GeoTiffWriter writer = GeoTiffWriter.create(file, grid, spec)) {
      writer.write(0, 0, grid.rows(), values, 0);
      writer.finish();
    }
  }

  private static MapGrid grid(int rows, int columns) {
    return new MapGrid("EPSG:32614", 480_000, 2_150_000, 20, 20, rows, columns);
  }

  private static float[] ramp(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.IEEEremainder(0.8 * (i % columns + i / columns), 2 * Math.PI);
    }
    return values;
  }

  private JobEvent run(String algorithm, Map<String, String> values) {
    return client.watch(client.submit(algorithm, values), event -> {});
  }

  private static void assertRefused(JobEvent last, String... said) {
    assertEquals(JobState.JOB_STATE_FAILED, last.getState());
    String line = last.getError();
    assertFalse(line.isBlank() || line.chars().anyMatch(Character::isISOControl), line);
    assertFalse(line.contains("Exception") || line.contains("Internal error"), line);
    for (String part : said) {
      assertTrue(line.contains(part), () -> "«" + part + "» is missing in: " + line);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rasters")
  void aBrokenRasterIsRefusedInOneLine(Broken broken) throws IOException {
    Path work = Files.createTempDirectory(folder, "broken");
    float[] values = ramp(ROWS, COLUMNS);
    if (broken.one) {
      values[2 * COLUMNS + 3] = broken.value;
    } else {
      Arrays.fill(values, broken.value);
    }
    float[] coherence = new float[ROWS * broken.coherentColumns];
    Arrays.fill(coherence, broken.coherence);
    write(work.resolve("phase.tif"), grid(ROWS, COLUMNS), values);
    write(work.resolve("cc.tif"), grid(ROWS, broken.coherentColumns), coherence);
    Path product = work.resolve("unwrapped.tif");
    JobEvent last =
        run(
            "unwrap_raster",
            Map.of(
                "PHASE", work.resolve("phase.tif").toString(),
                "COHERENCE", work.resolve("cc.tif").toString(),
                "UNWRAPPED", product.toString()));
    assertRefused(last, broken.said);
    assertFalse(Files.exists(product), "a product is left");
  }

  @Test
  void oddImagesHaveAnswers() {
    for (MapGrid grid : List.of(grid(1, 1), grid(1, 50), grid(50, 1), grid(ROWS, COLUMNS))) {
      Path phase = folder.resolve("odd" + grid.rows() + "x" + grid.columns() + ".tif");
      Path none = folder.resolve("none" + grid.rows() + "x" + grid.columns() + ".tif");
      float[] values = ramp(grid.rows(), grid.columns());
      write(phase, grid, values);
      write(none, grid, new float[values.length]);
      float[] board = new float[values.length];
      for (int i = 0; i < board.length; i++) {
        board[i] = (i / grid.columns() + i % grid.columns()) % 2;
      }
      Path mask = folder.resolve("board" + grid.rows() + "x" + grid.columns() + ".tif");
      write(mask, grid, board);
      Map<String, String> inputs =
          new HashMap<>(Map.of("PHASE", phase.toString(), "COHERENCE", none.toString()));
      client.run("unwrap_raster", inputs);
      inputs.put("MASK", mask.toString());
      client.run("unwrap_raster", inputs);
    }
  }

  @Test
  void aStackThatCannotBeUnwrappedSaysWhy() throws IOException {
    assertRefused(
        run("unwrap", Map.of("STACK", stack("unwrapped").toString())),
        "no wrapped phase",
        "imported unwrapped");
    assertRefused(
        run("velocity", Map.of("STACK", stack("wrapped").toString())),
        "Unwrap interferograms (unwrap)");
    assertRefused(
        run("inverse_check", Map.of("STACK", stack("wrapped").toString())),
        "Unwrap interferograms (unwrap)");
    Path cut = folder.resolve("cut-stack");
    Tree.copy(stack("wrapped"), cut);
    for (Path file : Tree.files(cut)) {
      if (file.endsWith("wrapped_phase.tif")) {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 5000));
      }
    }
    assertRefused(run("unwrap", Map.of("STACK", cut.toString())), "wrapped_phase.tif");
  }

  @Test
  void theSoundStackGoesOnToVelocity() {
    String stack = stack("wrapped").toString();
    client.run("unwrap", Map.of("STACK", stack));
    client.run("inverse_check", Map.of("STACK", stack));
    client.run("closure", Map.of("STACK", stack));
    client.run("velocity", Map.of("STACK", stack));
  }
}
