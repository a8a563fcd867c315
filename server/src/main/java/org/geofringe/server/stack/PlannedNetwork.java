package org.geofringe.server.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.run.UserException;

/**
 * Which pairs of a stack's images interferograms shall be made of: a file in the stack, which
 * people may edit.
 */
public final class PlannedNetwork {

  private static final String FILE = "network.json";

  private PlannedNetwork() {}

  /**
   * Puts a plan into a stack, replacing the one that is there.
   *
   * @param how the choice in words, such as "small baselines of up to 36 days and 150 m"
   */
  public static void write(Path stack, Network network, String how) {
    ObjectNode node = StacJson.MAPPER.createObjectNode();
    node.put("how", how);
    network.pairs().forEach(pair -> node.withArray("pairs").add(pair.id()));
    AtomicFiles.writeString(stack.resolve(FILE), StacJson.write(node));
  }

  /**
   * The plan of a stack; empty where none was made.
   *
   * @throws UserException where the file is broken
   */
  public static Optional<Network> read(Path stack) throws IOException {
    Path file = stack.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    JsonNode node = StackReader.json(file, "the network");
    try {
      Collection<Pair> pairs = new TreeSet<>();
      for (JsonNode pair : StacJson.required(node, "pairs")) {
        pairs.add(Pair.parse(pair.asText()));
      }
      return Optional.of(new Network(pairs));
    } catch (IllegalArgumentException e) {
      throw new UserException(
          file + " is broken: " + e.getMessage() + ". Choose the pairs again.", e);
    }
  }
}
