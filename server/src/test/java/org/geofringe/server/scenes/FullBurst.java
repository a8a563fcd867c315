package org.geofringe.server.scenes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.geofringe.simulation.scene.Motion;
import org.geofringe.simulation.scene.Scene;
import org.geofringe.simulation.scene.ScenePass;
import org.geofringe.simulation.scene.SceneSettings;
import org.geofringe.simulation.scene.SubSwath;

/**
 * Makes one burst of IW2 in its full size on some dates, for the benchmark of geocoding: the files,
 * orbits and terrain of a simulated scene, but samples that are plain noise, which is quickly made
 * and as slow to geocode as any.
 *
 * <p>Arguments: the folder to fill, the number of dates.
 */
public final class FullBurst {

  private static final int STRIP = 512;
  private static final int SPREAD = 200;

  private FullBurst() {}

  /** Makes the files. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    SceneSettings settings =
        new SceneSettings(
            LocalDate.of(2024, 1, 6),
            Integer.parseInt(arguments[1]),
            12,
            List.of(SubSwath.IW2),
            1,
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
    System.out.printf(
        "%d dates of %d lines of %d samples%n",
        settings.dates(), SubSwath.IW2.lines(), settings.samples(SubSwath.IW2));
  }

  private static void write(Path folder, Scene scene, ScenePass pass) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    int samples = scene.settings().samples(SubSwath.IW2);
    short[] values = new short[2 * SubSwath.IW2.lines() * STRIP];
    try (ProductFolder product = new ProductFolder(folder, scene, pass)) {
      for (int sample = 0; sample < samples; sample += STRIP) {
        for (int i = 0; i < values.length; i++) {
          values[i] = (short) (random.nextInt(2 * SPREAD + 1) - SPREAD);
        }
        int columns = Math.min(STRIP, samples - sample);
        product.write(SubSwath.IW2, 0, sample, columns, values);
      }
      product.finish();
    }
  }
}
