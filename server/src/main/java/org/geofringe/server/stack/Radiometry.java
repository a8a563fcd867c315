package org.geofringe.server.stack;

import java.util.Arrays;
import java.util.Optional;

/** What the amplitudes of a stack's images are amplitudes of. Phases are the same in each. */
public enum Radiometry {
  /** As the products have them: good for phases, and to compare cells of one image. */
  DIGITAL_NUMBERS("digital_numbers", "digital numbers"),
  /** The power is σ⁰ on the ellipsoid, thermal noise included: comparable between all images. */
  SIGMA_NOUGHT("sigma_nought", "sigma0");

  private final String key;
  private final String words;

  Radiometry(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /** Its name in files. */
  public String key() {
    return key;
  }

  /** What a person reads behind "amplitude of". */
  public String words() {
    return words;
  }

  static Optional<Radiometry> ofKey(String key) {
    return Arrays.stream(values()).filter(value -> value.key.equals(key)).findFirst();
  }
}
