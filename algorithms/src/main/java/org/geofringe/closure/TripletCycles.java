package org.geofringe.closure;

import java.util.Arrays;

/**
 * Whole cycles that triplets do not close by, for a few cells at a time.
 *
 * <p>Only what is clear counts: a triplet whose rest, wrap(Φ), is beyond a quarter of a cycle may
 * as well hold one cycle more or less, and is as good as missing.
 */
final class TripletCycles {

  /** Cells at a time. */
  static final int CHUNK = 256;

  private static final float TWO_PI = (float) (2 * Math.PI);
  private static final float LARGEST_REST = (float) (Math.PI / 2);
  private static final int LARGEST = 100;

  private final int[][] triplets;
  private final float[][] phases;
  private final byte[][] cycles;
  private final boolean[][] checked;
  private final boolean[] off = new boolean[CHUNK];

  TripletCycles(int pairs, int[][] triplets) {
    this.triplets = triplets;
    this.phases = new float[pairs][CHUNK];
    this.cycles = new byte[triplets.length][CHUNK];
    this.checked = new boolean[pairs][CHUNK];
  }

  /** Phases of a pair in rad, NaN = not to be used, to be filled in before {@link #close}. */
  float[] phases(int pair) {
    return phases[pair];
  }

  /** Closes all triplets at the leading cells. */
  void close(int cells) {
    Arrays.fill(off, false);
    for (boolean[] ofPair : checked) {
      Arrays.fill(ofPair, false);
    }
    for (int t = 0; t < triplets.length; t++) {
      float[] ab = phases[triplets[t][0]];
      float[] bc = phases[triplets[t][1]];
      float[] ac = phases[triplets[t][2]];
      byte[] ofTriplet = cycles[t];
      for (int i = 0; i < cells; i++) {
        float sum = ab[i] + bc[i] - ac[i];
        float whole = (float) Math.rint(sum / TWO_PI);
        boolean clear =
            Math.abs(sum - whole * TWO_PI) <= LARGEST_REST && Math.abs(whole) <= LARGEST;
        ofTriplet[i] = clear ? (byte) whole : CycleSolver.UNKNOWN;
        off[i] |= clear && whole != 0;
      }
      for (int pair : triplets[t]) {
        boolean[] ofPair = checked[pair];
        for (int i = 0; i < cells; i++) {
          ofPair[i] |= ofTriplet[i] != CycleSolver.UNKNOWN;
        }
      }
    }
  }

  /** Whether any triplet is clearly off by whole cycles at a cell. */
  boolean isOff(int cell) {
    return off[cell];
  }

  /** Whether a pair is in a triplet that is clear at a cell. */
  boolean isChecked(int pair, int cell) {
    return checked[pair][cell];
  }

  /** Copies the cycles of all triplets at a cell. */
  void copy(int cell, byte[] target) {
    for (int t = 0; t < cycles.length; t++) {
      target[t] = cycles[t][cell];
    }
  }
}
