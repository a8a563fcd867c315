package org.geofringe.acceptance;

import java.nio.file.Path;
import java.util.Map;
import org.geofringe.v1.JobEvent;

/** Small simulated scenes, and the stack of images made from them in some seconds. */
final class Images {

  private final Path scenes;
  private final Path stack;

  private Images(Path scenes, Path stack) {
    this.scenes = scenes;
    this.stack = stack;
  }

  /** Simulates three dates of two bursts below a folder. */
  static Images simulate(Client client, Path folder) {
    Path scenes = folder.resolve("scenes");
    client.run(
        "simulate_scenes",
        Map.of(
            "DATES", "3",
            "BURSTS", "2",
            "SAMPLES", "400",
            "SCENES", scenes.toString()));
    return new Images(scenes, folder.resolve("stack"));
  }

  /** The same scenes for another stack. */
  Images into(Path other) {
    return new Images(scenes, other);
  }

  Path stack() {
    return stack;
  }

  String submit(Client client) {
    return client.submit("geocode_slc", values());
  }

  JobEvent run(Client client) {
    return client.run("geocode_slc", values());
  }

  private Map<String, String> values() {
    return Map.of(
        "SCENES", scenes.toString(),
        "ORBITS", scenes.resolve("orbits").toString(),
        "DEM", scenes.resolve("dem.tif").toString(),
        "DEM_HEIGHTS", "ELLIPSOID",
        "STACK", stack.toString());
  }
}
