package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.geofringe.network.Pair;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackItem;
import org.geofringe.server.stack.StackLock;
import org.geofringe.server.unwrap.CostMode;
import org.geofringe.server.unwrap.StackUnwrapping;
import org.geofringe.server.unwrap.UnwrapFigures;
import org.geofringe.server.unwrap.UnwrapNotes;
import org.geofringe.server.unwrap.UnwrapOptions;
import org.geofringe.unwrapping.Unwrapped;

/** Unwraps all pairs of a stack, in the stack. */
@Algorithm(
    id = "unwrap",
    group = "Unwrapping",
    label = "Unwrap interferograms",
    summary =
        "Unwraps every pair of a stack: how many whole cycles lie between cells, and where that is sure.")
public final class UnwrapInterferograms implements Workflow<UnwrapInterferograms.Parameters> {

  /** Which stack, and how. */
  public record Parameters(
      @Input(
              label = "Stack of interferograms",
              help =
                  "A stack with wrapped phase and coherence: of Form interferograms, or imported. The unwrapped phase is added to it.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "What the ground does",
              help = "Whether the true phase may jump from one cell to the next.",
              byDefault = "DEFORMATION")
          CostMode cost,
      @Input(
              label = "Number of looks",
              help =
                  "Independent looks of the phase, which say how noise follows from coherence; 0 takes those of the stack.",
              byDefault = "0",
              minimum = 0,
              maximum = 1e6,
              advanced = true)
          double looks,
      @Input(
              label = "Least coherence",
              help = "Cells of lower coherence get no unwrapped phase; 0 unwraps all.",
              byDefault = "0",
              minimum = 0,
              maximum = 1)
          double minCoherence,
      @Input(
              label = "Mask",
              help =
                  "A layer of polygons, such as lakes, or a raster whose cells are not 0: their cells get no unwrapped phase, and cycles across them cost nothing.",
              kind = ParameterKind.LAYER,
              optional = true)
          String mask,
      @Input(
              label = "What the mask means",
              help = "Whether what it covers is left out or is all that is kept.",
              byDefault = "LEAVE_OUT",
              advanced = true)
          MaskMeans maskMeans,
      @Input(
              label = "Interpolate below coherence",
              help =
                  "The phase of cells of lower coherence is interpolated from their neighbours before unwrapping and put back after it; 0 for none.",
              byDefault = "0",
              minimum = 0,
              maximum = 1,
              advanced = true)
          double fillIncoherent,
      @Input(
              label = "Bridge gaps",
              help =
                  "Sets components that no phase joins against each other by the phase at both sides of the gap.",
              byDefault = "true",
              advanced = true)
          boolean bridge,
      @Input(
              label = "Side of tiles",
              help = "0 takes the whole image, or tiles where it does not fit the memory.",
              byDefault = "0",
              minimum = 0,
              maximum = 100_000,
              unit = "cells",
              advanced = true)
          int tile,
      @Input(
              label = "Pairs to show",
              help = "Whose unwrapped phase, components and reliability become layers of the map.",
              byDefault = "FIRST",
              optional = true)
          ShownPairs show,
      @Input(
              label = "Group layers of pairs",
              help = "How these layers are grouped in the layer tree.",
              byDefault = "PAIR",
              optional = true)
          LayerGroups groupBy,
      @Output(
              label = "Table of pairs",
              help =
                  "Cells, residues, components, how much lies in the largest, and bridges of each pair.",
              kind = OutputKind.TABLE,
              fileName = "unwrapping.csv")
          Path unwrapping,
      @Output(
              label = "Table of bridges",
              help =
                  "Each component that was set against another across a gap: cycles, width of the gap, certainty.",
              kind = OutputKind.TABLE,
              fileName = "bridges.csv")
          Path bridges) {

    UnwrapOptions options() {
      return new UnwrapOptions(cost, looks, minCoherence, fillIncoherent, bridge, tile);
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters p, RunContext context) throws IOException {
    UnwrapOptions options = p.options();
    Folders.makeFor(p.unwrapping, p.bridges);
    long start = System.nanoTime();
    try (StackLock lock = new StackLock(p.stack)) {
      StackUnwrapping.Report report =
          StackUnwrapping.run(
              options, MaskChoice.of(p.mask, p.maskMeans), lock, context.part(0, 0.99));
      double seconds = (System.nanoTime() - start) / 1e9;
      Stack stack = Stack.open(p.stack);
      List<Pair> pairs = stack.network().pairs();
      writePairs(p.unwrapping, stack, pairs);
      writeBridges(p.bridges, stack, pairs);
      Result result = new Result();
      PairLayers.of(
              stack,
              p.show.of(pairs),
              EnumSet.of(Asset.UNWRAPPED, Asset.COMPONENTS, Asset.RELIABILITY),
              p.groupBy,
              true,
              context.part(0.99, 1))
          .forEach(result::layer);
      return result
          .product(
              "UNWRAPPING",
              new Product(
                  p.unwrapping, "Unwrapping", "Figures of " + pairs.size() + " unwrapped pairs"))
          .product(
              "BRIDGES",
              new Product(p.bridges, "Bridges", "How components were set against each other"))
          .metric("pairs", pairs.size())
          .metric("pairs_unwrapped", report.made())
          .metric("looks", report.looks())
          .metric("residues", sum(stack, pairs, UnwrapFigures.RESIDUES))
          .metric("bridges", sum(stack, pairs, UnwrapFigures.BRIDGES))
          .metric("component_share", mean(stack, pairs, UnwrapFigures.COMPONENT_SHARE))
          .metric("largest_component_share", mean(stack, pairs, UnwrapFigures.LARGEST_SHARE))
          .metric("seconds", seconds);
    }
  }

  private static double figure(Stack stack, Pair pair, String name) {
    return stack.item(pair).figures().getOrDefault(name, Double.NaN);
  }

  private static long sum(Stack stack, List<Pair> pairs, String name) {
    return Math.round(pairs.stream().mapToDouble(pair -> figure(stack, pair, name)).sum());
  }

  private static double mean(Stack stack, List<Pair> pairs, String name) {
    return pairs.stream()
        .mapToDouble(pair -> figure(stack, pair, name))
        .filter(Double::isFinite)
        .average()
        .orElse(0);
  }

  private static void writePairs(Path file, Stack stack, List<Pair> pairs) throws IOException {
    List<String> header = new ArrayList<>(List.of("pair", "reference", "secondary", "days"));
    header.addAll(UnwrapFigures.NAMES);
    CsvTable table = new CsvTable(header.toArray(String[]::new));
    for (Pair pair : pairs) {
      List<Object> row =
          new ArrayList<>(List.of(pair.id(), pair.reference(), pair.secondary(), pair.days()));
      UnwrapFigures.NAMES.forEach(
          name -> row.add(UnwrapFigures.shown(name, figure(stack, pair, name))));
      table.row(row.toArray());
    }
    table.write(file);
  }

  private static void writeBridges(Path file, Stack stack, List<Pair> pairs) throws IOException {
    CsvTable table =
        new CsvTable("pair", "from_component", "to_component", "cycles", "gap_cells", "certainty");
    for (Pair pair : pairs) {
      StackItem item = stack.item(pair);
      for (Unwrapped.Bridge bridge :
          UnwrapFigures.bridges(item.notes().getOrDefault(UnwrapNotes.BRIDGES, ""))) {
        table.row(
            pair.id(),
            bridge.from(),
            bridge.to(),
            bridge.cycles(),
            bridge.gap(),
            bridge.certainty());
      }
    }
    table.write(file);
  }
}
