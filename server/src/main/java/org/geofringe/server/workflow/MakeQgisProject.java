package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.ProjectLayer;
import org.geofringe.server.export.QgisProject;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Stack;
import org.jspecify.annotations.Nullable;

/** Puts products and layers of a stack into a QGIS project, styled and in groups. */
@Algorithm(
    id = "qgis_project",
    group = "Tools",
    label = "QGIS project",
    summary = "Writes a QGIS project of products and of a stack's layers, styled and in groups.")
public final class MakeQgisProject implements Workflow<MakeQgisProject.Parameters> {

  /** What to put in, and where the project goes. */
  public record Parameters(
      @Input(
              label = "Stack",
              help =
                  "Its heights, incidence, mean coherence, amplitudes and interferograms become layers.",
              kind = ParameterKind.STACK,
              optional = true)
          @Nullable Path stack,
      @Input(
              label = "Folder of products",
              help = "The GeoTIFFs and GeoPackages that lie directly in it become layers.",
              kind = ParameterKind.FOLDER,
              optional = true)
          @Nullable Path products,
      @Input(
              label = "Title",
              help = "Title of the project.",
              byDefault = "GeoFringe",
              optional = true)
          String title,
      @Input(
              label = "Group layers of pairs",
              help = "How the phase, coherence and amplitude of the stack's pairs are grouped.",
              byDefault = "KIND",
              optional = true)
          LayerGroups groupBy,
      @Output(
              label = "QGIS project",
              help = "A .qgz with relative paths: keep it with its layers.",
              kind = OutputKind.FILE,
              fileName = "project.qgz")
          Path project) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    List<ProjectLayer> layers = new ArrayList<>();
    MapGrid grid = null;
    Path products = parameters.products;
    if (products != null) {
      for (Path file : layerFiles(products)) {
        if (isRaster(file) && grid(file).crs().equals(Crs.RADAR)) {
          context.log(
              file.getFileName() + " is left out: it is in radar geometry, not on the map.");
          continue;
        }
        layers.add(layer(file));
        grid = grid == null && isRaster(file) ? grid(file) : grid;
      }
    }
    Path folder = parameters.stack;
    if (folder != null) {
      Stack stack = Stack.open(folder);
      boolean nothingShown = layers.stream().noneMatch(ProjectLayer::visible);
      layers.addAll(StackLayers.of(stack, parameters.groupBy, nothingShown, context));
      grid = stack.grid();
    }
    if (grid == null) {
      throw new UserException(
          "There is nothing to put into the project: give a STACK, or PRODUCTS with at least one GeoTIFF.");
    }
    context.progress(0.5, "Writing the project");
    Folders.makeFor(parameters.project);
    QgisProject.write(parameters.project, parameters.title, grid, layers);
    return result(parameters.project, layers.size());
  }

  static Result result(Path project, int layers) {
    return new Result()
        .product("PROJECT", new Product(project, "QGIS project", "Open it in QGIS 3.22 or later."))
        .metric("layers", layers);
  }

  private static List<Path> layerFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> !f.getFileName().toString().startsWith("."))
          .filter(f -> isRaster(f) || f.toString().endsWith(".gpkg"))
          .sorted()
          .toList();
    }
  }

  private static boolean isRaster(Path file) {
    return file.toString().endsWith(".tif");
  }

  private static MapGrid grid(Path raster) {
    try (GeoTiffReader reader = GeoTiffReader.open(raster)) {
      return reader.grid();
    }
  }

  /** A product whose file has the usual name is known by it; others keep their name. */
  private static ProjectLayer layer(Path file) {
    List<LocalDate> dates = isRaster(file) ? bandDates(file) : List.of();
    return KnownProducts.find(file.getFileName().toString())
        .map(
            known ->
                new ProjectLayer(
                    file,
                    known.label(),
                    known.group(),
                    known.order(),
                    null,
                    dates,
                    known.help(),
                    known.order() == KnownProducts.SHOWN_FIRST))
        .orElseGet(() -> ProjectLayer.of(file, FileNames.stem(file), "Other", 80, "", false));
  }

  private static List<LocalDate> bandDates(Path raster) {
    List<LocalDate> dates = new ArrayList<>();
    try (GeoTiffReader reader = GeoTiffReader.open(raster)) {
      for (String name : reader.bandDescriptions()) {
        if (!name.matches("D\\d{8}")) {
          return List.of();
        }
        dates.add(
            LocalDate.of(
                Integer.parseInt(name.substring(1, 5)),
                Integer.parseInt(name.substring(5, 7)),
                Integer.parseInt(name.substring(7, 9))));
      }
    }
    return dates;
  }
}
