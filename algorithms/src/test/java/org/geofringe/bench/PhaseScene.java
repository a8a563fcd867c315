package org.geofringe.bench;

import java.util.SplittableRandom;

/**
 * A wrapped phase with its coherence, of a kind of {@link FlowScene}.
 *
 * @param wrapped radians, row-major, NaN = no data
 * @param coherence 0 to 1
 */
record PhaseScene(float[] wrapped, float[] coherence) {

  /**
   * Makes a scene.
   *
   * @param random modified: draws go on from where it is
   */
  static PhaseScene make(FlowScene.Kind kind, int side, SplittableRandom random) {
    Waves lakes = new Waves(random.split(), side, 12);
    Waves hills = new Waves(random.split(), 400, 10);
    Waves calm = new Waves(random.split(), 300, 8);
    float[] wrapped = new float[side * side];
    float[] coherences = new float[side * side];
    for (int r = 0; r < side; r++) {
      for (int c = 0; c < side; c++) {
        int i = r * side + c;
        double coherence = 0.65 + 0.3 * Math.sin(3 * calm.at(r, c));
        if (kind == FlowScene.Kind.DENSE) {
          coherence = 0.3;
        } else if (kind == FlowScene.Kind.WATER && lakes.at(r, c) > -0.25) {
          coherence = 0.02;
        }
        boolean beyond = r / 100 % 2 == 1 && c % 900 > 50 && c % 900 < 800;
        double truth = 25 * hills.at(r, c) + (kind == FlowScene.Kind.FAULTS && beyond ? 30 : 0);
        wrapped[i] = (float) phase(truth, coherence, noise(kind, coherence), random);
        coherences[i] = (float) coherence;
        if (kind == FlowScene.Kind.NOISE) {
          wrapped[i] = (float) random.nextDouble(-Math.PI, Math.PI);
        } else if (kind == FlowScene.Kind.LAKES && lakes.at(r, c) > 0.25
            || kind == FlowScene.Kind.HOLES && random.nextInt(100) == 0) {
          wrapped[i] = Float.NaN;
        }
      }
    }
    return new PhaseScene(wrapped, coherences);
  }

  /** Looks that the noise of a kind stands for. */
  static int looks(FlowScene.Kind kind) {
    return kind == FlowScene.Kind.DENSE ? 4 : 5;
  }

  /** Deviation of the noise of either part of a phasor as long as the coherence. */
  static double noise(FlowScene.Kind kind, double coherence) {
    return Math.sqrt((1 - coherence * coherence) / (2 * looks(kind)));
  }

  private static double phase(
      double truth, double coherence, double noise, SplittableRandom random) {
    double re = coherence * Math.cos(truth) + noise * gaussian(random);
    double im = coherence * Math.sin(truth) + noise * gaussian(random);
    return Math.atan2(im, re);
  }

  /** The sum of twelve even numbers: near enough, and quick. */
  private static double gaussian(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 6; i++) {
      long bits = random.nextLong();
      sum += ((bits >>> 32) + (bits & 0xffffffffL)) * 0x1p-32;
    }
    return sum;
  }

  /** A sum of waves from all directions, the longer the higher. */
  private static final class Waves {
    private final double[][] waves;

    Waves(SplittableRandom random, double length, int count) {
      waves = new double[count][];
      for (int i = 0; i < count; i++) {
        double angle = random.nextDouble(2 * Math.PI);
        double turns = (0.5 + i) / length;
        double[] wave = {
          turns * Math.cos(angle), turns * Math.sin(angle), random.nextDouble(), 0.5 / (1.0 + i)
        };
        waves[i] = wave;
      }
    }

    double at(int r, int c) {
      double sum = 0;
      for (double[] wave : waves) {
        double turn = wave[0] * r + wave[1] * c + wave[2];
        turn -= Math.rint(turn);
        // Two parabolas: as smooth as a sine, and quicker.
        sum += wave[3] * 8 * turn * (1 - 2 * Math.abs(turn));
      }
      return sum;
    }
  }
}
