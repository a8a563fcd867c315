package org.geofringe.server.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
      Input input = component.getAnnotation(Input.class);
      Output output = component.getAnnotation(Output.class);
      if (input != null) {
        inputs.add(describe(component, input));
      } else if (output != null) {
        outputs.add(describe(component, output));
      } else {
        throw new IllegalArgumentException(component + " of " + workflow + " is not described");
      }
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

  private static ParameterDescription describe(RecordComponent component, Input input) {
    return new ParameterDescription(
        upperCase(component.getName()),
        input.label(),
        input.help(),
        kind(component, input),
        input.optional(),
        input.advanced(),
        input.byDefault(),
        input.minimum(),
        input.maximum(),
        input.unit(),
        choices(component.getType()));
  }

  private static OutputDescription describe(RecordComponent component, Output output) {
    return new OutputDescription(
        upperCase(component.getName()),
        output.label(),
        output.help(),
        output.kind(),
        output.optional(),
        output.style(),
        output.group(),
        output.order(),
        output.unit(),
        output.inside(),
        output.fileName());
  }

  private static ParameterKind kind(RecordComponent component, Input input) {
    if (input.kind() != ParameterKind.FROM_TYPE) {
      return input.kind();
    }
    Class<?> type = component.getType();
    if (type.isEnum()) {
      return ParameterKind.CHOICE;
    } else if (type == int.class) {
      return ParameterKind.INTEGER;
    } else if (type == double.class) {
      return ParameterKind.NUMBER;
    } else if (type == boolean.class) {
      return ParameterKind.BOOLEAN;
    } else if (type == MapPoint.class) {
      return ParameterKind.POINT;
    } else if (type == List.class) {
      return ParameterKind.DATES;
    } else if (type == String.class) {
      return ParameterKind.TEXT;
    } else if (type == Path.class) {
      throw new IllegalArgumentException(component + " needs a kind: a path may be many things");
    }
    throw new IllegalArgumentException(component + " has a type that no parameter has");
  }

  private static List<ParameterDescription.ChoiceDescription> choices(Class<?> type) {
    if (!type.isEnum()) {
      return List.of();
    }
    return Arrays.stream(type.getEnumConstants())
        .map(
            constant ->
                new ParameterDescription.ChoiceDescription(
                    ((Enum<?>) constant).name(), ((Choice) constant).label()))
        .toList();
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
