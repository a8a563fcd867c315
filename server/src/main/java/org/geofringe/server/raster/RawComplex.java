package org.geofringe.server.raster;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.geofringe.grid.Window;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.UserException;

/**
 * Complex numbers that lie in a file row after row, real and imaginary part in turn, without
 * anything that says so in the file itself. Safe for several threads.
 */
public final class RawComplex implements Closeable {

  /** How a part of a number is stored. */
  public enum Part {
    INT16(Short.BYTES),
    FLOAT32(Float.BYTES),
    FLOAT64(Double.BYTES);

    private final int bytes;

    Part(int bytes) {
      this.bytes = bytes;
    }

    /** Bytes of a complex number. */
    public int bytesOfNumber() {
      return 2 * bytes;
    }
  }

  /**
   * What another file says about the raster.
   *
   * @param rows at least 1
   * @param columns at least 1
   * @param headBytes bytes before the first row
   * @param rowBytes bytes from the beginning of a row to that of the next
   * @param part how a real or imaginary part is stored
   * @param order of the bytes in it
   */
  public record Layout(
      int rows, int columns, long headBytes, long rowBytes, Part part, ByteOrder order) {

    private static final int MOST = 1_000_000;

    public Layout {
      if (rows < 1 || rows > MOST || columns < 1 || columns > MOST) {
        throw new IllegalArgumentException(
            "its size must be 1 to " + MOST + " each way, got " + rows + " x " + columns);
      }
      if (headBytes < 0 || rowBytes < (long) columns * part.bytesOfNumber()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "rows of %d bytes after a head of %d do not hold %d numbers of %d bytes",
                rowBytes,
                headBytes,
                columns,
                part.bytesOfNumber()));
      }
    }

    /** A raster without head or gaps. */
    public static Layout packed(int rows, int columns, long headBytes, Part part, ByteOrder order) {
      return new Layout(
          rows, columns, headBytes, (long) columns * part.bytesOfNumber(), part, order);
    }

    /** Bytes that a file must have. */
    long bytes() {
      return headBytes + (rows - 1L) * rowBytes + (long) columns * part.bytesOfNumber();
    }
  }

  private final Path path;
  private final Layout layout;
  private final FileChannel channel;

  private RawComplex(Path path, Layout layout, FileChannel channel) {
    this.path = path;
    this.layout = layout;
    this.channel = channel;
  }

  /**
   * Opens a file and checks that it is long enough.
   *
   * @throws UserException naming the file, where it is missing, cannot be read or is too short
   */
  public static RawComplex open(Path path, Layout layout) {
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      long size = channel.size();
      if (size < layout.bytes()) {
        channel.close();
        throw new UserException(
            path
                + " is truncated: "
                + layout.rows
                + " x "
                + layout.columns
                + " complex numbers need "
                + layout.bytes()
                + " bytes and it has "
                + size
                + "; copy it again, or mend its header");
      }
      return new RawComplex(path, layout, channel);
    } catch (IOException e) {
      throw new UserException(path + " cannot be opened; check that it is there and readable", e);
    }
  }

  /**
   * Reads values.
   *
   * @param window within the raster
   * @param target row-major pairs of real and imaginary part; the first {@code 2 * window.cells()}
   *     values are overwritten
   */
  public void read(Window window, float[] target) {
    if (window.row() + window.rows() > layout.rows
        || window.column() + window.columns() > layout.columns) {
      throw new IllegalArgumentException(window + " reaches beyond " + layout);
    }
    int number = layout.part.bytesOfNumber();
    ByteBuffer bytes = ByteBuffer.allocate(window.columns() * number).order(layout.order);
    for (int row = 0; row < window.rows(); row++) {
      long at =
          layout.headBytes
              + (window.row() + (long) row) * layout.rowBytes
              + (long) window.column() * number;
      fill(bytes.clear(), at);
      int to = 2 * row * window.columns();
      for (int i = 0; i < 2 * window.columns(); i++) {
        target[to + i] = value(bytes, i);
      }
    }
  }

  private float value(ByteBuffer bytes, int i) {
    return switch (layout.part) {
      case INT16 -> bytes.getShort(i * Short.BYTES);
      case FLOAT32 -> bytes.getFloat(i * Float.BYTES);
      case FLOAT64 -> (float) bytes.getDouble(i * Double.BYTES);
    };
  }

  private void fill(ByteBuffer bytes, long position) {
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, position + bytes.position()) < 0) {
          throw new ResourceException(path + " became shorter while it was read");
        }
      }
    } catch (IOException e) {
      throw new ResourceException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ResourceException(path + " cannot be closed: " + e.getMessage(), e);
    }
  }
}
