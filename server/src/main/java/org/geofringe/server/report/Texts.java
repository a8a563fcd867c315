package org.geofringe.server.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for readers. */
public final class Texts {

  private Texts() {}

  /** A number to some significant digits without an exponent; a dash where it is not known. */
  public static String number(double value, int digits) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros().toPlainString()
        : "\u2013";
  }

  /** As {@link #number} with a unit behind it; a dash alone where the number is not known. */
  public static String number(double value, int digits, String unit) {
    return number(value, digits) + (Double.isFinite(value) ? " " + unit : "");
  }

  /** A share as percent. */
  public static String percent(double share) {
    return number(100 * share, 3, "%");
  }
}
