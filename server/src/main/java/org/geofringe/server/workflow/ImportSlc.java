package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.file.Fingerprint;
import org.geofringe.server.geocode.Amplitude;
import org.geofringe.server.importing.DateBaselines;
import org.geofringe.server.importing.SlcPlan;
import org.geofringe.server.importing.SlcPlanner;
import org.geofringe.server.importing.SlcRaster;
import org.geofringe.server.importing.SlcReader;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.ImageStackWriter;
import org.geofringe.server.stack.Radiometry;
import org.geofringe.server.stack.StackDate;
import org.geofringe.server.stack.StackFrame;
import org.geofringe.server.stack.StackLock;
import org.geofringe.server.tile.Bands;
import org.jspecify.annotations.Nullable;

/**
 * Brings images that another processor coregistered on one grid into a stack. Everything is checked
 * before anything is written; a date that is there already from the same file is left as it is.
 */
@Algorithm(
    id = "import_slc",
    group = "Import",
    label = "Import coregistered images",
    summary =
        "Makes a stack of single-look complex images that another processor coregistered on one grid.")
public final class ImportSlc implements Workflow<ImportSlc.Parameters> {

  /** Samples as read and as written. */
  private static final long BYTES_PER_CELL = 4L * Float.BYTES;

  /** What the import is told. */
  public record Parameters(
      @Input(
              label = "Folder of images",
              help =
                  "Folder with one complex raster per date, all of one size, named by date: GeoTIFF, or raw with an ENVI header, a"
                      + " VRT or a GAMMA parameter file beside it.",
              kind = ParameterKind.FOLDER)
          Path folder,
      @Input(
              label = "Which files",
              help =
                  "Pattern of file names, such as *vv*.tif or *.rslc, where the folder holds other complex rasters too.",
              optional = true)
          String pattern,
      @Input(
              label = "Radar wavelength",
              help = "0 takes it from the data, or that of Sentinel-1, 0.0554658.",
              byDefault = "0",
              minimum = 0,
              maximum = 2,
              unit = "m",
              advanced = true)
          double wavelength,
      @Input(
              label = "Flattened",
              help =
                  "Whether the phase of flat earth and terrain was taken away already. Interferograms of images where it was not are full of their fringes.",
              byDefault = "true")
          boolean flattened,
      @Input(
              label = "Table of baselines",
              help =
                  "Text with a date and its perpendicular baseline in metres per line, all against the same date; without it only days count when pairs are chosen.",
              kind = ParameterKind.FILE,
              optional = true)
          @Nullable Path baselines,
      @Input(
              label = "Amplitude looks from west to east",
              help = "Columns in a cell of the amplitudes, which are only for looking at.",
              byDefault = "4",
              minimum = 1,
              maximum = 100,
              advanced = true)
          int looksAcross,
      @Input(
              label = "Amplitude looks from north to south",
              help = "Rows in a cell of the amplitudes, which are only for looking at.",
              byDefault = "4",
              minimum = 1,
              maximum = 100,
              advanced = true)
          int looksDown,
      @Output(
              label = "Stack",
              help =
                  "Folder for the stack: a STAC catalogue and plain GeoTIFFs that any GIS opens.",
              kind = OutputKind.STACK,
              fileName = "stack")
          Path stack) {

    String settings() {
      return "images from elsewhere, FLATTENED=" + flattened;
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    SlcPlan plan =
        SlcPlanner.plan(
            parameters.folder, parameters.pattern, parameters.wavelength, context.part(0, 0.1));
    plan.notes().forEach(context::log);
    plan.warnings().forEach(context::warn);
    if (!parameters.flattened) {
      context.warn(
          "The images are not flattened: interferograms of them are full of fringes of flat earth and"
              + " terrain, and averaging looks smears those that are steep.");
    }
    SortedMap<LocalDate, Double> baselines =
        parameters.baselines == null ? new TreeMap<>() : DateBaselines.read(parameters.baselines);
    for (SlcRaster image : plan.images()) {
      if (parameters.baselines != null && !baselines.containsKey(image.date())) {
        context.warn("BASELINES does not name " + image.date() + ": its baseline is unknown.");
      }
    }
    try (StackLock lock = new StackLock(parameters.stack)) {
      StackFrame frame = frame(parameters, plan);
      lock.take();
      return write(parameters, plan, frame, baselines, context.part(0.1, 1));
    }
  }

  /** The frame of the stack that is there, where these images fit it; else a new one. */
  private static StackFrame frame(Parameters parameters, SlcPlan plan) throws IOException {
    Optional<StackFrame> before = ImageStackWriter.frameOf(parameters.stack);
    LocalDate first = before.map(StackFrame::referenceDate).orElse(plan.images().get(0).date());
    StackFrame frame =
        new StackFrame(
            first,
            plan.grid(),
            null,
            List.of(),
            plan.wavelengthMetres(),
            parameters.looksAcross,
            parameters.looksDown,
            Radiometry.DIGITAL_NUMBERS,
            parameters.settings());
    if (before.isPresent() && !before.get().equals(frame)) {
      throw new UserException(
          parameters.stack
              + " holds images of "
              + words(before.get())
              + ", and these are of "
              + words(frame)
              + ": choose another STACK.");
    }
    return frame;
  }

  private static String words(StackFrame frame) {
    MapGrid grid = frame.grid();
    return grid.rows()
        + " x "
        + grid.columns()
        + " cells in "
        + (grid.crs().length() > 20 ? "a system of their own" : grid.crs())
        + ", wavelength "
        + NumberText.of(frame.wavelengthMetres())
        + " m, amplitude looks "
        + frame.looksAcross()
        + " x "
        + frame.looksDown()
        + ", "
        + frame.settings();
  }

  private static Result write(
      Parameters parameters,
      SlcPlan plan,
      StackFrame frame,
      SortedMap<LocalDate, Double> baselines,
      RunContext context)
      throws IOException {
    Map<LocalDate, StackDate> done = ImageStackWriter.dates(parameters.stack, frame);
    List<SlcRaster> left = new ArrayList<>();
    for (SlcRaster image : plan.images()) {
      if (isNew(image, frame, baselines, done.get(image.date()))) {
        left.add(image);
      }
    }
    long bytes =
        FlatRaster.bytes(frame.grid(), SampleType.COMPLEX_FLOAT32, 1)
            + FlatRaster.bytes(frame.amplitudeGrid(), SampleType.FLOAT32, 1);
    DiskSpace.require(parameters.stack, bytes * left.size(), "The stack");
    ImageStackWriter writer = new ImageStackWriter(parameters.stack, frame);
    if (!ImageStackWriter.hasLayers(parameters.stack, frame, Set.of())) {
      writer.completeLayers(Set.of(), Double.NaN);
    }
    for (int i = 0; i < left.size(); i++) {
      RunContext part = context.part(i / (double) left.size(), (i + 1.0) / left.size());
      write(left.get(i), frame, baselines, writer, part);
    }
    SortedMap<LocalDate, StackDate> dates = writer.finish();
    return new Result()
        .product(
            "STACK",
            new Product(
                parameters.stack,
                "Stack",
                "Stack of " + dates.size() + " images from another processor"))
        .metric("dates", dates.size())
        .metric("images_reused", plan.images().size() - left.size())
        .metric("rows", frame.grid().rows())
        .metric("columns", frame.grid().columns())
        .metric("crs", frame.grid().crs())
        .metric("wavelength_metres", plan.wavelengthMetres())
        .metric("flattened", parameters.flattened)
        .metric("warnings", plan.warnings());
  }

  private static boolean isNew(
      SlcRaster image,
      StackFrame frame,
      SortedMap<LocalDate, Double> baselines,
      @Nullable StackDate done)
      throws IOException {
    return done == null || !done.fingerprint().equals(fingerprint(image, frame, baselines));
  }

  private static String fingerprint(
      SlcRaster image, StackFrame frame, SortedMap<LocalDate, Double> baselines)
      throws IOException {
    return new Fingerprint()
        .add(frame)
        .addFile(image.file())
        .add(String.valueOf(image.layout()))
        .add(baselines.getOrDefault(image.date(), Double.NaN))
        .hex();
  }

  private static void write(
      SlcRaster image,
      StackFrame frame,
      SortedMap<LocalDate, Double> baselines,
      ImageStackWriter writer,
      RunContext context)
      throws IOException {
    String doing = "Importing " + image.date();
    long[] cells = {0};
    try (SlcReader reader = SlcReader.open(image);
        FlatRaster.Writer slc = writer.raster(image.date(), DateAsset.SLC)) {
      Bands.run(
          frame.grid(),
          BYTES_PER_CELL,
          context.part(0, 0.8),
          doing,
          band -> {
            float[] values = new float[2 * band.cells()];
            reader.read(band, values);
            return values;
          },
          (band, values) -> {
            slc.write(0, band, values, 0);
            cells[0] += withData(values);
          });
    }
    if (cells[0] == 0) {
      throw new UserException(
          image.file() + " holds no data, only zeros or NaN: take it out of the folder.");
    }
    try (FlatRaster slc = writer.written(image.date(), DateAsset.SLC);
        FlatRaster.Writer amplitude = writer.raster(image.date(), DateAsset.AMPLITUDE)) {
      Amplitude.write(slc, amplitude, frame, context.part(0.8, 1), doing);
    }
    writer.complete(
        new StackDate(
            image.date(),
            null,
            baselines.getOrDefault(image.date(), Double.NaN),
            0,
            Double.NaN,
            0,
            fingerprint(image, frame, baselines),
            Map.of()));
  }

  private static long withData(float[] values) {
    long cells = 0;
    for (int i = 0; i < values.length; i += 2) {
      cells += Float.isNaN(values[i]) ? 0 : 1;
    }
    return cells;
  }
}
