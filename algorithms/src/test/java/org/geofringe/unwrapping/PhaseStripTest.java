package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PhaseStripTest {

  private static final int SIZE = 40;

  @Test
  void slopesUpToHalfACycleAreFound() {
    PhaseStrip strip = strip((r, c) -> 3.0 * c - 2.5 * r, 0, 1);
    float[] across = strip.slopesAcross(3);
    float[] down = strip.slopesDown(3);
    for (int i = 10 * SIZE; i < 30 * SIZE; i++) {
      if (i % SIZE < SIZE - 1) {
        // The tables give angles to 0.001 and products of two of them to twice that.
        assertEquals(3.0, across[i], 0.003);
        assertEquals(-2.5, down[i], 0.003);
      }
    }
  }

  @Test
  void slopesUnderNoiseAreUnbiasedNearHalfACycle() {
    // The mean of wrapped steps would be about 1 here: every third wraps.
    PhaseStrip strip = strip((r, c) -> 2.9 * c, 0.6, 2);
    float[] across = strip.slopesAcross(4);
    double sum = 0;
    int count = 0;
    for (int r = 5; r < SIZE - 5; r++) {
      for (int c = 5; c < SIZE - 5; c++) {
        sum += across[r * SIZE + c];
        count++;
      }
    }
    assertEquals(2.9, sum / count, 0.03);
  }

  @Test
  void meansJoinInPhaseOnASteepBend() {
    // Slopes run from -2 to 2 over the strip: no cell is in phase with the one next to it.
    WrappedField.Surface bend = (r, c) -> 0.05 * (c - 20) * (c - 20) + 1.5 * r;
    PhaseStrip strip = strip(bend, 0, 3);
    PhaseStrip mean = mean(strip, 1);
    for (int r = 8; r < SIZE - 8; r++) {
      for (int c = 8; c < SIZE - 8; c++) {
        int i = r * SIZE + c;
        // A parabola's mean is off by what it bends within the window: 0.05·4 at most; the length
        // loses half the variance of that.
        double difference =
            Math.IEEEremainder(
                Phasor.angle(mean.real[i], mean.imaginary[i]) - bend.at(r, c), 2 * Math.PI);
        assertEquals(0, difference, 0.02);
        assertEquals(49, Math.hypot(mean.real[i], mean.imaginary[i]), 0.5);
      }
    }
  }

  @Test
  void meansTakeNoiseAway() {
    PhaseStrip strip = strip((r, c) -> 2.0 * c + r, 0.5, 4);
    PhaseStrip mean = mean(strip, 4);
    double squares = 0;
    int count = 0;
    for (int r = 8; r < SIZE - 8; r++) {
      for (int c = 8; c < SIZE - 8; c++) {
        int i = r * SIZE + c;
        double difference =
            Math.IEEEremainder(
                Phasor.angle(mean.real[i], mean.imaginary[i]) - 2.0 * c - r, 2 * Math.PI);
        squares += difference * difference;
        count++;
      }
    }
    // 0.5 / √49 = 0.07 for true slopes; those found add about as much again.
    assertEquals(0, Math.sqrt(squares / count), 0.12);
  }

  @Test
  void boxSumsAreThoseOfPlainLoops() {
    Random random = new Random(6);
    for (int reach = 1; reach < 7; reach++) {
      for (int[] size : new int[][] {{1, 1}, {1, 9}, {9, 1}, {2, 3}, {5, 20}, {20, 7}}) {
        float[] values = new float[size[0] * size[1]];
        for (int i = 0; i < values.length; i++) {
          values[i] = random.nextFloat();
        }
        float[] sums = values.clone();
        BoxSums.square(sums, size[0], size[1], reach);
        for (int i = 0; i < sums.length; i++) {
          assertEquals(plainSum(values, size[0], size[1], i, reach), sums[i], 1e-4);
        }
      }
    }
  }

  /** Means over 7 x 7 cells, turned back by slopes from windows of some reach. */
  private static PhaseStrip mean(PhaseStrip strip, int slopeReach) {
    PhaseStrip.Turn turn =
        PhaseStrip.Turn.of(strip.slopesAcross(slopeReach), strip.slopesDown(slopeReach), SIZE);
    return strip.turnedSum(turn, 3).turned(turn.down(), 1);
  }

  private static double plainSum(float[] values, int rows, int columns, int cell, int reach) {
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        if (Math.abs(r - cell / columns) <= reach && Math.abs(c - cell % columns) <= reach) {
          sum += values[r * columns + c];
        }
      }
    }
    return sum;
  }

  private static PhaseStrip strip(WrappedField.Surface phase, double noise, long seed) {
    Random random = new Random(seed);
    PhaseStrip strip = new PhaseStrip(SIZE, SIZE);
    for (int i = 0; i < SIZE * SIZE; i++) {
      double angle = phase.at(i / SIZE, i % SIZE) + noise * random.nextGaussian();
      strip.real[i] = (float) Math.cos(angle);
      strip.imaginary[i] = (float) Math.sin(angle);
    }
    return strip;
  }
}
