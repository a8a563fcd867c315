package org.geofringe.timeseries;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Into which pieces the dates of a cell fall when some of its pairs are missing, and how pieces are
 * joined.
 *
 * <p>Every least-squares solution of a network in pieces is one solution plus an offset per piece.
 * The offsets that make Σ((ψ_k+1 - ψ_k)/Δt_k)² smallest give the minimum-norm velocity that
 * Berardino et al. (2002) take from the singular value decomposition, by a system as small as the
 * number of pieces. Pieces come from the graph, so no threshold on a pivot decides.
 */
final class Connection {

  private final int[] reference;
  private final int[] secondary;
  private final double[] days;

  Connection(List<LocalDate> dates, int[] reference, int[] secondary) {
    this.reference = reference;
    this.secondary = secondary;
    days = new double[dates.size() - 1];
    for (int i = 0; i < days.length; i++) {
      days[i] = ChronoUnit.DAYS.between(dates.get(i), dates.get(i + 1));
    }
  }

  /**
   * The piece of each date at a lane, numbered from 0 in the order of their first dates; null where
   * there is only one.
   */
  int @Nullable [] pieces(BandedLanes lanes, int lane) {
    int[] root = roots(days.length + 1);
    for (int p = 0; p < reference.length; p++) {
      if (lanes.valid(p)[lane] > 0) {
        join(root, reference[p], secondary[p]);
      }
    }
    return labels(root);
  }

  private static int[] roots(int dates) {
    int[] root = new int[dates];
    for (int i = 0; i < dates; i++) {
      root[i] = i;
    }
    return root;
  }

  private static int find(int[] root, int date) {
    int at = date;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }

  /** The earlier date becomes the root, so the root of a piece is its first date. */
  private static void join(int[] root, int a, int b) {
    int rootA = find(root, a);
    int rootB = find(root, b);
    root[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  private static int @Nullable [] labels(int[] root) {
    int[] label = new int[root.length];
    int count = 0;
    for (int date = 0; date < root.length; date++) {
      int first = find(root, date);
      label[date] = first == date ? count++ : label[first];
    }
    return count == 1 ? null : label;
  }

  /**
   * Holds the first date of each piece at zero by a weight on its diagonal. That changes nothing
   * within a piece: its equations only know differences.
   */
  void ground(BandedLanes lanes, int lane, int[] piece) {
    int seen = 0;
    for (int date = 1; date < piece.length; date++) {
      if (piece[date] > seen) {
        seen = piece[date];
        lanes.ground(date, lane);
      }
    }
  }

  /**
   * Shifts the pieces so that velocities between neighbouring dates are smallest in norm.
   *
   * @param phase phase of each date, the first 0; modified
   * @param piece the piece of each date
   */
  void joinPieces(double[] phase, int[] piece) {
    int unknowns = 0;
    for (int label : piece) {
      unknowns = Math.max(unknowns, label);
    }
    DMatrixRMaj normal = new DMatrixRMaj(unknowns, unknowns);
    DMatrixRMaj right = new DMatrixRMaj(unknowns, 1);
    for (int k = 0; k < days.length; k++) {
      int from = piece[k] - 1;
      int to = piece[k + 1] - 1;
      if (from == to) {
        continue;
      }
      double weight = 1 / (days[k] * days[k]);
      double step = weight * (phase[k + 1] - phase[k]);
      if (from >= 0) {
        normal.add(from, from, weight);
        right.add(from, 0, step);
      }
      if (to >= 0) {
        normal.add(to, to, weight);
        right.add(to, 0, -step);
      }
      if (from >= 0 && to >= 0) {
        normal.add(from, to, -weight);
        normal.add(to, from, -weight);
      }
    }
    DMatrixRMaj offset = new DMatrixRMaj(unknowns, 1);
    if (!CommonOps_DDRM.solve(normal, right, offset)) {
      throw new IllegalStateException("pieces of a network cannot be joined: singular system");
    }
    for (int date = 0; date < phase.length; date++) {
      if (piece[date] > 0) {
        phase[date] += offset.get(piece[date] - 1, 0);
      }
    }
  }
}
