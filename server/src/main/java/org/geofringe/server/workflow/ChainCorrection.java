package org.geofringe.server.workflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.geofringe.server.run.UserException;

/**
 * Corrections of the time series that the whole chain can make, in the order that it makes them.
 */
enum ChainCorrection {
  TIDES(
      "correct_tides",
      "Tides of the solid earth",
      "What sun and moon do to the ground, by the time of each pass. Nothing of the motion is in it."),
  TOPOGRAPHY(
      "correct_topography",
      "Delay with height",
      "The part of each date that follows the height of the ground. Of what grows evenly with time only as much is taken as chance explains."),
  RAMPS(
      "correct_ramps",
      "Ramps",
      "A plane through each date: wide weather and orbits. Of what grows evenly with time only as much is taken as chance explains."),
  DEM_ERROR(
      "correct_dem_error",
      "Traces of height errors",
      "What goes with the perpendicular baselines. With few dates it takes some air along."),
  ATMOSPHERE(
      "correct_atmosphere",
      "Atmosphere",
      "What is wide in space and short in time. Motion that is short takes part.");

  private static final String NONE = "NONE";

  /** Name of the stage, which is that of the algorithm. */
  final String stage;

  final String label;

  /** What was taken away, for the report. */
  final String words;

  ChainCorrection(String stage, String label, String words) {
    this.stage = stage;
    this.label = label;
    this.words = words;
  }

  /**
   * Reads names parted by commas; NONE stands for none.
   *
   * @throws UserException where a name is none of these
   */
  static List<ChainCorrection> parse(String text) {
    Set<ChainCorrection> chosen = EnumSet.noneOf(ChainCorrection.class);
    for (String word : text.strip().toUpperCase(Locale.ROOT).split("[,;\\s]+")) {
      if (!word.isEmpty() && !word.equals(NONE)) {
        chosen.add(
            Arrays.stream(values())
                .filter(correction -> correction.name().equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(word)));
      }
    }
    return new ArrayList<>(chosen);
  }

  private static UserException unknown(String word) {
    return new UserException(
        "CORRECTIONS holds \"%s\": give some of %s parted by commas, or NONE."
            .formatted(
                word, Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
  }
}
