package org.geofringe.server.importing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.geofringe.server.run.UserException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random damage to one file at a time, rasters and side files alike: an import is planned (damage
 * to a value cannot be seen) or refused in one line that names a file; nothing else is ever thrown.
 */
class DamagedFilesTest {

  private static final int ROUNDS = 200;

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(
      value = Family.class,
      names = {"GAMMA", "LICSAR", "HYP3", "GENERIC"})
  void isPlannedOrRefusedInOneLine(Family family) throws IOException {
    switch (family) {
      case GAMMA -> Folders.gamma(folder);
      case LICSAR -> Folders.licsar(folder);
      case HYP3 -> Folders.hyp3(folder);
      default -> Folders.generic(folder);
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    Random random = new Random(family.name().hashCode());
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] sound = Files.readAllBytes(file);
      Files.write(file, damaged(sound, random));
      String about = family + ", round " + round + ", " + file.getFileName();
      try {
        ImportPlanner.plan(folder, ImportOptions.defaults());
      } catch (UserException e) {
        refused++;
        String message = String.valueOf(e.getMessage());
        assertFalse(
            message.chars().anyMatch(Character::isISOControl), () -> about + ": " + message);
        assertTrue(message.matches(".*\\.(tif|par|txt).*"), () -> about + ": " + message);
      }
      Files.write(file, sound);
    }
    assertTrue(refused > ROUNDS / 10, "refused only " + refused);
    ImportPlanner.plan(folder, ImportOptions.defaults());
  }

  /** Some bytes changed, mostly in the second half, where a raster's directory is, or cut off. */
  private static byte[] damaged(byte[] sound, Random random) {
    if (random.nextInt(6) == 0) {
      return Arrays.copyOf(sound, random.nextInt(sound.length));
    }
    byte[] bytes = sound.clone();
    for (int i = 0; i <= random.nextInt(4); i++) {
      int at = random.nextInt(bytes.length);
      int later = bytes.length / 2 + random.nextInt(bytes.length - bytes.length / 2);
      bytes[random.nextBoolean() ? at : later] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
