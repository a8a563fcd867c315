package org.geofringe.server.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An algorithm as the catalogue, the command line and the dialogs know it: drawn from the
 * annotations of a workflow class and of its parameters record.
 */
public record AlgorithmDescription(
    String id,
    String group,
    String label,
    String summary,
    String help,
    List<ParameterDescription> parameters,
    List<OutputDescription> outputs) {

  /**
   * Draws the description of a workflow.
   *
   * @param workflow class with {@link Algorithm}
   * @param parameters record whose components have {@link Input} or {@link Output}
   * @throws IllegalArgumentException where an annotation or the help text is missing
   */
  public static AlgorithmDescription of(Class<?> workflow, Class<? extends Record> parameters) {
    Algorithm algorithm = workflow.getAnnotation(Algorithm.class);
    if (algorithm == null) {
      throw new IllegalArgumentException(workflow + " has no @Algorithm");
    }
    List<ParameterDescription> inputs = new ArrayList<>();
    List<OutputDescription> outputs = new ArrayList<>();
    for (RecordComponent component : parameters.getRecordComponents()) {
      ComponentDescription.of(component).addTo(inputs, outputs);
    }
    return new AlgorithmDescription(
        algorithm.id(),
        algorithm.group(),
        algorithm.label(),
        algorithm.summary(),
        help(workflow, algorithm.id()),
        List.copyOf(inputs),
        List.copyOf(outputs));
  }

  /** {@code minCoherence} is {@code MIN_COHERENCE}. */
  static String upperCase(String componentName) {
    return componentName.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  private static String help(Class<?> workflow, String id) {
    String resource = "/help/" + id + ".txt";
    try (InputStream stream = workflow.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalArgumentException("the help text " + resource + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("the help text " + resource + " cannot be read", e);
    }
  }
}
