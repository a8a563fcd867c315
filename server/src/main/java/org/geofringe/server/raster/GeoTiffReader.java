package org.geofringe.server.raster;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Reads GeoTIFFs that other programs made: strips or tiles, bands together or apart, either byte
 * order, BigTIFF, uncompressed, LZW, deflate, PackBits or ZSTD, with any predictor. Opening checks
 * that every block lies within the file. Safe for several threads, which wait for each other.
 */
public final class GeoTiffReader implements Closeable {
  private static final long CACHE_BYTES = 64L << 20;

  private final TiffFile file;
  private final BlockLayout layout;
  private final MapGrid grid;
  private final GdalMetadata metadata;
  private final OptionalDouble noData;
  private final BlockDecoder decoder;
  private final LinkedHashMap<Integer, ByteBuffer> cache = new LinkedHashMap<>(16, 0.75f, true);
  private long cached;

  /** How much a file must say of its place on the map. */
  private enum Place {
    /** All. */
    MAP,
    /** All or nothing. */
    MAP_OR_IMAGE,
    /** What it likes. */
    ANYWHERE
  }

  private GeoTiffReader(TiffFile file, Place place) {
    this.file = file;
    layout = BlockLayout.of(file);
    grid = grid(file, layout, place);
    metadata = GdalMetadata.parse(file.directory().text(TiffTag.GDAL_METADATA));
    String description = file.directory().text(TiffTag.IMAGE_DESCRIPTION);
    if (description != null && !description.isBlank()) {
      metadata.items().putIfAbsent("TIFFTAG_IMAGEDESCRIPTION", description.strip());
    }
    noData = parse(file.directory().text(TiffTag.GDAL_NODATA));
    decoder = new BlockDecoder(file, layout);
  }

  private static MapGrid grid(TiffFile file, BlockLayout layout, Place place) {
    if (place != Place.MAP && GeoReference.isMissing(file)) {
      return GeoReference.image(layout.height(), layout.width());
    }
    return place == Place.ANYWHERE
        ? GeoReference.readAnywhere(file, layout.height(), layout.width())
        : GeoReference.read(file, layout.height(), layout.width());
  }

  /**
   * Opens a GeoTIFF and checks it.
   *
   * @throws UserException one line naming the file: not a GeoTIFF, truncated, no georeference,
   *     rotated, absurd in size, or stored in a way that is not supported
   */
  public static GeoTiffReader open(Path path) {
    return open(path, Place.MAP);
  }

  /**
   * Opens a TIFF that may be an image as the radar saw it: one without a position on the map, or
   * with ground control points only, lies on {@link Crs#RADAR}, its first cell at line and sample
   * 0.
   *
   * @throws UserException as {@link #open}, but for the missing georeference
   */
  public static GeoTiffReader openImage(Path path) {
    return open(path, Place.MAP_OR_IMAGE);
  }

  /**
   * Opens a TIFF whatever it says of its place: one without a reference system, or with one that is
   * not understood, lies on {@link Crs#RADAR} with its own corner and size of cells, if it has any.
   *
   * @throws UserException as {@link #open}, but for the missing georeference
   */
  public static GeoTiffReader openAnywhere(Path path) {
    return open(path, Place.ANYWHERE);
  }

  private static GeoTiffReader open(Path path, Place place) {
    TiffFile file = TiffFile.open(path);
    boolean opened = false;
    try {
      GeoTiffReader reader = new GeoTiffReader(file, place);
      opened = true;
      return reader;
    } finally {
      if (!opened) {
        file.close();
      }
    }
  }

  public MapGrid grid() {
    return grid;
  }

  public int bands() {
    return layout.bands();
  }

  public SampleType sampleType() {
    return layout.type();
  }

  public boolean isComplex() {
    return layout.type().isComplex();
  }

