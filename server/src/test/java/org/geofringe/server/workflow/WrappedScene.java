package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.FloatGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;

/** A simulated scene whose interferograms come wrapped, as another processor would leave them. */
final class WrappedScene {

  final Simulated scene;
  final Path folder;

  WrappedScene(Path folder, int dates, int maxDays) throws IOException {
    this.folder = folder;
    scene = new Simulated(folder.resolve("scene"), dates, maxDays);
    for (Pair pair : scene.truth.network().pairs()) {
      Path in = scene.interferograms();
      Files.delete(in.resolve(pair.id() + "_unw.tif"));
      FloatGrid wrapped = scene.truth.wrapped(pair);
      try (GeoTiffWriter writer =
          GeoTiffWriter.create(
              in.resolve(pair.id() + "_wrapped.tif"),
              scene.grid(),
              ProductSpec.ofFloats("", "rad"))) {
        writer.write(0, 0, wrapped.rows(), wrapped.values(), 0);
        writer.finish();
      }
    }
  }

  /** Imports the scene into a stack below a folder. */
  Path stack(Path target, RunContext context) throws IOException {
    scene.run(
        "import_interferograms",
        context,
        Map.of("FOLDER", scene.interferograms().toString(), "STACK", target.toString()));
    return target;
  }

  Result run(String algorithm, Path stack, RunContext context, String... values)
      throws IOException {
    Map<String, String> all = new HashMap<>(Map.of("STACK", stack.toString()));
    for (String value : values) {
      int equals = value.indexOf('=');
      all.put(value.substring(0, equals), value.substring(equals + 1));
    }
    return scene.run(algorithm, context, all);
  }

  static float[] read(Path stack, Pair pair, Asset asset) throws IOException {
    Path file = Stack.open(stack).item(pair).assets().get(asset);
    if (file == null) {
      throw new AssertionError(pair + " has no " + asset);
    }
    try (FlatRaster raster = FlatRaster.open(file)) {
      float[] values = new float[(int) raster.grid().cells()];
      raster.read(0, raster.grid().window(), values, 0);
      return values;
    }
  }

  List<Pair> pairs() {
    return scene.truth.network().pairs();
  }

  /**
   * Whole cycles by which a phase is off the truth, against its commonest; 0 where there is none.
   */
  int[] errors(Pair pair, float[] unwrapped) {
    float[] truth = scene.truth.noiseFreePhase(pair).values();
    Map<Integer, Integer> counts = new HashMap<>();
    int[] cycles = new int[unwrapped.length];
    for (int i = 0; i < cycles.length; i++) {
      if (!Float.isNaN(unwrapped[i])) {
        cycles[i] = (int) Math.round((unwrapped[i] - truth[i]) / (2 * Math.PI));
        counts.merge(cycles[i], 1, Integer::sum);
      }
    }
    int level = counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    for (int i = 0; i < cycles.length; i++) {
      cycles[i] = Float.isNaN(unwrapped[i]) ? 0 : cycles[i] - level;
    }
    return cycles;
  }
}
