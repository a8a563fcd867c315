package org.geofringe.sentinel1;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.HashMap;
import java.util.Map;
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
  private final Map<Integer, WeakReference<BurstSamples>> inflated = new HashMap<>();

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
    if (bytes.isRandom()) {
      return new InPlace(burst);
    }
    synchronized (inflated) {
      WeakReference<BurstSamples> known = inflated.get(burst);
      BurstSamples samples = known == null ? null : known.get();
      if (samples == null) {
        samples = new Inflated(burst);
        inflated.put(burst, new WeakReference<>(samples));
      }
      return samples;
    }
  }

  /** Reads each window from the file. */
  private final class InPlace implements BurstSamples {

    private final int burst;

    InPlace(int burst) {
      this.burst = burst;
    }

    @Override
    public void read(int line, int sample, int lines, int samples, short[] target) {
      Burst shape = check(burst, line, sample, lines, samples, target);
      Measurement.this.read(burst * shape.lines() + line, sample, lines, samples, target);
    }
  }

  /** Reads the whole burst when first asked, and keeps it. */
  private final class Inflated implements BurstSamples {

    private final int burst;
    private short[] held = new short[0];

    Inflated(int burst) {
      this.burst = burst;
    }

    @Override
    public void read(int line, int sample, int lines, int samples, short[] target) {
      Burst shape = check(burst, line, sample, lines, samples, target);
      short[] whole = whole(shape);
      for (int i = 0; i < lines; i++) {
        int from = 2 * ((line + i) * shape.samples() + sample);
        System.arraycopy(whole, from, target, 2 * i * samples, 2 * samples);
      }
    }

    private synchronized short[] whole(Burst shape) {
      if (held.length == 0) {
        short[] read = new short[2 * shape.lines() * shape.samples()];
        // Two bursts read at once would send each other back to the file's start at every line.
        synchronized (bytes) {
          Measurement.this.read(burst * shape.lines(), 0, shape.lines(), shape.samples(), read);
        }
        held = read;
      }
      return held;
    }
  }

  private Burst check(int burst, int line, int sample, int lines, int samples, short[] target) {
    Burst shape = swath.bursts().get(burst);
    Objects.checkFromIndexSize(line, lines, shape.lines());
    Objects.checkFromIndexSize(sample, samples, shape.samples());
    Objects.checkFromIndexSize(0, 2 * lines * samples, target.length);
    return shape;
  }

  private void read(int line, int sample, int lines, int samples, short[] target) {
    ByteBuffer row = ByteBuffer.allocate(samples * BYTES).order(tiff.order());
    ShortBuffer shorts = row.asShortBuffer();
    try {
      for (int i = 0; i < lines; i++) {
        bytes.read(tiff.lineOffsets()[line + i] + (long) sample * BYTES, row.clear());
        shorts.clear().get(target, 2 * i * samples, 2 * samples);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(source + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
