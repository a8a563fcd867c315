package org.geofringe.server.workflow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geofringe.server.catalogue.AlgorithmDescription;
import org.geofringe.server.catalogue.OutputDescription;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.export.ProjectLayer;
import org.geofringe.server.export.QgisProject;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;

/** What the whole chain hands over: its products, the project and a summary. */
final class ChainProject {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ChainProject() {}

  /** The stages' products under the names that the chain gives them. */
  static Result products(
      RunFullChain.Parameters p, ChainStart.Unwrapped start, ChainTail.Found found)
      throws IOException {
    Result all = new Result();
    found.velocity().products().forEach(all::product);
    addCorrectedVelocity(found, all);
    start.products().products().forEach(all::product);
    Result closureBefore = found.closureBefore();
    copy(found.filled(), "FILLED", all, "VELOCITY_FILLED", "Velocity, filled");
    copy(found.filled(), "MASK", all, "INTERPOLATED", "Interpolated cells");
    copy(found.velocityBefore(), "VELOCITY", all, "VELOCITY_BEFORE", "Velocity before exclusion");
    copy(found.closure(), "CLOSURE_RMS", all, "CLOSURE_RMS", "Closure error");
    copy(found.closure(), "CLOSURE_CYCLES", all, "CLOSURE_CYCLES", "Unwrapping errors");
    copy(found.closure(), "TRIPLETS", all, "TRIPLETS", "Triplets");
    copy(
        closureBefore, "CLOSURE_RMS", all, "CLOSURE_RMS_BEFORE", "Closure error before correction");
    copy(
        closureBefore,
        "CLOSURE_CYCLES",
        all,
        "CLOSURE_CYCLES_BEFORE",
        "Unwrapping errors before correction");
    copy(found.correction(), "CYCLES_ADDED", all, "CYCLES_ADDED", "Cycles added");
    addCorrections(found, all);
    copy(found.noisy(), "SCORES", all, "SCORES", "Noisy dates");
    copy(found.noisy(), "PLOT", all, "SCORES_PLOT", "Noisy dates plot");
    copy(found.network(), "PAIRS", all, "NETWORK", "Network");
    copy(found.network(), "PLOT", all, "NETWORK_PLOT", "Network plot");
    Stack.open(found.stack())
        .layer(Layer.MEAN_COHERENCE)
        .ifPresent(
            file ->
                all.product(
                    "COHERENCE",
                    new Product(file, "Mean coherence", "Mean coherence over all pairs, 0 to 1.")));
    return all.product(
            "OUTPUT", new Product(p.output(), "Results", "Stacks, layers, tables, plots, project."))
        .product("REPORT", new Product(p.report(), "Report", "Open it in a browser."))
        .product(
            "PROJECT", new Product(p.project(), "QGIS project", "Open it in QGIS 3.22 or later."));
  }

  /** Where the displacement was corrected, its velocity is the one that counts. */
  private static void addCorrectedVelocity(ChainTail.Found found, Result all) {
    if (!found.corrected().products().isEmpty()) {
      copy(
          found.velocity(), "VELOCITY", all, "VELOCITY_UNCORRECTED", "Velocity before corrections");
      copy(found.corrected(), "VELOCITY", all, "VELOCITY", "Velocity");
      copy(found.points(), "POINTS", all, "POINTS", "Velocity points");
    }
  }

  private static void addCorrections(ChainTail.Found found, Result all) {
    Map<ChainCorrection, String> layers =
        Map.of(
            ChainCorrection.TIDES, "TIDES",
            ChainCorrection.ATMOSPHERE, "ATMOSPHERE",
            ChainCorrection.RAMPS, "RAMPS",
            ChainCorrection.TOPOGRAPHY, "TOPOGRAPHY_DELAY",
            ChainCorrection.DEM_ERROR, "HEIGHT_ERROR_DISPLACEMENT");
    found
        .corrections()
        .forEach(
            (correction, result) -> {
              // Each begins with what the one before left: the last has them all.
              copy(result, "CORRECTED", all, "DISPLACEMENT_CORRECTED", "Displacement, corrected");
              String layer = layers.getOrDefault(correction, correction.name());
              copy(result, "CORRECTION", all, layer, correction.label);
              copy(result, "HEIGHT_ERROR", all, "HEIGHT_ERROR", "Height error");
            });
  }

  /** Styles beside the rasters of the stack, which are layers of the project too. */
  static void styleStackLayers(Path stack, RunContext context) throws IOException {
    StackLayers.of(Stack.open(stack), LayerGroups.KIND, false, context);
  }

  /** Writes the project of all rasters and vectors; only the velocity is switched on. */
  static void write(
      RunFullChain.Parameters p,
      Path stackFolder,
      Result result,
      AlgorithmDescription chain,
      RunContext context)
      throws IOException {
    Stack stack = Stack.open(stackFolder);
    List<ProjectLayer> layers = new ArrayList<>();
    for (OutputDescription output : chain.outputs()) {
      Product product = result.products().get(output.name());
      if (product != null
          && (output.kind() == OutputKind.RASTER || output.kind() == OutputKind.VECTOR)) {
        layers.add(
            new ProjectLayer(
                product.path(),
                product.title(),
                output.group(),
                output.order(),
                null,
                product.bandDates(),
                product.description(),
                output.order() == KnownProducts.SHOWN_FIRST));
      }
    }
    StackLayers.of(stack, LayerGroups.KIND, false, context).stream()
        .filter(layer -> layers.stream().noneMatch(other -> other.file().equals(layer.file())))
        .forEach(layers::add);
    QgisProject.write(p.project(), "GeoFringe", stack.grid(), layers);
  }

  /** Writes products and figures as the command line prints them. */
  static void writeSummary(Path folder, Result result) throws IOException {
    ObjectNode node = MAPPER.createObjectNode();
    ObjectNode outputs = node.putObject("outputs");
    result
        .products()
        .forEach(
            (name, product) -> outputs.put(name, folder.relativize(product.path()).toString()));
    node.set("metrics", MAPPER.valueToTree(result.metrics()));
    AtomicFiles.writeString(folder.resolve("result.json"), MAPPER.writeValueAsString(node) + "\n");
  }

  private static void copy(Result from, String name, Result to, String newName, String title) {
    Product product = from.products().get(name);
    if (product != null) {
      to.product(
          newName, new Product(product.path(), title, product.description(), product.bandDates()));
    }
  }
}
