package org.geofringe.server.workflow;

import org.geofringe.server.run.UserException;

/** Numbers that may be left out. */
final class NumberText {

  private NumberText() {}

  /**
   * Reads a number; NaN where the text is empty.
   *
   * @throws UserException where it is no number
   */
  static double orNaN(String name, String text) {
    if (text.isBlank()) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new UserException(name + " must be a number or empty, got \"" + text + "\".", e);
    }
  }
}
