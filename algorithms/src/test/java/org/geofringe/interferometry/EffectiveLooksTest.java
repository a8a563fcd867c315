package org.geofringe.interferometry;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.geofringe.grid.ComplexGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EffectiveLooksTest {

  private static final int SIDE = 96;

  /** What the ground looks like, as a factor of intensity. */
  enum Texture {
    NONE,
    /** Hills and dales of 30 to 60 cells and 6 dB up or down. */
    SMOOTH,
    /** Fields of 25 x 35 cells whose brightness differs by 3 dB (standard deviation). */
    FIELDS
  }

  /** Speckle filtered by these coefficients, down and across. */
  private record Filter(double[] down, double[] across) {

    static final Filter WHITE = new Filter(new double[] {1}, new double[] {1});
    static final Filter SMOOTHING =
        new Filter(new double[] {0.3, 1, 0.8, 0.2}, new double[] {0.5, 1});

    /** A band that half fills the spectrum across: looks beside each other share a lot. */
    static final Filter OVERSAMPLED = new Filter(new double[] {1}, sinc(2, 8));

    static double[] sinc(double oversampling, int reach) {
      double[] taps = new double[2 * reach + 1];
      for (int i = 0; i < taps.length; i++) {
        double x = Math.PI * (i - reach) / oversampling;
        double taper = 0.5 + 0.5 * Math.cos(Math.PI * (i - reach) / (reach + 1));
        taps[i] = i == reach ? 1 : taper * Math.sin(x) / x;
      }
      return taps;
    }

    /** |autocorrelation|² of the filtered field at a lag, along one axis. */
    static double correlation(double[] taps, int lag) {
      double power = 0;
      double product = 0;
      for (int i = 0; i < taps.length; i++) {
        power += taps[i] * taps[i];
        product += i + lag < taps.length ? taps[i] * taps[i + lag] : 0;
      }
      return product / power * (product / power);
    }

    /** The looks that they are worth, by the definition. */
    double looks(int looksDown, int looksAcross) {
      return worth(down, looksDown) * worth(across, looksAcross);
    }

    private static double worth(double[] taps, int looks) {
      double sum = 1;
      for (int lag = 1; lag < looks; lag++) {
        sum += 2 * (1 - (double) lag / looks) * correlation(taps, lag);
      }
      return looks / sum;
    }

    ComplexGrid patch(Texture texture, Random random) {
      int rows = SIDE + down.length;
      int columns = SIDE + across.length;
      float[] white = SpeckledImages.speckle(rows * columns, random);
      float[] wide = new float[2 * rows * SIDE];
      for (int row = 0; row < rows; row++) {
        for (int k = 0; k < 2 * SIDE; k++) {
          for (int i = 0; i < across.length; i++) {
            wide[2 * row * SIDE + k] += (float) across[i] * white[2 * (row * columns + i) + k];
          }
        }
      }
      double[] brightness = brightness(texture, random);
      float[] values = new float[2 * SIDE * SIDE];
      for (int k = 0; k < values.length; k++) {
        for (int i = 0; i < down.length; i++) {
          values[k] += (float) down[i] * wide[k + 2 * i * SIDE];
        }
        values[k] *= (float) Math.sqrt(brightness[k / 2]);
      }
      return new ComplexGrid(SIDE, SIDE, values);
    }
  }

  private static double[] brightness(Texture texture, Random random) {
    double[] brightness = new double[SIDE * SIDE];
    double phase = random.nextDouble() * 6;
    double[] fields = random.doubles(100).map(x -> Math.exp(2.4 * (x - 0.5))).toArray();
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        brightness[row * SIDE + column] =
            switch (texture) {
              case NONE -> 1;
              case SMOOTH ->
                  Math.exp(
                      0.7 * Math.sin(2 * Math.PI * row / 30 + phase)
                          + 0.7 * Math.cos(2 * Math.PI * (column - 0.4 * row) / 60 + phase));
              case FIELDS -> fields[(row + 5) / 25 * 10 + (column + row / 4) / 35];
            };
      }
    }
    return brightness;
  }

  private static EffectiveLooks looks(Filter filter, Texture texture) {
    Random random = new Random(71);
    EffectiveLooks looks = new EffectiveLooks();
    for (int patch = 0; patch < 40; patch++) {
      looks.add(filter.patch(texture, random));
    }
    assertEquals(40, looks.patches());
    return looks;
  }

  /**
   * Per lag, 40 patches of 96 x 96 cells tell the correlation to 0.002 or so times the square root
   * of the cells that share speckle; summed over some 50 lags that is 2 or 3 per cent of the looks.
   */
  @ParameterizedTest
  @EnumSource
  void looksAreThoseOfTheFilter(Texture texture) {
    for (Filter filter : new Filter[] {Filter.WHITE, Filter.SMOOTHING, Filter.OVERSAMPLED}) {
      EffectiveLooks looks = looks(filter, texture);
      for (int[] group : new int[][] {{4, 16}, {2, 8}, {8, 8}, {1, 3}, {1, 1}}) {
        assertEquals(
            1,
            looks.looks(group[0], group[1]) / filter.looks(group[0], group[1]),
            0.05,
            filter.across().length + " taps, " + Arrays.toString(group));
      }
    }
  }

  /** The looks are what they are defined as: mean² over variance of the averaged intensity. */
  @Test
  void averagedIntensityVariesAsTheLooksSay() {
    Random random = new Random(72);
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int patch = 0; patch < 40; patch++) {
      float[] image = Filter.SMOOTHING.patch(Texture.NONE, random).values();
      for (float power :
          PairMultilook.apply(image, image, null, SIDE / 4, SIDE / 8, 4, 8).referencePower()) {
        sum += power;
        squares += (double) power * power;
        count++;
      }
    }
    double mean = sum / count;
    double variation = squares / count / (mean * mean) - 1;
    // 11,520 averages: a standard error of 2 %.
    assertEquals(Filter.SMOOTHING.looks(4, 8), 1 / variation, 0.06 / variation);
  }

  /** Flattening turns phases from cell to cell, and intensities stay: so do the looks. */
  @Test
  void phasesDoNotMatter() {
    Random random = new Random(73);
    EffectiveLooks plain = new EffectiveLooks();
    EffectiveLooks turned = new EffectiveLooks();
    for (int patch = 0; patch < 3; patch++) {
      ComplexGrid grid = Filter.SMOOTHING.patch(Texture.NONE, random);
      float[] values = grid.values().clone();
      for (int k = 0; k < values.length; k += 2) {
        if (random.nextBoolean()) {
          values[k] = -grid.values()[k + 1];
          values[k + 1] = grid.values()[k];
        }
      }
      plain.add(grid);
      turned.add(new ComplexGrid(SIDE, SIDE, values));
    }
    assertEquals(plain.looks(3, 7), turned.looks(3, 7), 1e-6);
  }

  @Test
  void missingCellsAreLeftOut() {
    Random random = new Random(74);
    EffectiveLooks looks = new EffectiveLooks();
    for (int patch = 0; patch < 40; patch++) {
      float[] values = Filter.SMOOTHING.patch(Texture.NONE, random).values();
      looks.add(new ComplexGrid(SIDE, SIDE, SpeckledImages.withHoles(values, 0.1, random)));
    }
    assertEquals(1, looks.looks(4, 8) / Filter.SMOOTHING.looks(4, 8), 0.05);
  }

  @Test
  void patchesWithoutEnoughDataDoNotCount() {
    EffectiveLooks looks = new EffectiveLooks();
    looks.add(new ComplexGrid(SIDE, SIDE));
    float[] values = SpeckledImages.speckle(SIDE * SIDE, new Random(75));
    looks.add(new ComplexGrid(SIDE, SIDE, SpeckledImages.withHoles(values, 0.4, new Random(76))));
    assertEquals(0, looks.patches());
    assertThrows(IllegalStateException.class, () -> looks.looks(2, 2));
    assertRefused("a patch needs", () -> looks.add(new ComplexGrid(20, SIDE)));
  }
}
