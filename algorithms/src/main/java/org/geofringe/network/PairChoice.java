package org.geofringe.network;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Ways to choose the pairs that interferograms are made of. Each gives pairs in ascending order,
 * none for fewer than two dates, and may leave the network in pieces where it says so; {@link
 * Pieces} tells and mends that.
 */
public final class PairChoice {

  /** Slack for dates that lie on one circle but for rounding, in units of the plane. */
  private static final double ON_THE_CIRCLE = 1e-9;

  private PairChoice() {}

  /**
   * Pairs that are short in time and baseline (Berardino et al. 2002). May be in pieces.
   *
   * @param maxDays longest time, included
   * @param maxMetres longest perpendicular baseline, included; pairs whose baseline is unknown pass
   */
  public static List<Pair> smallBaselines(DatePlane plane, double maxDays, double maxMetres) {
    return plane.allPairs().stream()
        .filter(pair -> pair.days() <= maxDays && !(Math.abs(plane.metres(pair)) > maxMetres))
        .toList();
  }

  /**
   * Each date with those that follow it next. Always in one piece.
   *
   * @param neighbours how many that follow, at least 1
   */
  public static List<Pair> sequential(DatePlane plane, int neighbours) {
    if (neighbours < 1) {
      throw new IllegalArgumentException("neighbours must be at least 1, got " + neighbours);
    }
    List<LocalDate> dates = plane.dates();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      for (int j = i + 1; j < dates.size() && j <= i + neighbours; j++) {
        pairs.add(new Pair(dates.get(i), dates.get(j)));
      }
    }
    return pairs;
  }

  /**
   * The Delaunay triangulation of the dates in the plane. Always in one piece, since it holds the
   * shortest tree.
   *
   * <p>Two dates are joined where some circle through both holds no other date: every other date
   * bounds the circle's centre, which runs along the perpendicular bisector, from one side. This
   * takes the cube of the number of dates, which is little work up to a thousand, and has no
   * special cases: dates on one line (no baseline is known) are joined one to the next, and of
   * dates on one circle, where the triangulation is a matter of taste, all pairs are taken.
   */
  public static List<Pair> delaunay(DatePlane plane) {
    List<LocalDate> dates = plane.dates();
    double[] x = dates.stream().mapToDouble(plane::x).toArray();
    double[] y = dates.stream().mapToDouble(plane::y).toArray();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        if (hasEmptyCircle(x, y, i, j)) {
          pairs.add(new Pair(dates.get(i), dates.get(j)));
        }
      }
    }
    return pairs;
  }

  /**
   * With the middle of i and j at the origin and u = (j - i) / 2, a centre lies at t n, n being u
   * turned by a right angle. A point p is outside the circle where |p|² - |u|² >= 2 t (n · p).
   */
  private static boolean hasEmptyCircle(double[] x, double[] y, int i, int j) {
    double ux = (x[j] - x[i]) / 2;
    double uy = (y[j] - y[i]) / 2;
    double middleX = (x[i] + x[j]) / 2;
    double middleY = (y[i] + y[j]) / 2;
    double radiusSquared = ux * ux + uy * uy;
    double least = Double.NEGATIVE_INFINITY;
    double most = Double.POSITIVE_INFINITY;
    for (int k = 0; k < x.length; k++) {
      if (k == i || k == j) {
        continue;
      }
      double px = x[k] - middleX;
      double py = y[k] - middleY;
      double outside = px * px + py * py - radiusSquared;
      double side = 2 * (ux * py - uy * px);
      if (Math.abs(side) <= ON_THE_CIRCLE * radiusSquared) {
        if (outside < 0) {
          return false;
        }
      } else if (side > 0) {
        most = Math.min(most, outside / side);
      } else {
        least = Math.max(least, outside / side);
      }
    }
    return least - most <= ON_THE_CIRCLE * (1 + Math.min(Math.abs(least), Math.abs(most)));
  }
}
