package org.geofringe.server.interferogram;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.geofringe.server.TestRun;
import org.geofringe.server.stack.ImageStackWriter;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackFrame;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be done is said in one line, before anything is written. */
class InterferogramRefusalsTest {

  @TempDir static Path folder = Path.of("");

  private static Path images = Path.of("");
  private static Path target = Path.of("");

  @BeforeAll
  static void simulate() throws IOException {
    images = folder.resolve("images");
    target = folder.resolve("target");
    SimulatedImages.write(images, SimulatedImages.grid(80, 160), 3, (row, column) -> 0.8);
  }

  @BeforeEach
  void choose() {
    SimulatedImages.choose(images, List.of(SimulatedImages.pair(0, 1), SimulatedImages.pair(1, 2)));
  }

  private static void refuse(List<String> values, String... parts) {
    assertRefused(
        () ->
            SimulatedImages.form(images, target, TestRun.threads(1), values.toArray(String[]::new)),
        parts);
    assertFalse(Files.exists(target.resolve(Stack.MARKER)), "nothing is written");
  }

  @Test
  void noPairsAreChosen() throws IOException {
    Files.delete(images.resolve("network.json"));
    refuse(List.of(), "No pairs are chosen", "pairs");
  }

  @Test
  void aDateIsMissing() {
    SimulatedImages.choose(images, List.of(SimulatedImages.pair(0, 1), SimulatedImages.pair(0, 7)));
    refuse(List.of(), SimulatedImages.date(7).toString(), "no image", "pairs");
  }

  @Test
  void looksDoNotFit() {
    refuse(List.of("LOOKS_ACROSS=161"), "161 x 4 looks", "160 x 80", "fewer looks");
    refuse(List.of("SPACING=900"), "180 x 90 looks");
  }

  @Test
  void spacingIsTooFine() {
    refuse(List.of("SPACING=7"), "SPACING", "5.0 x 10.0 m", "7.0");
    refuse(List.of("SPACING=small"), "SPACING", "\"small\"");
  }

  @Test
  void aWindowIsEven() {
    refuse(List.of("COHERENCE_WINDOW=4"), "COHERENCE_WINDOW", "odd", "4");
  }

  @Test
  void aPatchIsNoPowerOfTwo() {
    refuse(List.of("PATCH=48"), "PATCH", "48");
  }

  @Test
  void theGaussianIsTooWide() {
    refuse(List.of("FILTER=GAUSSIAN", "GAUSSIAN_WIDTH=100000"), "GAUSSIAN_WIDTH");
  }

  @Test
  void nothingTellsOfStability(@TempDir Path other) throws IOException {
    SimulatedImages.write(other, SimulatedImages.grid(80, 160), 2, (row, column) -> 0.8);
    StackFrame frame = Stack.open(other).frame().orElseThrow();
    Files.delete(other.resolve("geometry/amplitude_dispersion.tif"));
    new ImageStackWriter(other, frame).finish();
    assertRefused(
        () -> SimulatedImages.form(other, target, TestRun.threads(1), "WEIGHT_BY_STABILITY=true"),
        "amplitude dispersion",
        "persistent_scatterers");
  }

  @Test
  void imagesAreNotOverwritten() throws IOException {
    assertRefused(
        () -> SimulatedImages.form(images, images, TestRun.threads(1)),
        "holds images",
        "another folder");
    assertTrue(Stack.open(images).dates().size() == 3, "the images are whole");
  }

  @Test
  void interferogramsAreNoImages(@TempDir Path other) throws IOException {
    SimulatedImages.form(images, other, TestRun.threads(1));
    assertRefused(
        () -> SimulatedImages.form(other, target, TestRun.threads(1)),
        "no images",
        "Geocode Sentinel-1");
  }

  /** Patches that reach beyond the grid are filled up with nothing. */
  @Test
  void aPatchMayBeLargerThanTheGrid(@TempDir Path other) throws IOException {
    SimulatedImages.form(images, other, TestRun.threads(1), "PATCH=128");
    assertTrue(Stack.open(other).hasPairs());
  }
}