  /**
   * Items of the whole file: GDAL's metadata and, as {@code TIFFTAG_IMAGEDESCRIPTION}, TIFF's image
   * description. Unmodifiable.
   */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata.items());
  }

  /** Items of one band (0 first). Unmodifiable. */
  public Map<String, String> bandMetadata(int band) {
    return Collections.unmodifiableMap(metadata.bandItems().getOrDefault(band, Map.of()));
  }

  /**
   * The number that the file gives to its vertical reference system in the EPSG's list, or, where
   * it gives a three-dimensional system, of that.
   */
  public OptionalInt verticalCrs() {
    GeoKeys keys = GeoKeys.of(file.directory());
    if (keys == null) {
      return OptionalInt.empty();
    }
    OptionalInt geodetic = keys.code(GeoKeys.GEODETIC_CRS);
    return geodetic.orElse(0) == GeoKeys.WGS_84_3D ? geodetic : keys.code(GeoKeys.VERTICAL_CRS);
  }

  /** The value that the file declares to mean no data, as stored (before scale and offset). */
  public OptionalDouble noData() {
    return noData;
  }

  /** One description per band, empty where there is none. */
  public List<String> bandDescriptions() {
    return perBand("role:description");
  }

  /** One unit per band, empty where there is none. */
  public List<String> bandUnits() {
    return perBand("role:unittype");
  }

  /**
   * Reads values of a band; of a complex one the real part. A cell that holds the declared no-data
   * becomes NaN; every other value is multiplied by the band's scale and its offset added, where
   * the file gives them.
   *
   * @param band 0 first
   * @param window within the grid
   * @param target row-major; {@code window.cells()} values from {@code offset} on are overwritten
   */
  public void read(int band, Window window, float[] target, int offset) {
    check(band, window, target.length - offset, window.cells());
    copy(band, window, target, offset, 1, 0);
    String scaleText = metadata.ofBand(band, "role:scale", "");
    String offsetText = metadata.ofBand(band, "role:offset", "");
    double scale = parse(scaleText).orElse(1);
    double shift = parse(offsetText).orElse(0);
    int end = offset + window.cells();
    if (noData.isPresent() && !isComplex()) {
      float none = (float) noData.getAsDouble();
      for (int i = offset; i < end; i++) {
        if (target[i] == none) {
          target[i] = Float.NaN;
        }
      }
    }
    if (scale != 1 || shift != 0) {
      for (int i = offset; i < end; i++) {
        target[i] = (float) (target[i] * scale + shift);
      }
    }
  }

  /**
   * Reads complex values as stored.
   *
   * @param band 0 first
   * @param window within the grid
   * @param target row-major pairs of real and imaginary part; {@code 2 * window.cells()} values
   *     from {@code offset} on are overwritten
   * @throws IllegalStateException where the file is not complex
   */
  public void readComplex(int band, Window window, float[] target, int offset) {
    if (!isComplex()) {
      throw new IllegalStateException(file.path() + " is not complex");
    }
    check(band, window, target.length - offset, 2 * window.cells());
    copy(band, window, target, offset, 2, 0);
    copy(band, window, target, offset + 1, 2, layout.type().bytes() / 2);
  }

  @Override
  public void close() {
    file.close();
  }

  private void check(int band, Window window, int room, int needed) {
    if (band < 0 || band >= bands()) {
      throw new IllegalArgumentException("band " + band + " of " + bands());
    }
    if (window.row() + window.rows() > grid.rows()
        || window.column() + window.columns() > grid.columns()) {
      throw new IllegalArgumentException(window + " reaches beyond " + grid);
    }
    if (room < needed) {
      throw new IllegalArgumentException("room for " + room + " values, " + needed + " needed");
    }
  }

  private synchronized void copy(
      int band, Window window, float[] target, int offset, int stride, int part) {
    int lastRow = window.row() + window.rows() - 1;
    int lastColumn = window.column() + window.columns() - 1;
    for (int y = window.row() / layout.blockHeight(); y <= lastRow / layout.blockHeight(); y++) {
      for (int x = window.column() / layout.blockWidth();
          x <= lastColumn / layout.blockWidth();
          x++) {
        copyBlock(band, y, x, window, target, offset, stride, part);
      }
    }
  }

  private void copyBlock(
      int band, int y, int x, Window window, float[] target, int offset, int stride, int part) {
    ByteBuffer block = block(layout.block(band, y, x));
    int top = y * layout.blockHeight();
    int left = x * layout.blockWidth();
    int firstRow = Math.max(top, window.row());
    int endRow = Math.min(top + layout.blockHeight(), window.row() + window.rows());
    int firstColumn = Math.max(left, window.column());
    int endColumn = Math.min(left + layout.blockWidth(), window.column() + window.columns());
    int step = layout.type().bytes() * layout.bandsPerBlock();
    int bandByte = layout.bandsPerBlock() == 1 ? 0 : band * layout.type().bytes();
    SampleType type = layout.type();
    for (int row = firstRow; row < endRow; row++) {
      int to =
          offset
              + ((row - window.row()) * window.columns() + firstColumn - window.column()) * stride;
      if (block == null) {
        for (int i = 0; i < endColumn - firstColumn; i++) {
          target[to + i * stride] = (float) noData.orElse(0);
        }
        continue;
      }
      int at = (row - top) * layout.rowBytes() + (firstColumn - left) * step + bandByte;
      if (type == SampleType.FLOAT32 && step == 4 && stride == 1) {
        block
            .slice(at, block.limit() - at)
            .order(block.order())
            .asFloatBuffer()
            .get(target, to, endColumn - firstColumn);
        continue;
      }
      for (int i = 0; i < endColumn - firstColumn; i++) {
        target[to + i * stride] = type.get(block, at + i * step + part);
      }
    }
  }

  private @Nullable ByteBuffer block(int number) {
    ByteBuffer known = cache.get(number);
    if (known != null) {
      return known;
    }
    ByteBuffer block = decoder.decode(number);
    if (block == null) {
      return null;
    }
    cache.put(number, block);
    cached += block.limit();
    var oldest = cache.entrySet().iterator();
    while (cached > CACHE_BYTES && cache.size() > 1) {
      cached -= oldest.next().getValue().limit();
      oldest.remove();
    }
    return block;
  }

  private List<String> perBand(String name) {
    List<String> values = new ArrayList<>();
    for (int band = 0; band < bands(); band++) {
      values.add(metadata.ofBand(band, name, ""));
    }
    return values;
  }

  private static OptionalDouble parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return OptionalDouble.empty();
    }
    String plain = text.strip().toLowerCase(Locale.ROOT);
    try {
      return OptionalDouble.of(
          switch (plain) {
            case "nan", "-nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(plain);
          });
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
