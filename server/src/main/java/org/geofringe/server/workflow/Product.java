package org.geofringe.server.workflow;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * A file that an algorithm made.
 *
 * @param path where it is
 * @param title name of the layer
 * @param description what it shows, with unit and sign, for the layer's metadata
 * @param bandDates date of each band where the bands are dates; else empty
 */
public record Product(Path path, String title, String description, List<LocalDate> bandDates) {

  public Product(Path path, String title, String description) {
    this(path, title, description, List.of());
  }
}
