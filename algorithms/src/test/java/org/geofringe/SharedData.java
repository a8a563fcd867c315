package org.geofringe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Data that lie beside the project, too large to be part of it. Tests skip where they are absent.
 */
public final class SharedData {

  private SharedData() {}

  /** A folder below {@code shared/data}; the test is skipped where there is none. */
  public static Path folder(String name) {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolveSibling("shared"))) {
      at = at.getParent();
    }
    Path folder = at == null ? Path.of(name) : at.resolveSibling("shared").resolve("data/" + name);
    assumeTrue(Files.isDirectory(folder), name + " is not there (shared/data beside the project)");
    return folder;
  }

  /** Makes a SAFE folder, without measurements, of the real annotations; skips without them. */
  public static Path realProduct(Path parent) throws IOException {
    Path safe =
        parent.resolve("S1A_IW_SLC__1SDV_20200511T135117_20200511T135144_032518_03C421_7768.SAFE");
    Files.createDirectories(safe.resolve("annotation/calibration"));
    List<Path> packed;
    try (Stream<Path> files = Files.list(folder("s1-templates"))) {
      packed = files.filter(file -> file.toString().endsWith(".gz")).toList();
    }
    for (Path file : packed) {
      String name = file.getFileName().toString().replace(".gz", "");
      String place =
          name.equals("manifest.safe")
              ? name
              : (name.startsWith("s1a") ? "annotation/" : "annotation/calibration/") + name;
      try (InputStream input = new GZIPInputStream(Files.newInputStream(file))) {
        Files.copy(input, safe.resolve(place));
      }
    }
    return safe;
  }
}
