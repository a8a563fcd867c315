package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Choice;
import org.geofringe.server.catalogue.Extent;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.geocode.GeocodeOptions;
import org.geofringe.server.geocode.GeocodeRun;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Radiometry;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackDate;
import org.geofringe.server.stack.StackLock;
import org.geofringe.server.terrain.HeightReference;
import org.jspecify.annotations.Nullable;

/** Sentinel-1 products to a stack of coregistered, flattened images on one map grid. */
@Algorithm(
    id = "geocode_slc",
    group = "Images",
    label = "Geocode Sentinel-1 images",
    summary =
        "Brings Sentinel-1 IW SLC products onto one map grid: coregistered, without the phase of flat earth and terrain.")
public final class GeocodeSlc implements Workflow<GeocodeSlc.Parameters> {

  /** The polarisation to take. */
  public enum Polarisation implements Choice {
    AUTO("the co-polarised one that all dates have"),
    VV("VV"),
    VH("VH"),
    HH("HH"),
    HV("HV");

    private final String label;

    Polarisation(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** What amplitudes are made comparable with. */
  public enum Calibration implements Choice {
    NONE("none: digital numbers, as the products have them", Radiometry.DIGITAL_NUMBERS),
    SIGMA0("sigma0 on the ellipsoid", Radiometry.SIGMA_NOUGHT);

    private final String label;
    private final Radiometry radiometry;

    Calibration(String label, Radiometry radiometry) {
      this.label = label;
      this.radiometry = radiometry;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** What to geocode, and how. */
  public record Parameters(
      @Input(
              label = "Folder of Sentinel-1 products",
              help =
                  "Holds IW SLC products as .SAFE folders or .zip files, of one track; zips are read in place.",
              kind = ParameterKind.FOLDER)
          Path scenes,
      @Input(
              label = "Folder of orbit files",
              help =
                  "Holds POEORB or RESORB files (.EOF). Without one, the products' own orbits are used, which are worse.",
              kind = ParameterKind.FOLDER,
              optional = true)
          @Nullable Path orbits,
      @Input(
              label = "Terrain model",
              help =
                  "A GeoTIFF, or a folder of tiles as GeoTIFF (Copernicus GLO-30) or .hgt (SRTM); it must cover the area.",
              kind = ParameterKind.FILE_OR_FOLDER)
          Path dem,
      @Input(
              label = "What terrain heights count from",
              help = "Heights above a geoid are brought above the ellipsoid.",
              byDefault = "AUTO",
              advanced = true)
          HeightReference demHeights,
      @Input(
              label = "Geoid file",
              help =
                  "A GeoTIFF of geoid heights, such as PROJ's us_nga_egm08_25.tif (EGM2008); EGM96 is"
                      + " built in.",
              kind = ParameterKind.RASTER,
              optional = true,
              advanced = true)
          @Nullable Path geoid,
      @Input(
              label = "Area",
              help = "Only this rectangle is made; without one, all that the first date covers.",
              optional = true)
          @Nullable Extent extent,
      @Input(
              label = "Sub-swaths",
              help = "Some of IW1,IW2,IW3, parted by commas; all without any.",
              optional = true)
          String subswaths,
      @Input(
              label = "Polarisation",
              help = "VV shows most ground best.",
              byDefault = "AUTO",
              advanced = true)
          Polarisation polarisation,
      @Input(
              label = "Spacing from west to east",
              help = "Size of a cell. Sentinel-1 resolves about 5 m there.",
              byDefault = "5",
              minimum = 1,
              maximum = 100,
              unit = "m",
              advanced = true)
          double spacingEast,
      @Input(
              label = "Spacing from north to south",
              help = "Size of a cell. Sentinel-1 resolves about 20 m there; 10 m loses nothing.",
              byDefault = "10",
              minimum = 1,
              maximum = 100,
              unit = "m",
              advanced = true)
          double spacingNorth,
      @Input(
              label = "Coordinate reference system",
              help = "In metres; without one, the UTM zone of the middle.",
              kind = ParameterKind.CRS,
              optional = true,
              advanced = true)
          String crs,
      @Input(
              label = "Refine azimuth registration",
              help =
                  "Measures each date's shift along the flight to a thousandth of a line where bursts overlap (ESD).",
              byDefault = "true",
              advanced = true)
          boolean registration,
      @Input(
              label = "Calibration of amplitudes",
              help =
                  "SIGMA0 makes amplitudes comparable between dates, satellites and papers; phases are the same in both.",
              byDefault = "NONE",
              advanced = true)
          Calibration calibration,
      @Output(
              label = "Stack",
              help =
                  "Folder for the stack: one image per date, shared geometry layers, a STAC catalogue. Dates that are there stay as they are.",
              kind = OutputKind.STACK,
              fileName = "stack")
          Path stack,
      @Output(
              label = "Amplitude",
              help =
                  "How strongly the ground scatters: the root of the mean power over all dates. The legend reads it in decibels, of digital numbers or of sigma0 as CALIBRATION says.",
              kind = OutputKind.RASTER,
              style = "amplitude",
              group = "Images",
              order = 55,
              inside = "STACK",
              fileName = "amplitude.tif")
          Path amplitude,
      @Output(
              label = "Footprints of bursts",
              help = "Outlines of the reference date's bursts on the ground.",
              kind = OutputKind.VECTOR,
              style = "footprints",
              group = "Images",
              order = 50,
              inside = "STACK",
              fileName = "footprints.gpkg")
          Path footprints,
      @Output(
              label = "Terrain height",
              help = "Metres above the ellipsoid, on the images' grid.",
              kind = OutputKind.RASTER,
              style = "height",
              group = "Geometry",
              order = 57,
              unit = "m",
              inside = "STACK",
              fileName = "geometry/height.tif")
          Path height,
      @Output(
              label = "Incidence angle",
              help = "Between the vertical and the direction to the satellite.",
              kind = OutputKind.RASTER,
              style = "incidence",
              group = "Geometry",
              order = 58,
              unit = "deg",
              inside = "STACK",
              fileName = "geometry/incidence.tif")
          Path incidence,
      @Output(
              label = "Layover and shadow",
              help =
                  "Where slopes lie over each other in the image, or are not seen: 1 seen, 2 layover, 3 shadow, 4 both.",
              kind = OutputKind.RASTER,
              style = "layover_shadow",
              group = "Images",
              order = 52,
              inside = "STACK",
              fileName = "geometry/layover_shadow.tif")
          Path layoverShadow,
      @Output(
              label = "Baselines",
              help =
                  "For each date: perpendicular baseline in metres, azimuth shift in lines, orbit file.",
              kind = OutputKind.TABLE,
              inside = "STACK",
              fileName = "baselines.csv")
          Path baselines) {

    GeocodeOptions options() {
      return new GeocodeOptions(
          scenes,
          orbits,
          dem,
          demHeights,
          geoid,
          extent,
          swaths(),
          polarisation == Polarisation.AUTO ? "" : polarisation.name(),
          spacingEast,
          spacingNorth,
          crs,
          registration,
          calibration.radiometry);
    }

    private SortedSet<String> swaths() {
      SortedSet<String> names = new TreeSet<>();
      for (String word : subswaths.toUpperCase(Locale.ROOT).split("[,;\\s]+")) {
        if (word.isEmpty()) {
          continue;
        }
        if (!word.matches("(IW)?[123]")) {
          throw new UserException(
              "SUBSWATHS must be some of IW1, IW2, IW3 parted by commas, got \"" + word + "\".");
        }
        names.add(word.length() == 1 ? "IW" + word : word);
      }
      return names;
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters p, RunContext context) throws IOException {
    try (StackLock lock = new StackLock(p.stack)) {
      GeocodeRun.Report report = GeocodeRun.run(p.options(), lock, context.part(0, 0.97));
      Stack stack = Stack.open(p.stack);
      GeocodeProducts.amplitude(stack, p.amplitude, context.part(0.97, 1));
      GeocodeProducts.baselines(stack, p.baselines);
      GeocodeProducts.style(stack, Layer.HEIGHT, "height");
      GeocodeProducts.style(stack, Layer.INCIDENCE, "incidence");
      GeocodeProducts.style(stack, Layer.LAYOVER_SHADOW, "layover_shadow");
      if (!report.outlines().isEmpty()) {
        GeocodeProducts.footprints(report, p.footprints);
      }
      return metrics(products(p, report), report);
    }
  }

  private static Result products(Parameters p, GeocodeRun.Report report) {
    String dates = report.dates().size() + " Sentinel-1 images";
    Result result =
        new Result()
            .product(
                "STACK",
                new Product(
                    p.stack,
                    "Stack",
                    "Stack of "
                        + dates
                        + " on one map grid, reference "
                        + report.frame().referenceDate()))
            .product(
                "AMPLITUDE",
                new Product(
                    p.amplitude,
                    "Amplitude",
                    "Root of the mean power of "
                        + dates
                        + ", in "
                        + report.frame().radiometry().words()
                        + "; the legend is in decibels."))
            .product(
                "HEIGHT", new Product(p.height, "Terrain height", "Metres above the ellipsoid."))
            .product(
                "INCIDENCE",
                new Product(p.incidence, "Incidence angle", "Degrees from the vertical."))
            .product(
                "LAYOVER_SHADOW",
                new Product(
                    p.layoverShadow, "Layover and shadow", "Where the image is not of one slope."))
            .product(
                "BASELINES",
                new Product(p.baselines, "Baselines", "Baselines and azimuth shifts of " + dates));
    if (Files.exists(p.footprints)) {
      result.product(
          "FOOTPRINTS",
          new Product(p.footprints, "Footprints of bursts", "Outlines of the bursts."));
    }
    return result;
  }

  private static Result metrics(Result result, GeocodeRun.Report report) {
    Map<String, Double> baselines = new LinkedHashMap<>();
    Map<String, Double> shifts = new LinkedHashMap<>();
    Map<String, Double> errors = new LinkedHashMap<>();
    Map<String, Long> holes = new LinkedHashMap<>();
    for (StackDate date : report.dates().values()) {
      String day = date.date().toString();
      baselines.put(day, date.perpendicularBaselineMetres());
      shifts.put(day, date.azimuthShiftLines());
      if (Double.isFinite(date.azimuthShiftStd())) {
        errors.put(day, date.azimuthShiftStd());
      }
    }
    report.made().forEach((date, cells) -> holes.put(date.toString(), cells));
    return result
        .metric("reference_date", report.frame().referenceDate().toString())
        .metric("dates", report.dates().size())
        .metric("dates_made", report.made().size())
        .metric("bursts", report.frame().bursts().size())
        .metric("rows", report.frame().grid().rows())
        .metric("columns", report.frame().grid().columns())
        .metric("crs", report.frame().grid().crs())
        .metric("cells", report.cells())
        .metric("perpendicular_baselines_metres", baselines)
        .metric("azimuth_shifts_lines", shifts)
        .metric("azimuth_shift_std_lines", errors)
        .metric("cells_without_value", holes);
  }
}
