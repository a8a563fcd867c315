package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.DataRange;
import org.geofringe.server.export.StyleWriter;
import org.geofringe.server.inspect.PointTable;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.series.TimeSeriesReader;
import org.geofringe.server.tile.Bands;
import org.geofringe.server.vector.GeoPackagePoints;
import org.geofringe.timeseries.VelocityFit;
import org.jspecify.annotations.Nullable;

/** A time series as points, for a GIS and for tables. */
@Algorithm(
    id = "export_points",
    group = "Plots and exports",
    label = "Export points",
    summary =
        "Writes the cells of a time series as points: GeoPackage and a table like the EGMS's.")
public final class ExportPoints implements Workflow<ExportPoints.Parameters> {

  /** What to export and which cells, and where the products go. */
  public record Parameters(
      @Input(
              label = "Time series",
              help =
                  "A displacement raster with a band per date, as Velocity and displacement makes it.",
              kind = ParameterKind.RASTER)
          Path timeSeries,
      @Input(
              label = "Velocity",
              help = "Empty: the slope of the straight line through the series.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path velocity,
      @Input(
              label = "Standard error",
              help = "Of the velocity. Empty: from the scatter about the line.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path velocityStd,
      @Input(
              label = "Temporal coherence",
              help = "For its column, and to leave out cells.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path temporalCoherence,
      @Input(
              label = "Stack",
              help = "Gives height, incidence and line of sight, as far as it has them.",
              kind = ParameterKind.STACK,
              optional = true)
          @Nullable Path stack,
      @Input(
              label = "Least temporal coherence",
              help = "Cells below are left out; needs the temporal coherence.",
              byDefault = "0",
              minimum = 0,
              maximum = 1)
          double minTemporalCoherence,
      @Input(
              label = "Every n-th cell",
              help = "Of each n rows and n columns one cell is written: 3 writes a ninth of them.",
              byDefault = "1",
              minimum = 1,
              maximum = 1000)
          int every,
      @Output(
              label = "Points",
              help = "With velocity and a field DYYYYMMDD per date, as InSAR Explorer reads them.",
              kind = OutputKind.VECTOR,
              style = "points",
              group = "Velocity",
              order = 11,
              unit = "mm/yr",
              fileName = "exported_points.gpkg")
          Path points,
      @Output(
              label = "Table of points",
              help = "CSV with the columns of the European Ground Motion Service.",
              kind = OutputKind.FILE,
              fileName = "exported_points.csv")
          Path table) {}

  /** Floats that a cell needs besides its series. */
  private static final int OTHER = 16;

  /** A band of rows with all that is known of its cells. */
  private record Rows(
      float[] series,
      float[] velocity,
      float[] velocityStd,
      float @Nullable [] coherence,
      PointGeometry.Values geometry) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    if (parameters.minTemporalCoherence > 0 && parameters.temporalCoherence == null) {
      throw new UserException(
          "MIN_TEMPORAL_COHERENCE needs the raster TEMPORAL_COHERENCE. Give it, or leave both out.");
    }
    Folders.makeFor(parameters.points, parameters.table);
    long count;
    DataRange.Sampler velocities = new DataRange.Sampler();
    try (TimeSeriesReader series =
        TimeSeriesReader.open(parameters.timeSeries, parameters.points, context.part(0, 0.3))) {
      if (series.grid().crs().equals(Crs.RADAR)) {
        throw new UserException(
            "A raster in radar geometry has no places on the map: export one that lies on it.");
      }
      count = write(parameters, series, velocities, context.part(0.3, 1));
    }
    StyleWriter.write("points", parameters.points, velocities.range(), 1);
    String description =
        "Velocity in mm/yr and displacement in mm at each date, positive towards the satellite.";
    return new Result()
        .product("POINTS", new Product(parameters.points, "Points", description))
        .product("TABLE", new Product(parameters.table, "Table of points", description))
        .metric("points", count);
  }

  private static long write(
      Parameters parameters,
      TimeSeriesReader series,
      DataRange.Sampler velocities,
      RunContext context)
      throws IOException {
    MapGrid grid = series.grid();
    List<LocalDate> dates = series.dates();
    GeoTiffReader velocity = null;
    GeoTiffReader velocityStd = null;
    GeoTiffReader coherence = null;
    try (PointGeometry geometry = PointGeometry.open(parameters.stack, grid);
        GeoPackagePoints points = new GeoPackagePoints(parameters.points, grid.crs(), dates);
        PointTable table = new PointTable(parameters.table, grid, dates)) {
      velocity = SameGrid.open("VELOCITY", parameters.velocity, grid);
      velocityStd = SameGrid.open("VELOCITY_STD", parameters.velocityStd, grid);
      coherence = SameGrid.open("TEMPORAL_COHERENCE", parameters.temporalCoherence, grid);
      GeoTiffReader given = velocity;
      GeoTiffReader givenStd = velocityStd;
      GeoTiffReader coherences = coherence;
      VelocityFit fit = new VelocityFit(dates);
      Bands.run(
          grid,
          (dates.size() + (long) OTHER) * Float.BYTES,
          context,
          "Writing points",
          band -> {
            float[] values = series.read(band);
            VelocityFit.Result line = fit.apply(values, band.cells());
            float[] own = SameGrid.read(given, band);
            float[] ownStd = SameGrid.read(givenStd, band);
            return new Rows(
                values,
                own == null ? line.velocity() : own,
                ownStd == null ? line.standardError() : ownStd,
                SameGrid.read(coherences, band),
                geometry.read(band));
          },
          (band, rows) -> add(parameters, grid, band, rows, points, table, velocities));
      points.finish();
      table.finish();
      return points.count();
    } finally {
      SameGrid.close(velocity);
      SameGrid.close(velocityStd);
      SameGrid.close(coherence);
    }
  }

  private static void add(
      Parameters parameters,
      MapGrid grid,
      Window band,
      Rows rows,
      GeoPackagePoints points,
      PointTable table,
      DataRange.Sampler velocities)
      throws IOException {
    int n = band.cells();
    for (int i = 0; i < n; i++) {
      int row = band.row() + i / band.columns();
      int column = i % band.columns();
      float coherence = rows.coherence == null ? Float.NaN : rows.coherence[i];
      if (row % parameters.every != 0
          || column % parameters.every != 0
          || Float.isNaN(rows.velocity[i])
          || (rows.coherence != null && !(coherence >= parameters.minTemporalCoherence))) {
        continue;
      }
      double rmse = table.rmse(rows.series, i, n);
      points.add(
          grid.x(column),
          grid.y(row),
          new GeoPackagePoints.Measures(
              rows.velocity[i], rows.velocityStd[i], coherence, Float.NaN, rows.geometry.height(i)),
          rows.series,
          i,
          n);
      table.add(
          row,
          column,
          new PointTable.Measures(
              rows.velocity[i],
              rows.velocityStd[i],
              coherence,
              rmse,
              rows.geometry.height(i),
              rows.geometry.incidence(i),
              rows.geometry.look(i)),
          rows.series,
          i,
          n);
      velocities.add(rows.velocity, i, 1);
    }
  }
}
