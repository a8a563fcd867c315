package org.geofringe.sentinel1;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The measurement file of a sub-swath, opened and held against its annotation. Samples are read by
 * position, so an image never lies in memory; only of a deflated zip entry the burst read last does
 * (up to 160 MB): its bursts are best read in their order, as each step back inflates the file
 * anew.
 */
public final class Measurement implements Closeable {

  private static final int BYTES = 4;

  private final ByteSource bytes;
  private final MeasurementTiff tiff;
  private final Swath swath;
  private final String source;
  private int heldBurst = -1;
  private short[] held = new short[0];

  private Measurement(ByteSource bytes, MeasurementTiff tiff, Swath swath, String source) {
    this.bytes = bytes;
    this.tiff = tiff;
    this.swath = swath;
    this.source = source;
  }

  static Measurement open(Archive archive, Swath swath) throws IOException {
    String name = file(archive, swath);
    String source = archive.product() + "/" + name;
    ByteSource bytes = archive.bytes(name);
    @Nullable Measurement opened = null;
    try {
      MeasurementTiff tiff = MeasurementTiff.read(bytes, source);
      check(tiff, swath, source);
      opened = new Measurement(bytes, tiff, swath, source);
      return opened;
    } finally {
      if (opened == null) {
        bytes.close();
      }
    }
  }

  private static String file(Archive archive, Swath swath) throws IOException {
    for (String ending : new String[] {".tiff", ".tif"}) {
      String name = "measurement/" + swath.file() + ending;
      if (archive.names().contains(name)) {
        return name;
      }
    }
    throw new IOException(
        archive.product() + " has no measurement/" + swath.file() + ".tiff: download it again");
  }

  private static void check(MeasurementTiff tiff, Swath swath, String source) throws IOException {
    int lines = swath.bursts().get(0).lines();
    int samples = swath.bursts().get(0).samples();
    int height = lines * swath.bursts().size();
    if (tiff.width() != samples || tiff.height() != height) {
      throw new IOException(
          "%s has %d lines of %d samples, but its annotation says %d of %d"
              .formatted(source, tiff.height(), tiff.width(), height, samples));
    }
    for (int burst = 0; burst < swath.bursts().size(); burst++) {
      long told = swath.byteOffsets().get(burst);
      long found = tiff.lineOffsets()[burst * lines];
      if (told != found) {
        throw new IOException(
            "%s has burst %d at byte %d, but its annotation says byte %d"
                .formatted(source, burst, found, told));
      }
    }
  }

  /** The samples of a burst; good until this is closed. */
  public BurstSamples samples(int burst) {
    Objects.checkIndex(burst, swath.bursts().size());
    return (line, sample, lines, samples, target) -> {
      Burst shape = swath.bursts().get(burst);
      Objects.checkFromIndexSize(line, lines, shape.lines());
      Objects.checkFromIndexSize(sample, samples, shape.samples());
      Objects.checkFromIndexSize(0, 2 * lines * samples, target.length);
      try {
        if (bytes.isRandom()) {
          read(burst * shape.lines() + line, sample, lines, samples, target);
        } else {
          copy(burst, line, sample, lines, samples, target);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(source + ": " + e.getMessage(), e);
      }
    };
  }

  private void read(int line, int sample, int lines, int samples, short[] target)
      throws IOException {
    ByteBuffer row = ByteBuffer.allocate(samples * BYTES).order(tiff.order());
    ShortBuffer shorts = row.asShortBuffer();
    for (int i = 0; i < lines; i++) {
      bytes.read(tiff.lineOffsets()[line + i] + (long) sample * BYTES, row.clear());
      shorts.clear().get(target, 2 * i * samples, 2 * samples);
    }
  }

  private synchronized void copy(
      int burst, int line, int sample, int lines, int samples, short[] target) throws IOException {
    Burst shape = swath.bursts().get(burst);
    if (heldBurst != burst) {
      int length = 2 * shape.lines() * shape.samples();
      heldBurst = -1;
      held = held.length == length ? held : new short[length];
      read(burst * shape.lines(), 0, shape.lines(), shape.samples(), held);
      heldBurst = burst;
    }
    for (int i = 0; i < lines; i++) {
      System.arraycopy(
          held, 2 * ((line + i) * shape.samples() + sample), target, 2 * i * samples, 2 * samples);
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
