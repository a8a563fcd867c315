package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.network.Network;
import org.geofringe.server.export.DataRange;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.export.StyleWriter;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.series.TimeSeriesWriter;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.tile.Bands;
import org.geofringe.server.vector.GeoPackagePoints;
import org.geofringe.timeseries.CellSelection;
import org.geofringe.timeseries.RobustInversion;
import org.geofringe.timeseries.SbasInversion;
import org.geofringe.timeseries.VelocityFit;
import org.jspecify.annotations.Nullable;

/**
 * The inversion of a stack, band by band, into products. Displacements are first kept in a plain
 * file, because a band of cells holds all dates while a product is written date by date.
 */
final class VelocityInversion {

  private static final float MILLIMETRES = 1000;

  private final ReferencedStack stack;
  private final Network network;
  private final MapGrid grid;
  private final EstimateVelocity.Parameters parameters;
  private final RobustInversion inversion;
  private final VelocityFit fit;
  private final DataRange.Sampler velocities = new DataRange.Sampler();
  private final DataRange.Sampler temporalCoherences = new DataRange.Sampler();
  private long cells;
  private Mending mending = new Mending(0, 0, 0);

  VelocityInversion(ReferencedStack stack, EstimateVelocity.Parameters parameters) {
    this.stack = stack;
    this.network = stack.network();
    this.grid = stack.stack().grid();
    this.parameters = parameters;
    this.inversion =
        new RobustInversion(
            network,
            EstimateVelocity.kernel(
                parameters,
                stack.stack().description().looks(),
                stack.stack().description().wavelengthMetres()));
    this.fit = new VelocityFit(network.dates());
  }

  /**
   * What came out.
   *
   * @param cells number of cells with a velocity
   */
  record Summary(
      long cells,
      double medianTemporalCoherence,
      double lowVelocity,
      double highVelocity,
      Mending mending) {}

  /**
   * What the robust inversion did.
   *
   * @param cells that whole cycles were taken out of
   * @param phases of pairs at cells that they were taken out of
   * @param restrained cells that still hold outliers, which count less
   */
  record Mending(long cells, long phases, long restrained) {}

  /** A band of results; displacement in mm, date by date. */
  private record Inverted(
      float[] velocity,
      float[] velocityStd,
      float[] temporalCoherence,
      float[] residualRms,
      float[] displacement,
      RobustInversion.Result robust) {}

  Summary run(RunContext context) throws IOException {
    Folders.makeFor(
        parameters.velocity(),
        parameters.velocityStd(),
        parameters.temporalCoherence(),
        parameters.residualRms(),
        parameters.displacement(),
        parameters.points(),
        parameters.mended());
    try (TimeSeriesWriter series =
        TimeSeriesWriter.create(parameters.displacement(), grid, network.dates(), "displacement")) {
      invert(series, context.part(0, 0.7));
      series.finish(context.part(0.7, parameters.points() == null ? 1 : 0.85));
      Path points = parameters.points();
      if (points != null) {
        writePoints(series, points, context.part(0.85, 1));
      }
    }
    DataRange range = velocities.range();
    return new Summary(
        cells, temporalCoherences.range(49.9, 50.1).low(), range.low(), range.high(), mending);
  }

  private void invert(TimeSeriesWriter series, RunContext context) throws IOException {
    int dates = network.dates().size();
    long bytesPerCell = (2L * network.pairs().size() + 2L * dates + 8) * Float.BYTES;
    try (PairRasters phases = stack.openPhases();
        PairRasters coherence = stack.openCoherence();
        RasterProduct velocity = product(parameters.velocity(), "Velocity", "mm/yr", "velocity");
        RasterProduct velocityStd =
            product(parameters.velocityStd(), "Standard error", "mm/yr", "velocity_std");
        RasterProduct temporalCoherence =
            product(
                parameters.temporalCoherence(), "Temporal coherence", "", "temporal_coherence");
        RasterProduct residual =
            product(parameters.residualRms(), "Residual", "rad", "residual_rms");
        @Nullable RasterProduct mended = mended()) {
      Bands.run(
          grid,
          bytesPerCell,
          context,
          "Inverting " + network.pairs().size() + " pairs",
          band -> invert(band, stack.phases(phases, band), coherence.read(band)),
          (band, inverted) -> {
            velocity.write(0, band.row(), band.rows(), inverted.velocity, 0);
            velocityStd.write(0, band.row(), band.rows(), inverted.velocityStd, 0);
            temporalCoherence.write(0, band.row(), band.rows(), inverted.temporalCoherence, 0);
            residual.write(0, band.row(), band.rows(), inverted.residualRms, 0);
            series.write(band, inverted.displacement);
            if (mended != null) {
              mended.write(0, band.row(), band.rows(), inverted.robust.cycles(), 0);
            }
            summarise(inverted);
          });
      velocity.finish();
      velocityStd.finish();
      temporalCoherence.finish();
      residual.finish();
      if (mended != null) {
        mended.finish();
      }
    }
  }

