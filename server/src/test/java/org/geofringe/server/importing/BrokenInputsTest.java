package org.geofringe.server.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.geofringe.server.run.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A small sound folder with one thing broken: each gives one line that names the file and the very
 * cause, and the folder is left as it was.
 */
class BrokenInputsTest {

  private static final String FIRST = "20200101_20200113";
  private static final String SECOND = "20200113_20200125";
  private static final String LAST = "20200101_20200125";
  private static final String NEW = "20200125_20200206";

  @TempDir Path folder = Path.of("");

  /** Breaks one thing in a folder. */
  @FunctionalInterface
  private interface Step {
    void on(Path folder) throws IOException;
  }

  /** A sound folder, what is done to it, and what the message must say. */
  private record Case(
      String name, Step sound, Step damage, ImportOptions options, List<String> said) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case broken(String name, Step damage, String... said) {
    return new Case(name, Folders::generic, damage, ImportOptions.defaults(), List.of(said));
  }

  private static Case broken(String name, Step sound, Step damage, String... said) {
    return new Case(name, sound, damage, ImportOptions.defaults(), List.of(said));
  }

  static Stream<Case> cases() {
    return Stream.of(files(), names(), partners(), grids(), contents(), sensors())
        .flatMap(stream -> stream);
  }

  private static Stream<Case> files() {
    return Stream.of(
        broken(
            "text file named .tif",
            f -> Files.writeString(Folders.unw(f, FIRST), "this is a plain text, no raster\n"),
            "unw/20200101_20200113_unw.tif",
            "not a GeoTIFF"),
        broken(
            "empty file",
            f -> Files.write(Folders.coh(f, SECOND), new byte[0]),
            "coh/20200113_20200125_coh.tif",
            "it is empty"),
        broken(
            "truncated in its directory",
            f -> truncate(Folders.unw(f, FIRST), 200),
            "unw/20200101_20200113_unw.tif",
            "truncated"),
        broken(
            "truncated in its strip",
            f -> truncate(Folders.unw(f, FIRST), 60),
            "unw/20200101_20200113_unw.tif",
            "truncated"),
        broken(
            "damaged compressed block",
            f -> {
              TinyTiff tiff = Folders.coherence();
              tiff.deflated = true;
              tiff.write(Folders.coh(f, LAST));
              byte[] bytes = Files.readAllBytes(Folders.coh(f, LAST));
              Arrays.fill(bytes, 10, 22, (byte) 0x5a);
              Files.write(Folders.coh(f, LAST), bytes);
            },
            "coh/20200101_20200125_coh.tif"),
        broken(
            "link out of the folder",
            f ->
                Files.createSymbolicLink(
                    Folders.unw(f, NEW), Path.of(System.getProperty("java.home"), "release")),
            "unw/20200125_20200206_unw.tif",
            "leads out of the folder"),
        broken(
            "link to a folder elsewhere",
            f -> Files.createSymbolicLink(f.resolve("more"), f.toAbsolutePath().getRoot()),
            "more: is a link that leads out of the folder"),
        broken(
            "link upwards",
            f -> Files.createSymbolicLink(f.resolve("up"), Path.of("..")),
            "up: is a link that leads out of the folder"),
        broken(
            "dangling link",
            f -> Files.createSymbolicLink(Folders.unw(f, NEW), f.resolve("gone.tif")),
            "unw/20200125_20200206_unw.tif",
            "does not exist"),
        broken(
            "folders far too deep",
            f -> Files.createDirectories(f.resolve("a/b/c/d/e/f/g/h/i/j")),
            "a/b/c/d/e/f/g/h",
            "more than 8 deep"),
        broken(
            "archives only",
            f -> Files.createFile(f.resolve("S1AA_20200604.zip")),
            f -> {},
            "S1AA_20200604.zip",
            "unpack"),
        broken("nothing at all", f -> {}, f -> {}, "no unwrapped interferograms among 0"));
  }

