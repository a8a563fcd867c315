package org.geofringe.server.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;
import org.geofringe.timeseries.MotionModel;
import org.geofringe.timeseries.MotionTerms;
import org.jspecify.annotations.Nullable;

/** The rasters of a model of motion: those that were asked for, written band by band. */
final class MotionProducts implements AutoCloseable {

  private static final String SIGN =
      "positive towards the satellite, negative away from it (subsidence)";
  private static final double DAYS_PER_YEAR = 365.25;

  private final MapGrid grid;
  private final List<Layer> layers = new ArrayList<>();
  private final List<RasterProduct> rasters = new ArrayList<>();

  /** A raster's band, and how it follows from the model. */
  private record Layer(RasterProduct raster, int band, Values values) {}

  /** Picks or computes one value per cell. */
  @FunctionalInterface
  private interface Values {
    float[] of(MotionModel.Result motion, int cells);
  }

  MotionProducts(EstimateMotion.Parameters p, MotionTerms terms, MapGrid grid) {
    this.grid = grid;
    boolean opened = false;
    try {
      add(p.velocity(), "Velocity", "mm/yr", "velocity", value(MotionTerms.VELOCITY));
      add(
          p.velocityStd(),
          "Standard error",
          "mm/yr",
          "velocity_std",
          (motion, cells) -> term(motion.errors(), MotionTerms.VELOCITY, cells));
      add(p.residual(), "Residual", "mm", "misfit", (motion, cells) -> motion.rms());
      int season = terms.season();
      add(
          p.seasonalAmplitude(),
          "Amplitude of the season",
          "mm",
          "seasonal_amplitude",
          (motion, cells) -> season(motion.values(), season, cells, false));
      add(
          p.seasonalPhase(),
          "Day of the season",
          "day of the year",
          "seasonal_phase",
          (motion, cells) -> season(motion.values(), season, cells, true));
      add(p.acceleration(), "Acceleration", "mm/yr²", "acceleration", value(terms.acceleration()));
      addSteps(p.step(), terms);
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  private void add(
      @Nullable Path file, String description, String unit, String style, Values values) {
    if (file != null) {
      RasterProduct raster = RasterProduct.floats(file, grid, description, unit, style);
      rasters.add(raster);
      layers.add(new Layer(raster, 0, values));
    }
  }

  private void addSteps(@Nullable Path file, MotionTerms terms) {
    if (file != null) {
      List<ProductSpec.Band> bands =
          terms.steps().stream().map(day -> new ProductSpec.Band("Step " + day, "mm")).toList();
      ProductSpec spec = new ProductSpec(SampleType.FLOAT32, Double.NaN, bands, Map.of());
      RasterProduct raster = RasterProduct.bands(file, grid, spec, "displacement", 0);
      rasters.add(raster);
      for (int i = 0; i < bands.size(); i++) {
        layers.add(new Layer(raster, i, value(terms.step(i))));
      }
    }
  }

  private static Values value(int term) {
    return (motion, cells) -> term(motion.values(), term, cells);
  }

  private static float[] term(float[] values, int term, int cells) {
    return Arrays.copyOfRange(values, term * cells, (term + 1) * cells);
  }

  /** Of s·sin 2πτ + u·cos 2πτ: its amplitude, or the day on which it is greatest. */
  private static float[] season(float[] values, int sine, int cells, boolean day) {
    float[] result = new float[cells];
    for (int i = 0; i < cells; i++) {
      double s = values[sine * cells + i];
      double u = values[(sine + 1) * cells + i];
      double turn = Math.atan2(s, u) / (2 * Math.PI);
      result[i] = (float) (day ? (turn - Math.floor(turn)) * DAYS_PER_YEAR : Math.hypot(s, u));
    }
    return result;
  }

  void write(Window band, MotionModel.Result motion) {
    for (Layer layer : layers) {
      float[] values = layer.values.of(motion, band.cells());
      layer.raster.write(layer.band, band.row(), band.rows(), values, 0);
    }
  }

  void finish() {
    rasters.forEach(RasterProduct::finish);
  }

  @Override
  public void close() {
    rasters.forEach(RasterProduct::close);
  }

  /** The products in words. */
  static Result describe(EstimateMotion.Parameters p, MotionTerms terms) {
    Result result = new Result();
    add(result, "VELOCITY", p.velocity(), "Velocity of the model", "Velocity in mm/yr; " + SIGN);
    add(
        result,
        "VELOCITY_STD",
        p.velocityStd(),
        "Standard error of the model's velocity",
        "Standard error of the velocity in mm/yr");
    add(
        result,
        "RESIDUAL",
        p.residual(),
        "Residual of the model",
        "Root mean square over dates of what the model leaves over, mm");
    add(
        result,
        "SEASONAL_AMPLITUDE",
        p.seasonalAmplitude(),
        "Amplitude of the season",
        "Amplitude of the yearly wave in mm");
    add(
        result,
        "SEASONAL_PHASE",
        p.seasonalPhase(),
        "Day of the season",
        "Day of the year on which the yearly wave is closest to the satellite");
    add(
        result,
        "ACCELERATION",
        p.acceleration(),
        "Acceleration",
        "Change of the velocity in mm/yr²; " + SIGN);
    add(result, "STEP", p.step(), "Steps", "Jump of the ground in mm, a band per step; " + SIGN);
    if (p.residualSeries() != null) {
      result.product(
          "RESIDUAL_SERIES",
          new Product(
              p.residualSeries(),
              "Residual of the model at each date",
              "What the model leaves over in mm, a band per date; " + SIGN + ".",
              terms.dates()));
    }
    return result;
  }

  private static void add(
      Result result, String output, @Nullable Path file, String title, String description) {
    if (file != null) {
      result.product(output, new Product(file, title, description + "."));
    }
  }
}
