package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.geofringe.network.Pair;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackLock;
import org.geofringe.server.unwrap.FlaggedCells;
import org.geofringe.server.unwrap.InverseChecking;
import org.geofringe.server.unwrap.InverseShare;

/** Unwraps every pair of a stack backwards and marks where the answer is another one. */
@Algorithm(
    id = "inverse_check",
    group = "Unwrapping",
    label = "Inverse check",
    summary =
        "Unwraps every pair the other way round and marks cells whose two answers are not equal and opposite.")
public final class CheckInverse implements Workflow<CheckInverse.Parameters> {

  /** Which stack, and what becomes of what fails. */
  public record Parameters(
      @Input(
              label = "Stack of interferograms",
              help = "A stack that Unwrap interferograms has unwrapped.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Cells that fail",
              help = "Whether their unwrapped phase stays, goes, or is interpolated.",
              byDefault = "KEEP")
          FlaggedCells flagged,
      @Input(
              label = "Farthest distance",
              help =
                  "Where they are interpolated: cells farther from any other phase get none; 0 fills all.",
              byDefault = "20",
              minimum = 0,
              maximum = 100_000,
              unit = "cells",
              advanced = true)
          int maxDistance,
      @Input(
              label = "Pairs to show",
              help = "Whose marked cells become layers of the map.",
              byDefault = "NONE",
              optional = true)
          ShownPairs show,
      @Input(
              label = "Group layers of pairs",
              help = "How these layers are grouped in the layer tree.",
              byDefault = "KIND",
              optional = true)
          LayerGroups groupBy,
      @Output(
              label = "Share of pairs that fail",
              help = "In which share of the pairs a cell has other cycles backwards, 0 to 1.",
              kind = OutputKind.RASTER,
              style = "inverse_share",
              group = "Unwrapping",
              order = 33,
              fileName = "inverse_share.tif")
          Path inverseShare,
      @Output(
              label = "Table of pairs",
              help = "How many cells of each pair fail, and what share of its cells that is.",
              kind = OutputKind.TABLE,
              fileName = "inverse_check.csv")
          Path inversePairs) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters p, RunContext context) throws IOException {
    Folders.makeFor(p.inverseShare, p.inversePairs);
    long start = System.nanoTime();
    try (StackLock lock = new StackLock(p.stack)) {
      int checked = InverseChecking.run(lock, p.flagged, p.maxDistance, context.part(0, 0.95));
      double seconds = (System.nanoTime() - start) / 1e9;
      Stack stack = Stack.open(p.stack);
      List<Pair> pairs = stack.network().pairs();
      try (RasterProduct share =
          RasterProduct.floats(
              p.inverseShare, stack.grid(), "Share of pairs that fail", "", "inverse_share")) {
        InverseShare.compute(
            stack,
            context.part(0.95, 0.99),
            (band, values) -> share.write(0, band.row(), band.rows(), values, 0));
        share.finish();
      }
      long failed = write(p.inversePairs, stack, pairs);
      Result result = new Result();
      PairLayers.of(
              stack,
              p.show.of(pairs),
              EnumSet.of(Asset.INVERSE_CHECK),
              p.groupBy,
              true,
              context.part(0.99, 1))
          .forEach(result::layer);
      return result
          .product(
              "INVERSE_SHARE",
              new Product(
                  p.inverseShare,
                  "Inverse check, share of pairs",
                  "Share of " + pairs.size() + " pairs whose cycles differ backwards, 0 to 1."))
          .product(
              "INVERSE_PAIRS",
              new Product(p.inversePairs, "Inverse check", "Cells of each pair that fail"))
          .metric("pairs", pairs.size())
          .metric("pairs_checked", checked)
          .metric("flagged_cells", failed)
          .metric("seconds", seconds);
    }
  }

  private static long write(Path file, Stack stack, List<Pair> pairs) throws IOException {
    CsvTable table = new CsvTable("pair", "flagged_cells", "flagged_share");
    long all = 0;
    for (Pair pair : pairs) {
      var figures = stack.item(pair).figures();
      long cells = Math.round(figures.getOrDefault(InverseChecking.FLAGGED_CELLS, Double.NaN));
      table.row(pair.id(), cells, figures.getOrDefault(InverseChecking.FLAGGED_SHARE, Double.NaN));
      all += cells;
    }
    table.write(file);
    return all;
  }
}
