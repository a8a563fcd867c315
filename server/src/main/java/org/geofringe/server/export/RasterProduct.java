package org.geofringe.server.export;

import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;

/**
 * A product raster on its way to the disk, with a style beside it whose legend spans 2 to 98 % of
 * what was written. Closing without {@link #finish} leaves nothing.
 */
public final class RasterProduct implements AutoCloseable {

  private final Path file;
  private final String style;
  private final int styledBand;
  private final int columns;
  private final GeoTiffWriter writer;
  private final DataRange.Sampler sampler = new DataRange.Sampler();

  private RasterProduct(Path file, MapGrid grid, ProductSpec spec, String style, int styledBand) {
    this.file = file;
    this.style = style;
    this.styledBand = styledBand;
    this.columns = grid.columns();
    this.writer = GeoTiffWriter.create(file, grid, spec);
  }

  /** A raster of one float band. */
  public static RasterProduct floats(
      Path file, MapGrid grid, String description, String unit, String style) {
    return new RasterProduct(file, grid, ProductSpec.ofFloats(description, unit), style, 0);
  }

  /** A raster of several bands, of which one (0 first) gives the range of the legend. */
  public static RasterProduct bands(
      Path file, MapGrid grid, ProductSpec spec, String style, int styledBand) {
    return new RasterProduct(file, grid, spec, style, styledBand);
  }

  /**
   * Writes the next rows of a band; bands by several threads, each band by one.
   *
   * @param values row-major from {@code offset} on; NaN is no data; not modified
   */
  public void write(int band, int firstRow, int rows, float[] values, int offset) {
    writer.write(band, firstRow, rows, values, offset);
    if (band == styledBand) {
      sampler.add(values, offset, rows * columns);
    }
  }

  /** Completes the file, gives it its name and writes its style. */
  public void finish() {
    writer.finish();
    if (!style.isEmpty()) {
      StyleWriter.write(style, file, sampler.range(), styledBand + 1);
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