  private static Stream<Case> names() {
    return Stream.of(
        broken(
            "three dates",
            f -> rename(Folders.unw(f, FIRST), "20200101_20200113_20200125_unw.tif"),
            "unw/20200101_20200113_20200125_unw.tif",
            "3 dates (2020-01-01, 2020-01-13, 2020-01-25)"),
        broken(
            "one date twice",
            f -> rename(Folders.unw(f, FIRST), "20200101_20200101_unw.tif"),
            "unw/20200101_20200101_unw.tif",
            "both dates are 2020-01-01"),
        broken(
            "one date",
            f -> rename(Folders.unw(f, FIRST), "20200101_unw.tif"),
            "unw/20200101_unw.tif",
            "one date only, 2020-01-01"),
        broken(
            "no date",
            f -> rename(Folders.unw(f, FIRST), "first_unw.tif"),
            "unw/first_unw.tif",
            "no date"),
        broken(
            "the year 1900",
            f -> rename(Folders.unw(f, FIRST), "19000101_20200113_unw.tif"),
            "unw/19000101_20200113_unw.tif",
            "1900-01-01 is before the first radar satellite"),
        broken(
            "a date in the future",
            f -> rename(Folders.unw(f, FIRST), "20200101_29990113_unw.tif"),
            "unw/20200101_29990113_unw.tif",
            "2999-01-13 lies in the future"),
        broken(
            "no date of the calendar",
            f -> rename(Folders.unw(f, FIRST), "20200101_99999999_unw.tif"),
            "unw/20200101_99999999_unw.tif",
            "99999999 is no date"),
        broken(
            "30 February",
            f -> rename(Folders.coh(f, FIRST), "20200101_20200230_coh.tif"),
            "coh/20200101_20200230_coh.tif",
            "20200230 is no date"),
        broken(
            "a line break in a name",
            f -> rename(Folders.unw(f, FIRST), "20200101_\n_unw.tif"),
            "unw/20200101_?_unw.tif",
            "one date only"));
  }

  private static Stream<Case> partners() {
    return Stream.of(
        broken(
            "no coherence partner",
            f -> Files.delete(Folders.coh(f, SECOND)),
            "unw/20200113_20200125_unw.tif",
            "no coherence raster of 20200113_20200125"),
        broken(
            "coherence without interferogram",
            f -> Files.delete(Folders.unw(f, SECOND)),
            "coh/20200113_20200125_coh.tif",
            "no unwrapped interferogram of 20200113_20200125"),
        broken(
            "no coherence at all",
            f -> {
              for (String pair : Folders.PAIRS) {
                Files.delete(Folders.coh(f, pair));
              }
            },
            "3 unwrapped interferograms, but no coherence"),
        broken(
            "two files for a pair",
            f -> Files.copy(Folders.unw(f, FIRST), f.resolve("unw/2020-01-01_2020-01-13_unw.tif")),
            "unw/20200101_20200113_unw.tif",
            "unw/2020-01-01_2020-01-13_unw.tif",
            "second interferogram of 20200101_20200113"),
        broken(
            "a pair both ways round",
            f -> Files.copy(Folders.unw(f, FIRST), Folders.unw(f, "20200113_20200101")),
            "unw/20200113_20200101_unw.tif",
            "beside unw/20200101_20200113_unw.tif"),
        broken(
            "two coherences for a pair",
            f -> Files.copy(Folders.coh(f, FIRST), f.resolve("coh/20200101_20200113_cc.tif")),
            "coh/20200101_20200113_coh.tif",
            "second coherence raster"),
        broken(
            "wrapped interferograms only",
            f -> {},
            f -> Folders.phase().write(f.resolve("20200101_20200113_wrapped.tif")),
            "1 wrapped interferograms",
            "no coherence"));
  }

