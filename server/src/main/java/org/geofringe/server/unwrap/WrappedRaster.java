package org.geofringe.server.unwrap;

import java.nio.file.Path;
import java.util.Locale;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * A wrapped raster in memory, as its processor left it, in our terms.
 *
 * @param grid where it lies
 * @param phase radians, -π to π; NaN = no data
 * @param coherence 0 to 1, NaN = no data; null where there is none
 */
record WrappedRaster(MapGrid grid, float[] phase, float @Nullable [] coherence) {

  /** Degrees fill their circle; radians that are beyond ±π rarely end just there. */
  private static final float ALMOST_HALF_A_CIRCLE = 175;

  private static final double MANY_ZEROS = 0.01;

  /**
   * Reads phase and coherence.
   *
   * @throws UserException in one line for what cannot be used
   */
  static WrappedRaster read(RasterUnwrapping.Source source, RunContext context) {
    try (GeoTiffReader reader = GeoTiffReader.openAnywhere(source.phase())) {
      MapGrid grid = reader.grid();
      WholeImage.require(source.phase().toString(), grid, Kernel.BYTES_PER_CELL, context);
      requireOneBand(reader, source.phase());
      float[] phase = new float[(int) grid.cells()];
      if (reader.isComplex()) {
        readAngles(reader, source.phase(), phase, context);
      } else {
        readRadians(reader, source, phase, context);
      }
      if (grid.crs().equals(Crs.RADAR)) {
        context.log(
            source.phase()
                + " does not say in which coordinate reference system it lies; what is made of it"
                + " has the same cells and does not say it either.");
      }
      requireData(phase, source);
      Path coherence = source.coherence();
      return new WrappedRaster(
          grid, phase, coherence == null ? null : readCoherence(coherence, source, grid, context));
    }
  }

  private static void readRadians(
      GeoTiffReader reader, RasterUnwrapping.Source source, float[] phase, RunContext context) {
    MapGrid grid = reader.grid();
    WholeImage.each(
        grid,
        context::checkCancelled,
        band -> {
          reader.read(0, band, phase, band.row() * grid.columns());
          context.progress(0.5 * band.row() / grid.rows(), "Reading");
        });
    drop(phase, source.noData());
    PhaseValues.requireFinite(phase, grid.columns(), source.phase().toString());
    long zeros = 0;
    float least = 0;
    float largest = 0;
    for (float value : phase) {
      zeros += value == 0 ? 1 : 0;
      least = Math.min(least, Float.isNaN(value) ? 0 : value);
      largest = Math.max(largest, Float.isNaN(value) ? 0 : value);
    }
    if (Double.isNaN(reader.noData().orElse(Double.NaN))
        && Double.isNaN(source.noData())
        && zeros > MANY_ZEROS * phase.length) {
      context.warn(
          "More than 1 % of the cells of "
              + source.phase()
              + " are exactly 0 and the file does not say what no data is: give NO_DATA=0 if they"
              + " are empty.");
    }
    if (largest > ALMOST_HALF_A_CIRCLE && largest <= 180.5f && least >= -180.5f) {
      context.warn(
          "The values of "
              + source.phase()
              + " look like degrees: radians are expected, so divide them by 57.29578 first.");
    }
    long wrapped = PhaseValues.wrap(phase);
    if (wrapped > 0) {
      context.log(
          String.format(
              Locale.ROOT,
              "%d cells of %s lay beyond -π to π (%.4g to %.4g) and were wrapped.",
              wrapped,
              source.phase(),
              least,
              largest));
    }
  }

  /** A complex 0 has no angle; that of an infinite number is told as infinite. */
  private static float angle(float real, float imaginary) {
    if (Float.isInfinite(real) || Float.isInfinite(imaginary)) {
      return Float.POSITIVE_INFINITY;
    }
    boolean zero = real == 0 && imaginary == 0;
    return zero ? Float.NaN : (float) Math.atan2(imaginary, real);
  }

  private static void readAngles(
      GeoTiffReader reader, Path file, float[] phase, RunContext context) {
    MapGrid grid = reader.grid();
    context.log("Complex numbers: their angle is unwrapped.");
    WholeImage.each(
        grid,
        context::checkCancelled,
        band -> {
          float[] numbers = new float[2 * band.cells()];
          reader.readComplex(0, band, numbers, 0);
          int first = band.row() * grid.columns();
          for (int i = 0; i < band.cells(); i++) {
            float real = numbers[2 * i];
            float imaginary = numbers[2 * i + 1];
            phase[first + i] = angle(real, imaginary);
          }
          context.progress(0.5 * band.row() / grid.rows(), "Reading");
        });
    PhaseValues.requireFinite(phase, grid.columns(), file.toString());
  }

  private static float[] readCoherence(
      Path file, RasterUnwrapping.Source source, MapGrid grid, RunContext context) {
    try (GeoTiffReader reader = GeoTiffReader.openAnywhere(file)) {
      requireSameCells(reader.grid(), grid, file, source.phase());
      requireOneBand(reader, file);
      if (reader.isComplex()) {
        throw new UserException(
            file + " holds complex numbers: COHERENCE must be plain numbers from 0 to 1.");
      }
      float[] values = new float[(int) grid.cells()];
      boolean bytes = reader.sampleType() == SampleType.UINT8;
      WholeImage.each(
          grid,
          context::checkCancelled,
          band -> {
            int first = band.row() * grid.columns();
            reader.read(0, band, values, first);
            for (int i = first; bytes && i < first + band.cells(); i++) {
              values[i] /= 255;
            }
            context.progress(0.5 + 0.5 * band.row() / grid.rows(), "Reading");
          });
      PhaseValues.requireCoherence(values, grid.columns(), file.toString());
      return values;
    }
  }

  private static void requireData(float[] phase, RasterUnwrapping.Source source) {
    for (float value : phase) {
      if (!Float.isNaN(value)) {
        return;
      }
    }
    throw new UserException(
        source.phase()
            + ": no cell holds data; check the file"
            + (Double.isNaN(source.noData()) ? "." : ", or NO_DATA."));
  }

  private static void drop(float[] values, double noData) {
    float none = (float) noData;
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == none ? Float.NaN : values[i];
    }
  }

  private static void requireOneBand(GeoTiffReader reader, Path file) {
    if (reader.bands() != 1) {
      throw new UserException(
          file
              + " holds "
              + reader.bands()
              + " bands where one is wanted: take out the right one, as gdal_translate -b 1 does.");
    }
  }

  /** One of the two may have no place on the map; then the number of cells must do. */
  private static void requireSameCells(MapGrid grid, MapGrid of, Path file, Path phase) {
    if (grid.rows() != of.rows() || grid.columns() != of.columns()) {
      throw new UserException(
          file
              + " has "
              + grid.columns()
              + " x "
              + grid.rows()
              + " cells but "
              + phase
              + " has "
              + of.columns()
              + " x "
              + of.rows()
              + ": both must be of the same cells; cut or warp one to the other, as gdalwarp -te …"
              + " -ts … does.");
    }
    boolean placed = !grid.crs().equals(Crs.RADAR) && !of.crs().equals(Crs.RADAR);
    if (placed && !grid.matches(of)) {
      throw new UserException(
          file
              + " lies elsewhere than "
              + phase
              + ", or in another coordinate reference system: both must be of the same cells; warp"
              + " one to the other, as gdalwarp -te … -ts … does.");
    }
  }
}
