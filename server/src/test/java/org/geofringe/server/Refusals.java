package org.geofringe.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.geofringe.server.run.UserException;
import org.junit.jupiter.api.function.Executable;

/** Checks that the user is told in one line what is wrong. */
public final class Refusals {

  private Refusals() {}

  /** Asserts a UserException of one line that holds every part; gives the line. */
  public static String assertRefused(Executable call, String... parts) {
    String message = String.valueOf(assertThrows(UserException.class, call).getMessage());
    assertOneLine(message, parts);
    return message;
  }

  /** Asserts one line that holds every part. */
  public static void assertOneLine(String message, String... parts) {
    assertFalse(message.isBlank());
    assertFalse(message.contains("\n"), message);
    for (String part : parts) {
      assertTrue(message.contains(part), () -> message + "\nlacks: " + part);
    }
  }
}
