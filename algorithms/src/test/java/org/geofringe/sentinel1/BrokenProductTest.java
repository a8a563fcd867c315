package org.geofringe.sentinel1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products that are broken in one way each end in one line that says which file, and how. */
class BrokenProductTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  /** Breaks a product's folder; returns what to open. */
  private interface Breaking {
    Path apply(Path product) throws IOException;
  }

  private record Case(String name, String message, Breaking breaking) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case annotation(String name, String from, String to, String message) {
    return new Case(
        name,
        message,
        product -> {
          edit(product.resolve("annotation"), from, to);
          return product;
        });
  }

  private static Case tiff(String name, long position, int[] bytes, String message) {
    return new Case(
        name,
        message,
        product -> {
          try (RandomAccessFile file = new RandomAccessFile(tiffOf(product).toFile(), "rw")) {
            file.seek(position);
            for (int value : bytes) {
              file.write(value);
            }
          }
          return product;
        });
  }

  private static Case zip(String name, String from, String to, String message) {
    return new Case(
        name,
        message,
        product -> {
          Path zip = SafeFixture.zip(product, true);
          String letters = Files.readString(zip, StandardCharsets.ISO_8859_1);
          assertTrue(letters.contains(from));
          Files.writeString(zip, letters.replace(from, to), StandardCharsets.ISO_8859_1);
          return zip;
        });
  }

  private static Case cutZip(String name, long bytes, String message) {
    return new Case(
        name,
        message,
        product -> {
          Path zip = SafeFixture.zip(product, false);
          cut(zip, bytes);
          return zip;
        });
  }

  // Places of the fields' values in the fixture's little-endian TIFF: 10 + 12 × index + 8.
  private static final long WIDTH = 18;
  private static final long HEIGHT = 30;
  private static final long BITS = 42;
  private static final long COMPRESSION = 54;
  private static final long STRIP_COUNT = 62;
  private static final long STRIP_PLACE = 66;
  private static final long SAMPLE_FORMAT = 114;
  private static final long STRIP_OFFSETS = 122;
  private static final long STRIP_SIZES = 122 + 150 * 4;

  private static final String VALID = "-1 -1 -1 -1 3 3";

  static List<Case> cases() {
    return List.of(
        new Case("no manifest", "has no manifest.safe", delete("manifest.safe")),
        new Case("no annotation", "has no annotation", delete("annotation")),
        new Case("no measurement", "has no measurement/s1a-iw2-slc-vv", delete("measurement")),
        new Case(
            "no calibration", "has no annotation/calibration", delete("annotation/calibration")),
        new Case(
            "another satellite",
            "not of SENTINEL-1",
            product -> {
              edit(product.resolve("manifest.safe"), "SENTINEL-1<", "SENTINEL-2<");
              return product;
            }),
        new Case(
            "relative orbit beyond the cycle",
            "is 271, must be 1 to 175",
            product -> {
              edit(product.resolve("manifest.safe"), ">71<", ">271<");
              return product;
            }),
        new Case(
            "another name",
            "is not named as a Sentinel-1 IW SLC product",
            product -> Files.move(product, product.resolveSibling("S1A_EW_GRDM.SAFE"))),
        annotation(
            "billion laughs",
            "<product>",
            "<!DOCTYPE p [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;\">]><product>&b;",
            "document type"),
        annotation(
            "external entity",
            "<product>",
            "<!DOCTYPE p [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><product>&a;",
            "document type"),
        annotation(
            "external document type",
            "<product>",
            "<!DOCTYPE product SYSTEM \"http://localhost:1/x.dtd\"><product>",
            "document type"),
        annotation("annotation cut off", "</product>", "", "is not sound XML"),
        annotation("no XML", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "PK", "not sound XML"),
        annotation("empty element", "<pass>Descending", "<pass>", "is '', not ascending"),
        annotation(
            "missing element", "<radarFrequency>5.405e+09</radarFrequency>", "", "has no radarF"),
        annotation("no number", "6.25e-02", "often", "is 'often', not a number"),
        annotation("not a number", "6.25e-02", "NaN", "not a finite number"),
        annotation("zero interval", "6.25e-02", "0", "azimuthTimeInterval is 0, must be above 0"),
        annotation("negative lines", "<linesPerBurst>50", "<linesPerBurst>-50", "is -50, must be"),
        annotation(
            "huge lines",
            "<linesPerBurst>50",
            "<linesPerBurst>2000000000",
            "is 2000000000, must be 1 to"),
        annotation("more digits than fit", ">60<", ">99999999999999999999<", "not a whole number"),
        annotation("no time", "<ascendingNodeTime>2020", "<ascendingNodeTime>20x20", "not a time"),
        annotation(
            "another node", "<ascendingNodeTime>2020", "<ascendingNodeTime>2010", "is far from"),
        annotation("wrong count", "<burstList count=\"3\"", "<burstList count=\"4\"", "holds 3"),
        annotation(
            "negative count", "<burstList count=\"3\"", "<burstList count=\"-3\"", "holds 3"),
        annotation("no bursts", "<burst>", "<other>", "is not sound XML"),
        annotation(
            "image of other size", "OfLines>150", "OfLines>100", "the bursts make 150 of 60"),
        annotation("other swath", "<swath>IW2", "<swath>IW1", "not what its name says"),
        annotation("unknown swath", "<swath>IW2", "<swath>EW4", "must be IW[123]"),
        annotation("other mission", "<missionId>S1A", "<missionId>S1B", "not what its name says"),
        annotation(
            "valid samples outside", VALID, "-1 -1 -1 -1 3 70", "samples 70 to 57 of line 5"),
        annotation("valid samples below -1", VALID, "-1 -1 -1 -1 3 -9", "samples -9 to 57"),
        annotation("half an empty line", VALID, "-1 -1 -1 5 3 3", "samples 5 to -1 of line 3"),
        annotation("valid list too short", VALID, "-1 -1 -1 -1 3", "count=\"50\" and holds 49"),
        annotation(
            "valid list too short, and its count",
            "count=\"50\">" + VALID,
            "count=\"49\">-1 -1 -1 -1 3",
            "firstValidSample tells 49"),
        annotation("an orbit of no vectors", "<orbitList", "<orbitList/><orbitList", "at least 4"),
        annotation("orbit of another frame", "Earth Fixed", "Moon Fixed", "must be Earth Fixed"),
        annotation(
            "burst of another day",
            "<burst><azimuthTime>2020-05-11",
            "<burst><azimuthTime>2020-05-12",
            "outside the annotation's orbit"),
        annotation("rising FM rate", ">-2.2e+03", ">2.2e+03", "must be below 0"),
        annotation(
            "byte offset", "<byteOffset>1323<", "<byteOffset>1327<", "at byte 1323, but its"),
        annotation(
            "negative byte offset", "<byteOffset>1323<", "<byteOffset>-1<", "is -1, must be"),
        new Case(
            "calibration of unequal lists",
            "has 3 pixels and 2 values",
            product -> {
              edit(
                  product.resolve("annotation/calibration"),
                  "<sigmaNought count=\"3\">3.0e+02",
                  "<sigmaNought count=\"2\">");
              return product;
            }),
        new Case("TIFF cut off in its samples", "is cut off", cutTiff(30_000)),
        new Case("TIFF cut off in its table", "is cut off", cutTiff(60)),
        new Case("TIFF of no bytes", "is no TIFF", cutTiff(0)),
        tiff("no TIFF", 0, new int[] {'P', 'N'}, "is no TIFF"),
        tiff("other version", 2, new int[] {41}, "is no TIFF"),
        tiff("table outside", 4, new int[] {0, 0, 0, 0x7f}, "is cut off"),
        tiff("too many fields", 8, new int[] {0xff, 0xff}, "65535 fields"),
        tiff("narrower", WIDTH, new int[] {50}, "240 bytes in strip 0, must be 200"),
        tiff("no samples", WIDTH, new int[] {0}, "150 lines of 0 samples"),
        tiff("higher", HEIGHT, new int[] {160}, "is cut off: 160 lines"),
        tiff(
            "wider than anything",
            WIDTH - 6,
            new int[] {4, 0, 1, 0, 0, 0, 0, 0, 0, 0x7f},
            "samples"),
        tiff("16 bits", BITS, new int[] {16}, "has 16 bits a sample, must be 32"),
        tiff("compressed", COMPRESSION, new int[] {5}, "has 5 as its compression"),
        tiff("not complex", SAMPLE_FORMAT, new int[] {2}, "has 2 as its sample format"),
        tiff("fewer strips", STRIP_COUNT, new int[] {149}, "149 values in field 273, must be 150"),
        tiff("strips outside", STRIP_PLACE, new int[] {0, 0, 0, 0x70}, "field 273 lies outside"),
        tiff(
            "a strip outside",
            STRIP_OFFSETS + 4 * 149,
            new int[] {0, 0, 0, 1},
            "strip 149 lies at byte 16777216"),
        tiff("a strip of other size", STRIP_SIZES + 4, new int[] {239}, "239 bytes in strip 1"),
        cutZip("zip cut off", 3000, "is cut off"),
        cutZip("zip of no bytes", 0, "is cut off"),
        zip("zip that climbs", "_7768.SAFE/measurement/", "_776/../../measuremen2/", "leaves its"),
        zip("zip of no product", "manifest.safe", "manifest.json", "holds no SAFE product"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsInOneLine(Case broken) throws IOException {
    Path place = broken.breaking().apply(new SafeFixture().write(folder));
    Exception error = assertThrows(IOException.class, () -> readAll(place));
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains(broken.message()), message);
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains("S1A_"), () -> "names no file: " + message);
  }

  private static void readAll(Path path) throws IOException {
    SafeProduct product = SafeProduct.open(path);
    for (Swath swath : product.swaths()) {
      product.calibration(swath);
      try (Measurement measurement = product.measurement(swath)) {
        for (int burst = 0; burst < swath.bursts().size(); burst++) {
          measurement.samples(burst).read(0, 0, 50, 60, new short[2 * 50 * 60]);
        }
      } catch (UncheckedIOException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  private static Path tiffOf(Path product) throws IOException {
    try (Stream<Path> files = Files.list(product.resolve("measurement"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private static Breaking cutTiff(long bytes) {
    return product -> {
      cut(tiffOf(product), bytes);
      return product;
    };
  }

  private static void cut(Path file, long bytes) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) bytes));
  }

  private static Breaking delete(String name) {
    return product -> {
      try (Stream<Path> files = Files.walk(product.resolve(name))) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
      return product;
    };
  }

  /** Replaces the first occurrence in a file, or in each file of a folder. */
  static void edit(Path place, String from, String to) throws IOException {
    List<Path> files = List.of(place);
    if (Files.isDirectory(place)) {
      try (Stream<Path> listed = Files.list(place)) {
        files = listed.filter(Files::isRegularFile).toList();
      }
    }
    for (Path file : files) {
      String text = Files.readString(file);
      int at = text.indexOf(from);
      assertTrue(at >= 0, () -> file + " has no " + from);
      Files.writeString(file, text.substring(0, at) + to + text.substring(at + from.length()));
    }
  }
}
