package org.geofringe.server.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.run.Budget;
import org.geofringe.server.run.Failure;
import org.geofringe.server.workflow.Result;
import org.geofringe.server.workflow.ResultJson;
import org.jspecify.annotations.Nullable;

/** Jobs on disk: a folder each, with {@code job.json} and {@code log.txt}. */
final class JobStore {

  private static final Logger LOG = Logger.getLogger(JobStore.class.getName());
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path folder;

  JobStore(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
  }

  Path folder(String id) {
    return folder.resolve(id);
  }

  /** Writes where a job stands, in one step. */
  void save(Job job) throws IOException {
    JobStatus status = job.status();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", job.id());
    node.put("algorithm", job.algorithm());
    node.set("values", MAPPER.valueToTree(job.values()));
    node.put("submitted", job.submitted().toString());
    node.put("state", status.state().name());
    node.put("percent", status.percent());
    node.put("message", status.message());
    Failure failure = status.failure();
    if (failure != null) {
      node.put("failure_kind", failure.kind().name());
      node.put("failure", failure.message());
    }
    Result result = status.result();
    if (result != null) {
      ResultJson.write(result, node);
    }
    AtomicFiles.writeString(folder(job.id()).resolve("job.json"), node.toPrettyString() + "\n");
  }

  /** Adds lines to the log of a job. */
  void appendLog(Job job, List<String> lines) throws IOException {
    Files.write(
        folder(job.id()).resolve("log.txt"),
        lines,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /**
   * All jobs on disk, oldest first. A folder without a {@code job.json} is passed over, and so,
   * with a line in the server's log, is one whose {@code job.json} cannot be understood.
   */
  List<Job> load(Budget budget) throws IOException {
    List<Path> folders;
    try (Stream<Path> entries = Files.list(folder)) {
      folders = entries.filter(f -> Files.isRegularFile(f.resolve("job.json"))).sorted().toList();
    }
    List<Job> jobs = new ArrayList<>();
    for (Path job : folders) {
      try {
        JsonNode node = MAPPER.readTree(job.resolve("job.json").toFile());
        jobs.add(job(node, job, budget));
      } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
        LOG.warning(
            "Job "
                + job.getFileName()
                + " is left out: its job.json is broken ("
                + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                + ").");
      }
    }
    return jobs;
  }

  private static Job job(JsonNode node, Path folder, Budget budget) {
    String id = node.path("id").asText();
    if (!folder.endsWith(id)) {
      throw new IllegalArgumentException("it is that of job \"" + id + "\"");
    }
    Map<String, String> values = new HashMap<>();
    node.path("values").properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
    JobStatus status =
        new JobStatus(
            JobState.valueOf(node.path("state").asText()),
            node.path("percent").asDouble(),
            node.path("message").asText(),
            OptionalDouble.empty(),
            result(node),
            failure(node));
    return new Job(
        id,
        node.path("algorithm").asText(),
        values,
        Instant.parse(node.path("submitted").asText()),
        folder,
        budget,
        status);
  }

  private static @Nullable Failure failure(JsonNode node) {
    return node.has("failure")
        ? new Failure(
            Failure.Kind.valueOf(node.path("failure_kind").asText()), node.path("failure").asText())
        : null;
  }

  private static @Nullable Result result(JsonNode node) {
    return node.has("products") ? ResultJson.read(node) : null;
  }
}
