package org.geofringe.server.workflow;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.geofringe.server.catalogue.AlgorithmDescription;
import org.geofringe.server.catalogue.Choice;
import org.geofringe.server.catalogue.ParameterDescription;
import org.geofringe.server.report.ChainReport;
import org.geofringe.server.report.Fact;
import org.geofringe.server.report.Texts;
import org.jspecify.annotations.Nullable;

/** Parameters as a reader of a report wants them: by their labels, with their units. */
final class ReportFacts {

  private ReportFacts() {}

  /** A stage with the parameters it was given, without its files. */
  static <P extends Record> ChainReport.Stage stage(Workflow<P> workflow, P parameters) {
    AlgorithmDescription description = workflow.description();
    return new ChainReport.Stage(
        description.label(),
        description.summary(),
        of(description, parameters, name -> true, false));
  }

  /**
   * The parameters of an algorithm that have a value, with folders and files.
   *
   * @param told whether a parameter of that name is to be told
   */
  static List<Fact> of(
      AlgorithmDescription description, Record parameters, Predicate<String> told) {
    return of(description, parameters, told, true);
  }

  private static List<Fact> of(
      AlgorithmDescription description,
      Record parameters,
      Predicate<String> told,
      boolean withFiles) {
    List<Fact> facts = new ArrayList<>();
    for (RecordComponent component : parameters.getClass().getRecordComponents()) {
      String name = component.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
      Optional<ParameterDescription> input =
          description.parameters().stream().filter(p -> p.name().equals(name)).findFirst();
      if (input.isPresent() && told.test(name)) {
        Object value = value(component, parameters);
        String text = value == null ? "" : text(value, input.get().unit());
        if (!text.isBlank()
            && !isLeftToProgram(value, input.get())
            && (withFiles || !isFile(value))) {
          facts.add(new Fact(input.get().label(), text));
        }
      }
    }
    return facts;
  }

  /** A number that is 0 by default stands for one that the program finds. */
  private static boolean isLeftToProgram(@Nullable Object value, ParameterDescription input) {
    return input.byDefault().equals("0") && value instanceof Number n && n.doubleValue() == 0;
  }

  private static boolean isFile(@Nullable Object value) {
    return value instanceof Path
        || (value instanceof Collection<?> many && many.stream().anyMatch(Path.class::isInstance));
  }

  private static @Nullable Object value(RecordComponent component, Record parameters) {
    try {
      return component.getAccessor().invoke(parameters);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static String text(Object value, String unit) {
    if (value instanceof Choice choice) {
      return choice.label();
    } else if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    } else if (value instanceof Double || value instanceof Float) {
      return Texts.number(((Number) value).doubleValue(), 6, unit).strip();
    } else if (value instanceof Number) {
      return (value + " " + unit).strip();
    } else if (value instanceof Collection<?> many) {
      return many.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
    return value.toString();
  }
}
