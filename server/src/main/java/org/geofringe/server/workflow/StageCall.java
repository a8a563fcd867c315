package org.geofringe.server.workflow;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.geofringe.server.catalogue.ParameterBinder;
import org.jspecify.annotations.Nullable;

/**
 * An algorithm as a chain calls it: with what the chain says, and for all else the defaults that a
 * user would have.
 */
final class StageCall<P extends Record> {

  private final Workflow<P> workflow;
  private final Path folder;
  private final Map<String, String> values = new TreeMap<>();

  /**
   * Begins a call.
   *
   * @param folder for products whose place is not said, under their usual names
   */
  StageCall(Workflow<P> workflow, Path folder) {
    this.workflow = workflow;
    this.folder = folder;
  }

  /**
   * Says a value, in the form that its text is read from.
   *
   * @param value null where the user said none
   */
  StageCall<P> with(String name, @Nullable Object value) {
    if (value instanceof Collection<?> several) {
      values.put(name, several.stream().map(Object::toString).collect(Collectors.joining(",")));
    } else if (value instanceof Enum<?> choice) {
      values.put(name, choice.name());
    } else if (value != null) {
      values.put(name, value.toString());
    }
    return this;
  }

  Workflow<P> workflow() {
    return workflow;
  }

  /**
   * The parameters, checked as a user's are.
   *
   * @throws org.geofringe.server.run.UserException where one is wrong
   */
  P parameters() {
    return ParameterBinder.bind(workflow.description(), workflow.parametersType(), values, folder);
  }
}