  private static Stream<Case> grids() {
    return Stream.of(
        broken(
            "a row too many",
            f -> unwrapped(f, tiff -> tiff.rows = 7),
            "unw/20200101_20200113_unw.tif",
            "5 × 7 cells instead of 5 × 6"),
        broken(
            "shifted by half a cell",
            f -> unwrapped(f, tiff -> tiff.west += 0.0005),
            "unw/20200101_20200113_unw.tif",
            "0.500 cells to the east"),
        broken(
            "larger cells",
            f -> unwrapped(f, tiff -> tiff.spacing = 0.002),
            "unw/20200101_20200113_unw.tif",
            "cells of 0.002 × 0.002 instead of 0.001 × 0.001"),
        broken(
            "another reference system",
            f -> unwrapped(f, tiff -> tiff.epsg = 32614),
            "unw/20200101_20200113_unw.tif",
            "EPSG:32614 instead of EPSG:4326"),
        broken(
            "no reference system",
            f -> unwrapped(f, tiff -> tiff.epsg = 0),
            "unw/20200101_20200113_unw.tif",
            "reference system"),
        broken(
            "not georeferenced",
            f -> unwrapped(f, tiff -> tiff.georeferenced = false),
            "unw/20200101_20200113_unw.tif",
            "georeference"),
        broken(
            "rotated",
            f -> unwrapped(f, tiff -> tiff.rotated = true),
            "unw/20200101_20200113_unw.tif",
            "rotated"));
  }

  private static Stream<Case> contents() {
    return Stream.of(
        broken(
            "unit millimetres in the band",
            f -> unwrapped(f, tiff -> tiff.unit = "mm"),
            "unw/20200101_20200113_unw.tif",
            "its unit is mm, not radians"),
        broken(
            "unit millimetres in a tag",
            f -> unwrapped(f, tiff -> tiff.tag("DATA_UNITS", "MILLIMETRES")),
            "unw/20200101_20200113_unw.tif",
            "its unit is MILLIMETRES"),
        broken(
            "millimetres by name",
            f -> rename(Folders.unw(f, FIRST), "geo_20200101-20200113_unw_mm_4rlks.tif"),
            "unw/geo_20200101-20200113_unw_mm_4rlks.tif",
            "a displacement, not a phase"),
        broken(
            "HyP3 displacement only",
            f -> {},
            f -> Folders.phase().write(f.resolve(Folders.hyp3Name(FIRST) + "_los_disp.tif")),
            "_los_disp.tif",
            "a displacement, not a phase"),
        broken(
            "complex interferogram as unwrapped",
            f -> unwrapped(f, tiff -> tiff.type(TinyTiff.Type.COMPLEX)),
            "unw/20200101_20200113_unw.tif",
            "complex"),
        broken(
            "a picture as unwrapped",
            f -> unwrapped(f, tiff -> tiff.type(TinyTiff.Type.BYTE)),
            "unw/20200101_20200113_unw.tif",
            "a picture"),
        broken(
            "two bands",
            f -> unwrapped(f, tiff -> tiff.bands = 2),
            "unw/20200101_20200113_unw.tif",
            "2 bands"),
        broken(
            "no data anywhere",
            f -> unwrapped(f, tiff -> tiff.values(0)),
            "unw/20200101_20200113_unw.tif",
            "no cell holds data"),
        broken(
            "bytes in the wrong order",
            f -> unwrapped(f, tiff -> tiff.values(1, 1e10f)),
            "unw/20200101_20200113_unw.tif",
            "cannot be radians"),
        broken(
            "wrapped values called phase",
            f -> {},
            f -> {
              new TinyTiff().values(-3.14f, 3.14f, 1).write(f.resolve(FIRST + "_phase.tif"));
              Folders.coherence().write(f.resolve(FIRST + "_coh.tif"));
              Files.writeString(f.resolve("a.rsc"), "WAVELENGTH 0.0554658\n");
            },
            FIRST + "_phase.tif",
            "wrapped phase"),
        broken(
            "coherence above 1",
            f -> new TinyTiff().values(0.5f, 37).write(Folders.coh(f, FIRST)),
            "coh/20200101_20200113_coh.tif",
            "values from 0.5 to 37"),
        broken(
            "negative coherence",
            f -> new TinyTiff().values(0.5f, -0.5f).write(Folders.coh(f, FIRST)),
            "coh/20200101_20200113_coh.tif",
            "values from -0.5 to 0.5"),
        broken(
            "empty coherence",
            f -> Folders.coherence().values(0).noData("0").write(Folders.coh(f, FIRST)),
            "coh/20200101_20200113_coh.tif",
            "no cell holds data"),
        broken(
            "coherence of three bands",
            f -> {
              TinyTiff tiff = Folders.coherence();
              tiff.bands = 3;
              tiff.write(Folders.coh(f, FIRST));
            },
            "coh/20200101_20200113_coh.tif",
            "3 bands"),
        broken(
            "damaged heights",
            f -> {
              new TinyTiff().values(100).write(f.resolve("dem.tif"));
              truncate(f.resolve("dem.tif"), 100);
            },
            "dem.tif",
            "truncated"));
  }

