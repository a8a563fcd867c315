package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.file.Checksums;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.RunContext;
import org.geofringe.simulation.InterferogramStack;
import org.geofringe.simulation.UnwrappingError;

/** A small simulated scene on disk, and its truth. */
final class Simulated {

  static final int ROWS = 60;
  static final int COLUMNS = 80;

  /** True coherence of a cell that is called coherent, in its worst pair. */
  private static final double COHERENT = 0.6;

  final Path folder;
  final InterferogramStack truth;

  Simulated(Path folder, int dates, int maxDays) throws IOException {
    this.folder = folder;
    SimulateInterferograms.Parameters parameters =
        new SimulateInterferograms.Parameters(
            ROWS,
            COLUMNS,
            dates,
            24,
            maxDays,
            -60,
            20240106,
            folder.resolve("in"),
            folder.resolve("truth.tif"));
    truth = new InterferogramStack(parameters.scene());
    new SimulateInterferograms().run(parameters, RunContext.silent());
  }

  Path interferograms() {
    return folder.resolve("in");
  }

  MapGrid grid() {
    return truth.grid();
  }

  /** Imports the scene into a stack. */
  Path stack(RunContext context) throws IOException {
    Path stack = folder.resolve("stack");
    run(
        "import_interferograms",
        context,
        Map.of("FOLDER", interferograms().toString(), "STACK", stack.toString()));
    return stack;
  }

  /** Runs an algorithm as a server would; products without a path go below the scene's folder. */
  Result run(String algorithm, RunContext context, Map<String, String> values) throws IOException {
    return Catalogue.standard()
        .prepare(algorithm, new HashMap<>(values), folder.resolve(algorithm))
        .run(context);
  }

  /** Cells that are coherent in every pair, by the truth. */
  boolean[] coherent() {
    boolean[] coherent = new boolean[ROWS * COLUMNS];
    java.util.Arrays.fill(coherent, true);
    for (Pair pair : truth.network().pairs()) {
      float[] values = truth.trueCoherence(pair).values();
      for (int i = 0; i < coherent.length; i++) {
        coherent[i] &= values[i] >= COHERENT;
      }
    }
    return coherent;
  }

  /** Cycles that unwrapping added to a cell of a pair. */
  int cycles(Pair pair, int cell) {
    return truth.unwrappingErrors().stream()
        .filter(error -> error.pair().equals(pair))
        .filter(error -> error.covers(cell / COLUMNS, cell % COLUMNS))
        .mapToInt(UnwrappingError::cycles)
        .sum();
  }

  boolean hasUnwrappingError(int cell) {
    return truth.network().pairs().stream().anyMatch(pair -> cycles(pair, cell) != 0);
  }

  /** Index of the reference cell that a run reports. */
  static int reference(Result result) {
    if (result.metrics().get("reference") instanceof Map<?, ?> reference
        && reference.get("row") instanceof Integer row
        && reference.get("column") instanceof Integer column) {
      return row * COLUMNS + column;
    }
    throw new AssertionError("no reference in " + result.metrics());
  }

  /** A whole number that a run found. */
  static long number(Result result, String metric) {
    if (result.metrics().get(metric) instanceof Number number) {
      return number.longValue();
    }
    throw new AssertionError("no number " + metric + " in " + result.metrics());
  }

  static float[] read(Path raster, int band) {
    try (GeoTiffReader reader = GeoTiffReader.open(raster)) {
      float[] values = new float[(int) reader.grid().cells()];
      reader.read(band, reader.grid().window(), values, 0);
      return values;
    }
  }

  static Path path(Result result, String output) {
    Product product = result.products().get(output);
    if (product == null) {
      throw new AssertionError("no " + output + " among " + result.products().keySet());
    }
    return product.path();
  }

  /**
   * SHA-256 of each file below a folder. Left out are the markers of stages, which hold absolute
   * paths.
   */
  static SortedMap<String, String> checksums(Path folder) throws IOException {
    SortedMap<String, String> sums = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.startsWith("stages")) {
          sums.put(
              name, HexFormat.of().formatHex(Checksums.sha256().digest(Files.readAllBytes(file))));
        }
      }
    }
    return sums;
  }
}
