package org.geofringe.server.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.geofringe.server.catalogue.AlgorithmDescription;

/** Which of an algorithm's values are paths. */
final class PathValues {

  private PathValues() {}

  /** Makes the paths among the values absolute, from the working folder. The map is modified. */
  static void makeAbsolute(AlgorithmDescription algorithm, Map<String, String> values) {
    Set<String> paths = new HashSet<>();
    algorithm.outputs().forEach(output -> paths.add(output.name()));
    algorithm.parameters().stream()
        .filter(
            parameter ->
                switch (parameter.kind()) {
                  case FOLDER, STACK, FILE, RASTER -> true;
                  default -> false;
                })
        .forEach(parameter -> paths.add(parameter.name()));
    values.replaceAll(
        (name, value) ->
            paths.contains(name) && !value.isBlank()
                ? Path.of(value).toAbsolutePath().normalize().toString()
                : value);
  }
}
