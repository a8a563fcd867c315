package org.geofringe.geocoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.sentinel1.Burst;

/**
 * Which burst a cell is taken from, decided once on the ground by the bursts of one date and then
 * used for all: seams that moved with each date would mix different Doppler frequencies near them.
 *
 * <p>Between sub-swaths the seam is the slant range midway between the near edge of the farther one
 * and the far edge of the nearer one; between consecutive bursts of a sub-swath the azimuth time
 * midway between the first line of the later one and the last of the earlier one. A cell whose
 * burst by these rules does not hold it with all the samples that interpolation needs, as in the
 * corners where three bursts meet or beside a missing burst, goes to the burst that holds it
 * farthest from its edge.
 */
public final class Seams {

  /** Of a cell that no burst holds. */
  public static final short NONE = -1;

  private final List<PlacedBurst> bursts;
  private final List<Support> supports = new ArrayList<>();
  private final double[] rangeSeams;
  private final short[][] order;
  private final double[][] timeSeams;

  /**
   * Seams between the bursts of a date.
   *
   * @param bursts of any sub-swaths, all placed on the clock of one orbit; a burst's ordinal is its
   *     place in this list
   */
  public Seams(List<PlacedBurst> bursts) {
    if (bursts.isEmpty() || bursts.size() > Short.MAX_VALUE) {
      throw new IllegalArgumentException(
          "seams need 1 to %d bursts, got %d".formatted(Short.MAX_VALUE, bursts.size()));
    }
    this.bursts = List.copyOf(bursts);
    for (PlacedBurst placed : bursts) {
      BurstGeocoder.Parameters kernels =
          BurstGeocoder.Parameters.standard(
              placed.burst().id().swath(), BurstGeocoder.Output.FLATTENED);
      supports.add(new Support(placed.burst(), kernels.azimuth(), kernels.range()));
    }
    List<String> swaths =
        bursts.stream().map(placed -> placed.burst().id().swath()).distinct().sorted().toList();
    order = new short[swaths.size()][];
    timeSeams = new double[swaths.size()][];
    double[] near = new double[swaths.size()];
    double[] far = new double[swaths.size()];
    for (int swath = 0; swath < order.length; swath++) {
      order[swath] = inTime(swaths.get(swath));
      timeSeams[swath] = timeSeams(order[swath]);
      near[swath] = -Double.MAX_VALUE;
      far[swath] = Double.MAX_VALUE;
      for (short ordinal : order[swath]) {
        Burst burst = bursts.get(ordinal).burst();
        int middle = burst.lines() / 2;
        double first = burst.firstRange() + burst.firstValidSample()[middle] * burst.rangeSpacing();
        double last = burst.firstRange() + burst.lastValidSample()[middle] * burst.rangeSpacing();
        near[swath] = Math.max(near[swath], first);
        far[swath] = Math.min(far[swath], last);
      }
    }
    rangeSeams = new double[swaths.size() - 1];
    for (int i = 0; i < rangeSeams.length; i++) {
      rangeSeams[i] = (far[i] + near[i + 1]) / 2;
    }
  }

  private short[] inTime(String swath) {
    List<Short> found = new ArrayList<>();
    for (short i = 0; i < bursts.size(); i++) {
      if (bursts.get(i).burst().id().swath().equals(swath)) {
        found.add(i);
      }
    }
    found.sort(Comparator.comparingDouble(i -> bursts.get(i).startSeconds()));
    short[] result = new short[found.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = found.get(i);
    }
    return result;
  }

  private double[] timeSeams(short[] ordinals) {
    double[] seams = new double[ordinals.length - 1];
    for (int i = 0; i < seams.length; i++) {
      PlacedBurst early = bursts.get(ordinals[i]);
      PlacedBurst late = bursts.get(ordinals[i + 1]);
      double last = early.time(supports.get(ordinals[i]).lastLine());
      double first = late.time(supports.get(ordinals[i + 1]).firstLine());
      seams[i] = (last + first) / 2;
    }
    return seams;
  }

