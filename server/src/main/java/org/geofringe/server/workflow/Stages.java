package org.geofringe.server.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.file.Fingerprint;
import org.geofringe.server.report.ChainReport;
import org.geofringe.server.run.RunContext;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a chain. A finished stage leaves a small file with the fingerprint of its inputs
 * and parameters; a stage whose fingerprint is found again is not run again, so a chain that was
 * killed goes on where it stopped and a parameter that is changed late runs only what depends on
 * it. Stages that find out by themselves what is left to do are always asked.
 */
final class Stages {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String WARNINGS = "warnings";

  /** Figures that tell of a run rather than of what it made; another run may tell others. */
  private static final Set<String> OF_A_RUN = Set.of("seconds", "pairs_unwrapped", "pairs_checked");

  private final Path folder;
  private final RunContext context;
  private final ChainShares shares;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final Map<String, String> fingerprints = new HashMap<>();
  private final List<ChainReport.Stage> described = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private int reused;

  /**
   * Stages that leave their files in a folder.
   *
   * @param shares of the progress, for all stages that will be run
   */
  Stages(Path folder, RunContext context, ChainShares shares) {
    this.folder = folder;
    this.context = context;
    this.shares = shares;
  }

  /**
   * Runs a stage, or takes what an earlier run left.
   *
   * @param inputs fingerprint of what the stage reads
   */
  <P extends Record> Result run(String name, StageCall<P> call, String inputs) throws IOException {
    RunContext part = shares.part(name, context);
    Workflow<P> workflow = call.workflow();
    P parameters = call.parameters();
    String fingerprint =
        new Fingerprint().add(workflow.getClass().getName()).add(parameters).add(inputs).hex();
    fingerprints.put(name, fingerprint);
    Path marker = marker(name);
    described.add(ReportFacts.stage(workflow, parameters));
    Result earlier = earlier(marker, fingerprint);
    if (earlier != null) {
      reused++;
      context.log(name + ": done before.");
      part.progress(1, name);
      return earlier;
    }
    // Whoever is killed from here on leaves products of these parameters, not of the marker's.
    Files.deleteIfExists(marker);
    long start = System.nanoTime();
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    Result result = workflow.run(parameters, part.telling(told::add));
    seconds.put(name, (System.nanoTime() - start) / 1e9);
    part.progress(1, name);
    warnings.addAll(told);
    ObjectNode node = MAPPER.createObjectNode();
    node.put("fingerprint", fingerprint);
    ArrayNode lines = node.putArray(WARNINGS);
    told.forEach(lines::add);
    ResultJson.write(result, node);
    node.withObject("metrics").remove(OF_A_RUN);
    ObjectNode sizes = node.putObject("sizes");
    for (Product product : result.products().values()) {
      sizes.put(product.path().toString(), size(product.path()));
    }
    AtomicFiles.writeString(marker, node.toPrettyString() + "\n");
    return result;
  }

  /**
   * Runs a stage that does by itself only what is left of it.
   *
   * @param idle whether its answer says that nothing was left
   */
  <P extends Record> Result resume(String name, StageCall<P> call, Predicate<Result> idle)
      throws IOException {
    RunContext part = shares.part(name, context);
    long start = System.nanoTime();
    P parameters = call.parameters();
    described.add(ReportFacts.stage(call.workflow(), parameters));
    Result result = call.workflow().run(parameters, part);
    if (idle.test(result)) {
      reused++;
    } else {
      seconds.put(name, (System.nanoTime() - start) / 1e9);
    }
    part.progress(1, name);
    return result;
  }

  /** Lets a stage run again, because what it made is not as it left it. */
  void forget(String name) throws IOException {
    Files.deleteIfExists(marker(name));
  }

  /** Fingerprint of a stage that has run, for those that read what it made. */
  String after(String name) {
    return fingerprints.getOrDefault(name, "");
  }

  /** The stages so far with their parameters. */
  List<ChainReport.Stage> described() {
    return List.copyOf(described);
  }

  /**
   * What the stages warned of, by whichever run they were done; of those that find out by
   * themselves what is left, nothing.
   */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Stages that an earlier run had finished. */
  int reused() {
    return reused;
  }

  /** Seconds of each stage that was run now. */
  Map<String, Double> seconds() {
    return seconds;
  }

  private Path marker(String name) {
    return folder.resolve(name + ".json");
  }

  private @Nullable Result earlier(Path marker, String fingerprint) throws IOException {
    if (!Files.isRegularFile(marker)) {
      return null;
    }
    JsonNode node;
    try {
      node = MAPPER.readTree(marker.toFile());
    } catch (JsonProcessingException e) {
      return null;
    }
    if (!node.path("fingerprint").asText("").equals(fingerprint)) {
      return null;
    }
    Result result = ResultJson.read(node);
    for (Product product : result.products().values()) {
      Path path = product.path();
      if (size(path) != node.path("sizes").path(path.toString()).asLong(-2)) {
        return null;
      }
    }
    node.path(WARNINGS).forEach(line -> warnings.add(line.asText()));
    return result;
  }

  /** Size of a file; 0 for a folder, -1 where nothing is. */
  private static long size(Path path) throws IOException {
    if (!Files.exists(path)) {
      return -1;
    }
    return Files.isDirectory(path) ? 0 : Files.size(path);
  }
}
