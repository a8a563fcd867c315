package org.geofringe.server.raster;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.run.ResourceException;

/**
 * Writes a product: a cloud-optimised GeoTIFF of deflate tiles with overviews (means that leave NaN
 * out), statistics and the names and units of its bands. Tiles are compressed on all cores; the
 * bytes do not depend on how many there are.
 *
 * <p>Rows of a band come from north to south, bands in any order. Memory is about 1.5 rows of tiles
 * (512 rows) for each band that has begun and not ended: write many bands one after another. The
 * file appears under its name only when {@link #finish} returns; {@link #close} without it leaves
 * nothing. For one thread.
 */
public final class GeoTiffWriter implements Closeable {
  private static final long CLASSIC_LIMIT = 0xffff_ffffL;

  private final Path path;
  private final Path part;
  private final MapGrid grid;
  private final ProductSpec spec;
  private final TileEncoder encoder;
  private final TileSpool spool;
  private final List<TileIndex> levels = new ArrayList<>();
  private final List<PyramidLevel> bands = new ArrayList<>();
  private final List<TileStatistics> statistics = new ArrayList<>();
  private boolean closed;

  private GeoTiffWriter(Path path, MapGrid grid, ProductSpec spec) throws IOException {
    this.path = path;
    this.grid = grid;
    this.spec = spec;
    part = AtomicFiles.temporary(path);
    encoder = new TileEncoder(spec);
    int rows = grid.rows();
    int columns = grid.columns();
    levels.add(TileIndex.of(rows, columns, spec.bands().size()));
    while (rows > TileEncoder.SIDE || columns > TileEncoder.SIDE) {
      rows = (rows + 1) / 2;
      columns = (columns + 1) / 2;
      levels.add(TileIndex.of(rows, columns, spec.bands().size()));
    }
    spool = new TileSpool(path.resolveSibling("." + path.getFileName() + ".tiles"));
    for (int band = 0; band < spec.bands().size(); band++) {
      TileStatistics values = new TileStatistics();
      statistics.add(values);
      PyramidLevel level = null;
      for (int i = levels.size() - 1; i >= 0; i--) {
        level =
            new PyramidLevel(band, levels.get(i), encoder, spool, level, i == 0 ? values : null);
      }
      if (level != null) {
        bands.add(level);
      }
    }
  }

