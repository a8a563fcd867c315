package org.geofringe.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What lies below a folder. */
final class Tree {

  private Tree() {}

  /** SHA-256 of every file, by its path relative to the folder. */
  static SortedMap<String, String> checksums(Path folder) throws IOException {
    SortedMap<String, String> checksums = new TreeMap<>();
    for (Path file : files(folder)) {
      checksums.put(folder.relativize(file).toString(), sha256(Files.readAllBytes(file)));
    }
    return checksums;
  }

  /**
   * Identity and time of last change of every file of every finished item of a chain's output: the
   * pairs with their JSON, the whole stack once it has its collection, and the products of finished
   * stages.
   */
  static SortedMap<String, String> finished(Path output) throws IOException {
    SortedMap<String, String> finished = new TreeMap<>();
    Path stack = output.resolve("interferograms");
    boolean whole = Files.exists(stack.resolve("collection.json"));
    for (Path file : files(stack)) {
      String item = stack.relativize(file).getName(0).toString();
      boolean inItem = Files.exists(stack.resolve(item).resolve(item + ".json"));
      // The styles beside a stack's rasters belong to the project, which is always written anew.
      if ((whole || inItem) && !file.toString().endsWith(".qml")) {
        finished.put(output.relativize(file).toString(), identity(file));
      }
    }
    for (Path marker : files(output.resolve("stages"))) {
      if (marker.toString().endsWith(".json")) {
        for (JsonNode product : new ObjectMapper().readTree(marker.toFile()).path("products")) {
          Path file = Path.of(product.path("path").asText());
          if (Files.isRegularFile(file)) {
            finished.put(output.relativize(file).toString(), identity(file));
          }
        }
      }
    }
    return finished;
  }

  /**
   * Identity and time of last change of every file of a stack of images that is finished: the dates
   * that have their JSON, and the shared layers once their list is there. Of the styles beside them
   * each run writes its own.
   */
  static SortedMap<String, String> finishedImages(Path stack) throws IOException {
    SortedMap<String, String> finished = new TreeMap<>();
    for (Path file : files(stack)) {
      Path group = stack.relativize(file).getName(0);
      Path vouching = stack.resolve(group).resolve(group + ".json");
      Path layers = stack.resolve(group).resolve("layers.json");
      boolean whole = Files.exists(vouching) || Files.exists(layers);
      if (whole && !file.toString().endsWith(".qml") && !file.toString().endsWith(".sld")) {
        finished.put(stack.relativize(file).toString(), identity(file));
      }
    }
    return finished;
  }

  /** What is not the same in both: its two values, by file. */
  static Map<String, String> differences(Map<String, String> one, Map<String, String> other) {
    Set<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    Map<String, String> differences = new TreeMap<>();
    for (String name : names) {
      String first = one.getOrDefault(name, "missing");
      String second = other.getOrDefault(name, "missing");
      if (!first.equals(second)) {
        differences.put(name, first + " and " + second);
      }
    }
    return differences;
  }

  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Path copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  /** Deletes the files below a folder and keeps its folders. */
  static void empty(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
  }

  static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> entries = Files.walk(folder)) {
      all = new ArrayList<>(entries.toList());
    }
    all.sort(Comparator.reverseOrder());
    for (Path entry : all) {
      Files.delete(entry);
    }
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static String identity(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.fileKey() + " " + attributes.lastModifiedTime().toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
