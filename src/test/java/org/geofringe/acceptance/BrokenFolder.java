package org.geofringe.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;

/**
 * One way to spoil a folder of interferograms.
 *
 * @param name what is wrong
 * @param damage done to a sound folder
 * @param said parts of the one line that the user must get
 */
record BrokenFolder(String name, Damage damage, List<String> said) {

  /** Spoils a folder. */
  @FunctionalInterface
  interface Damage {
    void on(Path folder) throws IOException;
  }

  private static final String FIRST = "20240106_20240130";
  private static final String SECOND = "20240130_20240223";
  private static final String PHASE = FIRST + "_unw.tif";
  private static final String COHERENCE = FIRST + "_coh.tif";

  @Override
  public String toString() {
    return name;
  }

  static Stream<BrokenFolder> all() {
    return Stream.of(files(), names(), partners(), contents()).flatMap(cases -> cases);
  }

  private static BrokenFolder of(String name, Damage damage, String... said) {
    return new BrokenFolder(name, damage, List.of(said));
  }

  private static Stream<BrokenFolder> files() {
    return Stream.of(
        of(
            "TIFF cut off in the middle",
            f -> cut(f.resolve(PHASE), Files.size(f.resolve(PHASE)) / 2),
            PHASE,
            "truncated"),
        of("TIFF cut off after its header", f -> cut(f.resolve(COHERENCE), 8), COHERENCE),
        of("file of no bytes", f -> cut(f.resolve(PHASE), 0), PHASE, "empty"),
        of(
            "text file named .tif",
            f -> Files.writeString(f.resolve(PHASE), "Phase of January, see mail.\n"),
            PHASE,
            "not a GeoTIFF"),
        of(
            "picture named .tif",
            f ->
                Files.write(
                    f.resolve(COHERENCE),
                    "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1)),
            COHERENCE,
            "not a GeoTIFF"),
        of(
            "values overwritten",
            f -> {
              byte[] bytes = Files.readAllBytes(f.resolve(PHASE));
              Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0xff);
              Files.write(f.resolve(PHASE), bytes);
            },
            PHASE),
        of(
            "link that leads out of the folder",
            f ->
                Files.createSymbolicLink(
                    f.resolve("20220101_20220113_unw.tif"), Path.of("/etc/hostname")),
            "20220101_20220113_unw.tif",
            "leads out of the folder"),
        of(
            "link upwards",
            f -> Files.createSymbolicLink(f.resolve("all"), Path.of("..")),
            "leads out of the folder"),
        of("folder without interferograms", Tree::empty, "no unwrapped interferograms"));
  }

  private static Stream<BrokenFolder> names() {
    return Stream.of(
        of("three dates", f -> rename(f, PHASE, FIRST + "_20240318_unw.tif"), "20240318", "dates"),
        of("one date", f -> rename(f, PHASE, "20240106_unw.tif"), "20240106_unw.tif", "one date"),
        of("no date", f -> rename(f, PHASE, "january_unw.tif"), "january_unw.tif", "no date"),
        of(
            "same date twice",
            f -> rename(f, PHASE, "20240106_20240106_unw.tif"),
            "20240106_20240106_unw.tif"),
        of(
            "day that no calendar has",
            f -> rename(f, PHASE, "20240106_20240231_unw.tif"),
            "20240231 is no date"),
        of(
            "date to come",
            f -> rename(f, PHASE, "20240106_29990130_unw.tif"),
            "2999-01-30",
            "future"),
        of(
            "path in a name",
            f -> rename(f, PHASE, "20240106_..\\..\\evil_unw.tif"),
            "evil_unw.tif",
            "one date"),
        of("line break in a name", f -> rename(f, PHASE, "20240106\n_unw.tif"), "one date"));
  }

