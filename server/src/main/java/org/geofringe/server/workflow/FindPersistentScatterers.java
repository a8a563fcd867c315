package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.interferometry.AmplitudeDispersion;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.DataRange;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.export.StyleWriter;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.ImageStackWriter;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackFrame;
import org.geofringe.server.stack.StackLock;
import org.geofringe.server.tile.Bands;
import org.geofringe.server.vector.GeoPackageScatterers;

/** Finds the cells of a stack of images whose amplitude stays the same from date to date. */
@Algorithm(
    id = "persistent_scatterers",
    group = "Interferograms",
    label = "Persistent scatterers",
    summary = "Finds places that reflect the radar steadily: buildings, rocks, metal.")
public final class FindPersistentScatterers
    implements Workflow<FindPersistentScatterers.Parameters> {

  private static final double LARGE_CALIBRATION = 2;

  /** Which stack, how steady, and where the products go. */
  public record Parameters(
      @Input(
              label = "Stack",
              help =
                  "A folder with images, such as Geocode Sentinel-1 images makes it; the dispersion is kept in it.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Greatest amplitude dispersion",
              help =
                  "Cells up to this are persistent scatterers; 0.25 is the usual choice, 0.4 finds many candidates.",
              byDefault = "0.25",
              minimum = 0.01,
              maximum = 1)
          double maxDispersion,
      @Input(
              label = "Dates that are enough",
              help = "With fewer dates a warning says how much speckle passes by chance.",
              byDefault = "20",
              minimum = 2,
              maximum = 1000,
              advanced = true)
          int minDates,
      @Output(
              label = "Persistent scatterers",
              help = "Points with dispersion, PS function, mean amplitude in dB and height.",
              kind = OutputKind.VECTOR,
              style = "scatterers",
              group = "Persistent scatterers",
              order = 55,
              fileName = "persistent_scatterers.gpkg")
          Path points,
      @Output(
              label = "Amplitude dispersion",
              help =
                  "Standard deviation over mean of the calibrated amplitudes; small is steady, 0.52 is speckle.",
              kind = OutputKind.RASTER,
              style = "amplitude_dispersion",
              group = "Persistent scatterers",
              order = 56,
              fileName = "amplitude_dispersion.tif")
          Path dispersion) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    try (StackLock lock = new StackLock(parameters.stack)) {
      Stack stack = Stack.open(parameters.stack);
      int dates = stack.dates().size();
      if (dates < 2) {
        throw new UserException(
            stack.folder()
                + (dates == 0 ? " holds no images" : " holds one image only")
                + ": a dispersion needs the images of two dates and more; choose another STACK.");
      }
      double chance = SpeckleChance.share(dates, parameters.maxDispersion);
      if (dates < parameters.minDates) {
        context.warn(
            String.format(
                Locale.ROOT,
                "%d dates are few: the dispersion comes out too small, and %.2g %% of pure speckle is at or below"
                    + " %s by chance. Add dates (%d are enough), or lower MAX_DISPERSION.",
                dates,
                100 * chance,
                NumberText.of(parameters.maxDispersion),
                parameters.minDates));
      }
      Result result = new Result();
      lock.take();
      layers(stack, result, context.part(0, 0.85));
      products(parameters, Stack.open(parameters.stack), result, context.part(0.85, 1));
      return result
          .metric("dates", dates)
          .metric("least_dates", DispersionLayers.leastDates(dates))
          .metric("speckle_by_chance", chance);
    }
  }

  private static void layers(Stack stack, Result result, RunContext context) throws IOException {
    StackFrame frame = stack.frame().orElseThrow();
    ImageStackWriter writer = new ImageStackWriter(stack.folder(), frame);
    String fingerprint = DispersionLayers.fingerprint(stack);
    boolean made =
        writer.isMade(Layer.AMPLITUDE_DISPERSION, fingerprint)
            && writer.isMade(Layer.MEAN_AMPLITUDE, fingerprint);
    if (made) {
      context.log("The stack's dispersion is of these dates already.");
    } else {
      DiskSpace.require(
          stack.folder(), 2L * Float.BYTES * stack.grid().cells(), "The amplitude dispersion");
      try (DispersionLayers layers = DispersionLayers.open(stack)) {
        SortedMap<LocalDate, Double> factors = layers.calibrate(context.part(0, 0.1));
        layers.write(writer, factors, context.part(0.1, 1));
        tell(factors, result, context);
      }
      writer.completeMade(Layer.MEAN_AMPLITUDE, fingerprint);
      writer.completeMade(Layer.AMPLITUDE_DISPERSION, fingerprint);
    }
    if (!made || stack.layer(Layer.AMPLITUDE_DISPERSION).isEmpty()) {
      writer.finish();
    }
    result.metric("layer_reused", made);
  }

  private static void tell(
      SortedMap<LocalDate, Double> factors, Result result, RunContext context) {
    Map<String, Double> decibels = new LinkedHashMap<>();
    factors.forEach((date, factor) -> decibels.put(date.toString(), 20 * Math.log10(factor)));
    result.metric("calibration_db", decibels);
    factors.forEach(
        (date, factor) -> {
          if (factor > LARGE_CALIBRATION || factor < 1 / LARGE_CALIBRATION) {
            context.warn(
                String.format(
                    Locale.ROOT,
                    "The image of %s is %.1f dB %s than the others; it was brought to their level.",
                    date,
                    Math.abs(20 * Math.log10(factor)),
                    factor > 1 ? "darker" : "brighter"));
          }
        });
  }

  private record Found(float[] dispersion, float[] mean, float[] height) {}

  private static void products(
      Parameters parameters, Stack stack, Result result, RunContext context) throws IOException {
    Folders.makeFor(parameters.points, parameters.dispersion);
    MapGrid grid = stack.grid();
    boolean heights = stack.layer(Layer.HEIGHT).isPresent();
    List<LocalDate> dates = stack.dates();
    long[] cells = {0};
    try (GeoPackageScatterers points =
            new GeoPackageScatterers(parameters.points, grid.crs(), dates.get(dates.size() - 1));
        RasterProduct raster =
            RasterProduct.floats(
                parameters.dispersion, grid, "Amplitude dispersion", "", "amplitude_dispersion")) {
      Bands.run(
          grid,
          3L * Float.BYTES,
          context,
          "Writing points",
          band ->
              new Found(
                  stack.read(Layer.AMPLITUDE_DISPERSION, band),
                  stack.read(Layer.MEAN_AMPLITUDE, band),
                  heights ? stack.read(Layer.HEIGHT, band) : new float[0]),
          (band, found) -> {
            raster.write(0, band.row(), band.rows(), found.dispersion, 0);
            cells[0] += add(points, grid, band, found, (float) parameters.maxDispersion);
          });
      raster.finish();
      points.finish();
      result.metric("scatterers", points.count());
      result.metric("scatterer_share", cells[0] == 0 ? 0.0 : points.count() / (double) cells[0]);
    }
    StyleWriter.write(
        "scatterers", parameters.points, new DataRange(0, parameters.maxDispersion), 1);
    result
        .product(
            "POINTS",
            new Product(
                parameters.points,
                "Persistent scatterers",
                "Cells whose amplitude dispersion is at most "
                    + NumberText.of(parameters.maxDispersion)
                    + " over "
                    + dates.size()
                    + " dates."))
        .product(
            "DISPERSION",
            new Product(
                parameters.dispersion,
                "Amplitude dispersion",
                "Standard deviation over mean of the calibrated amplitudes of "
                    + dates.size()
                    + " dates; small is steady, 0.52 is speckle."));
  }

  /** Adds the scatterers of a band; gives the number of its cells with data. */
  private static long add(
      GeoPackageScatterers points, MapGrid grid, Window band, Found found, float most) {
    long cells = 0;
    for (int i = 0; i < found.dispersion.length; i++) {
      float dispersion = found.dispersion[i];
      cells += Float.isNaN(dispersion) ? 0 : 1;
      if (dispersion <= most) {
        points.add(
            grid.x(i % band.columns()),
            grid.y(band.row() + i / band.columns()),
            dispersion,
            AmplitudeDispersion.psFunction(dispersion),
            (float) (20 * Math.log10(found.mean[i])),
            found.height.length == 0 ? Float.NaN : found.height[i]);
      }
    }
    return cells;
  }
}
