package org.geofringe.server.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * Why work failed, in one line for people.
 *
 * @param kind whose fault it is
 * @param message what, why and what to do
 */
public record Failure(Kind kind, String message) {

  /** The three kinds of error. Only a bug of ours is worth a stack trace. */
  public enum Kind {
    USER,
    RESOURCE,
    INTERNAL
  }

  /** Sorts an error into its kind. */
  public static Failure of(Throwable error) {
    if (error instanceof UserException) {
      return new Failure(Kind.USER, line(error.getMessage()));
    } else if (error instanceof ResourceException) {
      return new Failure(Kind.RESOURCE, line(error.getMessage()));
    } else if (error instanceof OutOfMemoryError) {
      return new Failure(
          Kind.RESOURCE,
          "Out of memory ("
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB of heap): give the server more with GEOFRINGE_JAVA_OPTIONS=-Xmx… .");
    } else if (error instanceof IOException io) {
      return new Failure(Kind.RESOURCE, line(describe(io)));
    }
    return new Failure(
        Kind.INTERNAL,
        line(
            "Internal error: "
                + error
                + ". This is a bug in GeoFringe; please report it with the server's log."));
  }

  private static String describe(IOException error) {
    String reason =
        error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    if (error instanceof NoSuchFileException) {
      return "There is no file " + reason + ": was it moved or deleted? Run again.";
    } else if (error instanceof AccessDeniedException) {
      return "No permission for " + reason + ": choose another folder or change its permissions.";
    } else if (reason.contains("No space left")) {
      return "The disk is full ("
          + file(error)
          + reason
          + "): free some space and run again; what is finished stays.";
    }
    return "Reading or writing failed: " + reason + ". Check the disk and run again.";
  }

  private static String file(IOException error) {
    return error instanceof FileSystemException system && system.getFile() != null
        ? system.getFile() + ": "
        : "";
  }

  private static String line(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
