package org.geofringe.interferometry;

import java.util.ArrayList;
import java.util.List;
import org.geofringe.grid.ComplexGrid;

/**
 * How many independent looks the average over a group of fine cells is worth, where neighbouring
 * cells share speckle: L = N / Σ (1-|k|/m)(1-|l|/n) ρ(k, l) over the lags within m x n = N cells, ρ
 * being the autocorrelation of speckle intensity. That is the reciprocal of the squared coefficient
 * of variation of the averaged intensity, and for the noise of interferograms the same sum counts:
 * ρ is |complex autocorrelation|² (Siegert), which is what two images share. Flattening turns the
 * phase of fine cells at random, so that only intensities may tell ρ.
 *
 * <p>Patches of an image are added one by one. In each, intensity is divided by its local mean over
 * 33 x 33 cells, which takes out most texture ({@link DetexturedPatch}). The texture that is left,
 * and the little that the division takes out of speckle, lie under the autocovariance as a smooth
 * surface, which is fitted to the lags beyond those that speckle reaches and taken off ({@link
 * TextureSurface}). Per lag, the median over patches counts. Speckle is found to reach as few lags
 * down and across as leave less than 0.02 at the two that follow, on and beside the axis; ten at
 * most.
 */
public final class EffectiveLooks {

  private static final int FARTHEST = 10;
  private static final int SURROUNDINGS = 6;
  private static final double SPECKLE_ENDS = 0.02;
  private static final double ENOUGH = 0.75;

  private final List<Autocovariance> patches = new ArrayList<>();

  /** Rows and columns that a patch needs at least. */
  public static int leastPatch() {
    return 4 * Autocovariance.LARGEST_LAG;
  }

  /**
   * Adds a patch of an image. It does not count where a quarter of its cells or more lacks data or
   * is black.
   *
   * @param patch fine cells, {@link #leastPatch()} x {@link #leastPatch()} or more; not modified
   * @throws IllegalArgumentException where the patch is smaller
   */
  public void add(ComplexGrid patch) {
    if (Math.min(patch.rows(), patch.columns()) < leastPatch()) {
      throw new IllegalArgumentException(
          "a patch needs "
              + leastPatch()
              + " rows and columns, got "
              + patch.rows()
              + " x "
              + patch.columns());
    }
    DetexturedPatch speckle = new DetexturedPatch(patch, Autocovariance.LARGEST_LAG);
    if (speckle.valid() > ENOUGH) {
      patches.add(new Autocovariance(speckle::covariance));
    }
  }

  /** How many patches count so far. */
  public int patches() {
    return patches.size();
  }

  /**
   * Independent looks in the average over a group of cells.
   *
   * @param looksDown rows of the group, at least 1
   * @param looksAcross columns of the group, at least 1
   * @return 1 to looksDown * looksAcross
   * @throws IllegalStateException where no patch counts so far
   */
  public double looks(int looksDown, int looksAcross) {
    if (patches.isEmpty()) {
      throw new IllegalStateException("no patch with enough data was added");
    }
    int downReach = 0;
    int acrossReach = 0;
    Autocovariance correlation = correlation(0, 0);
    for (int step = 0; step < 2 * FARTHEST; step++) {
      double below = downReach < FARTHEST ? largestBelow(correlation, downReach) : 0;
      double beside = acrossReach < FARTHEST ? largestBeside(correlation, acrossReach) : 0;
      if (Math.max(below, beside) <= SPECKLE_ENDS) {
        break;
      }
      if (below > beside) {
        downReach++;
      } else {
        acrossReach++;
      }
      correlation = correlation(downReach, acrossReach);
    }
    int down = Math.min(downReach, looksDown - 1);
    int across = Math.min(acrossReach, looksAcross - 1);
    double sum = 0;
    for (int row = -down; row <= down; row++) {
      for (int column = -across; column <= across; column++) {
        sum +=
            (1 - Math.abs(row) / (double) looksDown)
                * (1 - Math.abs(column) / (double) looksAcross)
                * correlation.at(row, column);
      }
    }
    double cells = (double) looksDown * looksAcross;
    return Math.max(1, Math.min(cells, cells / sum));
  }

  /** Autocorrelation of speckle that reaches so many lags: median over patches. */
  private Autocovariance correlation(int down, int across) {
    TextureSurface texture = new TextureSurface(down, across, SURROUNDINGS);
    return Autocovariance.median(patches.stream().map(texture::takenOff).toList());
  }

  /** The largest correlation near the middle of the two rows of lags that follow. */
  private static double largestBelow(Autocovariance correlation, int reach) {
    double largest = 0;
    for (int row = reach + 1; row <= reach + 2; row++) {
      for (int column = -1; column <= 1; column++) {
        largest = Math.max(largest, Math.abs(correlation.at(row, column)));
      }
    }
    return largest;
  }

  /** The largest correlation near the middle of the two columns of lags that follow. */
  private static double largestBeside(Autocovariance correlation, int reach) {
    double largest = 0;
    for (int column = reach + 1; column <= reach + 2; column++) {
      for (int row = -1; row <= 1; row++) {
        largest = Math.max(largest, Math.abs(correlation.at(row, column)));
      }
    }
    return largest;
  }
}
