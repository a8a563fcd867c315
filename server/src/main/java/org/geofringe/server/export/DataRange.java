package org.geofringe.server.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * The values that a legend spans.
 *
 * @param low finite
 * @param high finite, above low
 */
public record DataRange(double low, double high) {

  public DataRange {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "low and high must be finite and ascend, got " + low + " and " + high);
    }
  }

  /** The 2 to 98 % range of an array; NaN and infinite values do not count. Not modified. */
  public static DataRange of(float[] values) {
    Sampler sampler = new Sampler();
    sampler.add(values, 0, values.length);
    return sampler.range();
  }

  /** The smallest range about zero that holds this one. */
  public DataRange symmetric() {
    double size = Math.max(Math.abs(low), Math.abs(high));
    return new DataRange(-size, size);
  }

  /** From zero to the larger end; 0 to 1 where no value is above zero. */
  public DataRange fromZero() {
    return new DataRange(0, high > 0 ? high : 1);
  }

  /**
   * Without its low end, up to a share of the high end; for values that are positive. 1 down to the
   * share where none is.
   */
  public DataRange above(double share) {
    double top = high > 0 ? high : 1;
    return new DataRange(Math.max(low, share * top), top);
  }

  /**
   * Widened outwards to two digits of its size, so that a legend has short numbers; an end that
   * lies within a millionth of the size past a short number stays on it.
   */
  public DataRange rounded() {
    double size = high - low;
    int decimals = 1 - (int) Math.floor(Math.log10(size));
    double slack = 1e-6 * size;
    return new DataRange(
        round(low + slack, decimals, RoundingMode.FLOOR),
        round(high - slack, decimals, RoundingMode.CEILING));
  }

  private static double round(double value, int decimals, RoundingMode mode) {
    return BigDecimal.valueOf(value).setScale(decimals, mode).doubleValue();
  }

  /**
   * Percentiles of more values than fit into memory. Once it is full it keeps every second value,
   * then every fourth and so on, so the sample is spread evenly over all that was added, and the
   * same values in the same order always give the same range. Not safe for several threads.
   */
  public static final class Sampler {
    private static final int CAPACITY = 1 << 16;

    private final float[] sample = new float[CAPACITY];
    private int size;
    private long stride = 1;
    private long untilNext;

    /** Adds {@code count} values from {@code offset} on; NaN and infinite ones are passed over. */
    public void add(float[] values, int offset, int count) {
      for (int i = offset; i < offset + count; i++) {
        if (Float.isFinite(values[i])) {
          if (untilNext > 0) {
            untilNext--;
          } else {
            keep(values[i]);
          }
        }
      }
    }

    private void keep(float value) {
      if (size == CAPACITY) {
        for (int i = 0; i < CAPACITY / 2; i++) {
          sample[i] = sample[2 * i];
        }
        size = CAPACITY / 2;
        stride *= 2;
      }
      sample[size++] = value;
      untilNext = stride - 1;
    }

    /** The 2 to 98 % range; 0 to 1 where nothing was added. */
    public DataRange range() {
      return range(2, 98);
    }

    /**
     * The range between two percentiles, widened to one thousandth of its size, or to a width of 1
     * about zero, where all values are one.
     */
    public DataRange range(double lowPercent, double highPercent) {
      if (size == 0) {
        return new DataRange(0, 1);
      }
      float[] sorted = Arrays.copyOf(sample, size);
      Arrays.sort(sorted);
      double low = percentile(sorted, lowPercent);
      double high = percentile(sorted, highPercent);
      if (low < high) {
        return new DataRange(low, high);
      }
      double half = low == 0 ? 0.5 : Math.abs(low) * 5e-4;
      return new DataRange(low - half, high + half);
    }

    private static double percentile(float[] sorted, double percent) {
      double place = percent / 100 * (sorted.length - 1);
      int left = (int) place;
      int right = Math.min(left + 1, sorted.length - 1);
      return sorted[left] + (place - left) * (sorted[right] - (double) sorted[left]);
    }
  }
}
