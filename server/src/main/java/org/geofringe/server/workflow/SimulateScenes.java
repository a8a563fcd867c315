package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Choice;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.scenes.SceneFiles;
import org.geofringe.server.scenes.TruthFiles;
import org.geofringe.simulation.scene.Motion;
import org.geofringe.simulation.scene.Scene;
import org.geofringe.simulation.scene.SceneSettings;
import org.geofringe.simulation.scene.SubSwath;

/**
 * Sentinel-1 scenes with a truth that is known, in the files that ESA delivers: to learn on, to
 * plan with, and to test.
 */
@Algorithm(
    id = "simulate_scenes",
    group = "Simulation",
    label = "Simulate Sentinel-1 scenes",
    summary =
        "Makes Sentinel-1 products, orbit files and a terrain model with known deformation, atmosphere and timing errors.")
public final class SimulateScenes implements Workflow<SimulateScenes.Parameters> {

  /** Which sub-swaths a scene has. */
  public enum Swaths implements Choice {
    IW1("IW1"),
    IW2("IW2"),
    IW3("IW3"),
    IW12("IW1 and IW2"),
    IW23("IW2 and IW3"),
    ALL("all three");

    private final String label;

    Swaths(String label) {
      this.label = label;
    }

    List<SubSwath> subSwaths() {
      return switch (this) {
        case IW1 -> List.of(SubSwath.IW1);
        case IW2 -> List.of(SubSwath.IW2);
        case IW3 -> List.of(SubSwath.IW3);
        case IW12 -> List.of(SubSwath.IW1, SubSwath.IW2);
        case IW23 -> List.of(SubSwath.IW2, SubSwath.IW3);
        case ALL -> List.of(SubSwath.IW1, SubSwath.IW2, SubSwath.IW3);
      };
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** What moves the ground. */
  public enum Source implements Choice {
    BOWL("Sinking or rising bowl", Motion.BOWL),
    MOGI("Magma chamber (Mogi)", Motion.MOGI),
    FAULT("Creeping fault", Motion.FAULT),
    NONE("Nothing", Motion.NONE);

    private final String label;
    private final Motion motion;

    Source(String label, Motion motion) {
      this.label = label;
      this.motion = motion;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** In which direction the satellite flies. */
  public enum Direction implements Choice {
    DESCENDING("Descending (southwards, in the morning)"),
    ASCENDING("Ascending (northwards, in the evening)");

    private final String label;

    Direction(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** What to simulate, and where it goes. */
  public record Parameters(
      @Input(
              label = "Number of dates",
              help = "One product, one orbit file and one layer of delays each.",
              byDefault = "6",
              minimum = 1,
              maximum = 200)
          int dates,
      @Input(
              label = "First date",
              help = "As in 2024-01-06.",
              byDefault = "2024-01-06",
              advanced = true)
          String firstDate,
      @Input(
              label = "Time from date to date",
              help = "Sentinel-1 comes back after 6 or 12 days.",
              byDefault = "12",
              minimum = 1,
              maximum = 1000,
              unit = "days")
          int intervalDays,
      @Input(
              label = "Sub-swaths",
              help = "Neighbours overlap in range as in real scenes.",
              byDefault = "IW2")
          Swaths swaths,
      @Input(
              label = "Bursts",
              help = "Of each sub-swath; a burst is 20 km long. Two or more have an overlap.",
              byDefault = "2",
              minimum = 1,
              maximum = 12)
          int bursts,
      @Input(
              label = "Samples of a line",
              help =
                  "Width of the scene: 1,200 are about 4.5 km on the ground; 0 makes the whole sub-swath, 80 km.",
              byDefault = "1200",
              minimum = 0,
              maximum = 30000)
          int samples,
      @Input(
              label = "Place",
              help =
                  "Middle of the scene; the bursts lie where Sentinel-1's cycle puts them, up to 10 km away.",
              byDefault = "-99.05,19.4")
          MapPoint place,
      @Input(label = "Flight", help = "Both look to the right.", byDefault = "DESCENDING")
          Direction direction,
      @Input(
              label = "What moves the ground",
              help = "In the middle of the scene.",
              byDefault = "BOWL")
          Source source,
      @Input(
              label = "Largest velocity",
              help = "Along the line of sight, positive towards the satellite: negative sinks.",
              byDefault = "-60",
              minimum = -10000,
              maximum = 10000,
              unit = "mm/yr")
          double rate,
      @Input(
              label = "Radius",
              help = "Of the bowl; depth of the magma chamber; locking depth of the fault.",
              byDefault = "2500",
              minimum = 10,
              maximum = 100000,
              unit = "m")
          double radius,
      @Input(
              label = "Seasonal motion",
              help = "Amplitude over a year of everything that is not forest or lake.",
              byDefault = "0",
              minimum = -1000,
              maximum = 1000,
              unit = "mm",
              advanced = true)
          double seasonal,
      @Input(
              label = "Relief",
              help = "From the lowest to the highest ground.",
              byDefault = "900",
              minimum = 0,
              maximum = 5000,
              unit = "m")
          double relief,
      @Input(
              label = "Atmosphere",
              help = "Root mean square of the turbulent delay at a good date.",
              byDefault = "4",
              minimum = 0,
              maximum = 1000,
              unit = "mm")
          double atmosphere,
      @Input(
              label = "Delay that follows the height",
              help = "Per kilometre of height, standard deviation over the dates.",
              byDefault = "0",
              minimum = 0,
              maximum = 1000,
              unit = "mm/km",
              advanced = true)
          double stratification,
      @Input(
              label = "Bad date",
              help = "Number of the date, from 1, with five times the turbulence; 0 for none.",
              byDefault = "2",
              minimum = 0,
              maximum = 200)
          int badDate,
      @Input(
              label = "Spread of the orbits",
              help = "Passes lie within this far of the first, upwards and sidewards.",
              byDefault = "70",
              minimum = 0,
              maximum = 2000,
              unit = "m",
              advanced = true)
          double baselineSpread,
      @Input(
              label = "Error of the orbits' time",
              help =
                  "Largest, in lines of 2.06 ms: orbit files tell a wrong time at all dates but the first; spectral diversity has to find it.",
              byDefault = "0.02",
              minimum = 0,
              maximum = 2,
              unit = "lines",
              advanced = true)
          double timingError,
      @Input(
              label = "Corner reflectors",
              help = "Strong points on gentle ground whose place is in truth/targets.csv.",
              byDefault = "7",
              minimum = 0,
              maximum = 1000)
          int reflectors,
      @Input(
              label = "Pack each product",
              help = "As a .zip file, the way that products are downloaded, instead of a folder.",
              byDefault = "false",
              advanced = true)
          boolean zip,
      @Input(
              label = "Seed",
              help = "The same seed gives the same scene.",
              byDefault = "101",
              advanced = true)
          int seed,
      @Output(
              label = "Folder of scenes",
              help = "Products, a folder of orbit files, a terrain model and a folder of truth.",
              kind = OutputKind.FOLDER,
              fileName = "scenes")
          Path scenes) {

    private static final double GROUND_LEVEL = 2240;
    private static final double PASS_DELAY = 0.3;
    private static final double BURST_DELAY = 0.003;

    SceneSettings settings() {
      double[] lonLat = Crs.transform(place.x(), place.y(), place.crs(), "EPSG:4326");
      if (badDate > dates) {
        throw new UserException(
            "BAD_DATE is %d but there are only %d dates: give a number from 0 to %d."
                .formatted(badDate, dates, dates));
      }
      return new SceneSettings(
          date(),
          dates,
          intervalDays,
          swaths.subSwaths(),
          bursts,
          samples,
          lonLat[0],
          lonLat[1],
          direction == Direction.ASCENDING,
          GROUND_LEVEL,
          relief,
          source.motion,
          rate,
          radius,
          seasonal,
          atmosphere / 1000,
          stratification / 1000,
          badDate - 1,
          5 * atmosphere / 1000,
          baselineSpread,
          PASS_DELAY,
          BURST_DELAY,
          timingError * SubSwath.LINE_INTERVAL,
          reflectors,
          seed);
    }

    private LocalDate date() {
      try {
        return LocalDate.parse(firstDate);
      } catch (DateTimeException e) {
        throw new UserException(
            "FIRST_DATE must be a date such as 2024-01-06, got \"" + firstDate + "\".", e);
      }
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    context.progress(0, "Making the ground and the passes");
    Scene scene = scene(parameters);
    SceneSettings settings = scene.settings();
    Path folder = parameters.scenes;
    Folders.make(folder);
    refuseOtherScenes(folder, scene, parameters.zip);
    long bytes = SceneFiles.bytes(scene);
    DiskSpace.require(folder, bytes, "Writing the scenes");
    context.log(
        "%d products, %d MB in all, relative orbit %d"
            .formatted(settings.dates(), bytes / 1_000_000, scene.frame().relativeOrbit()));
    TruthFiles.writeTerrain(folder.resolve("dem.tif"), scene);
    Path truth = folder.resolve("truth");
    Folders.make(truth);
    TruthFiles.write(truth, scene);
    SceneFiles.writeOrbits(folder.resolve("orbits"), scene);
    List<Path> products = SceneFiles.write(folder, scene, parameters.zip, context.part(0.1, 1));
    return new Result()
        .product("SCENES", new Product(folder, "Simulated scenes", "Simulated Sentinel-1 scenes."))
        .metric("dates", settings.dates())
        .metric("products", products.stream().map(FileNames::name).toList())
        .metric("relative_orbit", scene.frame().relativeOrbit())
        .metric("reflectors", scene.reflectors().size());
  }

  private static Scene scene(Parameters parameters) {
    try {
      return new Scene(parameters.settings());
    } catch (IllegalArgumentException e) {
      throw new UserException("These scenes cannot be made: " + e.getMessage() + ".", e);
    }
  }

  /** Two simulations in one folder would be taken for one stack. */
  private static void refuseOtherScenes(Path folder, Scene scene, boolean zip) throws IOException {
    Set<String> own = Set.copyOf(SceneFiles.names(scene, zip));
    List<String> others = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(FileNames::name)
          .filter(name -> name.matches("S1.*\\.(SAFE|zip)") && !own.contains(name))
          .forEach(others::add);
    }
    if (!others.isEmpty()) {
      throw new UserException(
          "%s holds other scenes, such as %s: choose an empty folder."
              .formatted(folder, others.get(0)));
    }
  }
}
