package org.geofringe.sentinel1;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.geofringe.xml.XmlTree;
import org.jspecify.annotations.Nullable;

/**
 * What a product's {@code manifest.safe} says.
 *
 * @param relativeOrbit at the start, where it tells
 * @param relativeOrbitStop at the end, where it tells
 * @param direction where it tells
 */
record Manifest(
    OptionalInt relativeOrbit, OptionalInt relativeOrbitStop, @Nullable PassDirection direction) {

  static final String NAME = "manifest.safe";

  static Manifest read(Archive archive) throws IOException {
    String source = archive.product() + "/" + NAME;
    XmlTree root;
    try (InputStream input = archive.stream(NAME)) {
      root =
          XmlTree.read(
              input, source, Set.of("informationPackageMap", "dataObjectSection", "processing"));
    }
    List<XmlTree> families = root.everywhere("familyName");
    if (families.stream().noneMatch(family -> family.text().equals("SENTINEL-1"))) {
      throw new IOException(source + " is not of SENTINEL-1");
    }
    OptionalInt start = OptionalInt.empty();
    OptionalInt stop = OptionalInt.empty();
    for (XmlTree orbit : root.everywhere("relativeOrbitNumber")) {
      OptionalInt number = OptionalInt.of((int) orbit.integer(1, BurstNumbers.ORBITS));
      if ("stop".equals(orbit.attribute("type"))) {
        stop = number;
      } else {
        start = number;
      }
    }
    PassDirection direction = null;
    for (XmlTree pass : root.everywhere("pass")) {
      direction = PassDirection.of(pass);
    }
    return new Manifest(start, stop, direction);
  }
}