  /**
   * Starts a product.
   *
   * @throws ResourceException where the folder cannot be written to
   */
  public static GeoTiffWriter create(Path path, MapGrid grid, ProductSpec spec) {
    try {
      return new GeoTiffWriter(path, grid, spec);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /**
   * Writes the next rows of a band. Bands may be written by several threads, each band by one.
   *
   * @param band 0 first
   * @param firstRow the row after the last one written of this band
   * @param values row-major from {@code offset} on, {@code rows} x columns of the grid; NaN is no
   *     data; not modified
   * @throws ResourceException where the disk is full or fails
   */
  public void write(int band, int firstRow, int rows, float[] values, int offset) {
    PyramidLevel level = bands.get(band);
    if (firstRow != level.received() || rows < 1 || firstRow + rows > grid.rows()) {
      throw new IllegalArgumentException(
          "rows "
              + firstRow
              + " + "
              + rows
              + " do not follow the "
              + level.received()
              + " of "
              + grid.rows()
              + " rows of band "
              + band);
    }
    try {
      level.append(values, offset, rows);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /**
   * Puts the file together, brings it to the disk and gives it its name.
   *
   * @throws IllegalStateException where rows are missing
   * @throws ResourceException where the disk is full or fails
   */
  public void finish() {
    for (PyramidLevel level : bands) {
      if (level.received() != grid.rows()) {
        throw new IllegalStateException(
            path + " has " + level.received() + " of " + grid.rows() + " rows");
      }
    }
    try {
      try (FileChannel out =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        assemble(out);
        out.force(true);
      }
      AtomicFiles.publish(path);
    } catch (IOException e) {
      throw failed(path, e);
    } finally {
      close();
    }
  }

  /** Removes what is unfinished. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      spool.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /** Directories from the largest image to the smallest, then tiles from the smallest. */
  private void assemble(FileChannel out) throws IOException {
    boolean big = spool.length() + directoriesSize(true) > CLASSIC_LIMIT;
    long dataStart = DirectoryBuilder.headerSize(big) + directoriesSize(big);
    List<long[]> positions = new ArrayList<>();
    long at = dataStart;
    for (int i = levels.size() - 1; i >= 0; i--) {
      long[] counts = levels.get(i).counts();
      long[] offsets = new long[counts.length];
      for (int tile = 0; tile < counts.length; tile++) {
        offsets[tile] = at;
        at += counts[tile];
      }
      positions.add(0, offsets);
    }
    writeFully(out, DirectoryBuilder.header(big, DirectoryBuilder.headerSize(big)));
    long directoryAt = DirectoryBuilder.headerSize(big);
    for (int i = 0; i < levels.size(); i++) {
      DirectoryBuilder directory = directory(i, big, positions.get(i));
      long after = directoryAt + directory.size();
      writeFully(out, directory.build(directoryAt, i + 1 < levels.size() ? after : 0));
      directoryAt = after;
    }
    for (int i = levels.size() - 1; i >= 0; i--) {
      TileIndex level = levels.get(i);
      for (int tile = 0; tile < level.counts().length; tile++) {
        spool.copy(level.offsets()[tile], level.counts()[tile], out);
      }
    }
  }

  private long directoriesSize(boolean big) {
    long size = 0;
    for (int i = 0; i < levels.size(); i++) {
      size += directory(i, big, levels.get(i).offsets()).size();
    }
    return size;
  }

  private DirectoryBuilder directory(int level, boolean big, long[] offsets) {
    TileIndex tiles = levels.get(level);
    DirectoryBuilder directory =
        TiffFields.image(
                new DirectoryBuilder(big),
                tiles.rows(),
                tiles.columns(),
                spec.type(),
                spec.bands().size())
            .shorts(TiffTag.COMPRESSION, TiffTag.COMPRESSION_DEFLATE)
            .shorts(TiffTag.PREDICTOR, encoder.predictor())
            .shorts(TiffTag.TILE_WIDTH, TileEncoder.SIDE)
            .shorts(TiffTag.TILE_LENGTH, TileEncoder.SIDE)
            .offsets(TiffTag.TILE_OFFSETS, offsets)
            .offsets(TiffTag.TILE_BYTE_COUNTS, tiles.counts())
            .text(
                TiffTag.GDAL_NODATA,
                Double.isNaN(spec.noData()) ? "nan" : Integer.toString((int) spec.noData()));
    if (level > 0) {
      return directory.integer(TiffTag.NEW_SUBFILE_TYPE, 1);
    }
    GeoTags.put(directory, grid);
    GdalMetadata metadata = metadata();
    return metadata.isEmpty() ? directory : directory.text(TiffTag.GDAL_METADATA, metadata.toXml());
  }

  private GdalMetadata metadata() {
    GdalMetadata metadata = GdalMetadata.empty();
    metadata.items().putAll(new TreeMap<>(spec.metadata()));
    if (grid.crs().equals(Crs.RADAR)) {
      metadata.items().put(Crs.RADAR_ITEM, Crs.RADAR_MEANING);
    }
    for (int band = 0; band < spec.bands().size(); band++) {
      ProductSpec.Band names = spec.bands().get(band);
      if (!names.description().isEmpty()) {
        metadata.putBand(band, "role:description", names.description());
      }
      if (!names.unit().isEmpty()) {
        metadata.putBand(band, "role:unittype", names.unit());
      }
      statistics.get(band).putInto(metadata, band);
    }
    return metadata;
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private static ResourceException failed(Path path, IOException e) {
    return new ResourceException(
        path + " cannot be written: " + e.getMessage() + "; check the disk's space and permissions",
        e);
  }
}
