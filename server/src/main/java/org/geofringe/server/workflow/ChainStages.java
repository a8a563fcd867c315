package org.geofringe.server.workflow;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** What the whole chain tells each of its stages. */
final class ChainStages {

  private ChainStages() {}

  static ImportInterferograms.Parameters importing(RunFullChain.Parameters p) {
    return new ImportInterferograms.Parameters(
        p.folder(),
        p.family(),
        p.phaseSign(),
        p.looks(),
        p.wavelength(),
        p.incidence(),
        p.noData(),
        p.stack());
  }

  static DescribeNetwork.Parameters network(RunFullChain.Parameters p) {
    return new DescribeNetwork.Parameters(
        p.stack(),
        p.network(),
        p.output().resolve("pairs.csv"),
        p.output().resolve("network_triplets.csv"),
        p.networkPlot());
  }

  static FindNoisyDates.Parameters noisyDates(RunFullChain.Parameters p) {
    return new FindNoisyDates.Parameters(
        p.stack(),
        p.reference(),
        0,
        "",
        p.excludeDates(),
        p.minCoherence(),
        p.scores(),
        p.scoresPlot());
  }

  static TripletClosure.Parameters closure(
      RunFullChain.Parameters p, Path folder, List<LocalDate> excluded) {
    return new TripletClosure.Parameters(
        p.stack(),
        p.reference(),
        0,
        "",
        excluded,
        ClosurePhase.UNWRAPPED,
        folder.resolve("closure_rms.tif"),
        folder.resolve("closure_cycles.tif"),
        folder.resolve("triplets.csv"),
        null);
  }

  static EstimateVelocity.Parameters velocity(
      RunFullChain.Parameters p, Path folder, List<LocalDate> excluded, boolean withPoints) {
    return new EstimateVelocity.Parameters(
        p.stack(),
        p.method(),
        excluded,
        p.reference(),
        0,
        "",
        p.minCoherence(),
        p.weighting(),
        EstimateVelocity.Disconnected.NAN,
        EstimateVelocity.Inversion.ROBUST,
        folder.resolve("velocity.tif"),
        folder.resolve("velocity_std.tif"),
        folder.resolve("temporal_coherence.tif"),
        folder.resolve("residual_rms.tif"),
        folder.resolve("displacement.tif"),
        withPoints ? folder.resolve("points.gpkg") : null,
        null);
  }

  static String text(List<LocalDate> dates) {
    return String.join(", ", dates.stream().map(LocalDate::toString).toList());
  }
}
