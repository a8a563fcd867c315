package org.geofringe.server.scenes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.geofringe.simulation.scene.Motion;
import org.geofringe.simulation.scene.Scene;
import org.geofringe.simulation.scene.ScenePass;
import org.geofringe.simulation.scene.SceneSettings;
import org.geofringe.simulation.scene.SubSwath;

/**
 * Makes bursts in their full size on some dates, for the benchmark of geocoding: the files, orbits
 * and terrain of a simulated scene, but samples that are plain noise, which is quickly made and as
 * slow to geocode as any.
 *
 * <p>Arguments: the folder to fill, the number of dates, the bursts of a sub-swath, the sub-swaths.
 */
public final class FullScene {

  private static final int STRIP = 512;
  private static final int SPREAD = 200;

  private FullScene() {}

  /** Makes the files. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    List<SubSwath> swaths = Arrays.stream(arguments).skip(3).map(SubSwath::valueOf).toList();
    SceneSettings settings =
        new SceneSettings(
            LocalDate.of(2024, 1, 6),
            Integer.parseInt(arguments[1]),
            12,
            swaths,
            Integer.parseInt(arguments[2]),
            0,
            -99.05,
            19.4,
            false,
            2240,
            900,
            Motion.NONE,
            0,
            1000,
            0,
            0,
            0,
            -1,
            0,
            100,
            0.3,
            0.003,
            0,
            0,
            1);
    Scene scene = new Scene(settings);
    TruthFiles.writeTerrain(folder.resolve("dem.tif"), scene);
    SceneFiles.writeOrbits(folder.resolve("orbits"), scene);
    for (ScenePass pass : scene.passes()) {
      write(folder, scene, pass);
    }
    for (SubSwath swath : swaths) {
      System.out.printf(
          "%d dates of %d bursts of %d lines of %d samples%n",
          settings.dates(), settings.bursts(), swath.lines(), settings.samples(swath));
    }
  }

  private static void write(Path folder, Scene scene, ScenePass pass) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    try (ProductFolder product = new ProductFolder(folder, scene, pass)) {
      for (SubSwath swath : scene.settings().subSwaths()) {
        for (int burst = 0; burst < scene.settings().bursts(); burst++) {
          fill(product, swath, burst, scene.settings().samples(swath), random);
        }
      }
      product.finish();
    }
  }

  private static void fill(
      ProductFolder product, SubSwath swath, int burst, int samples, SplittableRandom random)
      throws IOException {
    short[] values = new short[2 * swath.lines() * STRIP];
    for (int sample = 0; sample < samples; sample += STRIP) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (short) (random.nextInt(2 * SPREAD + 1) - SPREAD);
      }
      product.write(swath, burst, sample, Math.min(STRIP, samples - sample), values);
    }
  }
}
