package org.geofringe.orbit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The orbit files of a folder, or one file alone. */
public final class OrbitFolder {

  private static final int LEVELS = 4;

  private final Path path;
  private final List<OrbitFile> files;

  private OrbitFolder(Path path, List<OrbitFile> files) {
    this.path = path;
    this.files = files;
  }

  /**
   * Reads the headers of all orbit files in a folder and some levels below it, where archives sort
   * them by satellite and year, or of a single file.
   *
   * @throws IOException where there is no such place, or a file ending in .EOF is none
   */
  public static OrbitFolder open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException("there is no orbit file or folder " + path);
    }
    if (!Files.isDirectory(path)) {
      return new OrbitFolder(path, List.of(OrbitFile.open(path)));
    }
    List<Path> found;
    try (Stream<Path> entries = Files.walk(path, LEVELS)) {
      found = entries.filter(OrbitFolder::isOrbit).filter(Files::isRegularFile).sorted().toList();
    }
    List<OrbitFile> files = new ArrayList<>();
    for (Path file : found) {
      files.add(OrbitFile.open(file));
    }
    return new OrbitFolder(path, files);
  }

  private static boolean isOrbit(Path path) {
    String name = path.getFileName().toString().toUpperCase(Locale.ROOT);
    return name.endsWith(".EOF") || name.endsWith(".EOF.ZIP");
  }

  public List<OrbitFile> files() {
    return List.copyOf(files);
  }

  /** The best file of a satellite from one instant to another: the best kind, then the newest. */
  public Optional<OrbitFile> find(String mission, Instant from, Instant to) {
    return files.stream()
        .filter(file -> file.mission().equals(mission) && file.covers(from, to))
        .min(
            Comparator.comparing(OrbitFile::kind)
                .thenComparing(Comparator.comparing(OrbitFile::created).reversed())
                .thenComparing(OrbitFile::path));
  }

  /**
   * The orbit of a satellite from one instant to another.
   *
   * @throws IOException where no file covers the times
   */
  public Orbit orbit(String mission, Instant from, Instant to) throws IOException {
    Optional<OrbitFile> file = find(mission, from, to);
    if (file.isEmpty()) {
      throw new IOException(
          "none of the %d orbit files in %s covers %s from %s to %s"
              .formatted(files.size(), path, mission, from, to));
    }
    return file.get().read(from, to);
  }
}
