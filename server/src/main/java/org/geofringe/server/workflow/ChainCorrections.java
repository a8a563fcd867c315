package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;

/**
 * Corrections of the displacement, one after the other, each from what the one before left. One
 * that cannot be made of these data is told of and left out: the velocity is there all the same.
 */
final class ChainCorrections {

  private final RunFullChain.Parameters p;
  private final Stages stages;
  private final RunContext context;

  ChainCorrections(RunFullChain.Parameters p, Stages stages, RunContext context) {
    this.p = p;
    this.stages = stages;
    this.context = context;
  }

  /**
   * What was made.
   *
   * @param answers of each correction, in order
   * @param series the displacement that is left
   * @param state its fingerprint
   */
  record Made(Map<ChainCorrection, Result> answers, Path series, String state) {}

  /**
   * Makes some corrections.
   *
   * @param chosen in order
   * @param stack that the displacement was made from
   */
  Made run(List<ChainCorrection> chosen, Path stack) throws IOException {
    Map<ChainCorrection, Result> made = new EnumMap<>(ChainCorrection.class);
    Path series = p.displacement();
    String state = stages.after("velocity");
    for (int i = 0; i < chosen.size(); i++) {
      ChainCorrection correction = chosen.get(i);
      boolean last = i == chosen.size() - 1;
      Path corrected =
          last
              ? p.displacementCorrected()
              : p.output().resolve("corrections").resolve(correction.stage + ".tif");
      try {
        made.put(correction, run(correction, stack, series, corrected, state));
        series = corrected;
        state = stages.after(correction.stage);
      } catch (UserException e) {
        context.warn(correction.label + " are not taken away: " + e.getMessage());
      }
    }
    return new Made(made, series, state);
  }

  private Result run(
      ChainCorrection correction, Path stack, Path series, Path corrected, String state)
      throws IOException {
    return switch (correction) {
      case TIDES ->
          stages.run(
              correction.stage,
              call(new CorrectTides(), series, corrected)
                  .with("STACK", stack)
                  .with("IMAGES", p.scenes() == null ? null : p.images()),
              state);
      case TOPOGRAPHY ->
          stages.run(
              correction.stage,
              call(new CorrectTopography(), series, corrected).with("STACK", stack),
              state);
      case RAMPS ->
          stages.run(
              correction.stage,
              call(new CorrectRamps(), series, corrected).with("STACK", stack),
              state);
      case DEM_ERROR ->
          stages.run(
              correction.stage,
              call(new CorrectDemError(), series, corrected).with("STACK", stack),
              state);
      case ATMOSPHERE ->
          stages.run(correction.stage, call(new CorrectAtmosphere(), series, corrected), state);
    };
  }

  private <P extends Record> StageCall<P> call(Workflow<P> workflow, Path series, Path corrected) {
    return new StageCall<>(workflow, p.output())
        .with("TIME_SERIES", series)
        .with("CORRECTED", corrected);
  }
}
