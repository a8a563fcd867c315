package org.geofringe.sentinel1;

import java.io.IOException;
import java.util.Locale;
import org.geofringe.xml.XmlTree;

/** Which way the satellite flies over the scene. */
public enum PassDirection {
  /** Northwards. */
  ASCENDING,
  /** Southwards. */
  DESCENDING;

  static PassDirection of(XmlTree element) throws IOException {
    return switch (element.text().toUpperCase(Locale.ROOT)) {
      case "ASCENDING" -> ASCENDING;
      case "DESCENDING" -> DESCENDING;
      default -> throw element.error("is '" + element.text() + "', not ascending or descending");
    };
  }
}
