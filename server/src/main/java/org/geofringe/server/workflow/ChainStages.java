package org.geofringe.server.workflow;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** What the whole chain tells each of its stages; all else is their default. */
final class ChainStages {

  private static final String STACK = "STACK";
  private static final String REFERENCE = "REFERENCE";
  private static final String EXCLUDE_DATES = "EXCLUDE_DATES";
  private static final String SHOW = "SHOW";
  private static final String TIME_SERIES = "TIME_SERIES";

  private final RunFullChain.Parameters p;

  ChainStages(RunFullChain.Parameters p) {
    this.p = p;
  }

  StageCall<GeocodeSlc.Parameters> geocoding() {
    return new StageCall<>(new GeocodeSlc(), p.output())
        .with("SCENES", p.scenes())
        .with("ORBITS", p.orbits())
        .with("DEM", p.dem())
        .with("DEM_HEIGHTS", p.demHeights())
        .with("GEOID", p.geoid())
        .with("EXTENT", p.extent())
        .with("SUBSWATHS", p.subswaths())
        .with("SPACING_EAST", p.spacingEast())
        .with("SPACING_NORTH", p.spacingNorth())
        .with(STACK, p.images());
  }

  /**
   * @param maxDays longest time of a pair
   */
  StageCall<ChoosePairs.Parameters> pairs(int maxDays) {
    return new StageCall<>(new ChoosePairs(), p.output())
        .with(STACK, p.images())
        .with("MAX_DAYS", maxDays)
        .with("MAX_METRES", p.maxMetres())
        .with("JOIN", true);
  }

  StageCall<FormInterferograms.Parameters> interferograms() {
    return new StageCall<>(new FormInterferograms(), p.output())
        .with(STACK, p.images())
        .with("LOOKS_ACROSS", p.looksAcross())
        .with("LOOKS_DOWN", p.looksDown())
        .with("SPACING", p.spacing())
        .with(SHOW, ShownPairs.NONE)
        .with("INTERFEROGRAMS", p.interferograms());
  }

  StageCall<ImportInterferograms.Parameters> importing() {
    return new StageCall<>(new ImportInterferograms(), p.output())
        .with("FOLDER", p.folder())
        .with("FAMILY", p.family())
        .with("PHASE_SIGN", p.phaseSign())
        .with("LOOKS", p.looks())
        .with("WAVELENGTH", p.wavelength())
        .with("INCIDENCE", p.incidence())
        .with("NO_DATA", p.noData())
        .with(STACK, p.interferograms());
  }

  StageCall<UnwrapInterferograms.Parameters> unwrapping() {
    return new StageCall<>(new UnwrapInterferograms(), p.output())
        .with(STACK, p.interferograms())
        .with(SHOW, ShownPairs.NONE);
  }

  StageCall<CheckInverse.Parameters> inverseCheck() {
    return new StageCall<>(new CheckInverse(), p.output())
        .with(STACK, p.interferograms())
        .with(SHOW, ShownPairs.NONE);
  }

  StageCall<CorrectPairRamps.Parameters> pairRamps() {
    return new StageCall<>(new CorrectPairRamps(), p.output())
        .with(STACK, p.interferograms())
        .with(REFERENCE, p.reference())
        .with("REFERENCE_RADIUS", p.referenceRadius())
        .with("REFERENCE_AREA", p.referenceArea())
        .with("CORRECTED", p.withoutRamps());
  }

  StageCall<CorrectClosure.Parameters> closureCorrection(Path stack) {
    return new StageCall<>(new CorrectClosure(), p.output())
        .with(STACK, stack)
        .with(REFERENCE, p.reference())
        .with("REFERENCE_RADIUS", p.referenceRadius())
        .with("REFERENCE_AREA", p.referenceArea())
        .with(SHOW, ShownPairs.NONE)
        .with("CORRECTED", p.corrected());
  }

  StageCall<DescribeNetwork.Parameters> network(Path stack) {
    return new StageCall<>(new DescribeNetwork(), p.output()).with(STACK, stack);
  }

  StageCall<FindNoisyDates.Parameters> noisyDates(Path stack) {
    return new StageCall<>(new FindNoisyDates(), p.output())
        .with(STACK, stack)
        .with(REFERENCE, p.reference())
        .with("REFERENCE_RADIUS", p.referenceRadius())
        .with("REFERENCE_AREA", p.referenceArea())
        .with(EXCLUDE_DATES, p.excludeDates())
        .with("MIN_COHERENCE", p.minCoherence());
  }

  StageCall<TripletClosure.Parameters> closure(Path stack, Path folder, List<LocalDate> excluded) {
    return new StageCall<>(new TripletClosure(), folder)
        .with(STACK, stack)
        .with(REFERENCE, p.reference())
        .with("REFERENCE_RADIUS", p.referenceRadius())
        .with("REFERENCE_AREA", p.referenceArea())
        .with(EXCLUDE_DATES, excluded)
        .with("PHASE", ClosurePhase.UNWRAPPED);
  }

  StageCall<EstimateVelocity.Parameters> velocity(
      Path stack, Path folder, List<LocalDate> excluded) {
    return new StageCall<>(new EstimateVelocity(), folder)
        .with(STACK, stack)
        .with("METHOD", p.method())
        .with(EXCLUDE_DATES, excluded)
        .with(REFERENCE, p.reference())
        .with("REFERENCE_RADIUS", p.referenceRadius())
        .with("REFERENCE_AREA", p.referenceArea())
        .with("MIN_COHERENCE", p.minCoherence())
        .with("WEIGHTING", p.weighting());
  }

  StageCall<EstimateVelocity.Parameters> velocityBeforeCorrections(
      Path stack, List<LocalDate> excluded) {
    return velocity(stack, p.output().resolve("before_corrections"), excluded)
        .with("VELOCITY_STD", p.velocityStd())
        .with("TEMPORAL_COHERENCE", p.temporalCoherence())
        .with("RESIDUAL_RMS", p.residualRms())
        .with("DISPLACEMENT", p.displacement());
  }

  /**
   * The velocity of what corrections left. Its own standard error would be too small: what a
   * correction takes off the scatter may still be in the velocity.
   */
  StageCall<EstimateMotion.Parameters> correctedVelocity(Path series) {
    return new StageCall<>(new EstimateMotion(), p.output().resolve("corrections"))
        .with(TIME_SERIES, series)
        .with("VELOCITY", p.velocity());
  }

  StageCall<ExportPoints.Parameters> points(Path stack, Path series) {
    return new StageCall<>(new ExportPoints(), p.output())
        .with(TIME_SERIES, series)
        .with("VELOCITY", p.velocity())
        .with("VELOCITY_STD", p.velocityStd())
        .with("TEMPORAL_COHERENCE", p.temporalCoherence())
        .with(STACK, stack)
        .with("POINTS", p.points())
        .with("TABLE", p.output().resolve("points.csv"));
  }

  StageCall<FillGaps.Parameters> filling() {
    return new StageCall<>(new FillGaps(), p.output())
        .with("RASTER", p.velocity())
        .with("MAX_DISTANCE", p.maxDistance())
        .with("FILLED", p.velocityFilled())
        .with("MASK", p.interpolated());
  }
}
