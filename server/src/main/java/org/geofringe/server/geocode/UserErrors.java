package org.geofringe.server.geocode;

import java.nio.file.FileSystemException;
import org.geofringe.server.run.UserException;

/** Turns what the library says of broken input into one line for the user. */
final class UserErrors {

  private UserErrors() {}

  /** The same complaint as a sentence that ends; what the file system refuses names the file. */
  static UserException of(Exception e) {
    String text = String.valueOf(e.getMessage());
    if (e instanceof FileSystemException system) {
      String reason =
          system.getReason() == null ? e.getClass().getSimpleName() : system.getReason();
      text = system.getFile() + " cannot be read (" + reason + ")";
    }
    String sentence = Character.toUpperCase(text.charAt(0)) + text.substring(1);
    String end = sentence.endsWith(".") ? "" : ".";
    return new UserException(sentence + end, e);
  }
}
