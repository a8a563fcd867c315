package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
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
              help = "A GeoTIFF of geoid heights, such as EGM2008; EGM96 is built in.",
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
      @Output(
              label = "Stack",
              help =
                  "Folder for the stack: one image per date, shared geometry layers, a STAC catalogue. Dates that are there stay as they are.",
              kind = OutputKind.STACK,
              fileName = "stack")
          Path stack) {

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
          registration);
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
  public Result run(Parameters parameters, RunContext context) throws IOException {
    GeocodeRun.Report report =
        GeocodeRun.run(parameters.options(), parameters.stack, context.part(0, 0.97));
    return new Result()
        .product(
            "STACK",
            new Product(
                parameters.stack,
                "Stack",
                "Stack of "
                    + report.dates().size()
                    + " Sentinel-1 images on one map grid, reference "
                    + report.frame().referenceDate()))
        .metric("dates", report.dates().size())
        .metric("dates_made", report.made().size());
  }
}
