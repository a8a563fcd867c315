package org.geofringe.server.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.ResourceException;

/**
 * A picture that a page carries inside.
 *
 * @param title what it shows
 * @param caption how to read it
 * @param uri the whole picture as a data URI
 */
public record Picture(String title, String caption, String uri) {

  /**
   * A picture from a file.
   *
   * @param file PNG or SVG
   * @throws ResourceException where it cannot be read
   */
  public static Picture of(Path file, String title, String caption) {
    String type = FileNames.name(file).endsWith(".svg") ? "image/svg+xml" : "image/png";
    try {
      return new Picture(title, caption, uri(type, Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new ResourceException("cannot read the picture " + file + "; draw it again", e);
    }
  }

  /** A picture from the bytes of a PNG. */
  public static Picture ofPng(byte[] png, String title, String caption) {
    return new Picture(title, caption, uri("image/png", png));
  }

  private static String uri(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
