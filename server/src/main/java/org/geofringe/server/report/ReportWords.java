package org.geofringe.server.report;

import java.util.List;

/** How to read the report of a chain. */
final class ReportWords {

  static final String NETWORK =
      "Each dot is a pass of the satellite, each line a pair of passes of which an interferogram was used. Several lines on each dot let errors be seen; a mere chain of dots hides them.";

  static final String CLOSURE =
      "Of three passes a, b, c the change from a to b and from b to c should be the change from a to c. What is missing is the closure error. It shows phase that was unwrapped wrongly and ground that changed (crops, snow, wet soil). It does not show atmosphere, because the delay of a pass cancels: a small closure error does not prove a velocity.";

  static final String DATES =
      "A pass through bad weather spoils all its pairs. Three scores look for such a pass by different routes; a date is suggested for leaving out where two of them agree, or where one of the first two is far out in nearly all of its triangles or pairs.";

  static final List<String> SCORES =
      List.of(
          "Closure, in radians: noise that triangles of pairs put on the date. It sees changed ground and unwrapping errors, and is blind to atmosphere.",
          "Delay, in radians: how strongly the pairs of the date vary over the scene after steady motion and a tilt are taken away; 1 rad is 4.4 mm at C band. It sees atmosphere, and motion that is not steady.",
          "Correlation: whether the pairs of the date show one common pattern with the sign that a delay at that date must have. 0.5 is usual, above 0.75 is suspicious.");

  static final List<String> DATE_COLUMNS =
      List.of("Date", "Rank", "Closure (rad)", "Delay (rad)", "Correlation", "What became of it");

  static final String DATES_DECIDE =
      "The last word is yours. If the pattern stays in the displacement after the date, the ground moved (an earthquake, a landslide, a pumping season) and the date belongs in; if it is gone at the next date, it was the air.";

  static final String VELOCITY =
      "Velocity along the line of sight, relative to the reference; positive towards the satellite, negative (red-brown) away from it. On flat ground away mostly means subsidence. Maps of the same kind have the same legend.";

  static final List<String> QUALITY =
      List.of(
          "Temporal coherence is 1 where one history of motion explains all pairs. Trust cells above 0.7; below, pairs contradict each other.",
          "The standard error comes from the scatter of the displacements about a straight line. Errors that all dates share are not in it, so the true error is larger.",
          "A velocity of less than twice its standard error is not distinguishable from no motion.");

  static final String NOT_CORRECTED =
      "Nothing: the displacements hold the atmosphere of each date, errors of the terrain model and of the orbits as they came.";

  static final List<String> LIMITS =
      List.of(
          "Motion along the flight path, which is roughly north and south, is hardly seen.",
          "One line of sight cannot tell vertical from horizontal motion; two, ascending and descending, can tell vertical from east.",
          "All motion is relative to the reference. If the reference moves, everything else seems to move the other way; motion that the whole scene shares is not seen.",
          "Atmosphere that happens to follow a trend over the dates passes for motion; more dates over a longer time make it smaller.",
          "Motion of more than a quarter of the wavelength (14 mm at C band) from one cell to the next within one pair is lost.");

  static final List<String> CITE =
      List.of(
          "Name the satellite, the track, the dates used and left out, the reference, the corrections, and the version of GeoFringe: all are on this page.",
          "Time series: Berardino et al. 2002, IEEE TGRS 40(11). Temporal coherence: Pepe and Lanari 2006, IEEE TGRS 44(9). Closure: De Zan et al. 2015, IEEE TGRS 53(12).",
          "Copernicus Sentinel data are free and open; the notice to give is: contains modified Copernicus Sentinel data, with the years of the scenes.");

  private ReportWords() {}
}
