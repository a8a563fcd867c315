package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Extent;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.SameAs;
import org.geofringe.server.importing.Family;
import org.geofringe.server.importing.PhaseSign;
import org.geofringe.server.report.ChainReport;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.terrain.HeightReference;
import org.jspecify.annotations.Nullable;

/** From Sentinel-1 products, or interferograms, to a project with the velocity of the ground. */
@Algorithm(
    id = "full_chain",
    group = "Whole chain",
    label = "Scenes to velocity",
    summary =
        "From Sentinel-1 products, or interferograms of another processor, to velocity, its errors and a project, in one call.")
public final class RunFullChain implements Workflow<RunFullChain.Parameters> {

  /** What only scenes need. */
  private static final Set<String> OF_SCENES =
      Set.of(
          "DEM_HEIGHTS",
          "SPACING_EAST",
          "SPACING_NORTH",
          "LOOKS_ACROSS",
          "LOOKS_DOWN",
          "MAX_METRES");

  /** What only interferograms of another processor need. */
  private static final Set<String> OF_FOLDER =
      Set.of("PAIR_RAMPS", "FAMILY", "PHASE_SIGN", "NO_DATA");

  /** What to work on and how; all products lie in one folder. Stages describe what is theirs. */
  public record Parameters(
      @SameAs(
              value = GeocodeSlc.Parameters.class,
              optional = true,
              help =
                  "Holds IW SLC products as .SAFE folders or .zip files, of one track; zips are read in place. Give this or FOLDER.")
          @Nullable Path scenes,
      @SameAs(GeocodeSlc.Parameters.class) @Nullable Path orbits,
      @SameAs(
              value = GeocodeSlc.Parameters.class,
              optional = true,
              help =
                  "For SCENES: a GeoTIFF, or a folder of tiles as GeoTIFF (Copernicus GLO-30) or .hgt (SRTM); it must cover the area.")
          @Nullable Path dem,
      @SameAs(GeocodeSlc.Parameters.class) HeightReference demHeights,
      @SameAs(GeocodeSlc.Parameters.class) @Nullable Path geoid,
      @SameAs(GeocodeSlc.Parameters.class) @Nullable Extent extent,
      @SameAs(value = GeocodeSlc.Parameters.class, advanced = true) String subswaths,
      @SameAs(GeocodeSlc.Parameters.class) double spacingEast,
      @SameAs(GeocodeSlc.Parameters.class) double spacingNorth,
      @SameAs(value = FormInterferograms.Parameters.class, advanced = true) int looksAcross,
      @SameAs(value = FormInterferograms.Parameters.class, advanced = true) int looksDown,
      @SameAs(FormInterferograms.Parameters.class) String spacing,
      @Input(
              label = "Longest time of a pair",
              help =
                  "Of pairs made from SCENES. 0 takes 48 days, or as many as most dates need to reach the next but one.",
              byDefault = "0",
              minimum = 0,
              maximum = 10_000,
              unit = "days",
              advanced = true)
          int maxDays,
      @SameAs(
              value = ChoosePairs.Parameters.class,
              advanced = true,
              help =
                  "Of pairs made from SCENES: passes farther apart than this, across the line of sight, make none.")
          double maxMetres,
      @SameAs(
              value = ImportInterferograms.Parameters.class,
              optional = true,
              help =
                  "Instead of SCENES: unwrapped interferograms, or else wrapped ones, and their coherence as GeoTIFF, in any order and depth; each name holds two dates.")
          @Nullable Path folder,
      @SameAs(EstimateVelocity.Parameters.class) @Nullable MapPoint reference,
      @SameAs(EstimateVelocity.Parameters.class) double referenceRadius,
      @SameAs(EstimateVelocity.Parameters.class) String referenceArea,
      @SameAs(EstimateVelocity.Parameters.class) EstimateVelocity.Method method,
      @SameAs(EstimateVelocity.Parameters.class) double minCoherence,
      @Input(
              label = "Leave out noisy dates",
              help =
                  "Leaves out the dates that Noisy dates suggests, and shows the velocity before and after.",
              byDefault = "true")
          boolean excludeNoisy,
      @SameAs(EstimateVelocity.Parameters.class) List<LocalDate> excludeDates,
      @Input(
              label = "Ramps from closure",
              help =
                  "Of interferograms from FOLDER: takes planes away that single pairs hold, as triangles that do not close tell.",
              byDefault = "true",
              advanced = true)
          boolean pairRamps,
      @Input(
              label = "Corrections of the displacement",
              help =
                  "Some of TIDES, TOPOGRAPHY, RAMPS, DEM_ERROR, ATMOSPHERE parted by commas, made in this order, or NONE. The velocity is that of the corrected displacement; the one before is kept beside it.",
              byDefault = "TOPOGRAPHY",
              optional = true,
              advanced = true)
          String corrections,
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
              help = "Images, interferograms, layers, tables, plots and the QGIS project.",
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
      @SameAs(
              value = EstimateVelocity.Parameters.class,
              component = "velocity",
              label = "Velocity before corrections",
              order = 16,
              inside = "OUTPUT",
              fileName = "before_corrections/velocity.tif")
          Path velocityUncorrected,
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
              fileName = "corrected/geometry/mean_coherence.tif")
          Path coherence,
      @SameAs(value = TripletClosure.Parameters.class, inside = "OUTPUT") Path closureRms,
      @SameAs(value = TripletClosure.Parameters.class, inside = "OUTPUT") Path closureCycles,
      @SameAs(value = TripletClosure.Parameters.class, inside = "OUTPUT") Path triplets,
      @SameAs(
              value = TripletClosure.Parameters.class,
              component = "closureRms",
              label = "Closure error before correction",
              order = 33,
              inside = "OUTPUT",
              fileName = "before_correction/closure_rms.tif")
          Path closureRmsBefore,
      @SameAs(
              value = TripletClosure.Parameters.class,
              component = "closureCycles",
              label = "Unwrapping errors before correction",
              order = 34,
              inside = "OUTPUT",
              fileName = "before_correction/closure_cycles.tif")
          Path closureCyclesBefore,
      @SameAs(
              value = CorrectClosure.Parameters.class,
              inside = "OUTPUT",
              fileName = "corrected/cycles_added.tif")
          Path cyclesAdded,
      @SameAs(value = CheckInverse.Parameters.class, order = 35, inside = "OUTPUT")
          Path inverseShare,
      @SameAs(
              value = GeocodeSlc.Parameters.class,
              inside = "OUTPUT",
              fileName = "images/amplitude.tif")
          Path amplitude,
      @SameAs(
              value = GeocodeSlc.Parameters.class,
              inside = "OUTPUT",
              fileName = "images/footprints.gpkg")
          Path footprints,
      @SameAs(value = EstimateVelocity.Parameters.class, inside = "OUTPUT") Path displacement,
      @SameAs(
              value = CorrectRamps.Parameters.class,
              component = "corrected",
              label = "Displacement, corrected",
              help =
                  "A band per date, since the first date, without what CORRECTIONS took away; positive towards the satellite.",
              inside = "OUTPUT",
              fileName = "displacement_corrected.tif")
          Path displacementCorrected,
      @SameAs(value = CorrectRamps.Parameters.class, component = "correction", inside = "OUTPUT")
          Path ramps,
      @SameAs(
              value = CorrectTopography.Parameters.class,
              component = "correction",
              inside = "OUTPUT")
          Path topographyDelay,
      @SameAs(value = CorrectTides.Parameters.class, component = "correction", inside = "OUTPUT")
          Path tides,
      @SameAs(
              value = CorrectAtmosphere.Parameters.class,
              component = "correction",
              inside = "OUTPUT")
          Path atmosphere,
      @SameAs(value = CorrectDemError.Parameters.class, component = "correction", inside = "OUTPUT")
          Path heightErrorDisplacement,
      @SameAs(value = CorrectDemError.Parameters.class, inside = "OUTPUT") Path heightError,
      @SameAs(value = FindNoisyDates.Parameters.class, inside = "OUTPUT") Path scores,
      @SameAs(value = FindNoisyDates.Parameters.class, component = "plot", inside = "OUTPUT")
          Path scoresPlot,
      @SameAs(value = DescribeNetwork.Parameters.class, component = "pairs", inside = "OUTPUT")
          Path network,
      @SameAs(value = DescribeNetwork.Parameters.class, component = "plot", inside = "OUTPUT")
          Path networkPlot,
      @Output(
              label = "Report",
              help =
                  "A page for the browser with its pictures inside: what went in, what was found, what was left out and why.",
              kind = OutputKind.FILE,
              inside = "OUTPUT",
              fileName = "report.html")
          Path report,
      @SameAs(value = MakeQgisProject.Parameters.class, inside = "OUTPUT") Path project) {

    public Parameters {
      if (scenes == null && folder == null) {
        throw new UserException(
            "full_chain needs SCENES, a folder of Sentinel-1 products, or FOLDER, a folder of interferograms: give one of the two.");
      }
      if (scenes != null && folder != null) {
        throw new UserException(
            "full_chain begins with SCENES or with FOLDER, not with both: leave one of the two out.");
      }
      if (scenes != null && dem == null) {
        throw new UserException(
            "SCENES cannot be brought onto the map without heights: give DEM, a terrain model of the area.");
      }
      if (folder != null && (orbits != null || dem != null || extent != null)) {
        throw new UserException(
            "ORBITS, DEM and EXTENT are only read with SCENES, and FOLDER is given: leave them out.");
      }
      ChainCorrection.parse(corrections);
    }

    List<ChainCorrection> chosenCorrections() {
      return ChainCorrection.parse(corrections);
    }

    Path images() {
      return output.resolve("images");
    }

    Path interferograms() {
      return output.resolve("interferograms");
    }

    Path withoutRamps() {
      return output.resolve("without_ramps");
    }

    Path corrected() {
      return output.resolve("corrected");
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters p, RunContext context) throws IOException {
    Folders.make(p.output);
    ChainShares shares = ChainTail.shares(p, ChainStart.shares(p));
    Stages stages = new Stages(p.output.resolve("stages"), context, shares);
    ChainStart.Unwrapped start = new ChainStart(p, stages).run();
    List<String> warnings = new ArrayList<>();
    if (start.source().metrics().get("warnings") instanceof List<?> lines) {
      lines.forEach(line -> warnings.add(line.toString()));
    }
    ChainTail.Found found =
        new ChainTail(p, stages, context.telling(warnings::add)).run(start.state());
    warnings.addAll(stages.warnings());

    Result result = ChainProject.products(p, start, found);
    ChainMetrics.add(start, found, result);

    RunContext rest = shares.part("project", context);
    rest.progress(0, "Writing the report");
    ChainReporter.of(result, told(p, found, stages, warnings)).write(p.report);
    rest.progress(0.5, "Writing the project");
    ChainProject.styleStackLayers(found.stack(), rest);
    ChainProject.write(p, found.stack(), result, description(), rest);
    ChainProject.writeSummary(p.output, result);
    return result
        .metric("items_reused", start.reused())
        .metric("stages_reused", stages.reused())
        .metric("stage_seconds", stages.seconds());
  }

  private ChainReporter.Told told(
      Parameters p, ChainTail.Found found, Stages stages, List<String> warnings) {
    List<ChainReport.Correction> corrections = new ArrayList<>();
    found
        .corrections()
        .forEach(
            (correction, result) -> {
              Product taken = result.products().get("CORRECTION");
              if (taken != null) {
                corrections.add(
                    ChainReporter.correction(correction.label, correction.words, taken.path()));
              }
            });
    return new ChainReporter.Told(
        "Velocity of the ground",
        ReportFacts.of(
            description(), p, name -> !(p.folder == null ? OF_FOLDER : OF_SCENES).contains(name)),
        stages.described(),
        p.excludeDates,
        p.excludeNoisy,
        corrections,
        warnings);
  }
}
