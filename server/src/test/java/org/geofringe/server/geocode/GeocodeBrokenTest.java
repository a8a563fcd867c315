package org.geofringe.server.geocode;

import static org.geofringe.server.Refusals.assertOneLine;
import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.TestRun;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.workflow.Result;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be done is said in one line before any work, and leaves nothing behind. */
class GeocodeBrokenTest {

  @TempDir Path folder = Path.of("");

  private Path scenes = Path.of("");
  private Path stack = Path.of("");

  @BeforeEach
  void prepare() {
    scenes = SmallScenes.folder();
    stack = folder.resolve("stack");
  }

  private void assertRefusedBeforeWork(Map<String, String> values, String... parts) {
    TestRun run = TestRun.threads(2);
    assertRefused(() -> SmallScenes.geocode(scenes, stack, values, run), parts);
    assertFalse(Files.exists(stack), "something was written");
  }

  private Path product() throws IOException {
    scenes = folder.resolve("scenes");
    SmallScenes.copy(SmallScenes.products().get(0), scenes);
    return SmallScenes.copy(SmallScenes.products().get(1), scenes);
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void noProducts() throws IOException {
    scenes = Files.createDirectories(folder.resolve("empty"));
    assertRefusedBeforeWork(Map.of(), "no Sentinel-1 IW SLC product");
  }

  @Test
  void anAreaElsewhere() {
    assertRefusedBeforeWork(Map.of("EXTENT", "10,11,45,46"), "EXTENT meets no burst", "EPSG:32611");
  }

  @Test
  void orbitsOfOtherDays() throws IOException {
    Path orbits = Files.createDirectories(folder.resolve("orbits"));
    try (Stream<Path> files = Files.list(SmallScenes.folder().resolve("orbits"))) {
      Path first = files.sorted().findFirst().orElseThrow();
      Files.copy(first, orbits.resolve(first.getFileName()));
    }
    assertRefusedBeforeWork(
        Map.of("ORBITS", orbits.toString()), "ORBITS", "2020-05-23", "add its orbit file");
  }

  @Test
  void terrainElsewhere() {
    Path dem = folder.resolve("dem.tif");
    MapGrid grid = new MapGrid("EPSG:4326", 10, 46, 0.001, 0.001, 50, 50);
    try (GeoTiffWriter writer =
        GeoTiffWriter.create(dem, grid, ProductSpec.ofFloats("height", "m"))) {
      writer.write(0, 0, 50, new float[2500], 0);
      writer.finish();
    }
    assertRefusedBeforeWork(Map.of("DEM", dem.toString()), "dem.tif");
  }

  @Test
  void anotherPolarisation() {
    assertRefusedBeforeWork(Map.of("POLARISATION", "VH"), "2020-05-11", "no VH but VV");
  }

  @Test
  void anotherSubswath() {
    assertRefusedBeforeWork(Map.of("SUBSWATHS", "IW3"), "IW3", "SUBSWATHS");
    assertRefusedBeforeWork(Map.of("SUBSWATHS", "EW1"), "SUBSWATHS", "EW1");
  }

  @Test
  void degreesForAMap() {
    assertRefusedBeforeWork(Map.of("CRS", "EPSG:4326"), "EPSG:4326", "in degrees");
  }

  @Test
  void twoTracks() throws IOException {
    Path manifest = product().resolve("manifest.safe");
    String text = Files.readString(manifest);
    String other = text.replaceAll("(relativeOrbitNumber[^>]*>)71<", "$172<");
    assertFalse(other.equals(text), "the manifest names its track");
    Files.writeString(manifest, other);
    assertRefusedBeforeWork(Map.of(), "two tracks", "71", "72");
  }

  @Test
  void aMeasurementThatIsCutOff() throws IOException {
    Path tiff = only(product().resolve("measurement"));
    try (FileChannel channel = FileChannel.open(tiff, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    assertRefusedBeforeWork(Map.of(), tiff.getFileName().toString());
  }

  @Test
  void aMeasurementThatIsMissing() throws IOException {
    Path tiff = only(product().resolve("measurement"));
    Files.delete(tiff);
    assertRefusedBeforeWork(Map.of(), "measurement/", "download it again");
  }

  @Test
  void anAnnotationThatIsNoXml() throws IOException {
    Path annotation = only(product().resolve("annotation"));
    Files.writeString(annotation, "<product><adsHeader>");
    assertRefusedBeforeWork(Map.of(), annotation.getFileName().toString());
  }

  @Test
  void aFolderOfOtherThings() throws IOException {
    Files.createDirectories(stack);
    Files.writeString(stack.resolve("thesis.doc"), "");
    assertRefused(
        () -> SmallScenes.geocode(scenes, stack, Map.of(), TestRun.threads(1)),
        "thesis.doc",
        "choose an empty or new folder");
  }

  /** A memory disk stands for one that is too small, where it has less room than is asked for. */
  @Test
  void aDiskThatIsTooSmall() {
    Path small = Path.of("/dev/shm");
    // A square metre a cell over the whole scene: some 30 GB.
    Assumptions.assumeTrue(
        Files.isDirectory(small) && DiskSpace.usable(small) < 25L << 30, "no small disk is there");
    Path there = small.resolve("geofringe-" + folder.getFileName());
    Map<String, String> values =
        Map.of(
            "STACK", there.toString(),
            "SPACING_EAST", "1",
            "SPACING_NORTH", "1",
            "EXTENT", "480000,540000,4200000,4280000 [EPSG:32611]");
    ResourceException e =
        assertThrows(
            ResourceException.class,
            () -> SmallScenes.geocode(scenes, there, values, TestRun.threads(1)));
    assertOneLine(String.valueOf(e.getMessage()), "The stack needs", "free some space");
    assertFalse(Files.exists(there));
  }

  /** A file that fails amid the work: what was finished stays, the date at hand does not count. */
  @Test
  void aMeasurementThatIsCutOffAmidTheWork() throws IOException {
    Path product = product();
    Path tiff = only(product.resolve("measurement"));
    byte[] sound = Files.readAllBytes(tiff);
    RunContext run =
        new CuttingRun(
            "2020-05-23, burst",
            () -> {
              try (FileChannel channel = FileChannel.open(tiff, StandardOpenOption.WRITE)) {
                channel.truncate(1 << 16);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    assertRefused(
        () -> SmallScenes.geocode(scenes, stack, Map.of(), run), tiff.getFileName().toString());
    assertTrue(Files.exists(stack.resolve("20200511/20200511.json")));
    assertFalse(Files.exists(stack.resolve("20200523/20200523.json")));
    assertFalse(Files.exists(stack.resolve("20200523/slc.tif")));
    Files.write(tiff, sound);
    Result result = SmallScenes.geocode(scenes, stack, Map.of(), TestRun.threads(2));
    assertEquals(2, result.metrics().get("dates"));
  }

  /** Both would write the same temporary files. */
  @Test
  void twoRunsIntoOneStack() {
    scenes = SmallScenes.folder();
    List<String> refusals = new ArrayList<>();
    RunContext run =
        new CuttingRun(
            "2020-05-23, burst",
            () ->
                refusals.add(
                    assertRefused(
                        () -> SmallScenes.geocode(scenes, stack, Map.of(), TestRun.threads(1)),
                        "Another run is writing into " + stack)));
    Result result =
        assertDoesNotThrow(() -> SmallScenes.geocode(scenes, stack, Map.of(), run));
    assertEquals(1, refusals.size());
    assertEquals(3, result.metrics().get("dates_made"));
  }

  @Test
  void datesWithoutACommonPolarisation() throws IOException {
    inEachFile(product(), "VV", "HH");
    assertRefusedBeforeWork(Map.of(), "no polarisation in common", "HH, VV");
  }

  /** Names and contents; a measurement's bytes stay. */
  private static void inEachFile(Path product, String from, String to) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(product)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (!name.endsWith(".tiff")) {
        String text = Files.readString(file);
        Files.writeString(
            file,
            text.replace(from, to)
                .replace(from.toLowerCase(Locale.ROOT), to.toLowerCase(Locale.ROOT)));
      }
      String other = name.replace(from.toLowerCase(Locale.ROOT), to.toLowerCase(Locale.ROOT));
      if (!other.equals(name)) {
        Files.move(file, file.resolveSibling(other));
      }
    }
  }

  @Test
  void aZipThatIsCutShort() throws IOException {
    Path product = product();
    Path zip = scenes.resolve(product.getFileName().toString().replace(".SAFE", ".zip"));
    zip(product, zip);
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(bytes, bytes.length * 2 / 3));
    assertRefusedBeforeWork(Map.of(), zip.getFileName().toString());
  }

  /** Packs a product and removes it. */
  private static void zip(Path product, Path zip) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(product)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Path file : all) {
        if (Files.isRegularFile(file)) {
          out.putNextEntry(
              new ZipEntry(product.getFileName() + "/" + product.relativize(file).toString()));
          Files.copy(file, out);
          out.closeEntry();
        }
      }
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }

  /** Filled, and told with their width, so that the user can judge what was guessed. */
  @ParameterizedTest
  @ValueSource(ints = {3, 60})
  void terrainWithAVoid(int cells) throws IOException {
    TestRun run = TestRun.threads(2);
    Result result =
        SmallScenes.geocode(scenes, stack, Map.of("DEM", terrainVoid(cells).toString()), run);
    assertEquals(3, result.metrics().get("dates_made"));
    List<String> told = run.warnings().stream().filter(w -> w.contains("void")).toList();
    assertEquals(1, told.size());
    assertOneLine(
        told.get(0), cells * cells + " void cells", cells + " cells across", "filled smoothly");
  }

  /** The scenes' terrain with so many rows and columns without a value in the middle of the area. */
  private Path terrainVoid(int cells) {
    Path dem = folder.resolve("dem.tif");
    try (GeoTiffReader reader = GeoTiffReader.open(SmallScenes.folder().resolve("dem.tif"))) {
      MapGrid grid = reader.grid();
      float[] heights = new float[(int) grid.cells()];
      reader.read(0, grid.window(), heights, 0);
      double[] middle = new double[2];
      MapSystem.of("EPSG:32611").projection().toGeographic(509400, 4239100, middle);
      int top = grid.row(Math.toDegrees(middle[1])) - cells / 2;
      int left = grid.column(Math.toDegrees(middle[0])) - cells / 2;
      for (int i = 0; i < cells; i++) {
        int from = (top + i) * grid.columns() + left;
        Arrays.fill(heights, from, from + cells, Float.NaN);
      }
      try (GeoTiffWriter writer =
          GeoTiffWriter.create(dem, grid, ProductSpec.ofFloats("height", "m"))) {
        writer.write(0, 0, grid.rows(), heights, 0);
        writer.finish();
      }
    }
    return dem;
  }

  /** The same scenes as of another track. */
  @Test
  void aStackOfAnotherTrack() throws IOException {
    product();
    SmallScenes.geocode(scenes, stack, Map.of(), TestRun.threads(2));
    Map<String, Integer> before = SmallScenes.checksums(stack);
    try (Stream<Path> products = Files.list(scenes)) {
      for (Path product : products.toList()) {
        Path manifest = product.resolve("manifest.safe");
        String text = Files.readString(manifest);
        Files.writeString(
            manifest, text.replaceAll("(relativeOrbitNumber[^>]*>)71<", "$172<"));
      }
    }
    assertRefused(
        () -> SmallScenes.geocode(scenes, stack, Map.of(), TestRun.threads(1)),
        "track 72",
        "track 71",
        "another STACK");
    assertEquals(before, SmallScenes.checksums(stack));
  }

  /** A stack of pairs is not taken for one of images. */
  @Test
  void aStackOfInterferograms() throws IOException {
    Files.createDirectories(stack);
    Files.writeString(stack.resolve(Stack.MARKER), "");
    Files.writeString(stack.resolve("collection.json"), "{}");
    assertRefused(
        () -> SmallScenes.geocode(scenes, stack, Map.of(), TestRun.threads(1)),
        "stack of interferograms",
        "choose a new folder");
  }

  @Test
  void aDateThatLacksABurstHasAHoleThere() throws IOException {
    Path annotation = only(product().resolve("annotation"));
    String text = Files.readString(annotation);
    String mark = "<sensingTime>";
    int at = text.lastIndexOf(mark) + mark.length();
    int end = text.indexOf('<', at);
    // One burst cycle later: a place that the first date does not have.
    LocalDateTime later = LocalDateTime.parse(text.substring(at, end)).plusNanos(2_758_273_000L);
    Files.writeString(annotation, text.substring(0, at) + later + text.substring(end));
    TestRun run = TestRun.threads(2);
    Result result = SmallScenes.geocode(scenes, stack, Map.of(), run);
    assertTrue(
        run.warnings().stream()
            .anyMatch(w -> w.startsWith("2020-05-23 lacks 1 of 2 bursts") && w.contains("holes")),
        run.warnings()::toString);
    assertEquals(List.of("2020-05-11", "2020-05-23"), List.copyOf(holes(result).keySet()));
    assertTrue(holes(result).getOrDefault("2020-05-23", 0L) > 10_000);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Long> holes(Result result) {
    return (Map<String, Long>) result.metrics().getOrDefault("cells_without_value", Map.of());
  }
}
