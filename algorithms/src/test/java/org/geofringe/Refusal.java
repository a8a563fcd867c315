package org.geofringe;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Checks that a wrong argument is refused with a message that says so. */
public final class Refusal {

  private Refusal() {}

  /** Asserts an IllegalArgumentException whose message holds the part. */
  public static void assertRefused(String part, Executable call) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    assertTrue(message.contains(part), message);
  }
}
