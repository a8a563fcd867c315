package org.geofringe.unwrapping;

import java.util.Arrays;

/** Sums kept by unordered pairs of numbers: an open-addressed table of primitives. */
final class PairSums {

  private static final long EMPTY = -1;

  private long[] keys = new long[64];
  private double[] sums = new double[64];
  private int size;

  PairSums() {
    Arrays.fill(keys, EMPTY);
  }

  /** One pair's sum; {@code low} is the smaller number. */
  record Entry(int low, int high, double sum) {}

  void add(int one, int other, double amount) {
    add((long) Math.min(one, other) << 32 | Math.max(one, other), amount);
  }

  /** All pairs, in the order of their numbers. */
  Entry[] entries() {
    long[] sorted = Arrays.stream(keys).filter(key -> key != EMPTY).sorted().toArray();
    Entry[] entries = new Entry[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      entries[i] = new Entry((int) (sorted[i] >>> 32), (int) sorted[i], sums[slot(sorted[i])]);
    }
    return entries;
  }

  private void add(long key, double amount) {
    int slot = slot(key);
    if (keys[slot] == EMPTY) {
      keys[slot] = key;
      size++;
    }
    sums[slot] += amount;
    if (2 * size > keys.length) {
      grow();
    }
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & (keys.length - 1);
    while (keys[slot] != EMPTY && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    double[] oldSums = sums;
    keys = new long[2 * oldKeys.length];
    sums = new double[keys.length];
    Arrays.fill(keys, EMPTY);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        sums[slot] = oldSums[i];
      }
    }
  }
}
