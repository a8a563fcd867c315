package org.geofringe.server.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.file.Fingerprint;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackItem;
import org.geofringe.server.stack.StackWriter;
import org.jspecify.annotations.Nullable;

/**
 * A stack made from another by changing the unwrapped phase of some pairs. What stays the same is
 * linked, and a run that was killed goes on with the pairs that are not complete.
 */
final class CorrectedStack {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String REPORT = "correction.json";
  private static final String FINGERPRINT = "fingerprint";

  private final Path folder;
  private final Stack stack;
  private final Network network;
  private final String fingerprint;

  /**
   * A stack to be made.
   *
   * @param step id of the algorithm
   * @param folder where it goes
   * @param source what it is made from
   * @param parameters what else decides on its phases
   */
  CorrectedStack(String step, Path folder, ReferencedStack source, List<Object> parameters)
      throws IOException {
    this.folder = folder;
    this.stack = source.stack();
    this.network = source.network();
    Fingerprint all = new Fingerprint().add(step).add(stack.fingerprint()).add(source.reference());
    parameters.forEach(all::add);
    for (Pair pair : network.pairs()) {
      StackItem item = stack.item(pair);
      all.add(pair).add(item.fingerprint()).add(item.notes());
      for (Path file : item.assets().values()) {
        all.addCopy(file);
      }
    }
    fingerprint = all.hex();
  }

  /**
   * Refuses to write a stack over the one that it is made from.
   *
   * @throws UserException where both are one folder
   */
  static void requireAnother(Path stack, Path corrected) throws IOException {
    if (Files.exists(corrected) && Files.isSameFile(stack, corrected)) {
      throw new UserException(
          "CORRECTED is the stack itself: choose another folder, so that the phases as they were stay.");
    }
  }

  /** Pairs that are in no triplet. */
  static List<String> unchecked(Network network) {
    int[] triplets = network.tripletsOfPairs();
    List<String> unchecked = new ArrayList<>();
    for (int i = 0; i < triplets.length; i++) {
      if (triplets[i] == 0) {
        unchecked.add(network.pairs().get(i).id());
      }
    }
    return unchecked;
  }

  /** What an earlier run answered, where all that it made is still there. */
  @Nullable Result finished(Path... products) throws IOException {
    Path report = folder.resolve(REPORT);
    for (Path product : products) {
      if (!Files.isRegularFile(product)) {
        return null;
      }
    }
    if (!Files.isRegularFile(report) || !Stack.isFinished(folder, fingerprint)) {
      return null;
    }
    JsonNode node = MAPPER.readTree(report.toFile());
    return node.path(FINGERPRINT).asText().equals(fingerprint)
        ? moved(ResultJson.read(node), folder::resolve)
        : null;
  }

  StackWriter writer() throws IOException {
    return new StackWriter(folder, stack.description());
  }

  /** The pairs that are still to be made. */
  List<Pair> left(StackWriter writer) throws IOException {
    List<Pair> left = new ArrayList<>();
    for (Pair pair : network.pairs()) {
      if (!writer.isComplete(pair, fingerprint)) {
        left.add(pair);
      }
    }
    return left;
  }

  /**
   * Links what stays the same of a pair and completes it.
   *
   * @param touched whether its unwrapped phase has been written
   */
  void complete(StackWriter writer, Pair pair, boolean touched) throws IOException {
    StackItem item = stack.item(pair);
    for (Map.Entry<Asset, Path> asset : item.assets().entrySet()) {
      if (asset.getKey() != Asset.UNWRAPPED || !touched) {
        writer.link(pair, asset.getKey(), asset.getValue());
      }
    }
    Set<Asset> assets = item.assets().keySet();
    writer.complete(pair, item.perpendicularBaselineMetres(), fingerprint, item.figures(), assets);
  }

  /** Completes the stack once all its pairs are, and keeps the answer. */
  void finish(StackWriter writer, Result result) throws IOException {
    for (Layer layer : Layer.values()) {
      Path file = stack.layer(layer).orElse(null);
      if (file != null) {
        writer.linkLayer(layer, file);
      }
    }
    writer.finish(network, stack.perpendicularBaselines(), fingerprint);
    ObjectNode node = MAPPER.createObjectNode().put(FINGERPRINT, fingerprint);
    ResultJson.write(moved(result, folder::relativize), node);
    AtomicFiles.write(folder.resolve(REPORT), MAPPER.writeValueAsBytes(node));
  }

  /** The answer with its products elsewhere: within the stack they are told from its folder on. */
  private static Result moved(Result result, UnaryOperator<Path> move) {
    Result moved = new Result();
    result
        .products()
        .forEach(
            (name, product) ->
                moved.product(
                    name,
                    new Product(
                        move.apply(product.path()), product.title(), product.description())));
    result.metrics().forEach(moved::metric);
    return moved;
  }
}
