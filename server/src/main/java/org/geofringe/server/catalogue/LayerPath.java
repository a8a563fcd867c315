package org.geofringe.server.catalogue;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A layer in a file, written as QGIS does: {@code PATH} or {@code PATH|layername=NAME}.
 *
 * @param file path of the file as it was given
 * @param name of the layer; null where the file is to have one alone
 */
public record LayerPath(String file, @Nullable String name) {

  private static final String NAME = "|layername=";

  /** Takes a text apart; what it names need not exist. */
  public static LayerPath parse(String text) {
    int end = text.indexOf(NAME);
    return end < 0
        ? new LayerPath(text, null)
        : new LayerPath(text.substring(0, end), text.substring(end + NAME.length()));
  }

  /** The same layer in a file at another path. */
  LayerPath at(Path path) {
    return new LayerPath(path.toString(), name);
  }

  @Override
  public String toString() {
    return name == null ? file : file + NAME + name;
  }
}
