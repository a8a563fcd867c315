package org.geofringe.orbit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.geofringe.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class OrbitFileTest {

  private static final Instant NOON = Instant.parse("2020-05-11T12:00:00Z");
  private static final Instant FROM = Instant.parse("2020-05-11T12:03:07.5Z");
  private static final Instant TO = FROM.plusSeconds(25);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static String text(Instant time) {
    return "UTC=" + time.toString().replace("Z", "");
  }

  /** An orbit file from noon on, with a vector every 10 s whose x is its number. */
  private static String eof(String mission, String type, int minutes, Instant created) {
    Instant stop = NOON.plusSeconds(60L * minutes);
    StringBuilder file = new StringBuilder();
    file.append(
        """
        <?xml version="1.0"?>
        <Earth_Explorer_File><Earth_Explorer_Header><Fixed_Header>
        <Mission>%s</Mission><File_Type>AUX_%s</File_Type>
        <Validity_Period><Validity_Start>%s</Validity_Start><Validity_Stop>%s</Validity_Stop></Validity_Period>
        <Source><Creation_Date>%s</Creation_Date></Source>
        </Fixed_Header><Variable_Header><Ref_Frame>EARTH_FIXED</Ref_Frame></Variable_Header>
        </Earth_Explorer_Header><Data_Block type="xml"><List_of_OSVs count="%d">
        """
            .formatted(mission, type, text(NOON), text(stop), text(created), minutes * 6 + 1));
    for (int i = 0; i <= minutes * 6; i++) {
      file.append(
          """
          <OSV><UTC>%s.250000</UTC><X unit="m">%d</X><Y unit="m">-1e3</Y><Z unit="m">7000000.5</Z>
          <VX unit="m/s">0.1</VX><VY unit="m/s">0</VY><VZ unit="m/s">-5</VZ></OSV>
          """
              .formatted(text(NOON.plusSeconds(10L * i)), i));
    }
    return file.append("</List_of_OSVs></Data_Block></Earth_Explorer_File>").toString();
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static void assertFails(String part, Executable call) {
    String message = String.valueOf(assertThrows(IOException.class, call).getMessage());
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void aHeaderAndTheVectorsAroundTheTimesAreRead() throws IOException {
    Path path = write("a.EOF", eof("Sentinel-1A", "POEORB", 60, NOON));
    OrbitFile file = OrbitFile.open(path);
    assertEquals(
        new OrbitFile(path, "S1A", OrbitFile.Kind.POEORB, NOON, NOON.plusSeconds(3600), NOON),
        file);
    Orbit orbit = file.read(FROM, TO);
    assertEquals(Instant.parse("2020-05-11T12:03:07Z"), orbit.epoch());
    // The file begins 187.25 s before the scene, and is read until 300 s after it.
    assertEquals(-186.75, orbit.start(), 1e-9);
    assertEquals(323.25, orbit.end(), 1e-9);
    double[] state = new double[6];
    orbit.state(orbit.seconds(NOON.plusMillis(195_250)), state);
    assertEquals(19.5, state[0], 1e-9);
    assertEquals(7000000.5, state[2], 1e-6);
  }

  @Test
  void aZippedFileIsReadAsItIs() throws IOException {
    Path zip = folder.resolve("a.EOF.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream output = new ZipOutputStream(file)) {
      output.putNextEntry(new ZipEntry("a.EOF"));
      output.write(eof("Sentinel-1C", "RESORB", 60, NOON).getBytes(StandardCharsets.UTF_8));
      output.closeEntry();
    }
    OrbitFolder orbits = OrbitFolder.open(zip);
    assertEquals("S1C", orbits.files().get(0).mission());
    assertTrue(orbits.orbit("S1C", FROM, TO).covers(0));
  }

  @Test
  void theBestKindThenTheNewestCounts() throws IOException {
    write("a.EOF", eof("Sentinel-1A", "RESORB", 60, NOON.plusSeconds(9)));
    assertEquals(OrbitFile.Kind.RESORB, found("S1A").orElseThrow().kind());
    write("b.EOF", eof("Sentinel-1A", "POEORB", 60, NOON.plusSeconds(1)));
    write("c.EOF", eof("Sentinel-1A", "POEORB", 60, NOON.plusSeconds(2)));
    write("d.EOF", eof("Sentinel-1A", "PREORB", 60, NOON.plusSeconds(3)));
    write("e.EOF", eof("Sentinel-1B", "POEORB", 60, NOON.plusSeconds(4)));
    // Better, but too short by 20 s of the 40 s beyond the scene that interpolation wants.
    write("f.EOF", eof("Sentinel-1A", "POEORB", 3, NOON.plusSeconds(5)));
    write("notes.txt", "no orbit");
    assertEquals("c.EOF", name(found("S1A")));
    assertEquals("e.EOF", name(found("S1B")));
    assertFalse(found("S1C").isPresent());
    assertFails("of the 6 orbit files in", () -> OrbitFolder.open(folder).orbit("S1C", FROM, TO));
    assertFails(
        "covers S1A from 2020-05-12T12:03:07.500Z to",
        () ->
            OrbitFolder.open(folder).orbit("S1A", FROM.plusSeconds(86400), TO.plusSeconds(86400)));
  }

  @Test
  void archivesSortOrbitsByYear() throws IOException {
    Path file = write("a.EOF", eof("Sentinel-1A", "POEORB", 60, NOON));
    Path below = Files.createDirectories(folder.resolve("S1A").resolve("2020"));
    Files.move(file, below.resolve("a.EOF"));
    assertEquals(below.resolve("a.EOF"), found("S1A").orElseThrow().path());
  }

  private Optional<OrbitFile> found(String mission) throws IOException {
    return OrbitFolder.open(folder).find(mission, FROM, TO);
  }

  private static String name(Optional<OrbitFile> file) {
    return String.valueOf(file.orElseThrow().path().getFileName());
  }

  @Test
  void whatIsBrokenEndsInOneLine() throws IOException {
    String good = eof("Sentinel-1A", "POEORB", 60, NOON);
    assertFails("there is no orbit file", () -> OrbitFolder.open(folder.resolve("nowhere")));
    assertFails(
        "document type",
        () -> OrbitFile.open(write("a.EOF", good.replace("?>", "?><!DOCTYPE a SYSTEM \"b\">"))));
    assertFails("a.EOF is not sound XML", () -> OrbitFile.open(write("a.EOF", "PK\u0003\u0004")));
    assertFails("not sound XML", () -> OrbitFile.open(write("a.EOF", good.substring(0, 99))));
    assertFails("no Mission", () -> OrbitFile.open(write("a.EOF", good.replace("Mission>", "M>"))));
    assertFails(
        "not Sentinel-1", () -> OrbitFile.open(write("a.EOF", good.replace("l-1A", "l-2A"))));
    assertFails(
        "of type RAW", () -> OrbitFile.open(write("a.EOF", good.replace("AUX_POEORB", "RAW"))));
    assertFails(
        "'UTC=noon' is not a time",
        () -> OrbitFile.open(write("a.EOF", good.replace(text(NOON) + "<", "UTC=noon<"))));
    assertFails(
        "no state vectors",
        () -> OrbitFile.open(write("a.EOF", good.replace("Data_Block", "Block"))));
    assertFails("a.EOF runs from", () -> read(good, FROM.plusSeconds(3600)));
    assertFails("not EARTH_FIXED", () -> read(good.replace("EARTH_FIXED", "INERTIAL"), FROM));
    assertFails("'much', not a number", () -> read(good.replace(">19<", ">much<"), FROM));
    assertFails("'NaN', not a number", () -> read(good.replace(">19<", ">NaN<"), FROM));
    assertFails("has no Y", () -> read(good.replace("<Y unit=\"m\">-1e3</Y>", ""), FROM));
    assertFails(
        "holds no state vectors between 2020-05-11T12:03:00.250Z and 2020-05-11T12:03:30.250Z",
        () -> read(good.replaceAll("(?s)<OSV><UTC>UTC=2020-05-11T12:03:[12]0.*?</OSV>", ""), FROM));
    assertFails("share the time", () -> read(good.replace("12:03:10.25", "12:03:20.25"), FROM));
  }

  private void read(String content, Instant from) throws IOException {
    OrbitFile.open(write("a.EOF", content)).read(from, from.plusSeconds(25));
  }

  @Test
  void ofADayTheMinutesAroundASceneAreRead() throws IOException {
    Path orbits = SharedData.folder("scenes-small").resolve("orbits");
    Orbit orbit =
        OrbitFolder.open(orbits)
            .orbit(
                "S1A",
                Instant.parse("2020-05-23T13:51:25Z"),
                Instant.parse("2020-05-23T13:51:31Z"));
    assertEquals(-293, orbit.start());
    assertEquals(297, orbit.end());
    double[] state = new double[6];
    // The vector of 13:51:32 as the file writes it.
    orbit.state(7, state);
    assertArrayEquals(
        new double[] {
          -2058880.659324, -5257315.841603, 4256463.428075, -3254.320129, -3511.384120, -5894.450773
        },
        state,
        1e-9);
  }
}
