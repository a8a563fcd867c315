package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.geofringe.server.file.FileNames;

/** The styles beside a product. */
final class Styles {

  private Styles() {}

  /** Gives a raster the styles of another one whose values it has; nothing where that has none. */
  static void copy(Path from, Path to) throws IOException {
    for (String ending : List.of(".qml", ".sld")) {
      Path style = FileNames.beside(from, ending);
      if (Files.isRegularFile(style)) {
        Files.copy(style, FileNames.beside(to, ending), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
