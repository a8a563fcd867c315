package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.geofringe.server.workflow.TinyImages.day;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.TestRun;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.Gdal;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in the formats of other processors, and what comes of a pair of them. */
class ImportSlcTest {

  private static final int ROWS = 24;
  private static final int COLUMNS = 18;
  private static final int CELLS = ROWS * COLUMNS;
  private static final int MISSING = 40;
  private static final MapGrid GRID =
      new MapGrid("EPSG:32614", 485_000, 2_148_000, 5, 10, ROWS, COLUMNS);
  private static final MapGrid IMAGE = new MapGrid(Crs.RADAR, -0.5, 0.5, 1, 1, ROWS, COLUMNS);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final TestRun run = TestRun.threads(2);

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectories(folder.resolve("in"));
  }

  /** Whole numbers, so that 16 bits hold them; a part is common to all dates. */
  private static float[] image(LocalDate date) {
    Random common = new Random(1);
    Random own = new Random(date.toEpochDay());
    float[] values = new float[2 * CELLS];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.round(100 * common.nextGaussian() + 60 * own.nextGaussian());
    }
    values[2 * MISSING] = 0;
    values[2 * MISSING + 1] = 0;
    return values;
  }

  private static String name(int days) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(day(days));
  }

  private Path in(String name) {
    return folder.resolve("in").resolve(name);
  }

  private void tiff(int days, String name) throws IOException {
    try (FlatRaster.Writer writer =
        FlatRaster.create(in(name), GRID, SampleType.COMPLEX_FLOAT32, 1)) {
      writer.write(0, GRID.window(), image(day(days)), 0);
    }
  }

  private void raw(int days, String name, ByteOrder order, boolean shorts) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * CELLS * (shorts ? 2 : 4)).order(order);
    for (float value : image(day(days))) {
      if (shorts) {
        bytes.putShort((short) value);
      } else {
        bytes.putFloat(value);
      }
    }
    Files.write(in(name), bytes.array());
  }

  private void envi(String name, int byteOrder, String... more) throws IOException {
    Files.writeString(
        in(name),
        "ENVI\ndescription = {\n two\n lines}\nsamples = %d\nlines = %d\nbands = 1\nheader offset = 0\n"
                .formatted(COLUMNS, ROWS)
            + "file type = ENVI Standard\ndata type = 6\ninterleave = bsq\nbyte order = "
            + byteOrder
            + "\n"
            + String.join("\n", more)
            + "\n");
  }

  private void vrt(String raw) throws IOException {
    Files.writeString(
        in(raw + ".vrt"),
        """
        <VRTDataset rasterXSize="%d" rasterYSize="%d">
          <VRTRasterBand band="1" dataType="CFloat32" subClass="VRTRawRasterBand">
            <SourceFilename relativeToVRT="1">%s</SourceFilename>
            <ByteOrder>LSB</ByteOrder>
            <ImageOffset>0</ImageOffset>
            <PixelOffset>8</PixelOffset>
            <LineOffset>%d</LineOffset>
          </VRTRasterBand>
        </VRTDataset>
        """
            .formatted(COLUMNS, ROWS, raw, 8 * COLUMNS));
  }

  private void gamma(String raw, String format) throws IOException {
    Files.writeString(
        in(raw + ".par"),
        """
        Gamma Interferometric SAR Processor (ISP) - Image Parameter File

        title:     a test
        date:      2020 01 01
        range_samples:                  %d
        azimuth_lines:                  %d
        image_format:               %s
        radar_frequency:        5.4050005e+09   Hz
        """
            .formatted(COLUMNS, ROWS, format));
  }

  private Result run(String id, Map<String, String> values) throws IOException {
    return Catalogue.standard().prepare(id, new HashMap<>(values), folder.resolve("out")).run(run);
  }

  private Stack imported(String... namesAndValues) throws IOException {
    Path stack = folder.resolve("stack");
    Map<String, String> values = new HashMap<>();
    values.put("FOLDER", folder.resolve("in").toString());
    values.put("STACK", stack.toString());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    run("import_slc", values);
    return Stack.open(stack);
  }

  private static void assertHolds(Stack stack, int days) {
    float[] expected = image(day(days));
    expected[2 * MISSING] = Float.NaN;
    expected[2 * MISSING + 1] = Float.NaN;
    float[] read = new float[2 * CELLS];
    try (FlatRaster slc = stack.open(day(days), DateAsset.SLC)) {
      slc.read(0, stack.grid().window(), read, 0);
    }
    assertArrayEquals(expected, read, day(days).toString());
  }

  @Test
  void everyFormatInRadarGeometryGivesTheSameNumbers() throws IOException {
    raw(0, name(0) + ".slc", ByteOrder.LITTLE_ENDIAN, false);
    envi(name(0) + ".hdr", 0);
    raw(12, "S1_" + name(12) + ".img", ByteOrder.BIG_ENDIAN, false);
    envi("S1_" + name(12) + ".img.hdr", 1, "map info = {Arbitrary, 1, 1, 0, 0, 1, 1}");
    raw(24, name(24) + ".slc.full", ByteOrder.LITTLE_ENDIAN, false);
    vrt(name(24) + ".slc.full");
    raw(36, name(36) + ".rslc", ByteOrder.BIG_ENDIAN, false);
    gamma(name(36) + ".rslc", "FCOMPLEX");
    raw(48, name(48) + ".rslc", ByteOrder.BIG_ENDIAN, true);
    gamma(name(48) + ".rslc", "SCOMPLEX");
    Files.writeString(in("readme.txt"), "nothing");
    Stack stack = imported();
    assertEquals(List.of(day(0), day(12), day(24), day(36), day(48)), stack.dates());
    assertEquals(IMAGE, stack.grid());
    for (int days = 0; days <= 48; days += 12) {
      assertHolds(stack, days);
    }
    assertEquals(299_792_458 / 5.4050005e9, stack.description().wavelengthMetres(), 1e-12);
    assertTrue(run.warnings().get(0).contains("radar geometry"), run.warnings() + "");
    assertTrue(stack.perpendicularBaselines().isEmpty());
  }

  @Test
  void gdalsTiffsAndEnviFilesLieOnTheMap() throws Exception {
    tiff(0, name(0) + ".tif");
    tiff(12, "float.tif");
    String[] sixteen = {"-ot", "CInt16", "-co", "COMPRESS=DEFLATE", "-co", "TILED=YES"};
    translate("float.tif", name(12) + ".tiff", sixteen);
    tiff(24, "float.tif");
    translate("float.tif", name(24) + ".bin", "-of", "ENVI");
    Files.delete(in("float.tif"));
    Stack stack = imported();
    assertEquals(GRID, stack.grid());
    for (int days = 0; days <= 24; days += 12) {
      assertHolds(stack, days);
    }
    assertTrue(run.warnings().get(0).contains("that of Sentinel-1 was taken"));
  }

  private void translate(String from, String to, String... options) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("gdal_translate", "-q"));
    command.addAll(List.of(options));
    command.addAll(List.of(in(from).toString(), in(to).toString()));
    Gdal.run(command.toArray(String[]::new));
  }

  /** Sum over a block of fine cells with data in both: product (re, im), both powers. */
  private static double[] sums(float[] a, float[] b, int row, int column) {
    double[] sums = new double[5];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        int cell = (2 * row + i) * COLUMNS + 2 * column + j;
        if (cell == MISSING) {
          continue;
        }
        double ar = a[2 * cell];
        double ai = a[2 * cell + 1];
        double br = b[2 * cell];
        double bi = b[2 * cell + 1];
        sums[0] += ar * br + ai * bi;
        sums[1] += ai * br - ar * bi;
        sums[2] += ar * ar + ai * ai;
        sums[3] += br * br + bi * bi;
        sums[4]++;
      }
    }
    return sums;
  }

  @Test
  void aPairsInterferogramAndCoherenceAreThoseOfThePlainFormulas() throws IOException {
    tiff(0, name(0) + ".tif");
    tiff(12, name(12) + ".tif");
    tiff(24, name(24) + ".tif");
    formed(imported());
  }

  @Test
  void soAreThoseInRadarGeometryAndTheRestOfTheChainCarriesThem() throws IOException {
    for (int days = 0; days <= 24; days += 12) {
      raw(days, name(days) + ".slc", ByteOrder.LITTLE_ENDIAN, false);
      envi(name(days) + ".slc.hdr", 0);
    }
    formed(imported());
    String images = folder.resolve("stack").toString();
    String pairs = folder.resolve("out/interferograms").toString();
    Result closure = run("closure", Map.of("STACK", pairs));
    assertEquals(1, closure.metrics().get("triplets"));
    Result scatterers = run("persistent_scatterers", Map.of("STACK", images));
    assertTrue(Simulated.number(scatterers, "scatterers") > 0);
    assertTrue(Stack.open(folder.resolve("stack")).layer(Layer.AMPLITUDE_DISPERSION).isPresent());
    run("network", Map.of("STACK", pairs));
  }

  private void formed(Stack images) throws IOException {
    String stack = images.folder().toString();
    run("pairs", Map.of("STACK", stack, "MAX_DAYS", "24"));
    Path target = folder.resolve("out/interferograms");
    run(
        "interferograms",
        Map.of(
            "STACK", stack,
            "INTERFEROGRAMS", target.toString(),
            "LOOKS_ACROSS", "2",
            "LOOKS_DOWN", "2",
            "FILTER", "NONE",
            "COHERENCE_WINDOW", "3",
            "UNBIASED", "false"));
    Stack made = Stack.open(target);
    assertEquals(3, made.network().pairs().size());
    for (Pair pair : made.network().pairs()) {
      assertFollowsTheFormulas(made, pair);
    }
  }

  /** Float sums of whole numbers up to 1e6 over 36 cells: a millionth. */
  private static void assertFollowsTheFormulas(Stack made, Pair pair) throws IOException {
    int rows = ROWS / 2;
    int columns = COLUMNS / 2;
    float[] phase = new float[rows * columns];
    float[] coherence = new float[rows * columns];
    made.read(pair, Asset.WRAPPED_PHASE, made.grid().window(), phase, 0);
    made.read(pair, Asset.COHERENCE, made.grid().window(), coherence, 0);
    float[] a = image(pair.reference());
    float[] b = image(pair.secondary());
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double[] own = sums(a, b, row, column);
        int cell = row * columns + column;
        assertEquals(Math.atan2(own[1], own[0]), phase[cell], 3e-6);
        double[] all = new double[4];
        for (int i = Math.max(0, row - 1); i <= Math.min(rows - 1, row + 1); i++) {
          for (int j = Math.max(0, column - 1); j <= Math.min(columns - 1, column + 1); j++) {
            double[] near = sums(a, b, i, j);
            for (int k = 0; k < all.length; k++) {
              all[k] += near[k] / near[4];
            }
          }
        }
        double expected = Math.hypot(all[0], all[1]) / Math.sqrt(all[2] * all[3]);
        assertEquals(expected, coherence[cell], 3e-6, pair + " " + row + " " + column);
      }
    }
  }

  @Test
  void datesComeFromFoldersAndPatternsChooseAmongFiles() throws IOException {
    Files.createDirectories(in(name(0)));
    Files.createDirectories(in(name(12)));
    for (int days = 0; days <= 12; days += 12) {
      tiff(days, name(days) + "/vv.tif");
      tiff(days + 1, name(days) + "/vh.tif");
    }
    tiff(3, name(0) + "_" + name(12) + ".tif");
    assertRefused(() -> imported(), "vh.tif", "vv.tif", "both of 2020-01-01", "PATTERN");
    Stack stack = imported("PATTERN", "vv*");
    assertHolds(stack, 0);
    assertHolds(stack, 12);
    assertRefused(() -> imported("PATTERN", "hh*"), "no complex raster", "PATTERN hh*");
    assertRefused(() -> imported("PATTERN", "[vv"), "PATTERN", "cannot be read");
  }

  @Test
  void baselinesAreReadFromATable() throws IOException {
    tiff(0, name(0) + ".tif");
    tiff(12, name(12) + ".tif");
    tiff(24, name(24) + ".tif");
    Path table =
        Files.writeString(
            folder.resolve("b.csv"),
            "date,days,perpendicular_baseline_m\n2020-01-01,0,0\n2020-01-13,12,-37.5\n");
    Stack stack = imported("BASELINES", table.toString());
    assertEquals(Map.of(day(0), 0.0, day(12), -37.5), stack.perpendicularBaselines());
    assertTrue(run.warnings().stream().anyMatch(w -> w.contains("does not name 2020-01-25")));
    Files.writeString(table, "20200101 0\n20200113 far\n");
    assertRefused(() -> imported("BASELINES", table.toString()), "line 2", "20200113 far");
  }

  @Test
  void aSecondRunReadsOnlyWhatIsNew() throws IOException {
    tiff(12, name(12) + ".tif");
    imported();
    Path slc = folder.resolve("stack").resolve(name(12)).resolve("slc.tif");
    var before = Files.getLastModifiedTime(slc);
    tiff(0, name(0) + ".tif");
    Stack stack = imported();
    assertEquals(before, Files.getLastModifiedTime(slc));
    assertEquals(List.of(day(0), day(12)), stack.dates());
    assertRefused(() -> imported("FLATTENED", "false"), "FLATTENED=true", "another STACK");
    assertRefused(
        () ->
            run(
                "import_slc",
                Map.of("FOLDER", folder.resolve("in").toString(), "STACK", folder.toString())),
        "choose an empty or new folder");
  }

  @Test
  void brokenImagesAreRefusedBeforeAnythingIsWritten() throws IOException {
    assertRefused(() -> imported(), "no complex raster");
    raw(0, name(0) + ".slc", ByteOrder.LITTLE_ENDIAN, false);
    envi(name(0) + ".hdr", 0);
    byte[] whole = Files.readAllBytes(in(name(0) + ".slc"));
    Files.write(in(name(0) + ".slc"), java.util.Arrays.copyOf(whole, whole.length - 1));
    assertRefused(() -> imported(), name(0) + ".slc", "truncated");
    Files.write(in(name(0) + ".slc"), whole);

    Files.writeString(in(name(0) + ".hdr"), "ENVI\nsamples = many\nlines = 3\ndata type = 6\n");
    assertRefused(() -> imported(), name(0) + ".hdr", "\"samples\"", "\"many\"");
    Files.writeString(in(name(0) + ".hdr"), "ENVI\nsamples = 0\nlines = 3\ndata type = 6\n");
    assertRefused(() -> imported(), name(0) + ".hdr", "0");
    envi(name(0) + ".hdr", 0);

    raw(12, name(12) + ".slc", ByteOrder.LITTLE_ENDIAN, false);
    Files.writeString(
        in(name(12) + ".hdr"),
        "ENVI\nsamples = %d\nlines = %d\ndata type = 6\n".formatted(COLUMNS - 1, ROWS));
    assertRefused(() -> imported(), "another grid");
    envi(name(12) + ".hdr", 0);

    Files.writeString(in(name(24) + ".slc.vrt"), "<VRTDataset rasterXSize=");
    assertRefused(() -> imported(), name(24) + ".slc.vrt");
    assertTrue(Files.notExists(folder.resolve("stack")));
  }

  @Test
  void imagesWithoutDateOrDataAreNamed() throws IOException {
    tiff(0, "scene.tif");
    assertRefused(() -> imported(), "scene.tif", "date");
    Files.delete(in("scene.tif"));
    tiff(0, "20201301.tif");
    assertRefused(() -> imported(), "20201301", "no date");
    Files.delete(in("20201301.tif"));
    FlatRaster.create(in(name(0) + ".tif"), GRID, SampleType.COMPLEX_FLOAT32, 1).close();
    assertRefused(() -> imported(), name(0) + ".tif", "holds no data");
  }

  @Test
  void aVrtDoesNotLeadOutOfTheFolder() throws IOException {
    raw(0, name(0) + ".slc", ByteOrder.LITTLE_ENDIAN, false);
    Files.move(in(name(0) + ".slc"), folder.resolve(name(0) + ".slc"));
    Files.writeString(
        in(name(0) + ".vrt"),
        """
        <VRTDataset rasterXSize="18" rasterYSize="24">
          <VRTRasterBand dataType="CFloat32" subClass="VRTRawRasterBand">
            <SourceFilename relativeToVRT="1">../%s.slc</SourceFilename>
          </VRTRasterBand>
        </VRTDataset>
        """
            .formatted(name(0)));
    assertRefused(() -> imported(), name(0) + ".vrt", "out of the folder");
  }
}
