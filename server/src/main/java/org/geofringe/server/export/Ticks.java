package org.geofringe.server.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis. */
final class Ticks {

  private static final double[] STEPS = {1, 2, 5, 10};

  private Ticks() {}

  /** Multiples of 1, 2 or 5 times a power of ten between two ends, at most {@code most}. */
  static List<BigDecimal> between(double low, double high, int most) {
    double rough = (high - low) / most;
    int power = (int) Math.floor(Math.log10(rough));
    BigDecimal step = BigDecimal.ONE;
    for (double digit : STEPS) {
      step = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
      if (step.doubleValue() >= rough) {
        break;
      }
    }
    List<BigDecimal> ticks = new ArrayList<>();
    BigDecimal first = step.multiply(BigDecimal.valueOf(Math.ceil(low / step.doubleValue())));
    for (BigDecimal tick = first; tick.doubleValue() <= high; tick = tick.add(step)) {
      ticks.add(tick.signum() == 0 ? BigDecimal.ZERO : tick.stripTrailingZeros());
    }
    return ticks;
  }
}
