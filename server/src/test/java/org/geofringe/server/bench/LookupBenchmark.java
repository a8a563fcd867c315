package org.geofringe.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.workflow.Catalogue;
import org.geofringe.server.workflow.SyntheticLookup;

/**
 * Seconds that {@code radar_coordinates} takes for a layer of 20 million cells, from file to file,
 * each way three times.
 *
 * <p>Arguments: a folder to work in, which is filled, and optionally rows and columns.
 */
public final class LookupBenchmark {

  private static final int ROUNDS = 3;

  private LookupBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int rows = arguments.length > 2 ? Integer.parseInt(arguments[1]) : 4000;
    int columns = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5000;
    Path stack = folder.resolve("stack");
    if (!Files.exists(stack)) {
      SyntheticLookup.write(stack, rows, columns);
    }
    Path height = stack.resolve("geometry/height.tif");
    MapGrid grid;
    try (FlatRaster raster = FlatRaster.open(height)) {
      grid = raster.grid();
    }
    Path radar = folder.resolve("radar.tif");
    for (int i = 0; i < ROUNDS; i++) {
      time("map to radar", grid, stack, height, "TO_RADAR", radar);
      time("radar to map", grid, stack, radar, "TO_MAP", folder.resolve("map.tif"));
    }
  }

  private static void time(
      String what, MapGrid grid, Path stack, Path layer, String direction, Path output)
      throws IOException {
    Map<String, String> values =
        Map.of(
            "STACK", stack.toString(),
            "LAYER", layer.toString(),
            "DIRECTION", direction,
            "OUTPUT", output.toString());
    long begin = System.nanoTime();
    Catalogue.standard().prepare("radar_coordinates", values, Path.of("")).run(RunContext.silent());
    double seconds = (System.nanoTime() - begin) * 1e-9;
    System.out.printf(
        "%s: %.1f Mcells in %.2f s, %.1f Mcell/s%n",
        what, grid.cells() / 1e6, seconds, grid.cells() / seconds / 1e6);
  }
}
