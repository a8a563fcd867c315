package org.geofringe.server.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geofringe.server.catalogue.AlgorithmDescription;
import org.geofringe.server.catalogue.PathValues;
import org.geofringe.server.run.UserException;

/**
 * Which places a job may read from and write to. A server for this machine alone serves its own
 * user, who may use every path that the user may; a server for other machines keeps its callers
 * within some folders.
 *
 * @param roots the folders; empty for any place
 */
public record PathPolicy(List<Path> roots) {

  /** For a server that only its own user can reach. */
  public static PathPolicy anywhere() {
    return new PathPolicy(List.of());
  }

  /**
   * Checks the paths among a job's values.
   *
   * @param jobFolder always allowed
   * @throws UserException where one lies elsewhere
   */
  void check(AlgorithmDescription algorithm, Map<String, String> values, Path jobFolder)
      throws IOException {
    if (roots.isEmpty()) {
      return;
    }
    List<Path> allowed = new ArrayList<>();
    for (Path root : roots) {
      allowed.add(real(root));
    }
    allowed.add(real(jobFolder));
    for (String name : PathValues.names(algorithm)) {
      String value = values.getOrDefault(name, "");
      if (!value.isBlank()) {
        Path path = real(path(name, PathValues.path(algorithm, name, value), jobFolder));
        if (allowed.stream().noneMatch(path::startsWith)) {
          throw new UserException(
              name
                  + " lies outside the folders that this server opens to other machines: upload the data, or ask for"
                  + " --data-root there.");
        }
      }
    }
  }

  private static Path path(String name, String value, Path jobFolder) {
    try {
      return jobFolder.resolve(value);
    } catch (InvalidPathException e) {
      throw new UserException(name + " is not a path: \"" + value + "\".", e);
    }
  }

  /** Without "..", and with links followed as far as the path exists. */
  private static Path real(Path path) throws IOException {
    Path normal = path.toAbsolutePath().normalize();
    Path existing = normal;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing.toRealPath().resolve(existing.relativize(normal)).normalize();
  }
}
