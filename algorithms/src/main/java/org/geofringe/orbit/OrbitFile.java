package org.geofringe.orbit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.geofringe.xml.SecureXml;

/**
 * An orbit file of Sentinel-1 (Earth Explorer format, {@code .EOF}, or one such file in a zip):
 * what its header says. Vectors are read for the times asked only, as a file holds a day of them.
 *
 * @param path of the file
 * @param mission as in {@code S1A}
 * @param kind how exact it is
 * @param validFrom of the file
 * @param validTo of the file
 * @param created when the file was made
 */
public record OrbitFile(
    Path path, String mission, Kind kind, Instant validFrom, Instant validTo, Instant created) {

  /** From best to worst. */
  public enum Kind {
    /** Precise: some centimetres, after three weeks. */
    POEORB,
    /** Restituted: some centimetres to a decimetre, after three hours. */
    RESORB,
    /** Predicted. */
    PREORB
  }

  /**
   * Vectors wanted before and after the times asked, so that interpolation has four on each side at
   * any time between.
   */
  static final double GUARD_SECONDS = 40;

  /** Vectors are 10 s apart; further apart than this, interpolation would lose its millimetre. */
  private static final long LONGEST_STEP_SECONDS = 20;

  /** What is read beyond the times asked, so that points outside a scene can still be located. */
  private static final double MARGIN_SECONDS = 300;

  /**
   * Reads a file's header.
   *
   * @throws IOException where the file is not an orbit file
   */
  public static OrbitFile open(Path path) throws IOException {
    String source = String.valueOf(path.getFileName());
    try (InputStream input = stream(path)) {
      XMLStreamReader reader = SecureXml.open(input, source);
      Map<String, String> header = new HashMap<>();
      while (true) {
        int event = SecureXml.next(reader, source);
        if (event == XMLStreamConstants.END_DOCUMENT) {
          throw new IOException(source + " holds no state vectors (no Data_Block)");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          String name = reader.getLocalName();
          if (name.equals("Data_Block")) {
            return of(path, source, header);
          }
          if (name.matches("Mission|File_Type|Validity_Start|Validity_Stop|Creation_Date")) {
            header.put(name, text(reader, source));
          }
        }
      }
    }
  }

  private static OrbitFile of(Path path, String source, Map<String, String> header)
      throws IOException {
    String mission = required(header, "Mission", source);
    if (!mission.matches("(?i)Sentinel-?1[A-Z]")) {
      throw new IOException(source + " is of mission '" + mission + "', not Sentinel-1");
    }
    String type = required(header, "File_Type", source).replace("AUX_", "");
    Kind kind;
    switch (type) {
      case "POEORB" -> kind = Kind.POEORB;
      case "RESORB" -> kind = Kind.RESORB;
      case "PREORB" -> kind = Kind.PREORB;
      default ->
          throw new IOException(source + " is of type " + type + ", not POEORB, RESORB or PREORB");
    }
    return new OrbitFile(
        path,
        "S1" + mission.substring(mission.length() - 1).toUpperCase(Locale.ROOT),
        kind,
        time(required(header, "Validity_Start", source), source),
        time(required(header, "Validity_Stop", source), source),
        time(required(header, "Creation_Date", source), source));
  }

  /** Whether the file may be used from one instant to another, with vectors to spare. */
  public boolean covers(Instant from, Instant to) {
    long guard = (long) GUARD_SECONDS;
    return !validFrom.isAfter(from.minusSeconds(guard)) && !validTo.isBefore(to.plusSeconds(guard));
  }

  /**
   * Reads the orbit around two instants.
   *
   * @return an orbit whose epoch is the first instant's whole second
   * @throws IOException where the file does not cover the times, or is broken
   */
  public Orbit read(Instant from, Instant to) throws IOException {
    String source = String.valueOf(path.getFileName());
    if (!covers(from, to)) {
      throw uncovered(source, validFrom, validTo, from, to);
    }
    long margin = (long) MARGIN_SECONDS;
    List<StateVector> vectors = vectors(from.minusSeconds(margin), to.plusSeconds(margin));
    checkSteps(vectors, from, to, source);
    try {
      return new Orbit(Instant.ofEpochSecond(from.getEpochSecond()), vectors);
    } catch (IllegalArgumentException e) {
      throw new IOException("orbit file " + source + ": " + e.getMessage(), e);
    }
  }

  /** Refuses a file whose vectors leave a hole where they are needed. */
  private static void checkSteps(List<StateVector> vectors, Instant from, Instant to, String source)
      throws IOException {
    Instant reached = from.minusSeconds((long) GUARD_SECONDS);
    Instant wanted = to.plusSeconds((long) GUARD_SECONDS);
    for (StateVector vector : vectors) {
      Instant time = vector.time();
      if (reached.isBefore(wanted) && time.isAfter(reached.plusSeconds(LONGEST_STEP_SECONDS))) {
        throw hole(source, reached, time);
      }
      reached = time.isAfter(reached) ? time : reached;
    }
    if (reached.isBefore(wanted)) {
      throw hole(source, reached, wanted);
    }
  }

  private static IOException hole(String source, Instant before, Instant after) {
    return new IOException(
        "orbit file %s holds no state vectors between %s and %s".formatted(source, before, after));
  }

  /**
   * Reads the vectors from one instant to another, in the file's order; none outside of the file.
   *
   * @throws IOException where the file is broken
   */
  public List<StateVector> vectors(Instant from, Instant to) throws IOException {
    String source = String.valueOf(path.getFileName());
    List<StateVector> vectors = new ArrayList<>();
    try (InputStream input = stream(path)) {
      XMLStreamReader reader = SecureXml.open(input, source);
      Map<String, String> vector = new HashMap<>();
      for (int event = SecureXml.next(reader, source);
          event != XMLStreamConstants.END_DOCUMENT;
          event = SecureXml.next(reader, source)) {
        if (event == XMLStreamConstants.START_ELEMENT) {
          switch (reader.getLocalName()) {
            case "OSV" -> vector.clear();
            case "UTC", "X", "Y", "Z", "VX", "VY", "VZ" ->
                vector.put(reader.getLocalName(), text(reader, source));
            case "Ref_Frame" -> checkFrame(text(reader, source), source);
            default -> {}
          }
        } else if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("OSV")) {
          Instant time = time(required(vector, "UTC", source), source);
          if (time.isAfter(to)) {
            break;
          }
          if (!time.isBefore(from)) {
            vectors.add(vector(time, vector, source));
          }
        }
      }
    }
    return vectors;
  }

  private static IOException uncovered(
      String source, Instant validFrom, Instant validTo, Instant from, Instant to) {
    return new IOException(
        "orbit file %s runs from %s to %s and does not cover %s to %s (with %.0f s to spare)"
            .formatted(source, validFrom, validTo, from, to, GUARD_SECONDS));
  }

  private static void checkFrame(String frame, String source) throws IOException {
    if (!frame.equals("EARTH_FIXED")) {
      throw new IOException(source + " is in the frame " + frame + ", not EARTH_FIXED");
    }
  }

  private static StateVector vector(Instant time, Map<String, String> texts, String source)
      throws IOException {
    double[] values = new double[6];
    String[] names = {"X", "Y", "Z", "VX", "VY", "VZ"};
    for (int i = 0; i < 6; i++) {
      String word = required(texts, names[i], source);
      values[i] = number(word);
      if (!Double.isFinite(values[i])) {
        throw new IOException(
            "%s: %s of the vector of %s is '%s', not a number"
                .formatted(source, names[i], time, word));
      }
    }
    return new StateVector(time, values[0], values[1], values[2], values[3], values[4], values[5]);
  }

  private static double number(String word) {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static String required(Map<String, String> texts, String name, String source)
      throws IOException {
    String text = texts.get(name);
    if (text == null) {
      throw new IOException(source + " is no orbit file: it has no " + name);
    }
    return text;
  }

  private static String text(XMLStreamReader reader, String source) throws IOException {
    StringBuilder text = new StringBuilder();
    int event = SecureXml.next(reader, source);
    while (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
      text.append(reader.getText());
      event = SecureXml.next(reader, source);
    }
    return text.toString().strip();
  }

  private static Instant time(String word, String source) throws IOException {
    try {
      return LocalDateTime.parse(word.replace("UTC=", "")).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new IOException(
          source + ": '" + word + "' is not a time such as UTC=2020-05-11T13:51:17.603718", e);
    }
  }

  private static InputStream stream(Path path) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      return file;
    }
    ZipInputStream zip = new ZipInputStream(file);
    ZipEntry entry = zip.getNextEntry();
    while (entry != null && !entry.getName().toUpperCase(Locale.ROOT).endsWith(".EOF")) {
      entry = zip.getNextEntry();
    }
    if (entry == null) {
      zip.close();
      throw new IOException(path.getFileName() + " holds no .EOF file");
    }
    return new BufferedInputStream(zip, 1 << 16);
  }
}
