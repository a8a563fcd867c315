package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.file.Fingerprint;
import org.geofringe.server.importing.Family;
import org.geofringe.server.importing.ImportOptions;
import org.geofringe.server.importing.ImportPlan;
import org.geofringe.server.importing.ImportPlanner;
import org.geofringe.server.importing.PhaseSign;
import org.geofringe.server.importing.PlannedPair;
import org.geofringe.server.importing.PlannedRaster;
import org.geofringe.server.importing.PlannedRasterReader;
import org.geofringe.server.interferogram.PairSummary;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackDescription;
import org.geofringe.server.stack.StackWriter;
import org.geofringe.server.tile.Units;
import org.jspecify.annotations.Nullable;

/**
 * Brings the interferograms of another processor into a stack. Everything is checked before
 * anything is written.
 */
@Algorithm(
    id = "import_interferograms",
    group = "Import",
    label = "Import interferograms",
    summary =
        "Makes a stack of the interferograms of another processor (GAMMA/PyRate, LiCSAR, HyP3, others).")
public final class ImportInterferograms implements Workflow<ImportInterferograms.Parameters> {

  private static final int ROWS_AT_ONCE = 256;

  /** Height, incidence, mean coherence and number of pairs. */
  private static final int LAYERS = 4;

  /** What the import is told. */
  public record Parameters(
      @Input(
              label = "Folder of interferograms",
              help =
                  "Folder with unwrapped interferograms, or else wrapped ones, and their coherence as GeoTIFF, in any order and depth;"
                      + " each name holds two dates.",
              kind = ParameterKind.FOLDER)
          Path folder,
      @Input(
              label = "Where the interferograms come from",
              help =
                  "Decides sign, no-data value and side files. Automatic recognises it by names and tags.",
              byDefault = "AUTO",
              advanced = true)
          Family family,
      @Input(
              label = "Sign of the phase",
              help = "What a positive unwrapped phase means at the later date.",
              byDefault = "AUTO",
              advanced = true)
          PhaseSign phaseSign,
      @Input(
              label = "Number of looks",
              help =
                  "How many looks (range times azimuth) the phase was averaged over; 0 takes it from the data. It decides how"
                      + " noise follows from coherence.",
              byDefault = "0",
              minimum = 0,
              maximum = 1e6,
              advanced = true)
          double looks,
      @Input(
              label = "Radar wavelength",
              help = "0 takes it from the data. Sentinel-1: 0.0554658.",
              byDefault = "0",
              minimum = 0,
              maximum = 2,
              unit = "m",
              advanced = true)
          double wavelength,
      @Input(
              label = "Incidence angle at the scene's centre",
              help = "From the vertical; 0 takes it from the data.",
              byDefault = "0",
              minimum = 0,
              maximum = 89,
              unit = "degrees",
              advanced = true)
          double incidence,
      @Input(
              label = "No-data value",
              help = "Value of cells without data; empty takes it from the files' tags and origin.",
              optional = true,
              advanced = true)
          String noData,
      @Output(
              label = "Stack",
              help =
                  "Folder for the stack: a STAC catalogue and plain GeoTIFFs that any GIS opens.",
              kind = OutputKind.STACK,
              fileName = "stack")
          Path stack) {

    ImportOptions options() {
      return new ImportOptions(
          family, phaseSign, looks, wavelength, incidence, NumberText.orNaN("NO_DATA", noData));
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    ImportOptions options = parameters.options();
    ImportPlan plan = ImportPlanner.plan(parameters.folder, options, context.part(0, 0.3));
    plan.notes().forEach(context::log);
    plan.warnings().forEach(context::warn);
    String fingerprint = fingerprint(plan, options);
    int reused = plan.pairs().size();
    if (!Stack.isFinished(parameters.stack, fingerprint)) {
      refuseFullDisk(plan, parameters.stack, context);
      reused = write(plan, fingerprint, parameters.stack, context.part(0.3, 1));
    }
    return new Result()
        .product(
            "STACK",
            new Product(
                parameters.stack,
                "Stack",
                "Stack of "
                    + plan.pairs().size()
                    + " interferograms from "
                    + plan.family().label()))
        .metric("family", plan.family().name())
        .metric("pairs", plan.pairs().size())
        .metric("dates", plan.network().dates().size())
        .metric("wavelength_metres", plan.wavelengthMetres())
        .metric("items_reused", reused)
        .metric("warnings", plan.warnings());
  }

  private static int write(ImportPlan plan, String fingerprint, Path folder, RunContext context)
      throws IOException {
    StackWriter writer = new StackWriter(folder, description(plan));
    List<PlannedPair> left = new ArrayList<>();
    for (PlannedPair pair : plan.pairs()) {
      if (!writer.isComplete(pair.pair(), fingerprint(plan, pair))) {
        left.add(pair);
      }
    }
    int reused = plan.pairs().size() - left.size();
    if (reused > 0) {
      context.log(reused + " of " + plan.pairs().size() + " pairs are there already.");
    }
    Units.run(
        left, context.part(0, 0.8), "Importing pairs", pair -> write(pair, plan, writer, context));
    layer(plan.height(), Layer.HEIGHT, plan.grid(), writer, context);
    layer(plan.incidence(), Layer.INCIDENCE, plan.grid(), writer, context);
    PairSummary.write(
        folder,
        plan.grid(),
        plan.network(),
        EnumSet.of(Asset.COHERENCE),
        writer,
        context.part(0.8, 1));
    writer.finish(plan.network(), plan.dateBaselines(), fingerprint);
    return reused;
  }

  private static void write(
      PlannedPair planned, ImportPlan plan, StackWriter writer, RunContext context)
      throws IOException {
    Map<Asset, PlannedRaster> rasters = new EnumMap<>(Asset.class);
    rasters.put(planned.isWrapped() ? Asset.WRAPPED_PHASE : Asset.UNWRAPPED, planned.phase());
    rasters.put(Asset.COHERENCE, planned.coherence());
    PlannedRaster wrapped = planned.wrapped();
    if (wrapped != null) {
      rasters.put(Asset.WRAPPED_PHASE, wrapped);
    }
    for (Map.Entry<Asset, PlannedRaster> raster : rasters.entrySet()) {
      try (FlatRaster.Writer target = writer.raster(planned.pair(), raster.getKey())) {
        copy(raster.getValue(), plan.grid(), target, context);
      }
    }
    double baseline = plan.perpendicularBaselines().getOrDefault(planned.pair(), Double.NaN);
    writer.complete(planned.pair(), baseline, fingerprint(plan, planned), rasters.keySet());
  }

  private static void layer(
      @Nullable PlannedRaster raster,
      Layer layer,
      MapGrid grid,
      StackWriter writer,
      RunContext context)
      throws IOException {
    if (raster == null) {
      return;
    }
    try (FlatRaster.Writer target = writer.layer(layer)) {
      copy(raster, grid, target, context);
    }
    writer.completeLayer(layer);
  }

  private static void copy(
      PlannedRaster source, MapGrid grid, FlatRaster.Writer target, RunContext context)
      throws IOException {
    float[] values = new float[Math.min(ROWS_AT_ONCE, grid.rows()) * grid.columns()];
    try (PlannedRasterReader reader = PlannedRasterReader.open(source)) {
      for (int row = 0; row < grid.rows(); row += ROWS_AT_ONCE) {
        context.checkCancelled();
        int rows = Math.min(ROWS_AT_ONCE, grid.rows() - row);
        reader.read(new Window(row, 0, rows, grid.columns()), values, 0);
        target.write(0, row, rows, values, 0);
      }
    }
  }

  private static StackDescription description(ImportPlan plan) {
    return new StackDescription(
        plan.grid(),
        plan.wavelengthMetres(),
        Math.max(1, plan.looks()),
        plan.incidenceDegrees().orElse(Double.NaN),
        platform(plan.sensor()),
        plan.family().label());
  }

  /** STAC's name of the platform, such as {@code sentinel-1a} for {@code S1A IW IW1 VV}. */
  private static String platform(String sensor) {
    return sensor.matches("S1[A-D]\\b.*")
        ? "sentinel-1" + sensor.substring(2, 3).toLowerCase(Locale.ROOT)
        : sensor;
  }

  private static String fingerprint(ImportPlan plan, ImportOptions options) throws IOException {
    Fingerprint fingerprint =
        new Fingerprint().add(options).add(description(plan)).add(plan.dateBaselines());
    for (PlannedPair pair : plan.pairs()) {
      fingerprint.add(fingerprint(plan, pair));
    }
    add(fingerprint, plan.height());
    add(fingerprint, plan.incidence());
    return fingerprint.hex();
  }

  private static String fingerprint(ImportPlan plan, PlannedPair pair) throws IOException {
    Fingerprint fingerprint = new Fingerprint().add(pair.pair()).add(description(plan));
    fingerprint.add(plan.perpendicularBaselines().getOrDefault(pair.pair(), Double.NaN));
    fingerprint.add(pair.isWrapped());
    add(fingerprint, pair.phase());
    add(fingerprint, pair.coherence());
    add(fingerprint, pair.wrapped());
    return fingerprint.hex();
  }

  private static void add(Fingerprint fingerprint, @Nullable PlannedRaster raster)
      throws IOException {
    if (raster != null) {
      fingerprint.add(raster).addFile(raster.file());
    }
  }

  private static void refuseFullDisk(ImportPlan plan, Path folder, RunContext context) {
    long rasters = 0;
    for (PlannedPair pair : plan.pairs()) {
      rasters += pair.wrapped() == null ? 2 : 3;
    }
    long bytes = (rasters + LAYERS) * plan.grid().cells() * Float.BYTES;
    long free = DiskSpace.usable(folder);
    context.log(
        plan.pairs().size()
            + " pairs of "
            + plan.grid().rows()
            + " x "
            + plan.grid().columns()
            + " cells need "
            + mebibytes(bytes)
            + " MiB of disk; "
            + mebibytes(free)
            + " MiB are free. Memory: "
            + mebibytes(context.budget().memoryBytes())
            + " MiB at most.");
    DiskSpace.require(folder, bytes, "The stack");
  }

  private static long mebibytes(long bytes) {
    return (bytes >> 20) + 1;
  }
}
