package org.geofringe.server.workflow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.geofringe.network.DatePlane;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.network.Pieces;
import org.geofringe.server.run.UserException;

/**
 * What is said of a choice of pairs: how it was made, what to beware of, and why it will not do.
 *
 * @param parameters of the choice
 * @param plane all dates that pairs were to be made of
 */
record PlanWords(ChoosePairs.Parameters parameters, DatePlane plane) {

  /** The refusal of a network whose dates do not all hang together. */
  UserException inPieces(List<List<LocalDate>> apart, Pieces pieces) {
    Pair shortest = pieces.shortestLink().orElseThrow();
    String remedy =
        parameters.method() == PairMethod.SMALL_BASELINES
            ? "raise " + bounds(pieces.join())
            : "add it to FILE";
    return new UserException(
        "The network falls into "
            + apart.size()
            + " pieces, which no velocity joins: "
            + PieceText.of(apart)
            + ". The shortest missing link is "
            + pair(shortest)
            + ": "
            + remedy
            + ", or add the shortest links with JOIN=true, or leave dates out (EXCLUDE_DATES). The plot "
            + parameters.plot()
            + " shows the pieces; the plan in the stack is left as it was.");
  }

  /** The bounds that let all these pairs in. */
  private String bounds(List<Pair> links) {
    List<String> bounds = new ArrayList<>();
    int days = links.stream().mapToInt(Pair::days).max().orElseThrow();
    if (days > parameters.maxDays()) {
      bounds.add("MAX_DAYS to " + days);
    }
    double metres = longestMetres(links);
    if (metres > parameters.maxMetres()) {
      bounds.add("MAX_METRES to " + (long) Math.ceil(metres));
    }
    return String.join(" and ", bounds);
  }

  /** Longest perpendicular baseline of the pairs; NaN where none is known. */
  double longestMetres(Collection<Pair> pairs) {
    return pairs.stream()
        .mapToDouble(pair -> Math.abs(plane.metres(pair)))
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NaN);
  }

  private String pair(Pair pair) {
    double metres = Math.abs(plane.metres(pair));
    return pair
        + " ("
        + pair.days()
        + " days"
        + (Double.isNaN(metres) ? "" : ", " + NumberText.of(metres) + " m")
        + ")";
  }

  /**
   * How the pairs were chosen.
   *
   * @param links that were added to join pieces
   */
  String how(List<Pair> links) {
    String method =
        switch (parameters.method()) {
          case SMALL_BASELINES ->
              "small baselines of up to "
                  + parameters.maxDays()
                  + " days and "
                  + NumberText.of(parameters.maxMetres())
                  + " m";
          case SEQUENTIAL -> "each date with the next " + parameters.neighbours();
          case DELAUNAY ->
              "Delaunay triangulation, "
                  + parameters.maxDays()
                  + " days being worth "
                  + NumberText.of(parameters.maxMetres())
                  + " m";
          case ALL -> "all pairs";
          case FILE -> "pairs from a file";
        };
    return method + (links.isEmpty() ? "" : ", joined by " + links.size() + " longer pairs");
  }

  /** What a person should know of the chosen network. */
  List<String> warnings(Network network, List<Pair> links) {
    List<String> warnings = new ArrayList<>();
    if (!links.isEmpty()) {
      warnings.add(
          "The network was joined by pairs beyond the bounds, which may be noisy: "
              + String.join(", ", links.stream().map(this::pair).toList())
              + ".");
    }
    long unknown = plane.metres().values().stream().filter(m -> m.isNaN()).count();
    if (unknown > 0 && parameters.method() != PairMethod.SEQUENTIAL) {
      warnings.add(
          "The baseline of "
              + unknown
              + " of "
              + plane.dates().size()
              + " dates is unknown: pairs with them were chosen by their days alone.");
    }
    List<LocalDate> left = plane.dates().stream().filter(date -> network.index(date) < 0).toList();
    if (!left.isEmpty()) {
      warnings.add("In no pair of the file: " + PieceText.of(List.of(left)) + ".");
    }
    warnings.addAll(NetworkWarnings.of(network));
    return warnings;
  }
}
