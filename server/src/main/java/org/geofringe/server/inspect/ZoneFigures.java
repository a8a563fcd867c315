package org.geofringe.server.inspect;

import java.util.Arrays;

/**
 * Figures of the cells of one zone. Mean and standard deviation count every cell; percentiles too,
 * up to {@link #MOST} of them, then a sample that is spread evenly over the zone from north to
 * south. The same cells in the same order give the same figures.
 */
public final class ZoneFigures {

  /** Of as many, a percentile is right to a few thousandths of the rank. */
  static final int MOST = 1 << 16;

  private static final int FIRST_ROOM = 64;

  private float[] sample = new float[FIRST_ROOM];
  private int size;
  private long stride = 1;
  private long untilNext;
  private long cells;
  private long count;
  private double mean;
  private double squares;

  /** Adds a cell; NaN counts as a cell without data. */
  public void add(float value) {
    cells++;
    if (Float.isNaN(value)) {
      return;
    }
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
    if (untilNext > 0) {
      untilNext--;
    } else {
      keep(value);
    }
  }

  private void keep(float value) {
    if (size == MOST) {
      for (int i = 0; i < MOST / 2; i++) {
        sample[i] = sample[2 * i];
      }
      size = MOST / 2;
      stride *= 2;
    } else if (size == sample.length) {
      sample = Arrays.copyOf(sample, 2 * size);
    }
    sample[size++] = value;
    untilNext = stride - 1;
  }

  /** Cells with data. */
  public long count() {
    return count;
  }

  /** Share of cells with data; NaN where the zone holds no cell. */
  public double share() {
    return cells == 0 ? Double.NaN : (double) count / cells;
  }

  /** NaN where there is no data. */
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** Standard deviation over cells; NaN for fewer than two. */
  public double deviation() {
    return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
  }

  /** A percentile, interpolated between ranks; NaN where there is no data. */
  public double percentile(double percent) {
    if (size == 0) {
      return Double.NaN;
    }
    float[] sorted = Arrays.copyOf(sample, size);
    Arrays.sort(sorted);
    double place = percent / 100 * (size - 1);
    int left = (int) place;
    int right = Math.min(left + 1, size - 1);
    return sorted[left] + (place - left) * (sorted[right] - (double) sorted[left]);
  }
}
