package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.series.TimeSeriesReader;
import org.geofringe.server.series.TimeSeriesWriter;
import org.geofringe.server.tile.Bands;
import org.geofringe.timeseries.SeasonalTrend;

/** Trend, season and remainder of a time series, each a time series of its own. */
@Algorithm(
    id = "decompose_time_series",
    group = "Time series",
    label = "Trend, season and remainder",
    summary = "Takes a time series apart into a bending trend, a season and what is left.")
public final class DecomposeTimeSeries implements Workflow<DecomposeTimeSeries.Parameters> {

  /** The series, its three parts. */
  private static final int BLOCKS = 4;

  /** What to take apart, and where the parts go. */
  public record Parameters(
      @Input(
              label = "Time series",
              help = "A displacement raster with a band per date, over two years or more.",
              kind = ParameterKind.RASTER)
          Path timeSeries,
      @Input(
              label = "Window of the trend",
              help =
                  "The trend bends within this time; longer is smoother. At least a year and a half.",
              byDefault = "730",
              minimum = 548,
              maximum = 100_000,
              unit = "days")
          double trendWindow,
      @Input(
              label = "Waves of the season",
              help =
                  "1 is a sine; 2, with a wave of half a year, may be lopsided; more is sharper.",
              byDefault = "2",
              minimum = 1,
              maximum = 6)
          int harmonics,
      @Output(
              label = "Trend",
              help = "A band per date: displacement without season and noise.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Displacement",
              order = 43,
              unit = "mm",
              fileName = "trend.tif")
          Path trend,
      @Output(
              label = "Season",
              help = "A band per date: what comes back every year.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Displacement",
              order = 44,
              unit = "mm",
              fileName = "season.tif")
          Path seasonal,
      @Output(
              label = "Remainder",
              help = "A band per date: what neither trend nor season explains.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Displacement",
              order = 45,
              unit = "mm",
              fileName = "remainder.tif")
          Path remainder) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters p, RunContext context) throws IOException {
    List<LocalDate> dates = TimeSeriesReader.dates(p.timeSeries);
    SeasonalTrend kernel = kernel(p, dates);
    Folders.makeFor(p.trend, p.seasonal, p.remainder);
    try (TimeSeriesReader series =
        TimeSeriesReader.open(p.timeSeries, p.trend, context.part(0, 0.15))) {
      MapGrid grid = series.grid();
      try (TimeSeriesWriter trend = TimeSeriesWriter.create(p.trend, grid, dates, "displacement");
          TimeSeriesWriter season =
              TimeSeriesWriter.create(p.seasonal, grid, dates, "displacement");
          TimeSeriesWriter remainder =
              TimeSeriesWriter.create(p.remainder, grid, dates, "displacement")) {
        Bands.run(
            grid,
            (long) BLOCKS * dates.size() * Float.BYTES,
            context.part(0.15, 0.5),
            "Taking the series apart",
            band -> {
              SeasonalTrend.Result parts = kernel.apply(series.read(band), band.cells());
              trend.write(band, parts.trend());
              season.write(band, parts.season());
              remainder.write(band, parts.remainder());
              return band;
            },
            (band, done) -> {});
        trend.finish(context.part(0.5, 0.67));
        season.finish(context.part(0.67, 0.83));
        remainder.finish(context.part(0.83, 1));
      }
    }
    String sign = " in mm, a band per date; positive towards the satellite.";
    return new Result()
        .product("TREND", new Product(p.trend, "Trend", "Trend" + sign, dates))
        .product("SEASONAL", new Product(p.seasonal, "Season", "Yearly motion" + sign, dates))
        .product(
            "REMAINDER",
            new Product(p.remainder, "Remainder", "What trend and season leave over" + sign, dates))
        .metric("dates", dates.size());
  }

  private static SeasonalTrend kernel(Parameters p, List<LocalDate> dates) {
    try {
      return new SeasonalTrend(dates, new SeasonalTrend.Parameters(p.trendWindow, p.harmonics));
    } catch (IllegalArgumentException e) {
      throw new UserException(
          p.timeSeries
              + " cannot be taken apart: "
              + e.getMessage()
              + ". Use Model of motion (motion_model) for shorter series.",
          e);
    }
  }
}
