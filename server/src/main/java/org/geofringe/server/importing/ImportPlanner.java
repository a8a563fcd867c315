package org.geofringe.server.importing;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;

/**
 * Makes the plan of an import: recognises whose interferograms a folder holds, pairs the files up
 * and checks all of them, before anything is written.
 *
 * <p>Every raster is read whole while planning. A header tells that blocks lie within the file, so
 * it finds a file cut short; but a block damaged in transfer, a raster that is empty, bytes in the
 * wrong order or coherence beyond 1 show in the values only, and an import that stops half-way
 * through is worse than one that reads its input twice (tens of millions of cells a second and
 * core; a stack of 150 pairs of 1000 × 1000 cells takes seconds).
 *
 * <p>A file whose name has the later date first holds the phase of the reversed pair, for
 * processors name files by the order in which they multiplied. The pair is turned round and its
 * phase and baseline change sign, which is exact: the phase of conj(s)·r is minus that of
 * r·conj(s). No path that is read out of a file is ever opened.
 */
public final class ImportPlanner {

  private ImportPlanner() {}

  /** As {@link #plan(Path, ImportOptions, RunContext)}, silent. */
  public static ImportPlan plan(Path folder, ImportOptions options) {
    return plan(folder, options, RunContext.silent());
  }

  /**
   * Plans the import of a folder.
   *
   * @param folder the folder; files may lie in folders below it
   * @param options what the user says
   * @param context hears of the progress; notes and warnings stand in the plan
   * @return the plan; the same for the same files and options
   * @throws UserException one line: the file at fault, what is wrong, what to do
   */
  public static ImportPlan plan(Path folder, ImportOptions options, RunContext context) {
    context.progress(0, "looking for interferograms");
    FolderScan scan = FolderScan.of(folder);
    Findings findings = new Findings();
    List<ScannedRaster> rasters =
        PairFiles.preferClipped(
            scan.rasters().stream().map(file -> ScannedRaster.of(scan, file)).toList(), findings);
    SortedMap<Pair, PairFiles> pairs = PairFiles.of(scan, rasters, findings);
    Map<ScannedRaster, RasterHeader> headers = headers(scan, pairs, context);
    List<RasterHeader> phases = new ArrayList<>();
    pairs.values().forEach(files -> phases.add(header(headers, files.phase())));
    boolean wrapped = pairs.values().stream().allMatch(PairFiles::isWrapped);

    Family family =
        options.family() == Family.AUTO
            ? FamilyRecognition.of(scan, phases, findings)
            : options.family();
    MapGrid grid = GridCheck.common(scan, headers.values());
    phases.forEach(header -> PhaseCheck.header(scan, header, wrapped));
    TrackCheck.check(scan, phases);
    SideFacts facts =
        switch (family) {
          case GAMMA -> GammaFacts.read(scan, grid, findings);
          case LICSAR -> LicsarFacts.read(scan, findings);
          case HYP3 -> Hyp3Facts.read(scan, findings);
          case GENERIC, AUTO -> GenericFacts.read(scan, findings);
        };
    double wavelength = Wavelength.of(scan, options, facts, phases, findings);
    double sign = options.phaseSign() == PhaseSign.TOWARDS_POSITIVE ? -1 : 1;
    if (family == Family.GENERIC && options.phaseSign() == PhaseSign.AUTO) {
      findings.warn(
          "no processor is known, so positive phase was taken as away from the satellite at the"
              + " second date; give PHASE_SIGN if it is the other way round");
    }

    List<PlannedPair> planned =
        new PairPlanner(scan, family, options.noData(), sign, headers, findings)
            .plan(pairs, context.part(0.1, 0.9));
    GeometryRasters geometry =
        GeometryRasters.of(scan, rasters, grid, findings, context.part(0.9, 1));
    SortedMap<Pair, Double> baselines =
        PairBaselines.forPairs(facts.perpendicularBaselines(), pairs.keySet());
    warnOfNetwork(pairs, baselines, findings);
    if (wrapped) {
      findings.note(
          "no unwrapped interferograms: the wrapped ones are imported, for Unwrap interferograms"
              + " (unwrap) to unwrap");
    }
    return new ImportPlan(
        family,
        grid,
        wavelength,
        facts.sensor(),
        planned,
        looks(options, facts, findings),
        sign,
        PairPlanner.noData(family, options.noData()),
        geometry.height(),
        geometry.incidence(),
        incidence(options, facts, geometry, phases, findings),
        baselines,
        PairBaselines.ofDates(baselines),
        findings.notes(),
        findings.warnings());
  }

