package org.geofringe.server.workflow;

import java.math.BigDecimal;
import java.math.MathContext;
import org.geofringe.server.run.UserException;

/** Numbers as people read and write them. */
final class NumberText {

  private static final MathContext DIGITS = new MathContext(4);

  private NumberText() {}

  /** A finite number to four significant digits, without an exponent. */
  static String of(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

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
