package org.geofringe.server.catalogue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which of an algorithm's values are paths. */
public final class PathValues {

  private PathValues() {}

  /** Names of the inputs and outputs whose value is a path. */
  public static Set<String> names(AlgorithmDescription algorithm) {
    Set<String> names = new HashSet<>();
    algorithm.outputs().forEach(output -> names.add(output.name()));
    algorithm.parameters().stream()
        .filter(
            parameter ->
                switch (parameter.kind()) {
                  case FOLDER, STACK, FILE, RASTER, FILE_OR_FOLDER, LAYER -> true;
                  default -> false;
                })
        .forEach(parameter -> names.add(parameter.name()));
    return names;
  }

  /** Makes the paths among the values absolute, from the working folder. The map is modified. */
  public static void makeAbsolute(AlgorithmDescription algorithm, Map<String, String> values) {
    Set<String> names = names(algorithm);
    values.replaceAll(
        (name, value) ->
            names.contains(name) && !value.isBlank() ? absolute(algorithm, name, value) : value);
  }

  /** The path in a value: all of it, or what stands before the name of a layer. */
  public static String path(AlgorithmDescription algorithm, String name, String value) {
    return isLayer(algorithm, name) ? LayerPath.parse(value).file() : value;
  }

  private static String absolute(AlgorithmDescription algorithm, String name, String value) {
    Path path = Path.of(path(algorithm, name, value)).toAbsolutePath().normalize();
    return isLayer(algorithm, name) ? LayerPath.parse(value).at(path).toString() : path.toString();
  }

  private static boolean isLayer(AlgorithmDescription algorithm, String name) {
    return algorithm.parameters().stream()
        .anyMatch(p -> p.name().equals(name) && p.kind() == ParameterKind.LAYER);
  }
}
