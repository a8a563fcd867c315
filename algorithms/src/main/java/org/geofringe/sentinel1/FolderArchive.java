package org.geofringe.sentinel1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A product as a folder. */
final class FolderArchive implements Archive {

  /** manifest, annotation, annotation/calibration, measurement. */
  private static final int DEPTH = 3;

  private final Path folder;
  private final NavigableSet<String> names = new TreeSet<>();

  FolderArchive(Path folder) throws IOException {
    this.folder = folder;
    try (Stream<Path> files = Files.walk(folder, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .forEach(names::add);
    }
  }

  @Override
  public String product() {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  @Override
  public NavigableSet<String> names() {
    return Collections.unmodifiableNavigableSet(names);
  }

  @Override
  public InputStream stream(String name) throws IOException {
    return new BufferedInputStream(Files.newInputStream(path(name)), 1 << 16);
  }

  @Override
  public ByteSource bytes(String name) throws IOException {
    return new FileBytes(path(name), product() + "/" + name);
  }

  private Path path(String name) throws IOException {
    if (!names.contains(name)) {
      throw new IOException(product() + " has no " + name);
    }
    return folder.resolve(name);
  }
}
