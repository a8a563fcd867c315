package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.closure.DateScore;
import org.geofringe.closure.NoisyDates;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.catalogue.SameAs;
import org.geofringe.server.export.NoisyDatesPlot;
import org.geofringe.server.run.RunContext;
import org.jspecify.annotations.Nullable;

/** Scores the dates of a stack by how much noise each brings into its pairs. */
@Algorithm(
    id = "noisy_dates",
    group = "Quality",
    label = "Noisy dates",
    summary = "Scores every date in three ways and suggests which to leave out of the velocity.")
public final class FindNoisyDates implements Workflow<FindNoisyDates.Parameters> {

  /** Plenty for a variance; more cells cost time and tell nothing new. */
  private static final int MOST_CELLS = 200_000;

  /** What to score, and where the products go. */
  public record Parameters(
      @Input(
              label = "Stack",
              help = "A folder with unwrapped interferograms: unwrapped here, or imported.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Reference point",
              help =
                  "A place on stable, coherent ground, the same as for the velocity: lon,lat or x,y [EPSG:n]. Empty takes a coherent cell that moves as most others do.",
              optional = true)
          @Nullable MapPoint reference,
      @SameAs(EstimateVelocity.Parameters.class) double referenceRadius,
      @SameAs(EstimateVelocity.Parameters.class) String referenceArea,
      @Input(
              label = "Dates to leave out",
              help = "Dates that are known to be bad and shall not be scored.",
              kind = ParameterKind.DATES,
              optional = true)
          List<LocalDate> excludeDates,
      @Input(
              label = "Least mean coherence",
              help = "Cells below do not count: their noise says nothing about a date.",
              byDefault = "0.3",
              minimum = 0,
              maximum = 1,
              advanced = true)
          double minCoherence,
      @Output(
              label = "Scores of the dates",
              help = "Three scores, joint rank (1 is the noisiest) and suggestion for each date.",
              kind = OutputKind.TABLE,
              group = "Noisy dates",
              order = 50,
              fileName = "noisy_dates.csv")
          Path scores,
      @Output(
              label = "Plot of the scores",
              help = "PNG; an SVG of the same name is written beside it.",
              kind = OutputKind.FILE,
              fileName = "noisy_dates.png")
          Path plot) {

    ReferencePlace place() {
      return new ReferencePlace(reference, referenceRadius, referenceArea);
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    ReferencedStack stack =
        ReferencedStack.open(
            parameters.stack, parameters.excludeDates, parameters.place(), context.part(0, 0.1));
    PhaseSample sample =
        PhaseSample.of(stack, parameters.minCoherence, MOST_CELLS, context.part(0.1, 0.7));
    context.progress(0.7, "Scoring " + stack.network().dates().size() + " dates");
    NoisyDates.Result found =
        NoisyDates.apply(
            stack.network(),
            sample.phases(),
            sample.rows(),
            sample.columns(),
            context::checkCancelled);
    context.checkCancelled();

    Folders.makeFor(parameters.scores, parameters.plot);
    writeTable(parameters.scores, found);
    NoisyDatesPlot.write(parameters.plot, "Noise of each date", plotted(found));
    for (LocalDate date : found.wouldDisconnect()) {
      context.warn(
          date
              + " is as noisy as the dates to leave out, but the network would fall apart without it.");
    }
    List<String> suggested = found.suggestedExclusions().stream().map(LocalDate::toString).toList();
    context.log(
        suggested.isEmpty()
            ? "No date stands out."
            : "Suggested to leave out: " + String.join(", ", suggested) + ".");
    return new Result()
        .product(
            "SCORES",
            new Product(parameters.scores, "Noisy dates", "Three noise scores for each date."))
        .product("PLOT", new Product(parameters.plot, "Noisy dates plot", "Three noise scores."))
        .metric("suggested_exclusions", suggested)
        .metric(
            "would_disconnect", found.wouldDisconnect().stream().map(LocalDate::toString).toList())
        .metric("sampled_cells", sample.rows().length)
        .metric("reference", stack.reference().metrics(stack.stack()));
  }

  private static void writeTable(Path file, NoisyDates.Result found) throws IOException {
    CsvTable table =
        new CsvTable(
            "date",
            "rank",
            "joint",
            "closure_rad",
            "delay_rad",
            "triplet_correlation",
            "outlier_in",
            "pairs",
            "triplets",
            "suggested");
    for (DateScore score : found.scores()) {
      table.row(
          score.date(),
          score.rank(),
          score.joint(),
          score.closureRadians(),
          score.delayRadians(),
          score.tripletCorrelation(),
          score.outlierIn(),
          score.pairs(),
          score.triplets(),
          found.suggestedExclusions().contains(score.date()) ? "exclude" : "keep");
    }
    table.write(file);
  }

  private static List<NoisyDatesPlot.Score> plotted(NoisyDates.Result found) {
    List<NoisyDatesPlot.Score> scores = new ArrayList<>();
    for (DateScore score : found.scores()) {
      scores.add(
          new NoisyDatesPlot.Score(
              score.date(),
              score.closureRadians(),
              score.delayRadians(),
              Math.max(0, score.tripletCorrelation()),
              score.rank(),
              found.suggestedExclusions().contains(score.date())));
    }
    return scores;
  }
}