  private static Stream<BrokenFolder> partners() {
    return Stream.of(
        of(
            "pair without coherence",
            f -> Files.delete(f.resolve(COHERENCE)),
            PHASE,
            "no coherence raster of " + FIRST),
        of(
            "coherence without interferogram",
            f -> Files.delete(f.resolve(PHASE)),
            COHERENCE,
            "no unwrapped interferogram of " + FIRST),
        of("no coherence at all", f -> deleteAll(f, "_coh.tif"), "no coherence"),
        of("no interferogram at all", f -> deleteAll(f, "_unw.tif"), "no unwrapped interferogram"),
        of(
            "two files for a pair",
            f -> Files.copy(f.resolve(PHASE), f.resolve("2024-01-06_2024-01-30_unw.tif")),
            PHASE,
            "second interferogram of " + FIRST),
        of(
            "pair both ways round",
            f -> Files.copy(f.resolve(PHASE), f.resolve("20240130_20240106_unw.tif")),
            "20240130_20240106_unw.tif"),
        of("no wavelength", f -> Files.delete(f.resolve("simulated.rsc")), "WAVELENGTH"));
  }

  private static Stream<BrokenFolder> contents() {
    return Stream.of(
        of("fewer rows", f -> regrid(f, g -> grid(g, g.crs(), g.west(), g.rows() - 1)), PHASE),
        of(
            "half a cell to the east",
            f -> regrid(f, g -> grid(g, g.crs(), g.west() + g.spacingX() / 2, g.rows())),
            PHASE,
            "0.500 cells to the east"),
        of(
            "another reference system",
            f -> regrid(f, g -> grid(g, "EPSG:32733", g.west(), g.rows())),
            PHASE,
            "EPSG:32733"),
        of("displacement in millimetres", f -> fill(f, PHASE, 3, "mm", 1), PHASE, "mm"),
        of("two bands", f -> fill(f, PHASE, 3, "rad", 2), PHASE, "2 bands"),
        of("no data in any cell", f -> fill(f, PHASE, Float.NaN, "rad", 1), PHASE, "no cell"),
        of("values that are no radians", f -> fill(f, PHASE, 1e12f, "rad", 1), PHASE, "radians"),
        of("coherence above one", f -> fill(f, COHERENCE, 37, "", 1), COHERENCE, "37"),
        of("heights cut off", f -> cut(f.resolve("dem.tif"), 100), "dem.tif"));
  }

  private static void cut(Path file, long length) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) length));
  }

  private static void rename(Path folder, String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to));
  }

  private static void deleteAll(Path folder, String ending) throws IOException {
    for (Path file : Tree.files(folder)) {
      if (file.toString().endsWith(ending)) {
        Files.delete(file);
      }
    }
  }

  private static MapGrid grid(MapGrid like, String crs, double west, int rows) {
    return new MapGrid(
        crs, west, like.north(), like.spacingX(), like.spacingY(), rows, like.columns());
  }

  /** Puts the first phase on another grid, with values that are right. */
  private static void regrid(Path folder, UnaryOperator<MapGrid> change) {
    write(folder.resolve(PHASE), change.apply(gridOf(folder)), 1, "rad", 1);
  }

  private static void fill(Path folder, String file, float value, String unit, int bands) {
    write(folder.resolve(file), gridOf(folder), value, unit, bands);
  }

  private static MapGrid gridOf(Path folder) {
    try (GeoTiffReader reader = GeoTiffReader.open(folder.resolve(SECOND + "_unw.tif"))) {
      return reader.grid();
    }
  }

  private static void write(Path file, MapGrid grid, float value, String unit, int bands) {
    float[] values = new float[(int) grid.cells()];
    Arrays.fill(values, value);
    List<ProductSpec.Band> described =
        Stream.generate(() -> new ProductSpec.Band("", unit)).limit(bands).toList();
    try (GeoTiffWriter writer =
        GeoTiffWriter.create(
            file, grid, new ProductSpec(SampleType.FLOAT32, Double.NaN, described, Map.of()))) {
      for (int band = 0; band < bands; band++) {
        writer.write(band, 0, grid.rows(), values, 0);
      }
      writer.finish();
    }
  }
}
