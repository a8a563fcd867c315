package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.LayerPath;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.DataRange;
import org.geofringe.server.export.ProfilePlot;
import org.geofringe.server.export.StyleWriter;
import org.geofringe.server.inspect.GridMetres;
import org.geofringe.server.inspect.LinePath;
import org.geofringe.server.inspect.Place;
import org.geofringe.server.inspect.Swath;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.vector.Feature;
import org.geofringe.server.vector.Feature.Shape;
import org.geofringe.server.vector.FeatureLayer;
import org.geofringe.server.vector.GeoPackagePoints;
import org.jspecify.annotations.Nullable;

/** Velocity, its error and height along a line. */
@Algorithm(
    id = "profile",
    group = "Plots and exports",
    label = "Profile",
    summary = "Draws velocity, its error and height along a line, as the mean over a strip.")
public final class MakeProfile implements Workflow<MakeProfile.Parameters> {

  private static final int MOST_SPOTS = 100_000;

  /** What to draw along which line, and where the products go. */
  public record Parameters(
      @Input(
              label = "Velocity",
              help = "A raster of velocities in mm/yr.",
              kind = ParameterKind.RASTER)
          Path velocity,
      @Input(
              label = "Layer with a line",
              help = "A GeoPackage or GeoJSON; its first line is taken.",
              kind = ParameterKind.LAYER,
              optional = true)
          String line,
      @Input(
              label = "Corners of the line",
              help =
                  "Instead of a layer: two or more places as lon,lat or x,y [EPSG:n], with semicolons between.",
              optional = true)
          String points,
      @Input(
              label = "Standard error",
              help = "Of the velocity; drawn as a shade of two standard errors to each side.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path velocityStd,
      @Input(
              label = "Height",
              help = "A terrain model, drawn below; in any reference system.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path height,
      @Input(
              label = "Spacing",
              help = "Distance between two values; 0 takes the cell size of the velocity.",
              byDefault = "0",
              minimum = 0,
              maximum = 100000,
              unit = "m")
          double spacing,
      @Input(
              label = "Half width",
              help = "The mean over cells as far to each side is drawn; 0 takes the one cell.",
              byDefault = "0",
              minimum = 0,
              maximum = 100000,
              unit = "m")
          double halfWidth,
      @Output(
              label = "Table",
              help = "Distance, place, velocity with scatter and cells, standard error, height.",
              kind = OutputKind.TABLE,
              group = "Plots",
              order = 62,
              fileName = "profile.csv")
          Path table,
      @Output(
              label = "Plot",
              help = "PNG; an SVG of the same name is written beside it.",
              kind = OutputKind.FILE,
              fileName = "profile.png")
          Path plot,
      @Output(
              label = "Points of the profile",
              help = "Where the values were taken, coloured by velocity.",
              kind = OutputKind.VECTOR,
              style = "points",
              group = "Velocity",
              order = 8,
              unit = "mm/yr",
              fileName = "profile.gpkg")
          Path pointLayer) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    try (GeoTiffReader velocity = GeoTiffReader.open(parameters.velocity)) {
      MapGrid grid = velocity.grid();
      if (grid.crs().equals(Crs.RADAR)) {
        throw new UserException(
            "A line cannot be found in a raster in radar geometry: choose one on the map.");
      }
      LinePath line = line(parameters, grid, context);
      List<LinePath.Spot> spots = spots(parameters, line, grid);
      Swath velocities = Swath.read(velocity, spots, parameters.halfWidth);
      int found = (int) Arrays.stream(velocities.cells()).filter(cells -> cells > 0).count();
      if (found == 0) {
        throw new UserException(
            "The line meets no cell of "
                + parameters.velocity
                + " with data: draw it over coloured cells, or choose a larger HALF_WIDTH.");
      }
      context.checkCancelled();
      Optional<Swath> errors = read(parameters.velocityStd, spots, parameters.halfWidth, grid);
      Optional<Swath> heights = read(parameters.height, spots, parameters.halfWidth, grid);
      context.progress(0.7, "Drawing");
      Folders.makeFor(parameters.table, parameters.plot, parameters.pointLayer);
      draw(parameters.plot, spots, velocities, errors, heights);
      writeTable(parameters.table, grid, spots, velocities, errors, heights);
      writePoints(parameters.pointLayer, grid, spots, velocities, errors, heights);
      String words =
          "Line-of-sight velocity in mm/yr along the line, positive towards the satellite.";
      return new Result()
          .product("TABLE", new Product(parameters.table, "Profile", words))
          .product("PLOT", new Product(parameters.plot, "Profile", words))
          .product("POINT_LAYER", new Product(parameters.pointLayer, "Profile", words))
          .metric("length_m", line.length())
          .metric("values", spots.size())
          .metric("values_with_data", found);
    }
  }

  private static LinePath line(Parameters parameters, MapGrid grid, RunContext context) {
    if (parameters.line.isEmpty() == parameters.points.isBlank()) {
      throw new UserException("Give either LINE, a layer with a line, or POINTS, its corners.");
    }
    if (!parameters.line.isEmpty()) {
      LayerPath path = LayerPath.parse(parameters.line);
      FeatureLayer layer = FeatureLayer.read(Path.of(path.file()), path.name(), Shape.LINE, "");
      List<Feature> lines = layer.features();
      if (lines.size() > 1 || lines.get(0).parts().size() > 1) {
        context.warn("The layer holds several lines; the profile follows the first.");
      }
      return LinePath.of(lines.get(0).parts().get(0).get(0), layer.usableCrs(), grid);
    }
    List<Place> places = Place.parse("POINTS", parameters.points, 0);
    if (places.size() < 2) {
      throw new UserException("POINTS must hold two places or more, with a semicolon between.");
    }
    double[] corners = new double[2 * places.size()];
    for (int i = 0; i < places.size(); i++) {
      double[] xy =
          Crs.transform(
              places.get(i).point().x(),
              places.get(i).point().y(),
              places.get(i).point().crs(),
              grid.crs());
      corners[2 * i] = xy[0];
      corners[2 * i + 1] = xy[1];
    }
    return LinePath.of(corners, grid.crs(), grid);
  }

  private static List<LinePath.Spot> spots(Parameters parameters, LinePath line, MapGrid grid) {
    GridMetres metres = new GridMetres(grid);
    double spacing =
        parameters.spacing > 0
            ? parameters.spacing
            : Math.min(grid.spacingX() * metres.east(), grid.spacingY() * metres.north());
    if (line.length() / spacing > MOST_SPOTS) {
      throw new UserException(
          "A line of %.0f m with SPACING %s m has more than %d values: choose a larger SPACING."
              .formatted(line.length(), NumberText.of(spacing), MOST_SPOTS));
    }
    return line.spots(spacing);
  }

  /** Another raster along the same line; it may lie on another grid. */
  private static Optional<Swath> read(
      @Nullable Path raster, List<LinePath.Spot> spots, double halfWidth, MapGrid grid) {
    if (raster == null) {
      return Optional.empty();
    }
    try (GeoTiffReader reader = GeoTiffReader.open(raster)) {
      MapGrid there = reader.grid();
      List<LinePath.Spot> moved = new ArrayList<>();
      for (LinePath.Spot spot : spots) {
        double[] xy = Crs.transform(spot.x(), spot.y(), grid.crs(), there.crs());
        double[] aside =
            Crs.transform(
                spot.x() + spot.eastward(), spot.y() + spot.northward(), grid.crs(), there.crs());
        moved.add(
            new LinePath.Spot(spot.metres(), xy[0], xy[1], aside[0] - xy[0], aside[1] - xy[1]));
      }
      return Optional.of(Swath.read(reader, moved, halfWidth));
    }
  }

  private static void draw(
      Path plot,
      List<LinePath.Spot> spots,
      Swath velocities,
      Optional<Swath> errors,
      Optional<Swath> heights) {
    double[] kilometres = spots.stream().mapToDouble(spot -> spot.metres() / 1000).toArray();
    double[] none = new double[kilometres.length];
    double[] twice =
        errors.map(e -> Arrays.stream(e.mean()).map(v -> 2 * v).toArray()).orElse(none);
    List<ProfilePlot.Strip> strips = new ArrayList<>();
    strips.add(
        new ProfilePlot.Strip(
            errors.isPresent() ? "velocity (mm/yr), shade: 2 std. errors" : "velocity (mm/yr)",
            velocities.mean(),
            twice,
            true));
    heights.ifPresent(h -> strips.add(new ProfilePlot.Strip("height (m)", h.mean(), none, false)));
    ProfilePlot.write(plot, "Line-of-sight velocity along the line", kilometres, strips);
  }

  private static void writeTable(
      Path file,
      MapGrid grid,
      List<LinePath.Spot> spots,
      Swath velocities,
      Optional<Swath> errors,
      Optional<Swath> heights)
      throws IOException {
    CsvTable table =
        new CsvTable(
            "distance_m",
            "x",
            "y",
            "longitude",
            "latitude",
            "velocity_mm_yr",
            "scatter_mm_yr",
            "cells",
            "standard_error_mm_yr",
            "height_m");
    for (int i = 0; i < spots.size(); i++) {
      LinePath.Spot spot = spots.get(i);
      double[] lonLat = Crs.transform(spot.x(), spot.y(), grid.crs(), "EPSG:4326");
      table.row(
          spot.metres(),
          new CsvTable.Exact(spot.x(), 3),
          new CsvTable.Exact(spot.y(), 3),
          new CsvTable.Exact(lonLat[0], 7),
          new CsvTable.Exact(lonLat[1], 7),
          velocities.mean()[i],
          velocities.scatter()[i],
          velocities.cells()[i],
          at(errors, i),
          at(heights, i));
    }
    table.write(file);
  }

  private static void writePoints(
      Path file,
      MapGrid grid,
      List<LinePath.Spot> spots,
      Swath velocities,
      Optional<Swath> errors,
      Optional<Swath> heights) {
    DataRange.Sampler range = new DataRange.Sampler();
    try (GeoPackagePoints points = new GeoPackagePoints(file, grid.crs(), List.of())) {
      for (int i = 0; i < spots.size(); i++) {
        if (!Double.isNaN(velocities.mean()[i])) {
          float velocity = (float) velocities.mean()[i];
          range.add(new float[] {velocity}, 0, 1);
          points.add(
              spots.get(i).x(),
              spots.get(i).y(),
              new GeoPackagePoints.Measures(
                  velocity, (float) at(errors, i), Float.NaN, Float.NaN, (float) at(heights, i)),
              new float[0],
              0,
              1);
        }
      }
      points.finish();
    }
    StyleWriter.write("points", file, range.range(), 1);
  }

  private static double at(Optional<Swath> swath, int i) {
    return swath.isPresent() ? swath.get().mean()[i] : Double.NaN;
  }
}
