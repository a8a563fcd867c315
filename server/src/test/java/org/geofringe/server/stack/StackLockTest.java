package org.geofringe.server.stack;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {

  @TempDir Path folder = Path.of("");

  @Test
  void oneRunAtATime() throws IOException {
    Path stack = folder.resolve("stack");
    try (StackLock other = new StackLock(stack)) {
      try (StackLock one = new StackLock(stack)) {
        assertFalse(Files.exists(stack), "nothing is made before it is taken");
        one.take();
        one.take();
        assertRefused(other::take, "Another run", stack.toString(), "another STACK");
      }
      other.take();
    }
    try (StackLock later = new StackLock(stack)) {
      later.take();
    }
  }
}
