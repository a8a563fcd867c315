package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.network.Triplet;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.vector.GeoPackageLines;
import org.geofringe.server.export.NetworkPlot;
import org.geofringe.server.export.StyleWriter;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Stack;

/** Shows which dates are joined by which pairs, and where the network is weak. */
@Algorithm(
    id = "network",
    group = "Quality",
    label = "Network of pairs",
    summary =
        "Lists and draws the pairs and triplets of a stack, and says where the network is weak.")
public final class DescribeNetwork implements Workflow<DescribeNetwork.Parameters> {

  /** A gap in the series that is long for Sentinel-1, which comes back after 6 or 12 days. */
  private static final int LONG_GAP_DAYS = 60;

  /** Which stack, and where the products go. */
  public record Parameters(
      @Input(
              label = "Stack",
              help = "A folder that Import interferograms made.",
              kind = ParameterKind.STACK)
          Path stack,
      @Output(
              label = "Pairs in time and baseline",
              help =
                  "A line per pair, not on a map: x is the days since the first date, y the perpendicular baseline in metres.",
              kind = OutputKind.VECTOR,
              style = "network",
              group = "Network",
              order = 70,
              fileName = "network.gpkg")
          Path pairs,
      @Output(
              label = "Table of pairs",
              help =
                  "Dates, days, perpendicular baseline, mean coherence and number of triplets of each pair.",
              kind = OutputKind.TABLE,
              group = "Network",
              order = 71,
              fileName = "pairs.csv")
          Path pairsTable,
      @Output(
              label = "Table of triplets",
              help = "The three dates of each triangle of pairs.",
              kind = OutputKind.TABLE,
              group = "Network",
              order = 72,
              fileName = "network_triplets.csv")
          Path triplets,
      @Output(
              label = "Plot of the network",
              help = "PNG; an SVG of the same name is written beside it.",
              kind = OutputKind.FILE,
              fileName = "network.png")
          Path plot) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    Stack stack = Stack.open(parameters.stack);
    Network network = stack.network();
    double[] coherence = PairCoherence.means(stack, context);
    List<Triplet> triplets = network.triplets();
    List<String> warnings = warnings(network, triplets);
    warnings.forEach(context::warn);

    Folders.makeFor(parameters.pairs, parameters.pairsTable, parameters.triplets, parameters.plot);
    GeoPackageLines.write(parameters.pairs, PairCoherence.edges(stack, coherence, List.of()));
    StyleWriter.write("network", parameters.pairs, 0, 1);
    NetworkPlot.write(
        parameters.plot,
        "Network of " + network.pairs().size() + " pairs",
        PairCoherence.edges(stack, coherence, List.of()));
    writePairs(parameters.pairsTable, stack, coherence, triplets);
    CsvTable table = new CsvTable("triplet", "first", "second", "third", "days");
    triplets.forEach(t -> table.row(t.id(), t.a(), t.b(), t.c(), t.ac().days()));
    table.write(parameters.triplets);

    return new Result()
        .product(
            "PAIRS",
            new Product(
                parameters.pairs,
                "Network",
                "Pairs of the stack: x is the days since the first date, y the perpendicular baseline in metres."))
        .product("PAIRS_TABLE", new Product(parameters.pairsTable, "Pairs", "Pairs of the stack."))
        .product("TRIPLETS", new Product(parameters.triplets, "Triplets", "Triangles of pairs."))
        .product("PLOT", new Product(parameters.plot, "Network plot", "Time and baseline."))
        .metric("dates", network.dates().size())
        .metric("pairs", network.pairs().size())
        .metric("triplets", triplets.size())
        .metric("components", network.components().size())
        .metric("connected", network.components().size() == 1)
        .metric("warnings", warnings);
  }

  private static void writePairs(Path file, Stack stack, double[] coherence, List<Triplet> triplets)
      throws IOException {
    CsvTable table =
        new CsvTable(
            "pair",
            "reference",
            "secondary",
            "days",
            "perpendicular_baseline_m",
            "mean_coherence",
            "triplets");
    for (Pair pair : stack.network().pairs()) {
      table.row(
          pair.id(),
          pair.reference(),
          pair.secondary(),
          pair.days(),
          baseline(stack, pair),
          coherence[stack.network().index(pair)],
          triplets.stream().filter(t -> holds(t, pair)).count());
    }
    table.write(file);
  }

  private static double baseline(Stack stack, Pair pair) {
    SortedMap<LocalDate, Double> dates = stack.perpendicularBaselines();
    double own = stack.item(pair).perpendicularBaselineMetres();
    return Double.isFinite(own)
        ? own
        : dates.getOrDefault(pair.secondary(), Double.NaN)
            - dates.getOrDefault(pair.reference(), Double.NaN);
  }

  private static boolean holds(Triplet triplet, Pair pair) {
    return triplet.ab().equals(pair) || triplet.bc().equals(pair) || triplet.ac().equals(pair);
  }

  private static List<String> warnings(Network network, List<Triplet> triplets) {
    List<String> warnings = new ArrayList<>();
    List<List<LocalDate>> pieces = network.components();
    if (pieces.size() > 1) {
      warnings.add(
          "The network is in "
              + pieces.size()
              + " pieces: "
              + String.join(" | ", pieces.stream().map(Object::toString).toList())
              + ". No velocity joins them; add pairs between them.");
    }
    for (LocalDate date : network.dates()) {
      long pairs = network.pairs().stream().filter(p -> p.contains(date)).count();
      boolean closes =
          triplets.stream()
              .anyMatch(t -> t.a().equals(date) || t.b().equals(date) || t.c().equals(date));
      if (pairs == 1) {
        warnings.add(date + " hangs on one pair: nothing checks it.");
      } else if (!closes) {
        warnings.add(date + " is in no triplet: closure says nothing about it.");
      }
    }
    for (int i = 1; i < network.dates().size(); i++) {
      Pair gap = new Pair(network.dates().get(i - 1), network.dates().get(i));
      if (gap.days() > LONG_GAP_DAYS) {
        warnings.add("There is no date for " + gap.days() + " days after " + gap.reference() + ".");
      }
    }
    return warnings;
  }
}
