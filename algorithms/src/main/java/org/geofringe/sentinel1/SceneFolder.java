package org.geofringe.sentinel1;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The Sentinel-1 products below a folder, joined into passes of one track. */
public final class SceneFolder {

  /** A satellite comes over the equator every 49 minutes; a data take has no longer break. */
  private static final Duration LONGEST_BREAK = Duration.ofMinutes(20);

  /** How far below the folder products may lie. */
  private static final int DEPTH = 8;

  private SceneFolder() {}

  /**
   * Finds all products in and below a folder (or the one product that it is), by name: {@code
   * S1?_IW_SLC__*}, folders and zips, links followed; of a product that is there as both, the
   * folder counts.
   *
   * @return the passes, in the order of time; not empty
   * @throws IOException where a product is broken, there is none, or they are of two tracks or
   *     directions
   */
  public static List<Pass> scan(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    List<SafeProduct> products = new ArrayList<>();
    for (Path path : find(folder).values()) {
      products.add(SafeProduct.open(path));
    }
    if (products.isEmpty()) {
      throw new IOException(
          folder + " holds no Sentinel-1 IW SLC product (S1x_IW_SLC__….SAFE or .zip)");
    }
    products.sort(Comparator.comparing(SafeProduct::start).thenComparing(SafeProduct::id));
    List<Pass> passes = new ArrayList<>();
    for (List<SafeProduct> group : groups(products)) {
      passes.add(new Pass(group, direction(group)));
    }
    checkTrack(passes);
    checkDirections(passes);
    checkDates(passes);
    return passes;
  }

  /**
   * Asks that every product has a polarisation.
   *
   * @throws IOException where one has not; it names the product and what it has
   */
  public static void requirePolarisation(List<Pass> passes, String polarisation)
      throws IOException {
    for (Pass pass : passes) {
      for (SafeProduct product : pass.products()) {
        if (!product.polarisations().contains(polarisation)) {
          throw new IOException(
              "%s has no %s, only %s"
                  .formatted(
                      product.id(), polarisation, String.join(" and ", product.polarisations())));
        }
      }
    }
  }

  private static NavigableMap<String, Path> find(Path folder) throws IOException {
    NavigableMap<String, Path> found = new TreeMap<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            String name = name(path);
            if (isProduct(name) && name.endsWith(".SAFE")) {
              found.put(id(name), path);
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            String name = name(path);
            if (isProduct(name) && name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
              found.putIfAbsent(id(name), path);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
            // A link that leads back up, or to nothing, hides no product.
            if (e instanceof FileSystemLoopException || Files.isSymbolicLink(path)) {
              return FileVisitResult.CONTINUE;
            }
            throw new IOException("cannot read " + path + ": " + e.getMessage(), e);
          }
        });
    return found;
  }

  private static boolean isProduct(String name) {
    return name.startsWith("S1") && name.contains("_IW_SLC__");
  }

  private static String name(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  private static String id(String name) {
    return name.replaceAll("(?i)(\\.SAFE)?(\\.zip)?$", "");
  }

  private static List<List<SafeProduct>> groups(List<SafeProduct> products) {
    NavigableMap<String, List<SafeProduct>> open = new TreeMap<>();
    List<List<SafeProduct>> groups = new ArrayList<>();
    for (SafeProduct product : products) {
      List<SafeProduct> group = open.get(product.mission());
      if (group == null
          || Duration.between(group.get(group.size() - 1).stop(), product.start())
                  .compareTo(LONGEST_BREAK)
              > 0) {
        group = new ArrayList<>();
        groups.add(group);
        open.put(product.mission(), group);
      }
      group.add(product);
    }
    return groups;
  }

  /**
   * All passes must share a track. A product over the equator is of two orbits, one after the
   * other, and joins those before and after it.
   */
  private static void checkTrack(List<Pass> passes) throws IOException {
    Map<Integer, SafeProduct> orbits = new TreeMap<>();
    Set<Integer> crossings = new TreeSet<>();
    for (Pass pass : passes) {
      for (SafeProduct product : pass.products()) {
        orbits.putIfAbsent(product.relativeOrbit(), product);
        orbits.putIfAbsent(product.relativeOrbitStop(), product);
      }
      if (pass.products().get(pass.products().size() - 1).relativeOrbitStop()
          != pass.relativeOrbit()) {
        crossings.add(pass.relativeOrbit());
      }
    }
    List<Map.Entry<Integer, SafeProduct>> found = List.copyOf(orbits.entrySet());
    boolean one = found.size() == 1;
    boolean over = found.size() == 2 && crossings.size() == 1;
    if (!one && !over) {
      throw new IOException(
          "the products are of two tracks: %s is of relative orbit %d, %s of %d"
              .formatted(
                  found.get(0).getValue().id(),
                  found.get(0).getKey(),
                  found.get(1).getValue().id(),
                  found.get(1).getKey()));
    }
  }

  private static PassDirection direction(List<SafeProduct> group) throws IOException {
    PassDirection direction = null;
    for (SafeProduct product : group) {
      PassDirection own = product.direction();
      if (direction != null && own != direction) {
        throw mixed(group.get(0), direction, product, own);
      }
      direction = own;
    }
    return Objects.requireNonNull(direction);
  }

  private static void checkDirections(List<Pass> passes) throws IOException {
    Pass first = passes.get(0);
    for (Pass pass : passes) {
      if (pass.direction() != first.direction()) {
        throw mixed(
            first.products().get(0), first.direction(), pass.products().get(0), pass.direction());
      }
    }
  }

  private static IOException mixed(
      SafeProduct first, PassDirection direction, SafeProduct other, PassDirection otherDirection) {
    return new IOException(
        "the products are of two directions: %s is %s, %s is %s"
            .formatted(
                first.id(),
                direction.name().toLowerCase(Locale.ROOT),
                other.id(),
                otherDirection.name().toLowerCase(Locale.ROOT)));
  }

  private static void checkDates(List<Pass> passes) throws IOException {
    for (int i = 1; i < passes.size(); i++) {
      if (passes.get(i).date().equals(passes.get(i - 1).date())) {
        throw new IOException(
            "two passes are of %s: %s and %s"
                .formatted(
                    passes.get(i).date(),
                    passes.get(i - 1).products().get(0).id(),
                    passes.get(i).products().get(0).id()));
      }
    }
  }
}
