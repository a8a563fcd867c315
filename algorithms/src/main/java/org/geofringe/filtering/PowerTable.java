package org.geofringe.filtering;

/**
 * Magnitudes to one power between 0 and 1, to 8e-6 of their value: the power of a float's exponent
 * times that of its mantissa, which runs straight between 65 places. {@link Math#pow} would take
 * several times as long as the transforms of a filter.
 */
final class PowerTable {

  private static final int MANTISSA_BITS = 23;
  private static final int BIAS = 127;
  private static final int NODES = 64;
  private static final int REST_BITS = MANTISSA_BITS - 6;
  private static final int REST = (1 << REST_BITS) - 1;
  private static final float REST_SCALE = 1f / (1 << REST_BITS);

  private final float[] exponents = new float[2 * BIAS + 2];
  private final float[] mantissas = new float[NODES + 1];

  PowerTable(double alpha) {
    for (int i = 0; i < exponents.length; i++) {
      exponents[i] = (float) Math.pow(2, alpha * (i - BIAS));
    }
    for (int i = 0; i <= NODES; i++) {
      mantissas[i] = (float) Math.pow(1 + (double) i / NODES, alpha);
    }
  }

  /**
   * The powers of some numbers.
   *
   * @param values at least 0, finite; not modified
   * @param start the first that counts, in both arrays
   * @param end the first that does not count any more
   * @param powers replaced from start to end
   */
  void apply(float[] values, int start, int end, float[] powers) {
    for (int i = start; i < end; i++) {
      int bits = Float.floatToRawIntBits(values[i]);
      int node = (bits >>> REST_BITS) & (NODES - 1);
      float low = mantissas[node];
      powers[i] =
          exponents[bits >>> MANTISSA_BITS]
              * (low + (bits & REST) * REST_SCALE * (mantissas[node + 1] - low));
    }
  }

  /** The power of a number of at least 0. */
  float of(float value) {
    float[] one = {value};
    apply(one, 0, 1, one);
    return one[0];
  }
}
