package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.geofringe.correction.HeightDelay;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.correct.CellMetres;
import org.geofringe.server.correct.SeriesCells;
import org.geofringe.server.correct.SeriesReference;
import org.geofringe.server.correct.StableCells;
import org.geofringe.server.correct.StackLayer;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.series.TimeSeriesReader;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.jspecify.annotations.Nullable;

/** Takes the delay that follows height off each date of a time series. */
@Algorithm(
    id = "correct_topography",
    group = "Corrections",
    label = "Correct delay with height",
    summary = "Takes the part that follows the height of the ground off each date.")
public final class CorrectTopography implements Workflow<CorrectTopography.Parameters> {

  private static final int MOST_CELLS = 30_000;
  private static final int FEWEST_CELLS = 100;

  /** What to correct and how, and where the products go. */
  public record Parameters(
      @Input(
              label = "Time series",
              help =
                  "A displacement raster with a band per date, as Velocity and displacement makes it.",
              kind = ParameterKind.RASTER)
          Path timeSeries,
      @Input(
              label = "Stack",
              help = "The stack that the series was made from; it needs the height layer.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Window",
              help =
                  "Side of the windows that get a slope of their own, joined smoothly; 0 takes one slope for the whole scene.",
              byDefault = "0",
              minimum = 0,
              maximum = 1000000,
              unit = "m")
          double window,
      @Input(
              label = "Even growth",
              help =
                  "What becomes of a slope with height that grows evenly with time: weather by chance and a volcano make it.",
              byDefault = "CHANCE")
          SeriesTrend trend,
      @Input(
              label = "Least coherence",
              help =
                  "Of the mean over all pairs, for a cell to be fitted; keep the slopes of the mountains in.",
              byDefault = "0.3",
              minimum = 0,
              maximum = 1)
          double minCoherence,
      @Input(
              label = "Moving ground",
              help =
                  "A layer of polygons, such as a volcano, or a raster whose cells are not 0: not fitted, but corrected.",
              kind = ParameterKind.LAYER,
              optional = true)
          String mask,
      @Input(
              label = "Reference point",
              help =
                  "Where the corrected series is zero, as lon,lat or x,y [EPSG:n]. Empty keeps the reference of the series.",
              optional = true,
              advanced = true)
          @Nullable MapPoint reference,
      @Output(
              label = "Displacement without delay with height",
              help =
                  "A band per date, since the first date and relative to the same reference as before; positive towards the satellite.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Corrections",
              order = 43,
              unit = "mm",
              fileName = "displacement_without_topography.tif")
          Path corrected,
      @Output(
              label = "Delay with height",
              help = "What was taken away from each date; zero at the reference.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Corrections",
              order = 44,
              unit = "mm",
              fileName = "topography_delay.tif")
          Path correction) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    CorrectionOutput output =
        new CorrectionOutput(parameters.corrected, parameters.correction, "delay with height");
    Stack stack = Stack.open(parameters.stack);
    try (StackLayer height = StackLayer.open(stack, Layer.HEIGHT, "this correction follows");
        TimeSeriesReader series = output.open(parameters.timeSeries, context.part(0, 0.2))) {
      StackLayer.requireSameGrid(stack, series.grid());
      SeriesReference reference =
          CorrectionOutput.reference(series, parameters.reference, context.part(0.2, 0.22));
      HeightDelay delay = fit(parameters, series, height, context.part(0.22, 0.3));
      double steepest = 0;
      for (int d = 0; d < series.dates().size(); d++) {
        steepest = Math.max(steepest, Math.abs(delay.slope(d)));
      }
      return output
          .write(
              series,
              reference,
              (date, window, target) -> {
                float[] heights = height.read(window);
                for (int r = 0; r < window.rows(); r++) {
                  delay.at(
                      date,
                      window.row() + r,
                      window.column(),
                      window.columns(),
                      heights,
                      target,
                      r * window.columns());
                }
              },
              context.part(0.3, 1))
          .metric("steepest_mm_per_km", Math.rint(steepest * 1e6) / 1e3);
    }
  }

  private static HeightDelay fit(
      Parameters parameters, TimeSeriesReader series, StackLayer height, RunContext context)
      throws IOException {
    SeriesCells cells;
    try (StableCells stable =
        StableGround.of(series, parameters.stack, parameters.minCoherence, parameters.mask)) {
      SeriesCells.Filter known =
          (window, left) -> {
            float[] heights = height.read(window);
            for (int i = 0; i < left.length; i++) {
              left[i] |= Float.isNaN(heights[i]);
            }
          };
      cells = SeriesCells.sample(series, MOST_CELLS, stable.and(known), context);
    }
    if (cells.count() < FEWEST_CELLS) {
      throw new UserException(
          "Only "
              + cells.count()
              + " cells with height are left to fit to: lower MIN_COHERENCE or make MASK smaller.");
    }
    context.progress(1, "Fitting delay over height");
    float[] heights = heights(height, cells);
    if (isFlat(heights)) {
      throw new UserException(
          "The ground is flat: its height tells nothing of the delay. Leave this correction out.");
    }
    MapGrid grid = series.grid();
    HeightDelay.Windows windows = HeightDelay.Windows.none(grid.rows(), grid.columns());
    if (parameters.window > 0) {
      CellMetres size = CellMetres.of(grid);
      windows =
          new HeightDelay.Windows(
              parameters.window / size.down(),
              parameters.window / size.across(),
              grid.rows(),
              grid.columns());
      CellMetres.requireCells(parameters.window, "WINDOW", 20, size);
    }
    return HeightDelay.fit(
        series.dates(),
        cells.rows(),
        cells.columns(),
        heights,
        cells.series(),
        windows,
        parameters.trend.kernel());
  }

  private static float[] heights(StackLayer height, SeriesCells cells) {
    float[] heights = new float[cells.count()];
    for (int i = 0; i < heights.length; i++) {
      heights[i] = height.read(new Window(cells.rows()[i], cells.columns()[i], 1, 1))[0];
    }
    return heights;
  }

  private static boolean isFlat(float[] heights) {
    float[] sorted = heights.clone();
    Arrays.sort(sorted);
    int tail = sorted.length / 50;
    return sorted[sorted.length - 1 - tail] - sorted[tail] < 1;
  }
}
