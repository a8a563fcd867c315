package org.geofringe.server.stack;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeMap;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.FlatRaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackResumeTest {

  private static final Pair FIRST = Pair.parse(SmallStack.FIRST);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private StackWriter writer() throws IOException {
    return new StackWriter(folder, SmallStack.DESCRIPTION);
  }

  private static boolean isComplete(StackWriter writer, Pair pair) throws IOException {
    return writer.isComplete(pair, SmallStack.fingerprint(pair));
  }

  @Test
  void aPairCountsOnceItIsCompleted() throws IOException {
    StackWriter writer = writer();
    assertFalse(isComplete(writer, FIRST));
    try (FlatRaster.Writer raster = writer.raster(FIRST, Asset.UNWRAPPED)) {
      raster.write(0, 0, 4, new float[20], 0);
    }
    assertFalse(isComplete(writer, FIRST), "killed before it was completed");
    SmallStack.writePair(writer, FIRST);
    assertTrue(isComplete(writer, FIRST));
    assertFalse(writer.isComplete(FIRST, "of other inputs"));
    assertRefused(() -> Stack.open(folder), "no finished stack", "goes on where it stopped");
  }

  @Test
  void aKilledRunGoesOn() throws IOException {
    SmallStack.writePair(writer(), FIRST);
    byte[] before = Files.readAllBytes(folder.resolve(SmallStack.FIRST).resolve("unwrapped.tif"));
    StackWriter again = writer();
    for (Pair pair : SmallStack.NETWORK.pairs()) {
      assertEquals(pair.equals(FIRST), isComplete(again, pair));
      if (!pair.equals(FIRST)) {
        SmallStack.writePair(again, pair);
      }
    }
    SmallStack.finish(again);
    assertEquals(3, Stack.open(folder).network().pairs().size());
    assertArrayEquals(
        before, Files.readAllBytes(folder.resolve(SmallStack.FIRST).resolve("unwrapped.tif")));
  }

  @Test
  void aStackIsFinishedOnlyForItsInputs() throws IOException {
    assertFalse(Stack.isFinished(folder, "whole"));
    SmallStack.write(folder);
    assertTrue(Stack.isFinished(folder, "whole"));
    assertFalse(Stack.isFinished(folder, "other"));
    StackWriter again = writer();
    assertFalse(Stack.isFinished(folder, "whole"), "its items are about to change");
    assertTrue(isComplete(again, FIRST));
  }

  /** "Run the import again" has to help: what is damaged is neither finished nor complete. */
  @Test
  void whatIsDamagedIsMadeAgain() throws IOException {
    SmallStack.write(folder);
    Path raster = folder.resolve(SmallStack.FIRST).resolve("coherence.tif");
    try (FileChannel channel = FileChannel.open(raster, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 4);
    }
    assertFalse(Stack.isFinished(folder, "whole"));
    StackWriter again = writer();
    assertFalse(isComplete(again, FIRST));
    assertTrue(isComplete(again, Pair.parse("20200113_20200125")));
    Files.writeString(folder.resolve("20200113_20200125/20200113_20200125.json"), "{");
    assertFalse(isComplete(again, Pair.parse("20200113_20200125")));
    Files.writeString(folder.resolve("collection.json"), "{");
    assertFalse(Stack.isFinished(folder, "whole"));
  }

  @Test
  void pairsThatNoLongerBelongAreRemoved() throws IOException {
    SmallStack.write(folder);
    StackWriter again = writer();
    Network fewer = new Network(List.of(FIRST));
    again.finish(fewer, new TreeMap<>(), "fewer");
    assertEquals(List.of(FIRST), Stack.open(folder).network().pairs());
    assertFalse(Files.exists(folder.resolve("20200113_20200125")));
  }

  @Test
  void foreignFoldersAreRefusedAndLeftAlone() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "years of work");
    assertRefused(this::writer, "thesis.txt", "empty or new folder");
    assertEquals("years of work", Files.readString(folder.resolve("thesis.txt")));
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused(() -> new StackWriter(file, SmallStack.DESCRIPTION), "is a file");
  }
}
