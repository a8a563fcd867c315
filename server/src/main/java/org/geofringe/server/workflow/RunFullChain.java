package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.SameAs;
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

  /** What to work on and how; all products lie in one folder. Stages describe what is theirs. */
  public record Parameters(
      @SameAs(ImportInterferograms.Parameters.class) Path folder,
      @SameAs(EstimateVelocity.Parameters.class) @Nullable MapPoint reference,
      @SameAs(EstimateVelocity.Parameters.class) EstimateVelocity.Method method,
      @SameAs(EstimateVelocity.Parameters.class) double minCoherence,
      @Input(
              label = "Leave out noisy dates",
              help =
                  "Leaves out the dates that Noisy dates suggests, and shows the velocity before and after.",
              byDefault = "true")
          boolean excludeNoisy,
      @SameAs(EstimateVelocity.Parameters.class) List<LocalDate> excludeDates,
      @SameAs(value = FillGaps.Parameters.class, label = "Fill gaps up to") int maxDistance,
      @SameAs(EstimateVelocity.Parameters.class) EstimateVelocity.Weighting weighting,
      @SameAs(ImportInterferograms.Parameters.class) Family family,
      @SameAs(ImportInterferograms.Parameters.class) PhaseSign phaseSign,
      @SameAs(ImportInterferograms.Parameters.class) double looks,
      @SameAs(ImportInterferograms.Parameters.class) double wavelength,
      @SameAs(ImportInterferograms.Parameters.class) double incidence,
      @SameAs(ImportInterferograms.Parameters.class) String noData,
      @Output(
              label = "Folder for the results",
              help = "Stack, layers, tables, plots and the QGIS project.",
              kind = OutputKind.FOLDER,
              fileName = "full_chain")
          Path output,
      @SameAs(value = EstimateVelocity.Parameters.class, inside = "OUTPUT") Path velocity,
      @SameAs(value = EstimateVelocity.Parameters.class, inside = "OUTPUT") Path points,
      @SameAs(value = FillGaps.Parameters.class, component = "mask", inside = "OUTPUT")
          Path interpolated,
      @SameAs(
              value = EstimateVelocity.Parameters.class,
              component = "velocity",
              label = "Velocity, filled",
              order = 14,
              inside = "OUTPUT",
              fileName = "velocity_filled.tif")
          Path velocityFilled,
      @SameAs(
              value = EstimateVelocity.Parameters.class,
              component = "velocity",
              label = "Velocity before exclusion",
              order = 15,
              inside = "OUTPUT",
              fileName = "before_exclusion/velocity.tif")
          Path velocityBefore,
      @SameAs(value = EstimateVelocity.Parameters.class, inside = "OUTPUT") Path velocityStd,
      @SameAs(value = EstimateVelocity.Parameters.class, inside = "OUTPUT") Path temporalCoherence,
      @SameAs(value = EstimateVelocity.Parameters.class, inside = "OUTPUT") Path residualRms,
      @Output(
              label = "Mean coherence",
              help = "Mean over all pairs: where the ground stayed the same.",
              kind = OutputKind.RASTER,
              style = "coherence",
              group = "Quality",
              order = 23,
              inside = "OUTPUT",
              fileName = "stack/geometry/mean_coherence.tif")
          Path coherence,
      @SameAs(value = TripletClosure.Parameters.class, inside = "OUTPUT") Path closureRms,
      @SameAs(value = TripletClosure.Parameters.class, inside = "OUTPUT") Path closureCycles,
      @SameAs(value = TripletClosure.Parameters.class, inside = "OUTPUT") Path triplets,
      @SameAs(
              value = TripletClosure.Parameters.class,
              component = "closureRms",
              label = "Closure error before exclusion",
              order = 33,
              inside = "OUTPUT",
              fileName = "before_exclusion/closure_rms.tif")
          Path closureRmsBefore,
      @SameAs(value = EstimateVelocity.Parameters.class, inside = "OUTPUT") Path displacement,
      @SameAs(value = FindNoisyDates.Parameters.class, inside = "OUTPUT") Path scores,
      @SameAs(value = FindNoisyDates.Parameters.class, component = "plot", inside = "OUTPUT")
          Path scoresPlot,
      @SameAs(value = DescribeNetwork.Parameters.class, component = "pairs", inside = "OUTPUT")
          Path network,
      @SameAs(value = DescribeNetwork.Parameters.class, component = "plot", inside = "OUTPUT")
          Path networkPlot,
      @SameAs(value = MakeQgisProject.Parameters.class, inside = "OUTPUT") Path project) {

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
    Stack opened = Stack.open(p.stack());
    String stack = opened.fingerprint();
    Result network =
        stages.run(
            "network",
            new DescribeNetwork(),
            ChainStages.network(p),
            stack,
            context.part(0.4, 0.45));
    Result noisy =
        stages.run(
            "noisy_dates",
            new FindNoisyDates(),
            ChainStages.noisyDates(p),
            stack,
            context.part(0.45, 0.5));
    List<LocalDate> excluded = ChainExclusion.choose(opened.network(), p, noisy, context);

    Result before = new Result();
    Result closureBefore = new Result();
    boolean differs = !excluded.equals(p.excludeDates);
    if (differs) {
      context.log("Left out: " + ChainStages.text(excluded) + ".");
      Path folder = p.output.resolve("before_exclusion");
      closureBefore =
          closure(
              "closure_before_exclusion",
              p,
              folder,
              p.excludeDates,
              opened,
              stages,
              context.part(0.5, 0.55));
      before =
          stages.run(
              "velocity_before_exclusion",
              new EstimateVelocity(),
              ChainStages.velocity(p, folder, p.excludeDates, false),
              stack,
              context.part(0.55, 0.65));
    }
    Result closure =
        closure("closure", p, p.output, excluded, opened, stages, context.part(0.65, 0.7));
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
            stages.after("velocity"),
            context.part(0.9, 0.95));

    context.progress(0.95, "Writing the project");
    ChainProject.styleStackLayers(p, context);
    Result result =
        ChainProject.products(p, velocity, before, closure, closureBefore, noisy, network, filled);
    ChainProject.write(p, result, description(), context);
    result
        .metric("pairs", imported.metrics().getOrDefault("pairs", 0))
        .metric("dates", imported.metrics().getOrDefault("dates", 0))
        .metric("excluded_dates", excluded.stream().map(LocalDate::toString).toList())
        .metric(
            "suggested_exclusions", noisy.metrics().getOrDefault("suggested_exclusions", List.of()))
        .metric(
            "closure_rms_before",
            (differs ? closureBefore : closure).metrics().getOrDefault("closure_rms", 0))
        .metric("closure_rms_after", closure.metrics().getOrDefault("closure_rms", 0))
        .metric("cycle_share", closure.metrics().getOrDefault("cycle_share", 0))
        .metric("velocity_cells", velocity.metrics().getOrDefault("velocity_cells", 0))
        .metric(
            "median_temporal_coherence",
            velocity.metrics().getOrDefault("median_temporal_coherence", 0))
        .metric("reference", velocity.metrics().getOrDefault("reference", Map.of()));
    ChainProject.writeSummary(p.output, result);
    return result
        .metric("items_reused", imported.metrics().getOrDefault("items_reused", 0))
        .metric("stages_reused", stages.reused())
        .metric("stage_seconds", stages.seconds());
  }

  /** Without a triplet there is nothing to close, and the velocity is none the worse for it. */
  private static Result closure(
      String name,
      Parameters p,
      Path folder,
      List<LocalDate> excluded,
      Stack stack,
      Stages stages,
      RunContext context)
      throws IOException {
    if (!ChainExclusion.hasTriplets(stack.network(), excluded)) {
      context.warn("No three dates have all three pairs between them: closure cannot be checked.");
      return new Result();
    }
    return stages.run(
        name,
        new TripletClosure(),
        ChainStages.closure(p, folder, excluded),
        stack.fingerprint(),
        context);
  }
}