  /** The bursts in the order of their ordinals. */
  public List<PlacedBurst> bursts() {
    return bursts;
  }

  /**
   * Chooses the burst of each cell of a window.
   *
   * @param geometry of the date that the bursts are of
   * @param grid of the map
   * @param window of the grid
   * @param heights metres above the ellipsoid, one per cell of the window; not modified
   * @param ordinals receives the burst of each cell, {@link #NONE} where no burst holds it;
   *     modified
   */
  public void choose(
      RadarGeometry geometry, MapGrid grid, Window window, float[] heights, short[] ordinals) {
    int count = window.columns();
    double[] times = new double[count];
    double[] ranges = new double[count];
    for (int row = 0; row < window.rows(); row++) {
      int offset = row * count;
      locate(geometry, grid, window, row, heights, times, ranges);
      for (int i = 0; i < count; i++) {
        ordinals[offset + i] = choose(times[i], ranges[i]);
      }
    }
  }

  /**
   * The burst of one point.
   *
   * @param time zero-Doppler, seconds from the orbit's epoch
   * @param range metres
   * @return its ordinal or {@link #NONE}, which is the answer for NaN too
   */
  public short choose(double time, double range) {
    if (Double.isNaN(time) || Double.isNaN(range)) {
      return NONE;
    }
    int swath = above(rangeSeams, range);
    short chosen = order[swath][above(timeSeams[swath], time)];
    if (holds(chosen, time, range)) {
      return chosen;
    }
    short best = NONE;
    double most = 0;
    for (short i = 0; i < bursts.size(); i++) {
      PlacedBurst placed = bursts.get(i);
      double margin = supports.get(i).margin(placed.line(time), placed.burst().sample(range));
      if (margin > most) {
        most = margin;
        best = i;
      }
    }
    return best;
  }

  /**
   * Marks the cells that two bursts both hold: where azimuth registration is measured.
   *
   * @param first ordinal of a burst
   * @param second ordinal of another
   * @param geometry of the date that the bursts are of
   * @param grid of the map
   * @param window of the grid
   * @param heights metres above the ellipsoid, one per cell of the window; not modified
   * @param both receives whether both bursts hold a cell; modified
   * @return how many cells both hold
   */
  public int overlap(
      int first,
      int second,
      RadarGeometry geometry,
      MapGrid grid,
      Window window,
      float[] heights,
      boolean[] both) {
    int count = window.columns();
    double[] times = new double[count];
    double[] ranges = new double[count];
    int found = 0;
    Arrays.fill(both, 0, window.cells(), false);
    for (int row = 0; row < window.rows(); row++) {
      locate(geometry, grid, window, row, heights, times, ranges);
      for (int i = 0; i < count; i++) {
        if (holds(first, times[i], ranges[i]) && holds(second, times[i], ranges[i])) {
          both[row * count + i] = true;
          found++;
        }
      }
    }
    return found;
  }

  private static void locate(
      RadarGeometry geometry,
      MapGrid grid,
      Window window,
      int row,
      float[] heights,
      double[] times,
      double[] ranges) {
    geometry.locate(
        grid.x(window.column()),
        grid.spacingX(),
        grid.y(window.row() + row),
        heights,
        row * window.columns(),
        window.columns(),
        times,
        ranges);
  }

  /** Whether a burst has all the samples that a point is interpolated from; false for NaN. */
  public boolean holds(int ordinal, double time, double range) {
    PlacedBurst placed = bursts.get(ordinal);
    return supports.get(ordinal).holds(placed.line(time), placed.burst().sample(range));
  }

  /** How many of the rising seams lie below a value. */
  private static int above(double[] seams, double value) {
    int i = 0;
    while (i < seams.length && value >= seams[i]) {
      i++;
    }
    return i;
  }
}
