package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.importing.Family;
import org.geofringe.server.importing.PhaseSign;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Stack;
import org.jspecify.annotations.Nullable;

/** From a folder of interferograms to a project with velocity and its errors, in one call. */
@Algorithm(
    id = "full_chain",
    group = "Whole chain",
    label = "Interferograms to velocity",
    summary =
        "Imports interferograms, checks closure, leaves out noisy dates, estimates velocity, fills gaps, makes a project.")
public final class RunFullChain implements Workflow<RunFullChain.Parameters> {

  private static final String INSIDE = "OUTPUT";

  /** What to work on and how; all products lie in one folder. */
  public record Parameters(
      @Input(
              label = "Folder of interferograms",
              help = "Unwrapped interferograms and their coherence as GeoTIFF; each name holds two dates.",
              kind = ParameterKind.FOLDER)
          Path folder,
      @Input(
              label = "Reference point",
              help = "A place on stable, coherent ground; all motion is relative to it. Empty takes the most coherent cell.",
              optional = true)
          @Nullable MapPoint reference,
      @Input(
              label = "Method",
              help = "Which pairs and which cells take part.",
              byDefault = "SBAS")
          EstimateVelocity.Method method,
      @Input(
              label = "Least coherence",
              help = "SBAS: of the mean over pairs. PSI and PSI-SBAS: in every pair. Cells below stay empty.",
              byDefault = "0.3",
              minimum = 0,
              maximum = 1)
          double minCoherence,
      @Input(
              label = "Leave out noisy dates",
              help = "Leaves out the dates that Noisy dates suggests, and shows the velocity before and after.",
              byDefault = "true")
          boolean excludeNoisy,
      @Input(
              label = "Dates to leave out",
              help = "In addition to those found, such as 2018-03-31, 2018-07-05.",
              kind = ParameterKind.DATES,
              optional = true)
          List<LocalDate> excludeDates,
      @Input(
              label = "Weight of a pair",
              help = "How much a pair counts at a cell.",
              byDefault = "VARIANCE",
              advanced = true)
          EstimateVelocity.Weighting weighting,
      @Input(
              label = "Fill gaps up to",
              help = "Cells farther from any data stay empty in the filled velocity.",
              byDefault = "20",
              minimum = 0,
              maximum = 100000,
              unit = "cells",
              advanced = true)
          int maxDistance,
      @Input(
              label = "Where the interferograms come from",
              help = "Automatic recognises it by names and tags.",
              byDefault = "AUTO",
              advanced = true)
          Family family,
      @Input(
              label = "Sign of the phase",
              help = "What a positive unwrapped phase means at the later date.",
              byDefault = "AUTO",
              advanced = true)
          PhaseSign phaseSign,
      @Input(
              label = "Number of looks",
              help = "Range times azimuth looks; 0 takes it from the data.",
              byDefault = "0",
              minimum = 0,
              maximum = 1e6,
              advanced = true)
          double looks,
      @Input(
              label = "Radar wavelength",
              help = "0 takes it from the data. Sentinel-1: 0.0554658.",
              byDefault = "0",
              minimum = 0,
              maximum = 2,
              unit = "m",
              advanced = true)
          double wavelength,
      @Input(
              label = "Incidence angle at the scene's centre",
              help = "From the vertical; 0 takes it from the data.",
              byDefault = "0",
              minimum = 0,
              maximum = 89,
              unit = "degrees",
              advanced = true)
          double incidence,
      @Input(
              label = "No-data value",
              help = "Value of cells without data; empty takes it from the files' tags and origin.",
              optional = true,
              advanced = true)
          String noData,
      @Output(
              label = "Folder for the results",
              help = "Stack, layers, tables, plots and the QGIS project.",
              kind = OutputKind.FOLDER,
              fileName = "full_chain")
          Path output,
      @Output(
              label = "Velocity",
              help = "Line-of-sight velocity, positive towards the satellite, without the dates left out.",
              kind = OutputKind.RASTER,
              style = "velocity",
              group = "Velocity",
              order = 10,
              unit = "mm/yr",
              inside = INSIDE,
              fileName = "velocity.tif")
          Path velocity,
      @Output(
              label = "Velocity points",
              help = "A point per cell with a field DYYYYMMDD per date.",
              kind = OutputKind.VECTOR,
              style = "points",
              group = "Velocity",
              order = 11,
              unit = "mm/yr",
              inside = INSIDE,
              fileName = "points.gpkg")
          Path points,
      @Output(
              label = "Interpolated cells",
              help = "1 where the filled velocity was interpolated.",
              kind = OutputKind.RASTER,
              style = "mask",
              group = "Velocity",
              order = 13,
              inside = INSIDE,
              fileName = "interpolated.tif")
          Path interpolated,
      @Output(
              label = "Velocity, filled",
              help = "The velocity with its gaps interpolated.",
              kind = OutputKind.RASTER,
              style = "velocity",
              group = "Velocity",
              order = 14,
              unit = "mm/yr",
              inside = INSIDE,
              fileName = "velocity_filled.tif")
          Path velocityFilled,
      @Output(
              label = "Velocity before exclusion",
              help = "The velocity of all dates, to compare.",
              kind = OutputKind.RASTER,
              style = "velocity",
              group = "Velocity",
              order = 15,
              unit = "mm/yr",
              inside = INSIDE,
              fileName = "before_exclusion/velocity.tif")
          Path velocityBefore,
      @Output(
              label = "Standard error of the velocity",
              help = "From the scatter of the displacements about their line.",
              kind = OutputKind.RASTER,
              style = "velocity_std",
              group = "Quality",
              order = 20,
              unit = "mm/yr",
              inside = INSIDE,
              fileName = "velocity_std.tif")
          Path velocityStd,
      @Output(
              label = "Temporal coherence",
              help = "How well one time series explains all pairs: 1 is perfectly.",
              kind = OutputKind.RASTER,
              style = "temporal_coherence",
              group = "Quality",
              order = 21,
              inside = INSIDE,
              fileName = "temporal_coherence.tif")
          Path temporalCoherence,
      @Output(
              label = "Residual",
              help = "Root mean square of what the time series does not explain.",
              kind = OutputKind.RASTER,
              style = "residual_rms",
              group = "Quality",
              order = 22,
              unit = "rad",
              inside = INSIDE,
              fileName = "residual_rms.tif")
          Path residualRms,
      @Output(
              label = "Mean coherence",
              help = "Mean over all pairs.",
              kind = OutputKind.RASTER,
              style = "coherence",
              group = "Quality",
              order = 23,
              inside = INSIDE,
              fileName = "stack/geometry/mean_coherence.tif")
          Path coherence,
      @Output(
              label = "Closure error",
              help = "Root mean square over triplets of the wrapped closure phase.",
              kind = OutputKind.RASTER,
              style = "closure_rms",
              group = "Closure",
              order = 30,
              unit = "rad",
              inside = INSIDE,
              fileName = "closure_rms.tif")
          Path closureRms,
      @Output(
              label = "Unwrapping errors",
              help = "Number of triplets whose closure is off by whole cycles.",
              kind = OutputKind.RASTER,
              style = "closure_cycles",
              group = "Closure",
              order = 31,
              unit = "triplets",
              inside = INSIDE,
              fileName = "closure_cycles.tif")
          Path closureCycles,
      @Output(
              label = "Table of triplets",
              help = "Closure of each triplet over the scene.",
              kind = OutputKind.TABLE,
              group = "Closure",
              order = 32,
              inside = INSIDE,
              fileName = "triplets.csv")
          Path triplets,
      @Output(
              label = "Closure error before exclusion",
              help = "Closure of all dates, to compare.",
              kind = OutputKind.RASTER,
              style = "closure_rms",
              group = "Closure",
              order = 33,
              unit = "rad",
              inside = INSIDE,
              fileName = "before_exclusion/closure_rms.tif")
          Path closureRmsBefore,
      @Output(
              label = "Displacement",
              help = "A band per date, since the first date, positive towards the satellite.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Displacement",
              order = 40,
              unit = "mm",
              inside = INSIDE,
              fileName = "displacement.tif")
          Path displacement,
      @Output(
              label = "Scores of the dates",
              help = "Three noise scores, joint rank and suggestion for each date.",
              kind = OutputKind.TABLE,
              group = "Noisy dates",
              order = 50,
              inside = INSIDE,
              fileName = "noisy_dates.csv")
          Path scores,
      @Output(
              label = "Plot of the scores",
              help = "PNG, with an SVG beside it.",
              kind = OutputKind.FILE,
              inside = INSIDE,
              fileName = "noisy_dates.png")
          Path scoresPlot,
      @Output(
              label = "Network",
              help = "A line per pair: x is the decimal year, y the perpendicular baseline in metres.",
              kind = OutputKind.VECTOR,
              style = "network",
              group = "Network",
              order = 70,
              inside = INSIDE,
              fileName = "network.gpkg")
          Path network,
      @Output(
              label = "Plot of the network",
              help = "PNG, with an SVG beside it.",
              kind = OutputKind.FILE,
              inside = INSIDE,
              fileName = "network.png")
          Path networkPlot,
      @Output(
              label = "QGIS project",
              help = "All layers, styled and in groups.",
              kind = OutputKind.FILE,
              inside = INSIDE,
              fileName = "project.qgz")
          Path project) {

    Path stack() {
      return output.resolve("stack");
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters p, RunContext context) throws IOException {
    Folders.make(p.output);
    Stages stages = new Stages(p.output.resolve("stages"), context);
    Result imported =
        new ImportInterferograms().run(ChainStages.importing(p), context.part(0, 0.4));
    String stack = Stack.open(p.stack()).fingerprint();
    Result network =
        stages.run(
            "network", new DescribeNetwork(), ChainStages.network(p), stack, context.part(0.4, 0.45));
    Result noisy =
        stages.run(
            "noisy_dates",
            new FindNoisyDates(),
            ChainStages.noisyDates(p),
            stack,
            context.part(0.45, 0.5));
    List<LocalDate> excluded = excluded(p, noisy);

    Result before = new Result();
    Result closureBefore = new Result();
    if (!excluded.isEmpty()) {
      context.log("Left out: " + ChainStages.text(excluded) + ".");
      Path folder = p.output.resolve("before_exclusion");
      closureBefore =
          stages.run(
              "closure_before_exclusion",
              new TripletClosure(),
              ChainStages.closure(p, folder, List.of()),
              stack,
              context.part(0.5, 0.55));
      before =
          stages.run(
              "velocity_before_exclusion",
              new EstimateVelocity(),
              ChainStages.velocity(p, folder, List.of(), false),
              stack,
              context.part(0.55, 0.65));
    }
    Result closure =
        stages.run(
            "closure",
            new TripletClosure(),
            ChainStages.closure(p, p.output, excluded),
            stack,
            context.part(0.65, 0.7));
    Result velocity =
        stages.run(
            "velocity",
            new EstimateVelocity(),
            ChainStages.velocity(p, p.output, excluded, true),
            stack,
            context.part(0.7, 0.9));
    Result filled =
        stages.run(
            "fill_gaps",
            new FillGaps(),
            new FillGaps.Parameters(p.velocity, p.maxDistance, p.velocityFilled, p.interpolated),
            stack + excluded + p.minCoherence + p.method + p.weighting + p.reference,
            context.part(0.9, 0.95));

    context.progress(0.95, "Writing the project");
    ChainProject.styleStackLayers(p);
    Result result =
        ChainProject.products(p, velocity, before, closure, closureBefore, noisy, network, filled);
    ChainProject.write(p, result, description());
    result
        .metric("pairs", imported.metrics().getOrDefault("pairs", 0))
        .metric("dates", imported.metrics().getOrDefault("dates", 0))
        .metric("excluded_dates", excluded.stream().map(LocalDate::toString).toList())
        .metric(
            "suggested_exclusions",
            noisy.metrics().getOrDefault("suggested_exclusions", List.of()))
        .metric(
            "closure_rms_before",
            (excluded.isEmpty() ? closure : closureBefore).metrics().getOrDefault("closure_rms", 0))
        .metric("closure_rms_after", closure.metrics().getOrDefault("closure_rms", 0))
        .metric("cycle_share", closure.metrics().getOrDefault("cycle_share", 0))
        .metric("velocity_cells", velocity.metrics().getOrDefault("velocity_cells", 0))
        .metric(
            "median_temporal_coherence",
            velocity.metrics().getOrDefault("median_temporal_coherence", 0))
        .metric("reference", velocity.metrics().getOrDefault("reference", Map.of()));
    ChainProject.writeSummary(p.output.resolve("result.json"), result);
    return result
        .metric("items_reused", imported.metrics().getOrDefault("items_reused", 0))
        .metric("stages_reused", stages.reused())
        .metric("stage_seconds", stages.seconds());
  }

  private static List<LocalDate> excluded(Parameters p, Result noisy) {
    TreeSet<LocalDate> excluded = new TreeSet<>(p.excludeDates);
    if (p.excludeNoisy
        && noisy.metrics().get("suggested_exclusions") instanceof List<?> suggested) {
      suggested.forEach(date -> excluded.add(LocalDate.parse(date.toString())));
    }
    return new ArrayList<>(excluded);
  }
}
