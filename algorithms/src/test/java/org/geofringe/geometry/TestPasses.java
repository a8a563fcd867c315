package org.geofringe.geometry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geofringe.orbit.Orbit;
import org.geofringe.orbit.StateVector;
import org.opentest4j.TestAbortedException;

/** Passes to test geometry with: a made one, and those of the independent scenes. */
public final class TestPasses {

  private static final Pattern VECTOR =
      Pattern.compile(
          "<UTC>UTC=([^<]+)</UTC>.*?<X[^>]*>([^<]+)<.*?<Y[^>]*>([^<]+)<.*?<Z[^>]*>([^<]+)<"
              + ".*?<VX[^>]*>([^<]+)<.*?<VY[^>]*>([^<]+)<.*?<VZ[^>]*>([^<]+)<",
          Pattern.DOTALL);

  private TestPasses() {}

  /** The folder of the independent scenes; skips the test where it is absent. */
  static Path scenes() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolveSibling("shared").resolve("data/scenes-small");
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    throw new TestAbortedException(
        "the independent scenes are not there (shared/data/scenes-small beside the project)");
  }

  /** The orbit file of the scenes that covers a date, around which seconds are counted. */
  static Orbit orbit(Path scenes, Instant epoch) throws IOException {
    List<Path> files;
    try (var listing = Files.list(scenes.resolve("orbits"))) {
      files = listing.sorted().toList();
    }
    for (Path file : files) {
      List<StateVector> vectors = new ArrayList<>();
      Matcher matcher = VECTOR.matcher(Files.readString(file));
      while (matcher.find()) {
        StateVector vector =
            new StateVector(
                Instant.parse(matcher.group(1) + "Z"),
                Double.parseDouble(matcher.group(2)),
                Double.parseDouble(matcher.group(3)),
                Double.parseDouble(matcher.group(4)),
                Double.parseDouble(matcher.group(5)),
                Double.parseDouble(matcher.group(6)),
                Double.parseDouble(matcher.group(7)));
        if (Math.abs(Orbit.seconds(epoch, vector.time())) < 300) {
          vectors.add(vector);
        }
      }
      if (!vectors.isEmpty()) {
        return new Orbit(epoch, vectors);
      }
    }
    throw new IOException("no orbit file covers " + epoch);
  }

  /**
   * A circular orbit of Sentinel-1's radius and inclination over a turning Earth, given by a vector
   * every ten seconds for five minutes each side of the epoch.
   *
   * @param argument angle from the ascending node at the epoch, radians
   */
  public static Orbit circular(double argument) {
    return circular(argument, 0, 0);
  }

  /**
   * Such an orbit some metres off.
   *
   * @param higher metres above it
   * @param rightward metres to the right of it where the latitude is least, less elsewhere
   */
  static Orbit circular(double argument, double higher, double rightward) {
    double radius = 7_066_000 + higher;
    double node = rightward / 7_066_000;
    double rate = Math.sqrt(3.986004418e14 / (radius * radius * radius));
    double inclination = Math.toRadians(98.18);
    double turn = 7.292115e-5;
    Instant epoch = Instant.parse("2024-01-01T00:00:00Z");
    List<StateVector> vectors = new ArrayList<>();
    for (int seconds = -300; seconds <= 300; seconds += 10) {
      double u = argument + rate * seconds;
      double[] p = {Math.cos(u), Math.sin(u) * Math.cos(inclination), Math.sin(u)};
      double[] v = {-Math.sin(u), Math.cos(u) * Math.cos(inclination), Math.cos(u)};
      p[2] *= Math.sin(inclination);
      v[2] *= Math.sin(inclination);
      double cos = Math.cos(turn * seconds - node);
      double sin = Math.sin(turn * seconds - node);
      double x = radius * (cos * p[0] + sin * p[1]);
      double y = radius * (cos * p[1] - sin * p[0]);
      double vx = radius * rate * (cos * v[0] + sin * v[1]) + turn * y;
      double vy = radius * rate * (cos * v[1] - sin * v[0]) - turn * x;
      vectors.add(
          new StateVector(
              epoch.plusSeconds(seconds), x, y, radius * p[2], vx, vy, radius * rate * v[2]));
    }
    return new Orbit(epoch, vectors);
  }

  /** Metres east and north of the middle of the swath, on a sphere of the Earth's size. */
  public static MapProjection local(Orbit orbit) {
    GroundPoint ground = new GroundPoint(orbit);
    if (!ground.solve(0, 880_000, 0)) {
      throw new IllegalStateException("no ground");
    }
    double longitude = ground.longitude();
    double latitude = ground.latitude();
    return (x, y, geographic) -> {
      geographic[1] = latitude + y / 6_371_000;
      geographic[0] = longitude + x / (6_371_000 * Math.cos(geographic[1]));
    };
  }
}
