package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.NetworkPlot;
import org.geofringe.server.export.StyleWriter;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.PlannedNetwork;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.vector.GeoPackageLines;
import org.geofringe.server.vector.NetworkEdge;

/** Shows which dates are joined by which pairs, and where the network is weak. */
@Algorithm(
    id = "network",
    group = "Quality",
    label = "Network of pairs",
    summary =
        "Lists and draws the pairs and triplets of a stack, and says where the network is weak.")
public final class DescribeNetwork implements Workflow<DescribeNetwork.Parameters> {

  /** Which stack, and where the products go. */
  public record Parameters(
      @Input(
              label = "Stack",
              help =
                  "A folder with interferograms; or with images, whose planned pairs are shown then.",
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
    boolean planned = !stack.hasPairs();
    Network network =
        planned ? PlannedNetwork.read(stack.folder()).orElseGet(stack::network) : stack.network();
    double[] coherence =
        planned ? unknown(network.pairs().size()) : PairCoherence.means(stack, context);
    List<String> warnings = NetworkWarnings.of(network);
    warnings.forEach(context::warn);

    Folders.makeFor(parameters.pairs, parameters.pairsTable, parameters.triplets, parameters.plot);
    List<NetworkEdge> edges =
        PairCoherence.edges(network, stack.perpendicularBaselines(), coherence, List.of());
    GeoPackageLines.write(parameters.pairs, edges);
    if (planned) {
      ChoosePairs.style(parameters.pairs, network);
    } else {
      StyleWriter.write("network", parameters.pairs, 0, 1);
    }
    String what = planned ? "planned pairs" : "pairs";
    NetworkPlot.write(parameters.plot, "Network of " + network.pairs().size() + " " + what, edges);
    PairTable.write(
        parameters.pairsTable, network, pair -> baseline(stack, pair, planned), coherence);
    PairTable.writeTriplets(parameters.triplets, network);

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
        .metric("planned", planned)
        .metric("dates", network.dates().size())
        .metric("pairs", network.pairs().size())
        .metric("triplets", Arrays.stream(network.tripletsOfPairs()).sum() / 3)
        .metric("components", network.components().size())
        .metric("connected", network.components().size() == 1)
        .metric("warnings", warnings);
  }

  /** The coherence of pairs that are not made yet. */
  static double[] unknown(int pairs) {
    double[] coherence = new double[pairs];
    Arrays.fill(coherence, Double.NaN);
    return coherence;
  }

  private static double baseline(Stack stack, Pair pair, boolean planned) {
    SortedMap<LocalDate, Double> dates = stack.perpendicularBaselines();
    double own = planned ? Double.NaN : stack.item(pair).perpendicularBaselineMetres();
    return Double.isFinite(own)
        ? own
        : dates.getOrDefault(pair.secondary(), Double.NaN)
            - dates.getOrDefault(pair.reference(), Double.NaN);
  }
}
