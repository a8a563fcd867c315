package org.geofringe.server.geocode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.workflow.Catalogue;
import org.geofringe.server.workflow.Result;
import org.junit.jupiter.api.Assumptions;

/** Three simulated scenes with truth, where they lie beside the project. */
public final class SmallScenes {

  /** Some square kilometres on both sides of the seam between the two bursts. */
  static final String AROUND_SEAM = "508400,510400,4238100,4240100 [EPSG:32611]";

  private SmallScenes() {}

  /** Their folder; the test is skipped where it is not there. */
  public static Path folder() {
    Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (at != null
        && !(Files.exists(at.resolve("pom.xml")) && Files.isDirectory(at.resolve("proto")))) {
      at = at.getParent();
    }
    Path folder =
        at == null ? Path.of("") : at.resolveSibling("shared").resolve("data/scenes-small");
    Assumptions.assumeTrue(
        at != null && Files.isDirectory(folder),
        "the simulated scenes are not there (shared/data/scenes-small beside the project)");
    return folder;
  }

  /** The products, in the order of time. */
  static List<Path> products() throws IOException {
    try (Stream<Path> entries = Files.list(folder())) {
      return entries.filter(path -> path.toString().endsWith(".SAFE")).sorted().toList();
    }
  }

  /** Copies a product into a folder, so that it can be damaged; the copy may be written to. */
  static Path copy(Path product, Path into) throws IOException {
    Path target = into.resolve(product.getFileName());
    List<Path> files;
    try (Stream<Path> walk = Files.walk(product)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path copy = target.resolve(product.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.write(copy, Files.readAllBytes(file));
    }
    return target;
  }

  /**
   * Runs geocode_slc around the seam with the scenes' orbits and terrain, but for what is given.
   */
  static Result geocode(Path scenes, Path stack, Map<String, String> other, RunContext context)
      throws IOException {
    Map<String, String> values = new TreeMap<>();
    values.put("SCENES", scenes.toString());
    values.put("ORBITS", folder().resolve("orbits").toString());
    values.put("DEM", folder().resolve("dem.tif").toString());
    values.put("DEM_HEIGHTS", "ELLIPSOID");
    values.put("EXTENT", AROUND_SEAM);
    values.put("STACK", stack.toString());
    values.putAll(other);
    return Catalogue.standard().prepare("geocode_slc", values, stack).run(context);
  }

  /** Checksum of every file below a folder, by its path. */
  static Map<String, Integer> checksums(Path folder) throws IOException {
    Map<String, Integer> sums = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      sums.put(folder.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
    }
    return sums;
  }
}
