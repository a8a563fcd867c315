package org.geofringe.server.raster;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.UserException;

/**
 * The stack store's own file: an uncompressed little-endian GeoTIFF whose values lie in one piece,
 * band after band, row after row, so that any window is a few plain reads. GDAL opens it.
 *
 * <p>A cell is a float32 (NaN is no data), a complex float32 (two floats; NaN is no data), or a
 * byte or a whole number of 16 bits (0 is no data, read as 0). Safe for several threads, which read
 * at the same time.
 */
public final class FlatRaster implements Closeable {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final ThreadLocal<ByteBuffer> BUFFER =
      ThreadLocal.withInitial(
          () -> ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN));

  private final TiffFile file;
  private final MapGrid grid;
  private final int bands;
  private final SampleType type;
  private final long dataStart;

  private FlatRaster(TiffFile file) {
    this.file = file;
    BlockLayout layout = BlockLayout.of(file);
    bands = layout.bands();
    type = layout.type();
    grid = GeoReference.read(file, layout.height(), layout.width());
    dataStart = layout.offsets()[0];
    checkFlat(layout);
  }

  /**
   * Opens a file made by {@link #create} and checks it.
   *
   * @throws UserException naming the file, where it is missing, broken, truncated or stored
   *     otherwise
   */
  public static FlatRaster open(Path path) {
    TiffFile file = TiffFile.open(path);
    boolean opened = false;
    try {
      FlatRaster raster = new FlatRaster(file);
      opened = true;
      return raster;
    } finally {
      if (!opened) {
        file.close();
      }
    }
  }

  /**
   * Starts a file of float32 cells; see {@link #create(Path, MapGrid, SampleType, int)}.
   *
   * @throws ResourceException where the file cannot be made
   */
  public static Writer create(Path path, MapGrid grid, int bands) {
    return create(path, grid, SampleType.FLOAT32, bands);
  }

  /**
   * Starts a file under exactly this name, replacing what is there; giving it a temporary name and
   * renaming it is up to the caller. Cells never written are 0 and take no room on most disks.
   *
   * @param type FLOAT32, COMPLEX_FLOAT32, INT16 or UINT8
   * @throws ResourceException where the file cannot be made
   */
  public static Writer create(Path path, MapGrid grid, SampleType type, int bands) {
    return new Writer(path, grid, type, bands, true);
  }

  /**
   * Starts a file like {@link #create} that nobody will look for after a crash: closing it does not
   * wait for the disk.
   *
   * @throws ResourceException where the file cannot be made
   */
  public static Writer scratch(Path path, MapGrid grid, int bands) {
    return scratch(path, grid, SampleType.FLOAT32, bands);
  }

  /**
   * Starts a scratch file of cells of any of the types of {@link #create(Path, MapGrid, SampleType,
   * int)}.
   *
   * @throws ResourceException where the file cannot be made
   */
  public static Writer scratch(Path path, MapGrid grid, SampleType type, int bands) {
    return new Writer(path, grid, type, bands, false);
  }

  public MapGrid grid() {
    return grid;
  }

  public int bands() {
    return bands;
  }

  public SampleType type() {
    return type;
  }

  /** Bytes of a file of so many cells, without its head of some kilobytes. */
  public static long bytes(MapGrid grid, SampleType type, int bands) {
    return grid.cells() * type.bytes() * bands;
  }

  /**
   * Reads values of a band.
   *
   * @param band 0 first
   * @param window within the grid; one of full width is read in one piece
   * @param target row-major; {@code window.cells()} values from {@code offset} on are overwritten,
   *     twice as many where cells are complex: real and imaginary part in turn
   */
  public void read(int band, Window window, float[] target, int offset) {
    if (band < 0
        || band >= bands
        || window.row() + window.rows() > grid.rows()
        || window.column() + window.columns() > grid.columns()) {
      throw new IllegalArgumentException(
          "band " + band + ", " + window + " is not within " + bands + " bands of " + grid);
    }
    long first = ((long) band * grid.rows() + window.row()) * grid.columns() + window.column();
    if (window.columns() == grid.columns()) {
      readRun(first, target, offset, window.cells());
      return;
    }
    for (int row = 0; row < window.rows(); row++) {
      readRun(
          first + (long) row * grid.columns(),
          target,
          offset + row * window.columns() * numbers(type),
          window.columns());
    }
  }

  @Override
  public void close() {
    file.close();
  }

  private void readRun(long firstCell, float[] target, int offset, int count) {
    ByteBuffer buffer = BUFFER.get();
    for (int done = 0; done < count; ) {
      int cells = Math.min(count - done, BUFFER_BYTES / type.bytes());
      buffer.clear().limit(cells * type.bytes());
      file.read(buffer, dataStart + (firstCell + done) * type.bytes());
      buffer.flip();
      int to = offset + done * numbers(type);
      if (type == SampleType.UINT8) {
        for (int i = 0; i < cells; i++) {
          target[to + i] = buffer.get(i) & 0xff;
        }
      } else if (type == SampleType.INT16) {
        for (int i = 0; i < cells; i++) {
          target[to + i] = buffer.getShort(2 * i);
        }
      } else {
        buffer.asFloatBuffer().get(target, to, cells * numbers(type));
      }
      done += cells;
    }
  }

  /** Floats of a cell in memory. */
  private static int numbers(SampleType type) {
    return type.isComplex() ? 2 : 1;
  }

  private void checkFlat(BlockLayout layout) {
    boolean flat =
        isKnown(layout.type())
            && layout.compression() == TiffTag.COMPRESSION_NONE
            && layout.bandsPerBlock() == 1
            && !layout.tiled()
            && file.order() == ByteOrder.LITTLE_ENDIAN;
    long expected = dataStart;
    int strips = layout.blocksDown() * bands;
    for (int i = 0; flat && i < strips; i++) {
      flat = layout.offsets()[i] == expected;
      expected += layout.rawBytes(i);
    }
    if (!flat) {
      throw new UserException(
          file.path()
              + " is not a raster of a stack (uncompressed, in one piece); it was replaced or"
              + " edited: remove it and run the step that made it again");
    }
  }

  private static boolean isFloating(SampleType type) {
    return type.isFloat() || type.isComplex();
  }

  private static boolean isKnown(SampleType type) {
    return type == SampleType.FLOAT32
        || type == SampleType.COMPLEX_FLOAT32
        || type == SampleType.INT16
        || type == SampleType.UINT8;
  }

  /**
   * Writes a raster. Windows may come in any order and from several threads; {@link #close} brings
   * them to the disk.
   */
  public static final class Writer implements Closeable {
    private static final int STRIP_BYTES = 1 << 20;
    private static final int DATA_ALIGNMENT = 4096;
    private static final long CLASSIC_LIMIT = 0xffff_ffffL;

    private final Path path;
    private final MapGrid grid;
    private final SampleType type;
    private final int bands;
    private final boolean lasting;
    private final FileChannel channel;
    private final long dataStart;

    private Writer(Path path, MapGrid grid, SampleType type, int bands, boolean lasting) {
      if (!isKnown(type)) {
        throw new IllegalArgumentException(
            "type must be FLOAT32, COMPLEX_FLOAT32, INT16 or UINT8, got " + type);
      }
      if (bands < 1 || bands > 65_535) {
        throw new IllegalArgumentException("bands must be 1 to 65535, got " + bands);
      }
      this.path = path;
      this.grid = grid;
      this.type = type;
      this.bands = bands;
      this.lasting = lasting;
      long dataBytes = bytes(grid, type, bands);
      boolean big = dataBytes + (16 << 20) > CLASSIC_LIMIT;
      int directoryAt = DirectoryBuilder.headerSize(big);
      int directorySize = directory(big, 0).size();
      dataStart =
          (long) (directoryAt + directorySize + DATA_ALIGNMENT - 1)
              / DATA_ALIGNMENT
              * DATA_ALIGNMENT;
      ByteBuffer head = ByteBuffer.allocate((int) dataStart);
      head.put(DirectoryBuilder.header(big, directoryAt));
      head.put(directory(big, dataStart).build(directoryAt, 0));
      try {
        channel =
            FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
      } catch (IOException e) {
        throw failed(e);
      }
      writeFully(head.rewind(), 0);
      writeFully(ByteBuffer.allocate(1), dataStart + dataBytes - 1);
    }

    /**
     * Writes whole rows of a band.
     *
     * @param band 0 first
     * @param firstRow first row, 0 in the north
     * @param values row-major from {@code offset} on, {@code rows} x columns of the grid, two
     *     numbers per complex cell; not modified
     * @throws ResourceException where the disk is full or fails
     */
    public void write(int band, int firstRow, int rows, float[] values, int offset) {
      if (band < 0 || band >= bands || firstRow < 0 || rows < 1 || firstRow + rows > grid.rows()) {
        throw new IllegalArgumentException(
            "band " + band + ", rows " + firstRow + " + " + rows + " are not within " + grid);
      }
      writeRun(
          ((long) band * grid.rows() + firstRow) * grid.columns(),
          values,
          offset,
          Math.multiplyExact(rows, grid.columns()));
    }

    /**
     * Writes a window of a band.
     *
     * @param band 0 first
     * @param window within the grid
     * @param values row-major from {@code offset} on, as {@link FlatRaster#read} gives them; not
     *     modified
     * @throws ResourceException where the disk is full or fails
     */
    public void write(int band, Window window, float[] values, int offset) {
      if (band < 0
          || band >= bands
          || window.row() + window.rows() > grid.rows()
          || window.column() + window.columns() > grid.columns()) {
        throw new IllegalArgumentException(
            "band " + band + ", " + window + " is not within " + bands + " bands of " + grid);
      }
      long first = ((long) band * grid.rows() + window.row()) * grid.columns() + window.column();
      for (int row = 0; row < window.rows(); row++) {
        writeRun(
            first + (long) row * grid.columns(),
            values,
            offset + row * window.columns() * numbers(type),
            window.columns());
      }
    }

    private void writeRun(long firstCell, float[] values, int offset, int count) {
      ByteBuffer buffer = BUFFER.get();
      for (int done = 0; done < count; ) {
        int cells = Math.min(count - done, BUFFER_BYTES / type.bytes());
        buffer.clear().limit(cells * type.bytes());
        int from = offset + done * numbers(type);
        if (type == SampleType.UINT8) {
          for (int i = 0; i < cells; i++) {
            buffer.put(i, (byte) Math.max(0, Math.min(255, Math.round(values[from + i]))));
          }
        } else if (type == SampleType.INT16) {
          for (int i = 0; i < cells; i++) {
            int value = Math.round(values[from + i]);
            buffer.putShort(
                2 * i, (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value)));
          }
        } else {
          put(values, from, cells * numbers(type), buffer.asFloatBuffer());
        }
        writeFully(buffer, dataStart + (firstCell + done) * type.bytes());
        done += cells;
      }
    }

    /** Copies numbers; of the many bit patterns that are NaN one is written, on every machine. */
    private static void put(float[] values, int from, int count, FloatBuffer target) {
      for (int i = 0; i < count; i++) {
        float value = values[from + i];
        target.put(i, Float.isNaN(value) ? Float.NaN : value);
      }
    }

    /** Brings everything to the disk, except of a scratch file, and closes it. */
    @Override
    public void close() {
      try (channel) {
        if (lasting) {
          channel.force(true);
        }
      } catch (IOException e) {
        throw failed(e);
      }
    }

    private DirectoryBuilder directory(boolean big, long start) {
      long rowBytes = (long) grid.columns() * type.bytes();
      int rowsPerStrip = (int) Math.max(1, Math.min(grid.rows(), STRIP_BYTES / rowBytes));
      int strips = (grid.rows() + rowsPerStrip - 1) / rowsPerStrip;
      long[] offsets = new long[strips * bands];
      long[] counts = new long[strips * bands];
      long at = start;
      for (int i = 0; i < offsets.length; i++) {
        int row = i % strips * rowsPerStrip;
        offsets[i] = at;
        counts[i] = Math.min(rowsPerStrip, grid.rows() - row) * rowBytes;
        at += counts[i];
      }
      DirectoryBuilder directory =
          TiffFields.image(new DirectoryBuilder(big), grid, type, bands)
              .shorts(TiffTag.COMPRESSION, TiffTag.COMPRESSION_NONE)
              .integer(TiffTag.ROWS_PER_STRIP, rowsPerStrip)
              .offsets(TiffTag.STRIP_OFFSETS, offsets)
              .offsets(TiffTag.STRIP_BYTE_COUNTS, counts)
              .text(TiffTag.GDAL_NODATA, isFloating(type) ? "nan" : "0");
      GeoTags.put(directory, grid);
      if (grid.crs().equals(Crs.RADAR)) {
        GdalMetadata metadata = GdalMetadata.empty();
        metadata.items().put(Crs.RADAR_ITEM, Crs.RADAR_MEANING);
        directory.text(TiffTag.GDAL_METADATA, metadata.toXml());
      }
      return directory;
    }

    private void writeFully(ByteBuffer bytes, long position) {
      long at = position;
      try {
        while (bytes.hasRemaining()) {
          at += channel.write(bytes, at);
        }
      } catch (IOException e) {
        throw failed(e);
      }
    }

    private ResourceException failed(IOException e) {
      return new ResourceException(
          path
              + " cannot be written: "
              + e.getMessage()
              + "; check the disk's space and permissions",
          e);
    }
  }
}