  private static Stream<Case> sensors() {
    return Stream.of(
        broken(
            "no wavelength",
            f -> {
              for (String pair : Folders.PAIRS) {
                Folders.phase().write(Folders.unw(f, pair));
              }
            },
            "give WAVELENGTH in metres"),
        broken(
            "mixed wavelengths in tags",
            f -> Folders.phase().tag("WAVELENGTH", "0.2362").write(Folders.unw(f, SECOND)),
            "unw/20200113_20200125_unw.tif: wavelength 0.236200 m",
            "unw/20200101_20200113_unw.tif says 0.055466 m"),
        broken(
            "mixed wavelengths in parameter files",
            Folders::gamma,
            f -> Folders.gammaImage(f.resolve("headers/r20200125_VV_mli.par"), "1.27e9"),
            "headers/r20200125_VV_mli.par",
            "wavelength 0.236057 m"),
        broken(
            "tracks mixed, by time of day in a tag",
            f -> unwrapped(f, tiff -> tiff.tag("FIRST_TIME", "12:40:21")),
            f -> Folders.genericUnwrapped(f, SECOND, Folders.phase().tag("FIRST_TIME", "00:40:21")),
            "unw/20200113_20200125_unw.tif",
            "acquired at 00:40:21"),
        broken(
            "tracks mixed, by orbit",
            Folders::hyp3,
            f -> {
              String name = Folders.hyp3Name(SECOND);
              Folders.hyp3Parameters(f.resolve(name), name, 32900, "10");
            },
            Folders.hyp3Name(SECOND) + ".txt",
            "track 103",
            "is of track 64"),
        broken(
            "looks mixed",
            Folders::hyp3,
            f -> {
              String name = Folders.hyp3Name(SECOND);
              Folders.hyp3Parameters(f.resolve(name), name, 32861, "20");
            },
            Folders.hyp3Name(SECOND) + ".txt",
            "40 looks where other products have 20"),
        broken(
            "two processors in one folder",
            Folders::licsar,
            f -> {
              Folders.phase().write(Folders.unw(f, NEW));
              Folders.coherence().write(Folders.coh(f, NEW));
            },
            "unw/20200125_20200206_unw.tif",
            "named as different processors name them"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void oneLineNamesTheFileAndTheCause(Case broken) throws IOException {
    broken.sound().on(folder);
    broken.damage().on(folder);
    SortedMap<Path, FileTime> before = listing();

    UserException e =
        assertThrows(UserException.class, () -> ImportPlanner.plan(folder, broken.options()));

    String message = String.valueOf(e.getMessage());
    for (String part : broken.said()) {
      assertTrue(message.contains(part), () -> "«" + part + "» is missing in: " + message);
    }
    assertFalse(message.chars().anyMatch(Character::isISOControl), message);
    assertTrue(message.length() < 500, message);
    assertEquals(before, listing());
    for (Path file : before.keySet()) {
      if (Files.isSymbolicLink(file)) {
        Files.delete(file);
      }
    }
  }

  @Test
  void thereAreManyOfThem() {
    assertTrue(cases().count() >= 24);
  }

  @Test
  void missingFolderAndFileAsFolder() throws IOException {
    Path missing = folder.resolve("missing");
    assertSays(missing, "missing: no such folder");
    Files.createFile(folder.resolve("file.tif"));
    assertSays(folder.resolve("file.tif"), "file.tif: is not a folder");
  }

  /** Rasters are read on all cores; which failure is told does not depend on which came first. */
  @Test
  void ofTwoBrokenFilesTheFirstIsNamed() throws IOException {
    Folders.generic(folder);
    for (String pair : List.of(SECOND, LAST)) {
      TinyTiff tiff = Folders.phase();
      tiff.deflated = true;
      Folders.genericUnwrapped(folder, pair, tiff);
      byte[] bytes = Files.readAllBytes(Folders.unw(folder, pair));
      Arrays.fill(bytes, 10, 22, (byte) 0x5a);
      Files.write(Folders.unw(folder, pair), bytes);
    }
    for (int i = 0; i < 20; i++) {
      assertSays(folder, "unw/20200101_20200125_unw.tif");
    }
  }

  @Test
  void tooManyFiles() throws IOException {
    Folders.generic(folder);
    UserException e = assertThrows(UserException.class, () -> FolderScan.of(folder, 5));
    assertTrue(String.valueOf(e.getMessage()).contains("more than 5 files"), e::getMessage);
  }

  @ParameterizedTest
  @MethodSource("options")
  void optionsOutOfRange(String name, double value) {
    UserException e =
        assertThrows(
            UserException.class,
            () -> {
              ImportOptions defaults = ImportOptions.defaults();
              switch (name) {
                case "LOOKS" -> defaults.withLooks(value);
                case "WAVELENGTH" -> defaults.withWavelengthMetres(value);
                case "INCIDENCE" -> defaults.withIncidenceDegrees(value);
                default -> defaults.withNoData(value);
              }
            });
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith(name + " must be") && message.contains("" + value), message);
  }

  static Stream<Object[]> options() {
    return Stream.of(
        new Object[] {"LOOKS", -1.0},
        new Object[] {"LOOKS", 0.5},
        new Object[] {"LOOKS", Double.NaN},
        new Object[] {"WAVELENGTH", -0.05},
        new Object[] {"WAVELENGTH", 55.4658},
        new Object[] {"WAVELENGTH", Double.NaN},
        new Object[] {"INCIDENCE", 90.0},
        new Object[] {"INCIDENCE", -3.0},
        new Object[] {"NO_DATA", Double.POSITIVE_INFINITY});
  }

  private static void assertSays(Path given, String part) {
    UserException e =
        assertThrows(
            UserException.class, () -> ImportPlanner.plan(given, ImportOptions.defaults()));
    assertTrue(String.valueOf(e.getMessage()).contains(part), e::getMessage);
  }

  /** Changes how the first pair's unwrapped phase is written. */
  private static void unwrapped(Path folder, Consumer<TinyTiff> change) throws IOException {
    Folders.generic(folder);
    TinyTiff tiff = Folders.phase();
    change.accept(tiff);
    Folders.genericUnwrapped(folder, FIRST, tiff);
  }

  private static void truncate(Path file, int length) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
  }

  private static void rename(Path file, String name) throws IOException {
    Files.move(file, file.resolveSibling(name));
  }

  private SortedMap<Path, FileTime> listing() throws IOException {
    SortedMap<Path, FileTime> listing = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        listing.put(file, Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS));
      }
    }
    return listing;
  }
}
