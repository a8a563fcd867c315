package org.geofringe.server.correct;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geofringe.correction.DemError;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.series.TimeSeriesReader;
import org.geofringe.server.tile.Bands;

/**
 * The height error as a product, and its trace at each date as a correction. How displacement
 * follows the baseline is kept in a scratch file, which closing removes.
 */
public final class HeightErrorLayer implements DateCorrection, AutoCloseable {

  private static final double EARTH_RADIUS = 6_371_000;

  private final DemError kernel;
  private final Path scratch;
  private final FlatRaster slopes;
  private final double rms;
  private final double noise;

  private HeightErrorLayer(DemError kernel, Path scratch, double rms, double noise) {
    this.kernel = kernel;
    this.scratch = scratch;
    this.slopes = FlatRaster.open(scratch);
    this.rms = rms;
    this.noise = noise;
  }

  private record Estimate(float[] slopes, float[] heights) {}

  /**
   * Estimates the height error of every cell and writes it.
   *
   * @param orbitHeight metres above the ground, for the slant range
   */
  public static HeightErrorLayer estimate(
      TimeSeriesReader series,
      DemError kernel,
      Incidence incidence,
      double orbitHeight,
      SeriesReference reference,
      Path file,
      RunContext context)
      throws IOException {
    MapGrid grid = series.grid();
    Path scratch = AtomicFiles.temporary(file.resolveSibling(file.getFileName() + ".slopes"));
    double zero = 0;
    for (int i = 0; i < reference.rows().length; i++) {
      Window cell = new Window(reference.rows()[i], reference.columns()[i], 1, 1);
      zero +=
          height(kernel, series, incidence, orbitHeight, cell).heights[0] / reference.rows().length;
    }
    float height = Double.isNaN(zero) ? 0 : (float) zero;
    double[] squares = new double[2];
    boolean done = false;
    try (FlatRaster.Writer writer = FlatRaster.scratch(scratch, grid, 1);
        RasterProduct product =
            RasterProduct.floats(file, grid, "Height error", "m", "height_error")) {
      Bands.run(
          grid,
          (series.dates().size() + 4L) * Float.BYTES,
          context,
          "Finding height errors",
          window -> {
            Estimate estimate = height(kernel, series, incidence, orbitHeight, window);
            for (int i = 0; i < estimate.heights.length; i++) {
              estimate.heights[i] -= height;
            }
            return estimate;
          },
          (window, estimate) -> {
            writer.write(0, window, estimate.slopes, 0);
            product.write(0, window.row(), window.rows(), estimate.heights, 0);
            for (float value : estimate.heights) {
              if (!Float.isNaN(value)) {
                squares[0] += (double) value * value;
                squares[1]++;
              }
            }
          });
      product.finish();
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(scratch);
      }
    }
    Window first = new Window(reference.rows()[0], reference.columns()[0], 1, 1);
    double angle = Math.toRadians(incidence.read(first)[0]);
    return new HeightErrorLayer(
        kernel,
        scratch,
        rounded(Math.sqrt(squares[0] / Math.max(1, squares[1]))),
        rounded(kernel.noise() / 1000 * slantRange(angle, orbitHeight) * Math.sin(angle)));
  }

  private static double rounded(double value) {
    return Math.rint(100 * value) / 100;
  }

  private static Estimate height(
      DemError kernel,
      TimeSeriesReader series,
      Incidence incidence,
      double orbitHeight,
      Window window) {
    float[] slopes = kernel.apply(series.read(window), window.cells());
    float[] degrees = incidence.read(window);
    float[] heights = new float[slopes.length];
    for (int i = 0; i < slopes.length; i++) {
      double angle = Math.toRadians(degrees[i]);
      double range = slantRange(angle, orbitHeight);
      heights[i] = (float) (slopes[i] / 1000 * range * Math.sin(angle));
    }
    return new Estimate(slopes, heights);
  }

  /** Over a spherical Earth; within 1 % of what orbits and ellipsoid give. */
  private static double slantRange(double incidence, double orbitHeight) {
    double orbit = EARTH_RADIUS + orbitHeight;
    double side = EARTH_RADIUS * Math.sin(incidence);
    return Math.sqrt(orbit * orbit - side * side) - EARTH_RADIUS * Math.cos(incidence);
  }

  /** Root mean square of the height error in metres, relative to the reference. */
  public double rms() {
    return rms;
  }

  /** Metres that a random error of 1 mm at each date makes of the height error. */
  public double noisePerMillimetre() {
    return noise;
  }

  @Override
  public void at(int date, Window window, float[] target) {
    slopes.read(0, window, target, 0);
    float baseline = (float) kernel.baseline(date);
    for (int i = 0; i < target.length; i++) {
      target[i] *= baseline;
    }
  }

  @Override
  public void close() throws IOException {
    slopes.close();
    Files.deleteIfExists(scratch);
  }
}
