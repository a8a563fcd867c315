package org.geofringe.unwrapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geofringe.grid.Window;

/**
 * What overlapping tiles say of their regions: for every cell that lies in two tiles, by how many
 * cycles they differ there. Cells in components of both count for much, others break ties.
 */
final class TileVotes {

  /** Weight of a cell in components of both tiles; one of other cells is 1. */
  private static final long TRUSTED = 1000;

  private record Key(int from, int to, int difference) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byFrom = Integer.compare(from, other.from);
      int byTo = byFrom != 0 ? byFrom : Integer.compare(to, other.to);
      return byTo != 0 ? byTo : Integer.compare(difference, other.difference);
    }
  }

  /** Cells that ask for something: those in components of both tiles, and the others. */
  private static final class Cells {
    long trusted;
    long others;
  }

  private final Map<Key, Cells> counts = new TreeMap<>();
  private final List<IntegerOffsets.Vote> relations = new ArrayList<>();

  /** Shared window of two tiles; its rows or columns are none where they do not overlap. */
  static boolean overlap(Window one, Window other) {
    return Math.min(one.row() + one.rows(), other.row() + other.rows())
            > Math.max(one.row(), other.row())
        && Math.min(one.column() + one.columns(), other.column() + other.columns())
            > Math.max(one.column(), other.column());
  }

  /** Cells that two overlapping windows share. */
  static Window shared(Window one, Window other) {
    int row = Math.max(one.row(), other.row());
    int column = Math.max(one.column(), other.column());
    int end = Math.min(one.row() + one.rows(), other.row() + other.rows());
    int right = Math.min(one.column() + one.columns(), other.column() + other.columns());
    return new Window(row, column, end - row, right - column);
  }

  /**
   * Counts the cells of an overlap.
   *
   * @param one part of one tile, regions in the place of components: above 0 in a component, below
   *     where a cell only follows one, 0 = no data
   * @param other the same part of the other tile
   */
  void count(TilePiece one, TilePiece other) {
    for (int cell = 0; cell < one.phase().length; cell++) {
      int a = one.components()[cell];
      int b = other.components()[cell];
      if (a != 0 && b != 0) {
        double cycles = (one.phase()[cell] - other.phase()[cell]) / (2 * Math.PI);
        Key key = new Key(Math.abs(a) - 1, Math.abs(b) - 1, (int) Math.round(cycles));
        Cells cells = counts.computeIfAbsent(key, unseen -> new Cells());
        if (a > 0 && b > 0) {
          cells.trusted++;
        } else {
          cells.others++;
        }
      }
    }
  }

  /**
   * Adds that two regions of one tile are right as they are.
   *
   * @param weight as so many cells in components
   */
  void relate(int from, int to, double weight) {
    relations.add(new IntegerOffsets.Vote(from, to, 0, 1 + Math.round(TRUSTED * weight)));
  }

  IntegerOffsets.Vote[] votes() {
    List<IntegerOffsets.Vote> votes = new ArrayList<>(relations);
    counts.forEach(
        (key, cells) -> {
          long weight = TRUSTED * cells.trusted + cells.others;
          votes.add(new IntegerOffsets.Vote(key.from, key.to, key.difference, weight));
        });
    return votes.toArray(IntegerOffsets.Vote[]::new);
  }

  /** Cells in components of two tiles that differ in the end. */
  long unmet(int[] offsets) {
    long cells = 0;
    for (Map.Entry<Key, Cells> entry : counts.entrySet()) {
      Key key = entry.getKey();
      boolean agree = offsets[key.to] - offsets[key.from] == key.difference;
      cells += agree ? 0 : entry.getValue().trusted;
    }
    return cells;
  }

  /**
   * Joins regions of different tiles that agree on most of the cells they share.
   *
   * @param leastCells and share at least so many
   */
  DisjointSets joined(int[] offsets, long leastCells) {
    DisjointSets sets = new DisjointSets(offsets.length);
    PairSums balance = new PairSums();
    counts.forEach(
        (key, cells) -> {
          boolean agree = offsets[key.to] - offsets[key.from] == key.difference;
          balance.add(key.from, key.to, (double) (agree ? cells.trusted : -cells.trusted));
        });
    for (PairSums.Entry entry : balance.entries()) {
      if (entry.sum() >= leastCells) {
        sets.join(entry.low(), entry.high());
      }
    }
    return sets;
  }
}