  private @Nullable RasterProduct mended() throws IOException {
    Path file = parameters.mended();
    return file == null ? null : product(file, "Cycles mended", "cycles", "cycles_added");
  }

  private Inverted invert(Window band, float[] phases, float[] coherence) {
    int n = band.cells();
    boolean[] kept = kept(band, coherence);
    boolean robustly = parameters.inversion() == EstimateVelocity.Inversion.ROBUST;
    RobustInversion.Result robust =
        inversion.apply(phases, coherence, n, robustly ? kept : new boolean[n]);
    SbasInversion.Result result = robust.series();
    float[] displacement = result.displacement();
    for (int start = 0; start < displacement.length; start += n) {
      for (int i = 0; i < n; i++) {
        displacement[start + i] = kept[i] ? displacement[start + i] * MILLIMETRES : Float.NaN;
      }
    }
    for (int i = 0; i < n; i++) {
      if (!kept[i]) {
        result.temporalCoherence()[i] = Float.NaN;
        result.residualRms()[i] = Float.NaN;
        robust.cycles()[i] = Float.NaN;
      }
    }
    VelocityFit.Result line = fit.apply(displacement, n);
    return new Inverted(
        line.velocity(),
        line.standardError(),
        result.temporalCoherence(),
        result.residualRms(),
        displacement,
        robust);
  }

  private boolean[] kept(Window band, float[] coherence) {
    if (parameters.method() != EstimateVelocity.Method.SBAS) {
      return CellSelection.coherentInAll(
          network, coherence, band.cells(), network.pairs(), parameters.minCoherence());
    }
    float[] mean = stack.stack().read(Layer.MEAN_COHERENCE, band);
    boolean[] kept = new boolean[mean.length];
    for (int i = 0; i < mean.length; i++) {
      kept[i] = mean[i] >= parameters.minCoherence();
    }
    return kept;
  }

  private void summarise(Inverted inverted) {
    velocities.add(inverted.velocity, 0, inverted.velocity.length);
    temporalCoherences.add(inverted.temporalCoherence, 0, inverted.temporalCoherence.length);
    for (float velocity : inverted.velocity) {
      cells += Float.isNaN(velocity) ? 0 : 1;
    }
    long mendedCells = mending.cells;
    long phases = mending.phases;
    long restrained = mending.restrained;
    RobustInversion.Result robust = inverted.robust;
    for (int i = 0; i < robust.cycles().length; i++) {
      mendedCells += robust.cycles()[i] > 0 ? 1 : 0;
      phases += robust.mendedPairs()[i];
      restrained += robust.restrained()[i] ? 1 : 0;
    }
    mending = new Mending(mendedCells, phases, restrained);
  }

  private void writePoints(TimeSeriesWriter series, Path file, RunContext context)
      throws IOException {
    int dates = network.dates().size();
    try (FlatRaster source = series.reopen();
        ProductReader products = new ProductReader(parameters);
        GeoPackagePoints points = new GeoPackagePoints(file, grid.crs(), network.dates())) {
      Bands.run(
          grid,
          (dates + 6L) * Float.BYTES,
          context,
          "Writing points",
          band -> {
            float[] values = new float[dates * band.cells()];
            for (int date = 0; date < dates; date++) {
              source.read(date, band, values, date * band.cells());
            }
            return values;
          },
          (band, values) -> addPoints(points, products, band, values));
      points.finish();
    }
    StyleWriter.write("points", file, velocities.range(), 1);
  }

  private void addPoints(
      GeoPackagePoints points, ProductReader products, Window band, float[] displacement) {
    ProductReader.Values values = products.read(band);
    float[] height = height(stack.stack(), band);
    for (int i = 0; i < band.cells(); i++) {
      if (!Float.isNaN(values.velocity()[i])) {
        points.add(
            grid.x(i % band.columns()),
            grid.y(band.row() + i / band.columns()),
            new GeoPackagePoints.Measures(
                values.velocity()[i],
                values.velocityStd()[i],
                values.temporalCoherence()[i],
                values.residualRms()[i],
                height == null ? Float.NaN : height[i]),
            displacement,
            i,
            band.cells());
      }
    }
  }

  private static float @Nullable [] height(Stack stack, Window band) {
    return stack.layer(Layer.HEIGHT).isPresent() ? stack.read(Layer.HEIGHT, band) : null;
  }

  private RasterProduct product(Path file, String description, String unit, String style) {
    return RasterProduct.floats(file, grid, description, unit, style);
  }
}
