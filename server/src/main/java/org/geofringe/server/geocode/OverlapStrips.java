package org.geofringe.server.geocode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.geocode.SeamFacts.Overlap;

/**
 * The ground that consecutive bursts share, as both see it, of one date: kept in the stack so that
 * a date that comes later can be registered with this one. A raw file that GDAL opens by its ENVI
 * header: all pieces of all overlaps below each other, {@link Overlap#COLUMNS} wide, as five bands
 * of float32 for each overlap in turn: the earlier burst's real and imaginary part, the later
 * burst's, and the difference of their Doppler frequencies in Hz. It has no place on the map; the
 * pieces' windows stand in {@link SeamFacts}.
 */
final class OverlapStrips {

  static final int BANDS = 5;

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FOLDER = "esd";

  private final Path folder;

  OverlapStrips(Path stack) {
    this.folder = stack.resolve(FOLDER);
  }

  /**
   * One overlap of one date; the arrays are not copied.
   *
   * @param first the earlier burst's values of all pieces, real and imaginary part in turn
   * @param second the later burst's
   * @param doppler difference of Doppler frequencies, Hz, per cell
   */
  record Strip(float[] first, float[] second, float[] doppler) {
    static Strip empty(int pieces) {
      int cells = pieces * Overlap.CELLS;
      return new Strip(new float[2 * cells], new float[2 * cells], new float[cells]);
    }
  }

  private Path file(LocalDate date, String ending) {
    return folder.resolve(DateTimeFormatter.BASIC_ISO_DATE.format(date) + ending);
  }

  /** Whether the strips of a date were finished from these inputs. */
  boolean isComplete(LocalDate date, String fingerprint) throws IOException {
    Path json = file(date, ".json");
    if (!Files.isRegularFile(json) || !Files.isRegularFile(file(date, ".img"))) {
      return false;
    }
    JsonNode node = MAPPER.readTree(json.toFile());
    return node.path("fingerprint").asText().equals(fingerprint);
  }

  /** Whether there are strips of a date, whatever it was made from. */
  boolean has(LocalDate date) {
    return Files.isRegularFile(file(date, ".json")) && Files.isRegularFile(file(date, ".img"));
  }

  /** Seconds that were added to a date's azimuth times when its strips were made. */
  double shiftSeconds(LocalDate date) throws IOException {
    return MAPPER.readTree(file(date, ".json").toFile()).path("shift_seconds").asDouble();
  }

  /** Makes strips; called for each overlap in order. */
  @FunctionalInterface
  interface Maker {
    Strip make(Overlap overlap) throws IOException;
  }

  /**
   * Writes all overlaps of a date.
   *
   * @param shiftSeconds that the maker adds to the date's azimuth times
   */
  void write(
      LocalDate date, String fingerprint, double shiftSeconds, List<Overlap> overlaps, Maker maker)
      throws IOException {
    Path image = file(date, ".img");
    Files.createDirectories(folder);
    Files.deleteIfExists(file(date, ".json"));
    long pieces = overlaps.stream().mapToLong(overlap -> overlap.pieces().size()).sum();
    try (FileChannel channel =
        FileChannel.open(
            AtomicFiles.temporary(image),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      for (Overlap overlap : overlaps) {
        Strip strip = maker.make(overlap);
        write(channel, strip.first);
        write(channel, strip.second);
        write(channel, strip.doppler);
      }
      channel.force(true);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(image, e);
    }
    AtomicFiles.publish(image);
    AtomicFiles.writeString(
        file(date, ".hdr"),
        "ENVI\nsamples = "
            + Overlap.COLUMNS
            + "\nlines = "
            + pieces * Overlap.ROWS * BANDS
            + "\nbands = 1\ndata type = 4\ninterleave = bsq\nbyte order = 0\n");
    ObjectNode node = MAPPER.createObjectNode();
    node.put("fingerprint", fingerprint);
    node.put("pieces", pieces);
    node.put("shift_seconds", shiftSeconds);
    AtomicFiles.writeString(file(date, ".json"), node.toString());
  }

  private static void write(FileChannel channel, float[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = bytes.asFloatBuffer();
    for (float value : values) {
      // Of the many bit patterns that are NaN, one.
      floats.put(Float.isNaN(value) ? Float.NaN : value);
    }
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Reads one overlap of a date.
   *
   * @param overlaps all of the stack, as they were written
   * @param index of the overlap
   */
  Strip read(LocalDate date, List<Overlap> overlaps, int index) throws IOException {
    long before = 0;
    for (Overlap overlap : overlaps.subList(0, index)) {
      before += overlap.pieces().size();
    }
    Strip strip = Strip.empty(overlaps.get(index).pieces().size());
    long at = before * Overlap.CELLS * BANDS * Float.BYTES;
    try (FileChannel channel = FileChannel.open(file(date, ".img"), StandardOpenOption.READ)) {
      for (float[] part : new float[][] {strip.first, strip.second, strip.doppler}) {
        read(channel, at, part);
        at += (long) part.length * Float.BYTES;
      }
    }
    return strip;
  }

  private void read(FileChannel channel, long position, float[] target) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(target.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long at = position;
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, at);
      if (read < 0) {
        throw new IOException("a file in " + folder + " is cut off: delete that folder");
      }
      at += read;
    }
    bytes.flip();
    bytes.asFloatBuffer().get(target);
  }
}
