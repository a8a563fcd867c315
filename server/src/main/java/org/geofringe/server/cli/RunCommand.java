package org.geofringe.server.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.geofringe.server.catalogue.PathValues;
import org.geofringe.server.grpc.GeoFringeClient;
import org.geofringe.server.job.Job;
import org.geofringe.server.run.UserException;
import org.geofringe.server.workflow.Catalogue;
import org.geofringe.server.workflow.Result;
import org.geofringe.v1.JobResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one algorithm, here or on a server, and prints one JSON object. */
@Command(
    name = "run",
    description = "Runs an algorithm and prints its products and figures as one JSON object.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Parameters(index = "0", paramLabel = "ALGORITHM", description = "As in: geofringe list")
  String algorithm = "";

  @Parameters(
      index = "1..*",
      paramLabel = "NAME=VALUE",
      description = "Parameters as in: geofringe describe ALGORITHM")
  List<String> assignments = new ArrayList<>();

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description = "Run on this server; \"local\" finds the one running on this machine.")
  String server = "";

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  @Mixin BudgetOptions budget = new BudgetOptions();

  @Override
  public Integer call() throws IOException {
    Map<String, String> values = absolute(values(assignments));
    ObjectNode answer = server.isEmpty() ? runHere(values) : runThere(values);
    System.out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    return 0;
  }

  static Map<String, String> values(List<String> assignments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new UserException(
            "\""
                + assignment
                + "\" is no assignment: write NAME=VALUE, such as MIN_COHERENCE=0.4.");
      }
      String name = assignment.substring(0, equals);
      if (values.put(name, assignment.substring(equals + 1)) != null) {
        throw new UserException(name + " is given twice: give it once.");
      }
    }
    return values;
  }

  private ObjectNode runHere(Map<String, String> values) throws IOException {
    Path products = Path.of("geofringe-out", algorithm).toAbsolutePath();
    Catalogue.Call call = Catalogue.standard().prepare(algorithm, values, products);
    Result result = LocalRun.run(Job.standalone(algorithm, products, budget.budget()), call);
    ObjectNode answer = MAPPER.createObjectNode();
    ObjectNode outputs = answer.putObject("outputs");
    result.products().forEach((name, product) -> outputs.put(name, product.path().toString()));
    result.layers().forEach(l -> addLayer(answer, l.path().toString(), l.group(), l.title()));
    answer.set("metrics", MAPPER.valueToTree(result.metrics()));
    return answer;
  }

  private ObjectNode runThere(Map<String, String> values) throws IOException {
    try (GeoFringeClient client = connection.connect(server)) {
      JobResult result = RemoteRun.run(client, algorithm, values);
      ObjectNode answer = MAPPER.createObjectNode();
      ObjectNode outputs = answer.putObject("outputs");
      result.getProductsMap().forEach((name, product) -> outputs.put(name, product.getPath()));
      result
          .getLayersList()
          .forEach(l -> addLayer(answer, l.getPath(), l.getLayerGroup(), l.getTitle()));
      answer.set("metrics", MAPPER.readTree(result.getMetricsJson()));
      return answer;
    }
  }

  private static void addLayer(ObjectNode answer, String path, String group, String title) {
    answer
        .withArray("layers")
        .addObject()
        .put("path", path)
        .put("group", group)
        .put("title", title);
  }

  /** Paths are from the working folder of whoever types them, here and on a server. */
  private Map<String, String> absolute(Map<String, String> values) {
    Map<String, String> absolute = new LinkedHashMap<>(values);
    Catalogue catalogue = Catalogue.standard();
    if (catalogue.has(algorithm)) {
      PathValues.makeAbsolute(catalogue.description(algorithm), absolute);
    }
    return absolute;
  }
}
