package org.geofringe.server.unwrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geofringe.server.stack.Stack;

/** A mark in a stack whose pairs have changed and whose shared layers do not know yet. */
final class Unfinished {

  private static final String NAME = ".unwrapping";

  private Unfinished() {}

  static void mark(Stack stack) throws IOException {
    Files.writeString(file(stack), "Pairs are being unwrapped: run that again.\n");
  }

  static boolean is(Stack stack) {
    return Files.exists(file(stack));
  }

  static void clear(Stack stack) throws IOException {
    Files.deleteIfExists(file(stack));
  }

  private static Path file(Stack stack) {
    return stack.folder().resolve(NAME);
  }
}
