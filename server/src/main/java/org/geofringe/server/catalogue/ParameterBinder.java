package org.geofringe.server.catalogue;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the texts that a user sent into a parameters record, or says in one line what is wrong with
 * them.
 */
public final class ParameterBinder {

  private ParameterBinder() {}

  /**
   * Binds texts to a record.
   *
   * @param algorithm description of the algorithm, drawn from {@code type}
   * @param type the parameters record
   * @param values texts by upper-case name; an empty text counts as not given
   * @param outputFolder where products go whose path is not given
   * @throws UserException where a name is unknown, a value is missing, unreadable or out of range
   */
  public static <P extends Record> P bind(
      AlgorithmDescription algorithm,
      Class<P> type,
      Map<String, String> values,
      Path outputFolder) {
    Map<String, String> given = new TreeMap<>(values);
    given.values().removeIf(String::isBlank);
    refuseUnknown(algorithm, given.keySet());
    Map<String, Path> destinations = destinations(algorithm, given, outputFolder);

    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] arguments = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = AlgorithmDescription.upperCase(components[i].getName());
      arguments[i] =
          isOutput(algorithm, name)
              ? destinations.get(name)
              : value(algorithm, name, components[i].getType(), given.get(name));
    }
    return construct(type, components, arguments);
  }

  private static boolean isOutput(AlgorithmDescription algorithm, String name) {
    return algorithm.outputs().stream().anyMatch(output -> output.name().equals(name));
  }

  private static void refuseUnknown(AlgorithmDescription algorithm, Set<String> names) {
    Set<String> known = new TreeSet<>();
    algorithm.parameters().forEach(p -> known.add(p.name()));
    algorithm.outputs().stream()
        .filter(o -> o.inside().isEmpty())
        .forEach(o -> known.add(o.name()));
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UserException(
            algorithm.id()
                + " has no parameter "
                + name
                + ": it takes "
                + String.join(", ", known)
                + ".");
      }
    }
  }

  private static Map<String, Path> destinations(
      AlgorithmDescription algorithm, Map<String, String> given, Path outputFolder) {
    Map<String, Path> destinations = new TreeMap<>();
    for (OutputDescription output : algorithm.outputs()) {
      String text = given.get(output.name());
      if (!output.inside().isEmpty()) {
        continue;
      }
      if (text != null) {
        destinations.put(output.name(), destination(output.name(), text, outputFolder));
      } else if (!output.optional()) {
        destinations.put(output.name(), outputFolder.resolve(output.fileName()));
      }
    }
    for (OutputDescription output : algorithm.outputs()) {
      Path folder = destinations.get(output.inside());
      if (folder != null) {
        destinations.put(output.name(), folder.resolve(output.fileName()));
      }
    }
    return destinations;
  }

  private static @Nullable Object value(
      AlgorithmDescription algorithm, String name, Class<?> type, @Nullable String given) {
    ParameterDescription parameter =
        algorithm.parameters().stream()
            .filter(p -> p.name().equals(name))
            .findFirst()
            .orElseThrow();
    String text = given != null ? given.strip() : parameter.byDefault();
    if (text.isEmpty()) {
      if (!parameter.optional()) {
        throw new UserException(
            algorithm.id()
                + " needs "
                + name
                + ": "
                + parameter.label()
                + ". Give "
                + name
                + "=… .");
      }
      return type == List.class ? List.of() : type == String.class ? "" : null;
    }
    return switch (parameter.kind()) {
      case TEXT, FROM_TYPE -> text;
      case INTEGER -> inRange(parameter, integer(name, text)).intValue();
      case NUMBER -> inRange(parameter, number(name, text)).doubleValue();
      case BOOLEAN -> truth(name, text);
      case CHOICE -> choice(parameter, type, text);
      case POINT -> parsed(name, text, MapPoint::parse);
      case EXTENT -> parsed(name, text, Extent::parse);
      case CRS -> parsed(name, text, CrsCode::parse);
      case DATES -> dates(name, text);
      case FOLDER, STACK -> folder(name, text);
      case FILE, RASTER -> file(name, text);
      case FILE_OR_FOLDER -> fileOrFolder(name, text);
      case LAYER -> layer(name, text);
    };
  }

  private static Number inRange(ParameterDescription parameter, Number value) {
    double number = value.doubleValue();
    if (number < parameter.minimum() || number > parameter.maximum()) {
      throw new UserException(
          parameter.name()
              + " must lie between "
              + parameter.minimum()
              + " and "
              + parameter.maximum()
              + ", got "
              + value
              + ".");
    }
    return value;
  }

  private static Number integer(String name, String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new UserException(name + " must be a whole number, got \"" + text + "\".", e);
    }
  }

  private static Number number(String name, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new UserException(name + " must be a number such as 0.3, got \"" + text + "\".", e);
    }
    throw new UserException(name + " must be a finite number, got \"" + text + "\".");
  }

  private static boolean truth(String name, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> throw new UserException(name + " must be true or false, got \"" + text + "\".");
    };
  }

  private static Object choice(ParameterDescription parameter, Class<?> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    parameter.name()
                        + " must be one of "
                        + String.join(
                            ", ", parameter.choices().stream().map(c -> c.value()).toList())
                        + ", got \""
                        + text
                        + "\"."));
  }

  private static <T> T parsed(String name, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new UserException(name + ": " + e.getMessage() + ".", e);
    }
  }

  private static List<LocalDate> dates(String name, String text) {
    TreeSet<LocalDate> dates = new TreeSet<>();
    for (String part : text.split("[,;\\s]+")) {
      try {
        dates.add(
            part.contains("-")
                ? LocalDate.parse(part)
                : LocalDate.parse(part, DateTimeFormatter.BASIC_ISO_DATE));
      } catch (DateTimeException e) {
        throw new UserException(
            name + " must be dates such as 2018-01-06 parted by commas, got \"" + part + "\".", e);
      }
    }
    return new ArrayList<>(dates);
  }

  /**
   * A relative destination lies in the output folder: that is all that a remote client can name.
   */
  private static Path destination(String name, String text, Path outputFolder) {
    try {
      Path given = Path.of(text);
      Path target = outputFolder.resolve(given).toAbsolutePath().normalize();
      if (!given.isAbsolute() && !target.startsWith(outputFolder.toAbsolutePath().normalize())) {
        throw new UserException(
            name + " leads out of the job's folder: \"" + text + "\". Give a plain file name.");
      }
      return target;
    } catch (InvalidPathException e) {
      throw new UserException(name + " is not a path: \"" + text + "\".", e);
    }
  }

  private static Path path(String name, String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new UserException(name + " is not a path: \"" + text + "\".", e);
    }
  }

  private static Path folder(String name, String text) {
    Path path = path(name, text);
    if (!Files.isDirectory(path)) {
      throw new UserException(name + ": there is no folder " + path + ". Check the path.");
    }
    return path;
  }

  private static Path file(String name, String text) {
    Path path = path(name, text);
    if (!Files.isRegularFile(path)) {
      throw new UserException(name + ": there is no file " + path + ". Check the path.");
    }
    return path;
  }

  private static Path fileOrFolder(String name, String text) {
    Path path = path(name, text);
    if (!Files.exists(path)) {
      throw new UserException(name + ": there is no file or folder " + path + ". Check the path.");
    }
    return path;
  }

  private static String layer(String name, String text) {
    LayerPath layer = LayerPath.parse(text);
    return layer.at(file(name, layer.file())).toString();
  }

  private static <P extends Record> P construct(
      Class<P> type, RecordComponent[] components, @Nullable Object[] arguments) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<P> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof UserException user) {
        throw user;
      }
      throw new IllegalStateException("cannot make " + type, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }
}
