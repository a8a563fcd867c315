package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.SeriesCurve;
import org.geofringe.server.export.SeriesDrawing;
import org.geofringe.server.export.SeriesPlot;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.inspect.Place;
import org.geofringe.server.inspect.SeriesAtPlace;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.report.HtmlPage;
import org.geofringe.server.report.Table;
import org.geofringe.server.report.Texts;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.series.TimeSeriesReader;
import org.jspecify.annotations.Nullable;

/** Displacement against time at chosen places. */
@Algorithm(
    id = "plot_time_series",
    group = "Plots and exports",
    label = "Plot of time series",
    summary = "Draws the displacement at chosen places against time, with error bars and velocity.")
public final class PlotTimeSeries implements Workflow<PlotTimeSeries.Parameters> {

  private static final int MOST_PLACES = 20;

  /** What to plot, where, and where the products go. */
  public record Parameters(
      @Input(
              label = "Time series",
              help =
                  "A displacement raster with a band per date, as Velocity and displacement makes it.",
              kind = ParameterKind.RASTER)
          Path timeSeries,
      @Input(
              label = "Place",
              help = "As lon,lat or x,y [EPSG:n]; in QGIS click it on the map.",
              optional = true)
          @Nullable MapPoint point,
      @Input(
              label = "More places",
              help =
                  "With semicolons between, and a name if you like: Airport=-99.07,19.43; -99.1,19.4.",
              optional = true)
          String points,
      @Input(
              label = "Layer of points",
              help = "A GeoPackage or GeoJSON whose points are plotted too.",
              kind = ParameterKind.LAYER,
              optional = true)
          String layer,
      @Input(
              label = "Field with names",
              help = "Field of that layer whose text names a point.",
              optional = true)
          String nameField,
      @Input(
              label = "Radius",
              help = "The mean over all cells within it is plotted; 0 takes the one cell.",
              byDefault = "0",
              minimum = 0,
              maximum = 100000,
              unit = "m")
          double radius,
      @Input(
              label = "Time series to compare",
              help = "Drawn with hollow dots, such as the displacement before a correction.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path compare,
      @Output(
              label = "Plot as a page",
              help = "HTML that opens in any browser; rest the pointer on a dot for its numbers.",
              kind = OutputKind.FILE,
              fileName = "time_series.html")
          Path page,
      @Output(
              label = "Plot as a picture",
              help = "PNG; an SVG of the same name is written beside it.",
              kind = OutputKind.FILE,
              fileName = "time_series.png")
          Path plot,
      @Output(
              label = "Values",
              help = "Place, date, displacement, error, cells: one row per place and date.",
              kind = OutputKind.TABLE,
              group = "Plots",
              order = 60,
              fileName = "time_series.csv")
          Path values) {}

  /** One place in one raster. */
  private record Found(Place place, int colour, boolean compared, SeriesAtPlace series) {

    String label() {
      return "%s%s: %s ± %s mm/yr"
          .formatted(
              place.name(),
              compared ? " (compared)" : "",
              Texts.number(series.velocity(), 3),
              Texts.number(series.velocityStd(), 2));
    }

    SeriesCurve curve() {
      double[] line = series.dates().stream().mapToDouble(series::line).toArray();
      return new SeriesCurve(
          label(), colour, compared, series.dates(), series.millimetres(), series.errors(), line);
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    List<Place> places = places(parameters);
    List<Found> found = new ArrayList<>();
    read(parameters.timeSeries, false, places, parameters.radius, found, context.part(0, 0.5));
    if (found.isEmpty()) {
      throw new UserException(
          "None of the places has data in "
              + parameters.timeSeries
              + ": choose places on coloured cells, or a larger RADIUS.");
    }
    if (parameters.compare != null) {
      read(parameters.compare, true, places, parameters.radius, found, context.part(0.5, 0.9));
    }
    context.progress(0.9, "Drawing");
    Folders.makeFor(parameters.page, parameters.plot, parameters.values);
    List<SeriesCurve> curves = found.stream().map(Found::curve).toList();
    SeriesPlot.write(parameters.plot, "Displacement", curves);
    page(parameters, found, curves).write(parameters.page);
    writeTable(parameters.values, found);
    List<Map<String, Object>> figures = found.stream().map(PlotTimeSeries::figures).toList();
    return new Result()
        .product("PAGE", new Product(parameters.page, "Plot", "Displacement against time."))
        .product("PLOT", new Product(parameters.plot, "Plot", "Displacement against time."))
        .product(
            "VALUES",
            new Product(parameters.values, "Time series", "Displacement at each date in mm."))
        .metric("places", figures);
  }

  private static List<Place> places(Parameters parameters) {
    List<Place> places = new ArrayList<>();
    if (parameters.point != null) {
      places.add(new Place(Place.letter(0), parameters.point));
    }
    places.addAll(Place.parse("POINTS", parameters.points, places.size()));
    if (!parameters.layer.isEmpty()) {
      places.addAll(Place.read(parameters.layer, parameters.nameField, places.size()));
    }
    if (places.isEmpty()) {
      throw new UserException("There is no place to plot: give POINT, POINTS or LAYER.");
    }
    if (places.size() > MOST_PLACES) {
      throw new UserException(
          "There are "
              + places.size()
              + " places, and no plot shows more than "
              + MOST_PLACES
              + " well: choose fewer, or use Export points for all.");
    }
    return places;
  }

  private static void read(
      Path raster,
      boolean compared,
      List<Place> places,
      double radius,
      List<Found> found,
      RunContext context) {
    List<LocalDate> dates = TimeSeriesReader.dates(raster);
    MapGrid grid;
    try (GeoTiffReader reader = GeoTiffReader.open(raster)) {
      grid = reader.grid();
    }
    for (int i = 0; i < places.size(); i++) {
      context.checkCancelled();
      context.progress(i / (double) places.size(), "Reading " + raster.getFileName());
      Place place = places.get(i);
      double[] xy = place.on(grid);
      SeriesAtPlace series = SeriesAtPlace.read(raster, dates, xy[0], xy[1], radius);
      if (series.hasData()) {
        found.add(new Found(place, i, compared, series));
      } else {
        context.warn("The place " + place.name() + " has no data in " + raster.getFileName() + ".");
      }
    }
  }

  private static HtmlPage page(Parameters parameters, List<Found> found, List<SeriesCurve> curves) {
    HtmlPage page =
        new HtmlPage(
            "Displacement against time",
            FileNames.name(parameters.timeSeries)
                + (parameters.compare == null
                    ? ""
                    : ", hollow dots: " + FileNames.name(parameters.compare)));
    page.drawing(SeriesDrawing.of(curves)).drawing(SeriesDrawing.legend(curves));
    List<List<String>> rows = new ArrayList<>();
    for (Found each : found) {
      SeriesAtPlace series = each.series;
      rows.add(
          List.of(
              each.place.name() + (each.compared ? " (compared)" : ""),
              each.place.degrees(),
              Integer.toString(series.cells()),
              Texts.number(series.velocity(), 3),
              Texts.number(series.velocityStd(), 2),
              Texts.number(series.rms(), 2),
              series.fromScatter() ? "scatter of the cells" : "rms about the line"));
    }
    page.table(
        new Table(
            List.of(
                "Place",
                "Where",
                "Cells",
                "Velocity (mm/yr)",
                "Standard error (mm/yr)",
                "Rms about the line (mm)",
                "What the error bars are"),
            rows,
            Set.of()));
    return page.paragraph(
            "Displacement in mm along the line of sight since the first date, relative to the reference of the series; positive towards the satellite. The line is the straight one that fits best.")
        .paragraph(
            "Error bars: with three cells or more within the radius, the standard deviation of their displacements at that date, which tells how alike neighbours are; otherwise the root mean square about the line, the same for all dates, which steady motion does not raise but seasons and jumps do. Errors that the whole neighbourhood shares, such as atmosphere, are in neither.");
  }

  private static void writeTable(Path file, List<Found> found) throws IOException {
    CsvTable table =
        new CsvTable("place", "series", "date", "displacement_mm", "error_mm", "line_mm", "cells");
    for (Found each : found) {
      SeriesAtPlace series = each.series;
      for (int i = 0; i < series.dates().size(); i++) {
        LocalDate date = series.dates().get(i);
        table.row(
            each.place.name(),
            each.compared ? "compared" : "plotted",
            date,
            series.millimetres()[i],
            series.errors()[i],
            series.line(date),
            series.cells());
      }
    }
    table.write(file);
  }

  private static Map<String, Object> figures(Found found) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("place", found.place.name());
    figures.put("compared", found.compared);
    figures.put("cells", found.series.cells());
    figures.put("velocity_mm_yr", found.series.velocity());
    figures.put("velocity_std_mm_yr", found.series.velocityStd());
    figures.put("rms_mm", found.series.rms());
    return figures;
  }
}