  private static Map<ScannedRaster, RasterHeader> headers(
      FolderScan scan, SortedMap<Pair, PairFiles> pairs, RunContext context) {
    Map<ScannedRaster, RasterHeader> headers = new LinkedHashMap<>();
    for (PairFiles files : pairs.values()) {
      context.checkCancelled();
      for (ScannedRaster raster : files.all()) {
        headers.put(raster, RasterHeader.read(scan, raster.file()));
      }
    }
    return headers;
  }

  static RasterHeader header(Map<ScannedRaster, RasterHeader> headers, ScannedRaster raster) {
    RasterHeader header = headers.get(raster);
    if (header == null) {
      throw new IllegalStateException("no header was read of " + raster.file());
    }
    return header;
  }

  private static double looks(ImportOptions options, SideFacts facts, Findings findings) {
    if (options.looks() > 0) {
      findings.note(Names.number(options.looks(), 6) + " looks, as given");
      return options.looks();
    }
    if (facts.looks().isEmpty()) {
      findings.warn("the number of looks is unknown and taken as 1; give LOOKS for right weights");
    }
    return facts.looks().orElse(0);
  }

  private static OptionalDouble incidence(
      ImportOptions options,
      SideFacts facts,
      GeometryRasters geometry,
      List<RasterHeader> phases,
      Findings findings) {
    if (options.incidenceDegrees() > 0) {
      findings.note(
          String.format(Locale.ROOT, "incidence %.2f°, as given", options.incidenceDegrees()));
      return OptionalDouble.of(options.incidenceDegrees());
    }
    if (geometry.meanIncidence().isPresent()) {
      return geometry.meanIncidence();
    }
    OptionalDouble told =
        facts.incidenceDegrees().isPresent()
            ? facts.incidenceDegrees()
            : phases.get(0).number("INCIDENCE_DEGREES", "INCIDENCE_ANGLE");
    if (told.isPresent()) {
      findings.warn(
          String.format(
              Locale.ROOT,
              "incidence %.2f° is that of the whole scene's centre; a crop may differ by many"
                  + " degrees, give INCIDENCE or an incidence raster",
              told.getAsDouble()));
    }
    return told;
  }

  private static void warnOfNetwork(
      SortedMap<Pair, PairFiles> pairs, SortedMap<Pair, Double> baselines, Findings findings) {
    long reversed = pairs.values().stream().filter(f -> f.phase().isReversed()).count();
    if (reversed > 0) {
      findings.note(
          reversed
              + " pairs are named with the later date first; they were turned round and their phase"
              + " changes sign");
    }
    if (baselines.size() < pairs.size()) {
      findings.note(
          "perpendicular baselines known of "
              + baselines.size()
              + " of "
              + pairs.size()
              + " pairs");
    }
    Network network = new Network(pairs.keySet());
    List<List<LocalDate>> pieces = network.components();
    if (pieces.size() > 1) {
      findings.warn(
          "the network of pairs falls into "
              + pieces.size()
              + " pieces that no pair joins: "
              + String.join(" | ", pieces.stream().map(ImportPlanner::dates).toList()));
    }
    findings.note(
        network.dates().size()
            + " dates from "
            + network.dates().get(0)
            + " to "
            + network.dates().get(network.dates().size() - 1)
            + ", "
            + pairs.size()
            + " pairs, "
            + network.triplets().size()
            + " triplets");
  }

  private static String dates(List<LocalDate> piece) {
    return String.join(", ", piece.stream().map(LocalDate::toString).toList());
  }
}
