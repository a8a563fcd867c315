package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.tile.Units;
import org.geofringe.simulation.InterferogramStack;
import org.geofringe.simulation.UnwrappingError;

/**
 * Interferograms of a city that sinks, with a truth that is known: to learn on, to plan with, and
 * to test.
 */
@Algorithm(
    id = "simulate_interferograms",
    group = "Simulation",
    label = "Simulate interferograms",
    summary =
        "Makes a folder of interferograms with known deformation, atmosphere, one bad date and some errors.")
public final class SimulateInterferograms implements Workflow<SimulateInterferograms.Parameters> {

  /** What to simulate, and where it goes. */
  public record Parameters(
      @Input(
              label = "Rows",
              help = "Cells from north to south.",
              byDefault = "300",
              minimum = 16,
              maximum = 20000)
          int rows,
      @Input(
              label = "Columns",
              help = "Cells from west to east.",
              byDefault = "400",
              minimum = 16,
              maximum = 20000)
          int columns,
      @Input(
              label = "Number of dates",
              help = "One of them, near the end, has bad weather.",
              byDefault = "14",
              minimum = 4,
              maximum = 200)
          int dates,
      @Input(
              label = "Days from date to date",
              help = "Sentinel-1 comes back after 6 or 12 days.",
              byDefault = "24",
              minimum = 1,
              maximum = 365,
              unit = "days")
          int intervalDays,
      @Input(
              label = "Longest pair",
              help = "Days between the dates of a pair at most.",
              byDefault = "72",
              minimum = 1,
              maximum = 10000,
              unit = "days")
          int maxDays,
      @Input(
              label = "Velocity in the middle of the bowl",
              help = "Negative sinks.",
              byDefault = "-60",
              minimum = -1000,
              maximum = 1000,
              unit = "mm/yr")
          double peakVelocity,
      @Input(
              label = "Seed",
              help = "The same seed gives the same scene.",
              byDefault = "20240106",
              advanced = true)
          int seed,
      @Output(
              label = "Folder of interferograms",
              help = "As another processor would leave it; use Import interferograms on it.",
              kind = OutputKind.FOLDER,
              fileName = "interferograms")
          Path interferograms,
      @Output(
              label = "True velocity",
              help =
                  "Line-of-sight velocity that the scene was made with, positive towards the satellite.",
              kind = OutputKind.RASTER,
              style = "velocity",
              group = "Truth",
              order = 90,
              unit = "mm/yr",
              fileName = "true_velocity.tif")
          Path trueVelocity) {

    InterferogramStack.Parameters scene() {
      InterferogramStack.Parameters usual = InterferogramStack.Parameters.sized(rows, columns);
      return new InterferogramStack.Parameters(
          rows,
          columns,
          usual.cellSize(),
          usual.firstDate(),
          dates,
          intervalDays,
          maxDays,
          usual.maxPerpendicularBaseline(),
          usual.wavelength(),
          usual.looks(),
          peakVelocity,
          usual.faultCreep(),
          usual.atmosphere(),
          Math.min(usual.badDate(), dates - 2),
          usual.badDateAtmosphere(),
          usual.stratification(),
          usual.heightErrorMetres(),
          usual.unwrappingErrors(),
          seed);
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    context.progress(0, "Making the scene");
    InterferogramStack scene = new InterferogramStack(parameters.scene());
    Path folder = parameters.interferograms;
    Folders.make(folder);
    Folders.makeFor(parameters.trueVelocity);
    List<Pair> pairs = scene.network().pairs();
    Units.run(
        pairs,
        context.part(0.1, 0.95),
        "Simulating pairs",
        pair -> {
          write(folder.resolve(pair.id() + "_unw.tif"), scene.grid(), scene.unwrapped(pair), "rad");
          write(folder.resolve(pair.id() + "_coh.tif"), scene.grid(), scene.coherence(pair), "");
        });
    write(folder.resolve("dem.tif"), scene.grid(), scene.height(), "m");
    write(folder.resolve("incidence.tif"), scene.grid(), scene.incidence(), "deg");
    writeSideFiles(folder, scene);
    try (RasterProduct truth =
        RasterProduct.floats(
            parameters.trueVelocity, scene.grid(), "True velocity", "mm/yr", "velocity")) {
      truth.write(0, 0, scene.grid().rows(), scene.losVelocity().values(), 0);
      truth.finish();
    }
    return new Result()
        .product(
            "INTERFEROGRAMS",
            new Product(folder, "Simulated interferograms", "Simulated interferograms."))
        .product(
            "TRUE_VELOCITY",
            new Product(
                parameters.trueVelocity,
                "True velocity",
                "Line-of-sight velocity in mm/yr that the scene was made with, positive towards the satellite."))
        .metric("pairs", pairs.size())
        .metric("dates", scene.network().dates().size())
        .metric("bad_date", scene.badDate().toString())
        .metric(
            "pairs_with_unwrapping_errors",
            scene.unwrappingErrors().stream()
                .map(UnwrappingError::pair)
                .distinct()
                .map(Pair::id)
                .toList());
  }

  private static void write(Path file, MapGrid grid, FloatGrid values, String unit) {
    try (GeoTiffWriter writer =
        GeoTiffWriter.create(
            file,
            grid,
            new ProductSpec(
                SampleType.FLOAT32,
                Double.NaN,
                List.of(new ProductSpec.Band("", unit)),
                Map.of()))) {
      writer.write(0, 0, grid.rows(), values.values(), 0);
      writer.finish();
    }
  }

  /** Wavelength and looks as ROI_PAC leaves them, and a table of baselines as LiCSAR does. */
  private static void writeSideFiles(Path folder, InterferogramStack scene) throws IOException {
    AtomicFiles.writeString(
        folder.resolve("simulated.rsc"),
        String.format(
            Locale.ROOT,
            "WAVELENGTH %.9f%nRLOOKS %.0f%nALOOKS 1%nPLATFORM simulated%n",
            scene.parameters().wavelength(),
            scene.parameters().looks()));
    StringBuilder baselines = new StringBuilder();
    LocalDate first = scene.network().dates().get(0);
    for (LocalDate date : scene.network().dates().subList(1, scene.network().dates().size())) {
      Pair pair = new Pair(first, date);
      baselines.append(
          String.format(
              Locale.ROOT,
              "%s %.3f %d%n",
              pair.id().replace('_', ' '),
              scene.perpendicularBaseline(date) - scene.perpendicularBaseline(first),
              pair.days()));
    }
    AtomicFiles.writeString(folder.resolve("baselines"), baselines.toString());
  }
}
