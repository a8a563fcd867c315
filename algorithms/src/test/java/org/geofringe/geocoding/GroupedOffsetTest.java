package org.geofringe.geocoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.geofringe.geocoding.CoarseOffset.Offset;
import org.geofringe.numeric.Fft2;
import org.junit.jupiter.api.Test;

/**
 * Pictures of speckle over common ground whose coherence is known: what is called certain, and how
 * often wrongly.
 */
class GroupedOffsetTest {

  private static final int SIDE = 64;
  private static final int RUNS = 8;

  /** Cells over which speckle is correlated, as in images of 5 x 10 m cells. */
  private static final double RESOLUTION = 1.5;

  private final Fft2 transform = new Fft2(SIDE, SIDE);

  /** White noise without frequencies that are finer than a resolution; periodic. */
  private double[] smooth(Random random, double cells) {
    double[] field = new double[2 * SIDE * SIDE];
    for (int i = 0; i < field.length; i++) {
      field[i] = random.nextGaussian();
    }
    transform.forward(field);
    for (int i = 0; i < SIDE; i++) {
      for (int j = 0; j < SIDE; j++) {
        double square = (signed(i) * signed(i) + signed(j) * signed(j)) / (double) (SIDE * SIDE);
        double share = Math.exp(-2 * Math.PI * square * cells * cells);
        field[2 * (i * SIDE + j)] *= share;
        field[2 * (i * SIDE + j) + 1] *= share;
      }
    }
    transform.inverse(field);
    return scaled(field);
  }

  private static double[] scaled(double[] field) {
    double power = Arrays.stream(field).map(v -> v * v).sum() / (SIDE * SIDE);
    return Arrays.stream(field).map(v -> v / Math.sqrt(power)).toArray();
  }

  private static int signed(int frequency) {
    return frequency < SIDE / 2 ? frequency : frequency - SIDE;
  }

  private float[] shifted(double[] field, double rows) {
    double[] spectrum = field.clone();
    transform.forward(spectrum);
    for (int i = 0; i < SIDE; i++) {
      double cos = Math.cos(2 * Math.PI * signed(i) * rows / SIDE);
      double sin = -Math.sin(2 * Math.PI * signed(i) * rows / SIDE);
      for (int j = 0; j < SIDE; j++) {
        int at = 2 * (i * SIDE + j);
        double real = spectrum[at];
        spectrum[at] = real * cos - spectrum[at + 1] * sin;
        spectrum[at + 1] = real * sin + spectrum[at + 1] * cos;
      }
    }
    transform.inverse(spectrum);
    float[] values = new float[spectrum.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) spectrum[i];
    }
    return values;
  }

  /** What is certain of pictures that lie some rows apart, with a coherence. */
  private double certain(long seed, int patches, double coherence, double rows) {
    GroupedOffset offset = new GroupedOffset(12);
    add(offset, new Random(seed), patches, coherence, rows);
    return offset.certain(Offset::rows);
  }

  private void add(
      GroupedOffset offset, Random random, int patches, double coherence, double rows) {
    for (int k = 0; k < patches; k++) {
      double[] first = smooth(random, RESOLUTION);
      double[] other = smooth(random, RESOLUTION);
      double[] ground = smooth(random, 6);
      double[] second = new double[first.length];
      for (int i = 0; i < first.length; i++) {
        double texture = Math.exp(0.4 * ground[i - i % 2]);
        second[i] =
            texture * (coherence * first[i] + Math.sqrt(1 - coherence * coherence) * other[i]);
        first[i] *= texture;
      }
      offset.add(SIDE, SIDE, shifted(first, 0), shifted(second, rows));
    }
  }

  /**
   * A wrong one sends all later dates into the wrong turn of spectral diversity. Of 2,400 such
   * pairs of 6, 8 and 16 patches none got an offset; here as many as time allows.
   */
  @Test
  void picturesInPlaceStayThere() {
    for (int patches : new int[] {GroupedOffset.FEWEST, 32}) {
      for (double coherence : new double[] {0, 0.6}) {
        for (int run = 0; run < RUNS; run++) {
          assertEquals(
              0,
              certain(1000 * patches + run, patches, coherence, 0),
              patches + " patches, coherence " + coherence + ", run " + run);
        }
      }
    }
  }

  /** The next round, with what is then left, comes nearer. */
  @Test
  void poorOrbitIsFound() {
    for (int run = 0; run < RUNS; run++) {
      assertEquals(1.7, certain(run, 48, 0.6, 1.7), 0.15);
    }
  }

  @Test
  void fewPatchesAreNotCertain() {
    int enough = GroupedOffset.FEWEST;
    assertEquals(0, certain(5, enough - 1, 1, 3));
    assertEquals(3, certain(5, enough, 1, 3), 0.1);
  }

  /** Groups are filled evenly however data and gaps follow each other. */
  @Test
  void missingPatchesTakeNoTurn() {
    float[] nothing = new float[2 * SIDE * SIDE];
    Arrays.fill(nothing, Float.NaN);
    GroupedOffset offset = new GroupedOffset(12);
    Random random = new Random(6);
    for (int i = 0; i < GroupedOffset.FEWEST; i++) {
      add(offset, random, 1, 1, 3);
      for (int k = 0; k < 7; k++) {
        offset.add(SIDE, SIDE, nothing, nothing);
      }
    }
    assertEquals(3, offset.certain(Offset::rows), 0.1);
  }
}
