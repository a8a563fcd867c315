package org.geofringe.server.scenes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.tile.Units;
import org.geofringe.simulation.scene.BurstStrip;
import org.geofringe.simulation.scene.Scene;
import org.geofringe.simulation.scene.ScenePass;
import org.geofringe.simulation.scene.SubSwath;

/** Writes scenes: a product and an orbit file for each date. */
public final class SceneFiles {

  /** Columns rendered at once: bounds memory, and is the unit of work; part of the result. */
  private static final int STRIP = 512;

  private SceneFiles() {}

  private record Strip(SubSwath swath, int burst, int sample, int columns) {}

  /** Names of the products that a scene will have, in the order of its dates. */
  public static List<String> names(Scene scene, boolean zip) {
    String ending = zip ? ".zip" : ".SAFE";
    return scene.passes().stream().map(p -> SceneNames.product(scene, p) + ending).toList();
  }

  /** Bytes that the products will take. */
  public static long bytes(Scene scene) {
    long samples = 0;
    for (SubSwath swath : scene.settings().subSwaths()) {
      samples += (long) swath.lines() * scene.settings().samples(swath);
    }
    long perDate = 4 * samples * scene.settings().bursts() + 8_000_000;
    return perDate * scene.settings().dates();
  }

  /**
   * Renders and writes all products, on as many threads as the budget allows; the bytes do not
   * depend on how many.
   *
   * @param zip whether each product becomes an archive instead of a folder
   * @return the products in the order of the dates
   */
  public static List<Path> write(Path folder, Scene scene, boolean zip, RunContext context)
      throws IOException {
    List<Strip> strips = new ArrayList<>();
    for (SubSwath swath : scene.settings().subSwaths()) {
      int samples = scene.settings().samples(swath);
      for (int b = 0; b < scene.settings().bursts(); b++) {
        for (int s = 0; s < samples; s += STRIP) {
          strips.add(new Strip(swath, b, s, Math.min(STRIP, samples - s)));
        }
      }
    }
    List<ProductFolder> products = new ArrayList<>();
    try {
      for (ScenePass pass : scene.passes()) {
        products.add(new ProductFolder(folder, scene, pass));
      }
      Units.run(
          strips,
          context,
          "Rendering strips of bursts",
          strip -> render(scene, strip, products, context));
      List<Path> finished = new ArrayList<>();
      for (ProductFolder product : products) {
        context.checkCancelled();
        Path whole = product.finish();
        finished.add(zip ? ProductArchive.pack(whole) : whole);
      }
      return finished;
    } finally {
      for (ProductFolder product : products) {
        product.close();
      }
    }
  }

  private static void render(
      Scene scene, Strip strip, List<ProductFolder> products, RunContext context)
      throws IOException {
    BurstStrip renderer =
        new BurstStrip(scene, strip.swath(), strip.burst(), strip.sample(), strip.columns());
    short[] values = new short[2 * strip.swath().lines() * strip.columns()];
    for (ProductFolder product : products) {
      context.checkCancelled();
      renderer.renderNext(values);
      product.write(strip.swath(), strip.burst(), strip.sample(), strip.columns(), values);
    }
  }

  /** Writes an orbit file for each date. */
  public static void writeOrbits(Path folder, Scene scene) throws IOException {
    Files.createDirectories(folder);
    for (ScenePass pass : scene.passes()) {
      PreciseOrbit file = PreciseOrbit.of(pass);
      AtomicFiles.writeString(folder.resolve(file.name()), file.text());
    }
  }
}
