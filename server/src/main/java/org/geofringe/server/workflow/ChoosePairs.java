package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geofringe.network.DatePlane;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.network.PairChoice;
import org.geofringe.network.Pieces;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.DataRange;
import org.geofringe.server.export.NetworkPlot;
import org.geofringe.server.export.StyleWriter;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.PlannedNetwork;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.vector.GeoPackageLines;
import org.geofringe.server.vector.NetworkEdge;
import org.jspecify.annotations.Nullable;

/** Chooses which pairs of a stack of images interferograms are made of. */
@Algorithm(
    id = "pairs",
    group = "Interferograms",
    label = "Choose pairs",
    summary = "Chooses which dates of a stack of images make interferograms with which.")
public final class ChoosePairs implements Workflow<ChoosePairs.Parameters> {

  /** Which pairs, and where the products go. */
  public record Parameters(
      @Input(
              label = "Stack",
              help =
                  "A folder with images, such as Geocode Sentinel-1 images makes it; the choice is kept in it.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Method",
              help = "Small baselines suit most work; sequential pairs are few and coherent.",
              byDefault = "SMALL_BASELINES")
          PairMethod method,
      @Input(
              label = "Longest time",
              help =
                  "Longest time of a small baseline; for Delaunay the time that counts as much as MAX_METRES.",
              byDefault = "48",
              minimum = 1,
              maximum = 10_000,
              unit = "days")
          int maxDays,
      @Input(
              label = "Longest perpendicular baseline",
              help =
                  "Longest perpendicular baseline of a small baseline; for Delaunay the length that counts as much as MAX_DAYS.",
              byDefault = "150",
              minimum = 1,
              maximum = 100_000,
              unit = "m")
          double maxMetres,
      @Input(
              label = "Neighbours",
              help = "With how many of the dates that follow each date is paired (SEQUENTIAL).",
              byDefault = "2",
              minimum = 1,
              maximum = 1000)
          int neighbours,
      @Input(
              label = "File of pairs",
              help =
                  "Text with a pair per line such as 20200101_20200113, or a table of pairs as this step writes it (FILE).",
              kind = ParameterKind.FILE,
              optional = true)
          @Nullable Path file,
      @Input(
              label = "Dates to leave out",
              help = "No pair is made with these dates.",
              kind = ParameterKind.DATES,
              optional = true)
          List<LocalDate> excludeDates,
      @Input(
              label = "Join pieces",
              help =
                  "Adds the shortest pairs that join a network in pieces, though they break the bounds.",
              byDefault = "false")
          boolean join,
      @Output(
              label = "Pairs in time and baseline",
              help =
                  "A line per pair, not on a map: x is the days since the first date, y the perpendicular baseline in metres.",
              kind = OutputKind.VECTOR,
              style = "planned_network",
              group = "Network",
              order = 73,
              fileName = "planned_network.gpkg")
          Path pairs,
      @Output(
              label = "Table of pairs",
              help = "Dates, days, perpendicular baseline and number of triplets of each pair.",
              kind = OutputKind.TABLE,
              group = "Network",
              order = 74,
              fileName = "planned_pairs.csv")
          Path pairsTable,
      @Output(
              label = "Plot of the network",
              help = "PNG; an SVG of the same name is written beside it.",
              kind = OutputKind.FILE,
              fileName = "planned_network.png")
          Path plot) {

    public Parameters {
      if (method == PairMethod.FILE && file == null) {
        throw new UserException("METHOD=FILE needs FILE: a text with a pair per line.");
      }
      if (method != PairMethod.FILE && file != null) {
        throw new UserException("FILE is only read with METHOD=FILE: leave one of the two out.");
      }
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    Stack stack = Stack.open(parameters.stack);
    DatePlane plane = plane(stack, parameters);
    context.progress(0.1, "Choosing pairs");
    TreeSet<Pair> chosen = new TreeSet<>(choose(parameters, stack, plane));
    Pieces pieces = new Pieces(considered(parameters, plane, chosen), chosen);
    List<List<LocalDate>> apart = pieces.dates();
    List<Pair> links = parameters.join ? pieces.join() : List.of();
    chosen.addAll(links);

    PlanWords words = new PlanWords(parameters, plane);
    write(parameters, plane, chosen);
    if (apart.size() > 1 && !parameters.join) {
      throw words.inPieces(apart, pieces);
    }
    Network network = new Network(chosen);
    List<String> warnings = words.warnings(network, links);
    warnings.forEach(context::warn);
    context.checkCancelled();
    PlannedNetwork.write(stack.folder(), network, words.how(links));
    context.progress(1, "Chosen " + network.pairs().size() + " pairs");
    return result(parameters, words, network, links, warnings);
  }

  /** The style of lines that are not measured yet: by how long they are in time. */
  static void style(Path lines, Network network) {
    int longest = network.pairs().stream().mapToInt(Pair::days).max().orElseThrow();
    StyleWriter.write("planned_network", lines, new DataRange(0, longest), 1);
  }

  private static DatePlane plane(Stack stack, Parameters parameters) {
    if (stack.dates().isEmpty()) {
      throw new UserException(
          stack.folder()
              + " holds interferograms but no images: choose the STACK that Geocode Sentinel-1 images or Import coregistered images made.");
    }
    for (LocalDate date : parameters.excludeDates) {
      if (!stack.dates().contains(date)) {
        throw new UserException(
            "EXCLUDE_DATES holds "
                + date
                + ", which is no date of the stack: its dates are "
                + PieceText.of(List.of(stack.dates()))
                + ".");
      }
    }
    SortedMap<LocalDate, Double> metres = new TreeMap<>();
    for (LocalDate date : stack.dates()) {
      if (!parameters.excludeDates.contains(date)) {
        metres.put(date, stack.perpendicularBaselines().getOrDefault(date, Double.NaN));
      }
    }
    if (metres.size() < 2) {
      throw new UserException(
          "Only "
              + metres.size()
              + " of the stack's "
              + stack.dates().size()
              + " dates is left: a pair needs two. Add scenes to the stack or leave out fewer dates.");
    }
    return new DatePlane(metres, parameters.maxDays, parameters.maxMetres);
  }

  private static List<Pair> choose(Parameters parameters, Stack stack, DatePlane plane)
      throws IOException {
    return switch (parameters.method) {
      case SMALL_BASELINES ->
          PairChoice.smallBaselines(plane, parameters.maxDays, parameters.maxMetres);
      case SEQUENTIAL -> PairChoice.sequential(plane, parameters.neighbours);
      case DELAUNAY -> PairChoice.delaunay(plane);
      case ALL -> plane.allPairs();
      case FILE -> fromFile(parameters, stack);
    };
  }

  private static List<Pair> fromFile(Parameters parameters, Stack stack) throws IOException {
    if (parameters.file == null) {
      throw new IllegalStateException("the parameters see to it that there is a file");
    }
    List<Pair> listed = PairList.read(parameters.file);
    for (Pair pair : listed) {
      for (LocalDate date : List.of(pair.reference(), pair.secondary())) {
        if (!stack.dates().contains(date)) {
          throw new UserException(
              "FILE "
                  + parameters.file
                  + " holds the pair "
                  + pair
                  + ", but the stack has no image of "
                  + date
                  + ": its dates are "
                  + PieceText.of(List.of(stack.dates()))
                  + ".");
        }
      }
    }
    List<Pair> kept =
        listed.stream()
            .filter(pair -> parameters.excludeDates.stream().noneMatch(pair::contains))
            .toList();
    if (kept.isEmpty()) {
      throw new UserException(
          "Every pair of FILE " + parameters.file + " has a date of EXCLUDE_DATES: keep some.");
    }
    return kept;
  }

  /** All dates shall hang together; with a file, those that it names. */
  private static DatePlane considered(
      Parameters parameters, DatePlane plane, SortedSet<Pair> chosen) {
    if (parameters.method != PairMethod.FILE) {
      return plane;
    }
    SortedMap<LocalDate, Double> metres = new TreeMap<>(plane.metres());
    metres.keySet().retainAll(new Network(chosen).dates());
    return new DatePlane(metres, parameters.maxDays, parameters.maxMetres);
  }

  private static void write(Parameters parameters, DatePlane plane, SortedSet<Pair> chosen)
      throws IOException {
    Folders.makeFor(parameters.pairs, parameters.pairsTable, parameters.plot);
    SortedMap<LocalDate, Double> dots = new TreeMap<>(plane.metres());
    dots.replaceAll((date, metres) -> metres.isNaN() ? 0 : metres);
    List<NetworkEdge> edges = List.of();
    if (!chosen.isEmpty()) {
      Network network = new Network(chosen);
      double[] unknown = DescribeNetwork.unknown(chosen.size());
      edges = PairCoherence.edges(network, dots, unknown, List.of());
      style(parameters.pairs, network);
      PairTable.write(parameters.pairsTable, network, plane::metres, unknown);
    }
    GeoPackageLines.write(parameters.pairs, edges);
    NetworkPlot.write(
        parameters.plot, "Network of " + chosen.size() + " planned pairs", edges, dots);
  }

  private static Result result(
      Parameters parameters,
      PlanWords words,
      Network network,
      List<Pair> links,
      List<String> warnings) {
    Result result = new Result();
    double metres = words.longestMetres(network.pairs());
    if (Double.isFinite(metres)) {
      result.metric("longest_metres", metres);
    }
    return result
        .product(
            "PAIRS",
            new Product(
                parameters.pairs,
                "Planned pairs",
                "Chosen pairs: x is the days since the first date, y the perpendicular baseline in metres."))
        .product("PAIRS_TABLE", new Product(parameters.pairsTable, "Pairs", "Chosen pairs."))
        .product("PLOT", new Product(parameters.plot, "Network plot", "Time and baseline."))
        .metric("how", words.how(links))
        .metric("dates", network.dates().size())
        .metric("pairs", network.pairs().size())
        .metric("triplets", Arrays.stream(network.tripletsOfPairs()).sum() / 3)
        .metric("longest_days", network.pairs().stream().mapToInt(Pair::days).max().orElseThrow())
        .metric("joined_by", links.stream().map(Pair::id).toList())
        .metric("warnings", warnings);
  }
}
