package org.geofringe.geocoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.geofringe.geocoding.CoarseOffset.Offset;

/**
 * An offset of two dates' pictures with its standard error, so that only what is certain is acted
 * upon: spectral diversity, which follows, finds small offsets better, and one that is wrong by
 * half of its ambiguity of 0.12 lines sends it into the wrong turn.
 *
 * <p>Windows with data are dealt out to groups in turn. The offset is that of all of them, its
 * error what the groups' own offsets scatter about it by.
 *
 * <p>Gathers one pair of dates; not for several threads at once.
 */
public final class GroupedOffset {

  /**
   * Windows with data that {@link #certain} needs, each a group of its own if there are no more:
   * the error of four is itself so badly known that one in a hundred pairs without an offset,
   * simulated, got one of half a row to a row; of six or more none in 2,400.
   */
  public static final int FEWEST = 8;

  private static final int GROUPS = 16;

  /**
   * Below this the pictures have too little in common: equal ones reach 0.1, as high frequencies
   * are left out, and 16 patches of nothing in common 0.02.
   */
  private static final double LEAST_AGREEMENT = 0.03;

  /**
   * Times its standard error that an offset must be. Pictures months apart tell it to some
   * hundredths of a line, all of them with the noise of the one that they are held against; an
   * orbit is rarely so far off.
   */
  private static final double CERTAIN = 5;

  private final CoarseOffset whole;
  private final List<CoarseOffset> groups = new ArrayList<>();
  private int next;

  /**
   * An estimator.
   *
   * @param search cells that the pictures may lie apart, above 0 to 16
   */
  public GroupedOffset(double search) {
    this.whole = new CoarseOffset(search);
    for (int i = 0; i < GROUPS; i++) {
      groups.add(new CoarseOffset(search));
    }
  }

  /**
   * Adds the cells of a window to the next group, if they have data; see {@link CoarseOffset#add}.
   *
   * @param rows of the window
   * @param columns of the window
   * @param first values of the first date, real and imaginary part in turn, NaN no data; not
   *     modified
   * @param second values of the second date; not modified
   */
  public void add(int rows, int columns, float[] first, float[] second) {
    if (groups.get(next).add(rows, columns, first, second) > 0) {
      whole.add(rows, columns, first, second);
      next = (next + 1) % GROUPS;
    }
  }

  /**
   * The offset in some direction, where the pictures tell for certain that it is not zero.
   *
   * @param measure what is wanted of an offset, linear in its rows and columns, in any unit
   * @return in the measure's unit; 0 where the offset may be zero, where fewer than eight windows
   *     have data, and where the pictures have too little in common
   */
  public double certain(ToDoubleFunction<Offset> measure) {
    Optional<Offset> offset = whole.estimate();
    if (offset.isEmpty() || offset.get().agreement() < LEAST_AGREEMENT) {
      return 0;
    }
    double value = measure.applyAsDouble(offset.get());
    double squares = 0;
    int count = 0;
    for (CoarseOffset group : groups) {
      Optional<Offset> own = group.estimate();
      if (own.isPresent()) {
        double apart = measure.applyAsDouble(own.get()) - value;
        squares += apart * apart;
        count++;
      }
    }
    double error = Math.sqrt(squares / (count - 1) / count);
    return count >= FEWEST && Math.abs(value) > CERTAIN * error ? value : 0;
  }
}
