package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.network.Pair;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.interferogram.FilterKind;
import org.geofringe.server.interferogram.FilterOptions;
import org.geofringe.server.interferogram.InterferogramOptions;
import org.geofringe.server.interferogram.InterferogramRun;
import org.geofringe.server.interferogram.PairFigures;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackItem;
import org.geofringe.server.stack.StackLock;

/** A stack of images to a stack of wrapped interferograms. */
@Algorithm(
    id = "interferograms",
    group = "Interferograms",
    label = "Form interferograms",
    summary =
        "Makes the interferograms of the chosen pairs of a stack of images: wrapped phase, coherence and amplitude.")
public final class FormInterferograms implements Workflow<FormInterferograms.Parameters> {

  /** Which pairs' stack, and how they are made. */
  public record Parameters(
      @Input(
              label = "Stack of images",
              help =
                  "A stack that Geocode Sentinel-1 images made, for which Choose pairs has chosen pairs.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Looks from west to east",
              help = "Columns of the images that are averaged into one.",
              byDefault = "8",
              minimum = 1,
              maximum = 1000)
          int looksAcross,
      @Input(
              label = "Looks from north to south",
              help = "Rows of the images that are averaged into one.",
              byDefault = "4",
              minimum = 1,
              maximum = 1000)
          int looksDown,
      @Input(
              label = "Size of cells",
              help =
                  "Takes as many looks as make cells of about this size, instead of the numbers above.",
              optional = true,
              unit = "m")
          String spacing,
      @Input(
              label = "Filter",
              help = "How noise is taken out of the phase; coherence is always of the unfiltered.",
              byDefault = "GOLDSTEIN_BY_COHERENCE")
          FilterKind filter,
      @Input(
              label = "Strength of Goldstein's filter",
              help = "0 leaves the phase as it is, 1 filters most.",
              byDefault = "0.5",
              minimum = 0,
              maximum = 1,
              advanced = true)
          double alpha,
      @Input(
              label = "Patch of Goldstein's filter",
              help = "Side of the square whose spectrum is filtered: a power of two of cells.",
              byDefault = "32",
              minimum = 8,
              maximum = 256,
              unit = "cells",
              advanced = true)
          int patch,
      @Input(
              label = "Width of the Gaussian filter",
              help = "Full width at half of its height.",
              byDefault = "200",
              minimum = 1,
              maximum = 100_000,
              unit = "m",
              advanced = true)
          double gaussianWidth,
      @Input(
              label = "Window of coherence",
              help =
                  "Side of the square that coherence is estimated over, an odd number; 0 takes one cell, or more where a cell has fewer than 10 independent looks.",
              byDefault = "0",
              minimum = 0,
              maximum = 99,
              unit = "cells",
              advanced = true)
          int coherenceWindow,
      @Input(
              label = "Unbiased coherence",
              help =
                  "Takes away what chance adds to low coherence when it is estimated from few looks.",
              byDefault = "true",
              advanced = true)
          boolean unbiased,
      @Input(
              label = "Weight by stability",
              help =
                  "Lets cells with a steady amplitude count more in an average; needs the dispersion that Persistent scatterers makes.",
              byDefault = "false",
              advanced = true)
          boolean weightByStability,
      @Input(
              label = "Remove ramp",
              help =
                  "Takes a linear ramp out of each phase, as orbit errors and wide weather make it.",
              byDefault = "false",
              advanced = true)
          boolean removeRamp,
      @Input(
              label = "Remove phase of height",
              help =
                  "Takes out of each phase what goes with the terrain's height, as layered air makes it.",
              byDefault = "false",
              advanced = true)
          boolean removeHeightPhase,
      @Input(
              label = "Mask",
              help =
                  "A layer of polygons, such as lakes, or a raster whose cells are not 0: their cells get no data.",
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
              label = "Pairs to show",
              help = "Of which pairs the phase, coherence and amplitude become layers of the map.",
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
              label = "Interferograms",
              help =
                  "Folder for the stack of interferograms: wrapped phase, coherence and amplitude of each pair, and layers that they share.",
              kind = OutputKind.STACK,
              fileName = "interferograms")
          Path interferograms,
      @Output(
              label = "Mean coherence",
              help = "Mean of all pairs, 0 to 1: where phase can be trusted.",
              kind = OutputKind.RASTER,
              style = "coherence",
              group = "Interferograms",
              order = 40,
              inside = "INTERFEROGRAMS",
              fileName = "geometry/mean_coherence.tif")
          Path meanCoherence,
      @Output(
              label = "Amplitude",
              help = "How strongly the ground scatters: root of the mean power of all pairs.",
              kind = OutputKind.RASTER,
              style = "amplitude",
              group = "Interferograms",
              order = 45,
              inside = "INTERFEROGRAMS",
              fileName = "geometry/amplitude.tif")
          Path amplitude,
      @Output(
              label = "Table of pairs",
              help =
                  "Days, perpendicular baseline, mean coherence, share of loops without a residue, and what was taken away of each pair.",
              kind = OutputKind.TABLE,
              inside = "INTERFEROGRAMS",
              fileName = "pairs.csv")
          Path pairs) {

    InterferogramOptions options() throws IOException {
      return new InterferogramOptions(
          stack,
          looksAcross,
          looksDown,
          NumberText.orNaN("SPACING", spacing),
          coherenceWindow,
          unbiased,
          weightByStability,
          removeRamp,
          removeHeightPhase,
          new FilterOptions(filter, alpha, patch, gaussianWidth),
          MaskChoice.of(mask, maskMeans));
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters p, RunContext context) throws IOException {
    try (StackLock lock = new StackLock(p.interferograms)) {
      InterferogramRun.Report report =
          InterferogramRun.run(p.options(), lock, context.part(0, 0.99));
      Stack stack = Stack.open(p.interferograms);
      GeocodeProducts.style(stack, Layer.MEAN_COHERENCE, "coherence");
      GeocodeProducts.style(stack, Layer.AMPLITUDE, "amplitude");
      writePairs(p.pairs, stack);
      String pairs = report.network().pairs().size() + " interferograms";
      Result result = new Result();
      PairLayers.of(
              stack, p.show.of(stack.network().pairs()), p.groupBy, true, context.part(0.99, 1))
          .forEach(result::layer);
      return result
          .product(
              "INTERFEROGRAMS",
              new Product(p.interferograms, "Interferograms", "Stack of " + pairs))
          .product(
              "MEAN_COHERENCE",
              new Product(p.meanCoherence, "Mean coherence", "Mean over " + pairs + ", 0 to 1."))
          .product(
              "AMPLITUDE",
              new Product(
                  p.amplitude,
                  "Amplitude, multilooked",
                  "Root of the mean power of " + pairs + "; the legend is in decibels."))
          .product("PAIRS", new Product(p.pairs, "Pairs", "Figures of " + pairs))
          .metric("pairs", report.network().pairs().size())
          .metric("pairs_made", report.made())
          .metric("dates", report.network().dates().size())
          .metric("rows", stack.grid().rows())
          .metric("columns", stack.grid().columns())
          .metric("spacing_x", stack.grid().spacingX())
          .metric("spacing_y", stack.grid().spacingY())
          .metric("independent_looks", report.looks())
          .metric("coherence_window", report.coherenceWindow());
    }
  }

  private static void writePairs(Path file, Stack stack) throws IOException {
    List<String> figures =
        List.of(
            PairFigures.MEAN_COHERENCE,
            PairFigures.RESIDUE_FREE_SHARE,
            PairFigures.RAMP_EAST,
            PairFigures.RAMP_NORTH,
            PairFigures.HEIGHT_SLOPE,
            PairFigures.HEIGHT_SLOPE_STD);
    List<String> header =
        new ArrayList<>(
            List.of("pair", "reference", "secondary", "days", "perpendicular_baseline_m"));
    header.addAll(figures);
    CsvTable table = new CsvTable(header.toArray(String[]::new));
    for (Pair pair : stack.network().pairs()) {
      StackItem item = stack.item(pair);
      List<Object> row =
          new ArrayList<>(
              List.of(
                  pair.id(),
                  pair.reference(),
                  pair.secondary(),
                  pair.days(),
                  item.perpendicularBaselineMetres()));
      figures.forEach(name -> row.add(item.figures().getOrDefault(name, Double.NaN)));
      table.row(row.toArray());
    }
    table.write(file);
  }
}
