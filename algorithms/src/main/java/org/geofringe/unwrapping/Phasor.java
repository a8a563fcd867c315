package org.geofringe.unwrapping;

/** Cosine, sine and angle from tables: right to 0.001, which is enough to average noisy phases. */
final class Phasor {

  private static final int STEPS = 4096;
  private static final float PER_RADIAN = (float) (STEPS / (2 * Math.PI));
  private static final float[] COSINES = new float[STEPS];

  static {
    for (int i = 0; i < STEPS; i++) {
      COSINES[i] = (float) Math.cos(2 * Math.PI * i / STEPS);
    }
  }

  private Phasor() {}

  /** Place of an angle in the tables; of any size below a million radians. */
  static int index(float angle) {
    float position = angle * PER_RADIAN;
    return (int) (position < 0 ? position - 0.5f : position + 0.5f);
  }

  static float cosine(int index) {
    return COSINES[index & (STEPS - 1)];
  }

  static float sine(int index) {
    return COSINES[(index - STEPS / 4) & (STEPS - 1)];
  }

  /** Angle of a phasor in radians, -π to π; 0 for none. */
  static float angle(float real, float imaginary) {
    float x = Math.abs(real);
    float y = Math.abs(imaginary);
    float greater = Math.max(x, y);
    if (greater == 0) {
      return 0;
    }
    float t = Math.min(x, y) / greater;
    float s = t * t;
    float a =
        t
            * (0.9998660f
                + s * (-0.3302995f + s * (0.1801410f + s * (-0.0851330f + s * 0.0208351f))));
    if (y > x) {
      a = (float) (Math.PI / 2) - a;
    }
    if (real < 0) {
      a = (float) Math.PI - a;
    }
    return imaginary < 0 ? -a : a;
  }
}
