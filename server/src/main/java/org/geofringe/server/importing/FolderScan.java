package org.geofringe.server.importing;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Stack;

/**
 * The files below a folder: TIFF rasters apart from everything else, both in the order of their
 * paths, so that two runs see the same. Hidden files and folders, and folders that are stacks
 * themselves (they hold a STAC {@code collection.json} or {@code catalog.json}: an earlier result
 * written beside its input), are passed over. Links to folders are not followed; a link that leads
 * out of the folder is refused, for what lies elsewhere was not given to us.
 *
 * @param root the folder, an absolute real path
 * @param rasters files that end in {@code .tif} or {@code .tiff}
 * @param others all other files
 */
record FolderScan(Path root, List<Path> rasters, List<Path> others) {

  /** Deeper than any processor nests its products. */
  static final int MAX_DEPTH = 8;

  /** A frame of LiCSAR with ten years of pairs has some 30,000 files. */
  static final int MAX_ENTRIES = 200_000;

  FolderScan {
    rasters = List.copyOf(rasters);
    others = List.copyOf(others);
  }

  /**
   * Walks a folder.
   *
   * @throws UserException where it is no readable folder, is too large, or a link leads out of it
   */
  static FolderScan of(Path folder) {
    return of(folder, MAX_ENTRIES);
  }

  static FolderScan of(Path folder, int maxEntries) {
    Path root = checked(folder);
    List<Path> rasters = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          EnumSet.noneOf(FileVisitOption.class),
          MAX_DEPTH,
          new SimpleFileVisitor<>() {
            private int entries;

            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              if (dir.equals(root)) {
                return FileVisitResult.CONTINUE;
              }
              count(dir);
              boolean stack =
                  Files.exists(dir.resolve(Stack.MARKER))
                      || Files.exists(dir.resolve("collection.json"))
                      || Files.exists(dir.resolve("catalog.json"));
              return stack || hidden(dir) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              count(file);
              if (hidden(file) || (attributes.isSymbolicLink() && !insideFile(root, file))) {
                return FileVisitResult.CONTINUE;
              }
              if (attributes.isDirectory()) {
                throw new UserException(
                    Names.show(root, file)
                        + ": folders lie more than "
                        + MAX_DEPTH
                        + " deep; give the folder that holds the interferograms");
              }
              (isTiff(file) ? rasters : others).add(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              throw new UserException(
                  Names.show(root, file) + ": cannot be read; check its permissions", e);
            }

            private void count(Path path) {
              if (++entries > maxEntries) {
                throw new UserException(
                    Names.show(root)
                        + ": more than "
                        + maxEntries
                        + " files (stopped at "
                        + Names.show(root, path)
                        + "); give the folder that holds the interferograms");
              }
            }
          });
    } catch (IOException e) {
      throw new ResourceException(Names.show(root) + ": cannot be listed: " + Names.oneLine(e), e);
    }
    rasters.sort(Comparator.comparing(p -> root.relativize(p).toString()));
    others.sort(Comparator.comparing(p -> root.relativize(p).toString()));
    return new FolderScan(root, rasters, others);
  }

  /** Files other than rasters whose names end so, regardless of case. */
  List<Path> endingWith(String suffix) {
    return others.stream()
        .filter(p -> FileNames.name(p).toLowerCase(Locale.ROOT).endsWith(suffix))
        .toList();
  }

  /** How a file of this folder is called in messages. */
  String show(Path file) {
    return Names.show(root, file);
  }

  private static Path checked(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new UserException(Names.show(folder) + ": no such folder; check FOLDER");
    }
    if (!Files.isDirectory(folder)) {
      throw new UserException(
          Names.show(folder) + ": is not a folder; give the folder that holds the interferograms");
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      throw new UserException(
          Names.show(folder) + ": the folder cannot be read; check its permissions");
    }
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new UserException(Names.show(folder) + ": cannot be opened: " + Names.oneLine(e), e);
    }
  }

  /** Whether a link leads to a file of the folder; a link to one of its folders does not count. */
  private static boolean insideFile(Path root, Path link) throws IOException {
    if (!Files.exists(link)) {
      if (isTiff(link)) {
        throw new UserException(
            Names.show(root, link)
                + ": is a link to a file that does not exist; mend or remove it");
      }
      return false;
    }
    if (!link.toRealPath().startsWith(root)) {
      throw new UserException(
          Names.show(root, link)
              + ": is a link that leads out of the folder; put the files themselves there");
    }
    return Files.isRegularFile(link);
  }

  private static boolean hidden(Path path) {
    return FileNames.name(path).startsWith(".");
  }

  private static boolean isTiff(Path path) {
    String name = FileNames.name(path).toLowerCase(Locale.ROOT);
    return name.endsWith(".tif") || name.endsWith(".tiff");
  }
}
