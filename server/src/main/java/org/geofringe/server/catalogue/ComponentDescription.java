package org.geofringe.server.catalogue;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one component of a parameters record describes: an input or an output.
 *
 * @param input null for an output
 * @param output null for an input
 */
record ComponentDescription(
    @Nullable ParameterDescription input, @Nullable OutputDescription output) {

  /**
   * Reads the annotations of a component.
   *
   * @throws IllegalArgumentException where it is not described
   */
  static ComponentDescription of(RecordComponent component) {
    String name = AlgorithmDescription.upperCase(component.getName());
    SameAs same = component.getAnnotation(SameAs.class);
    RecordComponent described = same == null ? component : there(component, same);
    Input input = described.getAnnotation(Input.class);
    Output output = described.getAnnotation(Output.class);
    if (input != null) {
      return new ComponentDescription(describe(name, described, input, same), null);
    } else if (output != null) {
      return new ComponentDescription(null, describe(name, output, same));
    }
    throw new IllegalArgumentException(
        component + " of " + component.getDeclaringRecord() + " is not described");
  }

  void addTo(List<ParameterDescription> inputs, List<OutputDescription> outputs) {
    if (input != null) {
      inputs.add(input);
    }
    if (output != null) {
      outputs.add(output);
    }
  }

  private static RecordComponent there(RecordComponent component, SameAs same) {
    String name = or(same.component(), component.getName());
    return Arrays.stream(same.value().getRecordComponents())
        .filter(c -> c.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(same.value() + " has no component " + name));
  }

  private static ParameterDescription describe(
      String name, RecordComponent component, Input input, @Nullable SameAs same) {
    return new ParameterDescription(
        name,
        same == null ? input.label() : or(same.label(), input.label()),
        same == null ? input.help() : or(same.help(), input.help()),
        kind(component, input),
        input.optional() || (same != null && same.optional()),
        input.advanced() || (same != null && same.advanced()),
        input.byDefault(),
        input.minimum(),
        input.maximum(),
        input.unit(),
        choices(component.getType()));
  }

  private static OutputDescription describe(String name, Output output, @Nullable SameAs same) {
    return new OutputDescription(
        name,
        same == null ? output.label() : or(same.label(), output.label()),
        same == null ? output.help() : or(same.help(), output.help()),
        output.kind(),
        same == null && output.optional(),
        output.style(),
        output.group(),
        same == null || same.order() < 0 ? output.order() : same.order(),
        output.unit(),
        same == null ? output.inside() : or(same.inside(), output.inside()),
        same == null ? output.fileName() : or(same.fileName(), output.fileName()));
  }

  private static String or(String own, String otherwise) {
    return own.isEmpty() ? otherwise : own;
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
    } else if (type == Extent.class) {
      return ParameterKind.EXTENT;
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
}
