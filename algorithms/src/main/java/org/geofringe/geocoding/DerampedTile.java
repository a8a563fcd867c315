package org.geofringe.geocoding;

import java.util.Arrays;
import org.geofringe.sentinel1.BurstSamples;

/**
 * A rectangle of a burst's samples without their carrier.
 *
 * <p>The deramping phase is a parabola along azimuth with coefficients that change from sample to
 * sample, so that its phasor follows from line to line by two multiplications: z ← z·w, w ← w·q.
 * They run in double along the line, where the compiler makes vectors of them; the rounding that
 * adds up over the lines of a rectangle, n² · 1e-16 cycles, is below 1e-9.
 *
 * <p>Keeps work arrays: one object per thread.
 */
final class DerampedTile {

  private final BurstCarrier carrier;
  private short[] raw = {};
  private float[] values = {};
  private double[] phasors = {};
  private double[] columns = {};
  private double[] rows = {};
  private double[][] cycles = new double[3][0];
  private int firstLine;
  private int firstSample;
  private int samples;

  DerampedTile(BurstCarrier carrier) {
    this.carrier = carrier;
  }

  /**
   * Reads a rectangle that lies within the burst, and takes its carrier away.
   *
   * @param source of the samples; not modified
   */
  void load(BurstSamples source, int line, int sample, int lines, int count) {
    int size = 2 * lines * count;
    if (raw.length < size) {
      raw = new short[size];
      values = new float[size];
    }
    if (phasors.length < 6 * count) {
      phasors = new double[6 * count];
      columns = new double[count];
      rows = new double[count];
      cycles = new double[3][count];
    }
    firstLine = line;
    firstSample = sample;
    samples = count;
    source.read(line, sample, lines, count, raw);
    start(line, sample, count);
    for (int i = 0; i < lines; i++) {
      turn(2 * i * count, count);
      step(count);
    }
  }

  /** Real and imaginary part in turn, line by line. */
  float[] values() {
    return values;
  }

  /** Index in {@link #values} of a sample's real part. */
  int index(int line, int sample) {
    return 2 * ((line - firstLine) * samples + sample - firstSample);
  }

  /** Numbers from a line to the next. */
  int stride() {
    return 2 * samples;
  }

  /**
   * Six rows: the phasor's real and imaginary parts, its step's to the next line, and the step's
   * own step, all from the phases on three lines.
   */
  private void start(int line, int sample, int count) {
    for (int i = 0; i < count; i++) {
      columns[i] = sample + i;
    }
    for (int k = 0; k < 3; k++) {
      Arrays.fill(rows, 0, count, line + k);
      carrier.cycles(rows, columns, 0, count, cycles[k]);
    }
    double[] here = cycles[0];
    double[] next = cycles[1];
    double[] after = cycles[2];
    for (int i = 0; i < count; i++) {
      after[i] = after[i] - next[i] - (next[i] - here[i]);
      next[i] -= here[i];
    }
    for (int k = 0; k < 3; k++) {
      UnitPhasor.of(cycles[k], count, phasors, 2 * k * count, (2 * k + 1) * count);
    }
  }

  private void turn(int offset, int count) {
    short[] from = raw;
    float[] to = values;
    double[] z = phasors;
    for (int i = 0; i < count; i++) {
      float real = from[offset + 2 * i];
      float imaginary = from[offset + 2 * i + 1];
      float cosine = (float) z[i];
      float sine = (float) z[count + i];
      to[offset + 2 * i] = real * cosine - imaginary * sine;
      to[offset + 2 * i + 1] = real * sine + imaginary * cosine;
    }
  }

  private void step(int count) {
    double[] z = phasors;
    for (int i = 0; i < count; i++) {
      double stepReal = z[2 * count + i];
      double stepImaginary = z[3 * count + i];
      double real = z[i] * stepReal - z[count + i] * stepImaginary;
      z[count + i] = z[i] * stepImaginary + z[count + i] * stepReal;
      z[i] = real;
      double bendReal = z[4 * count + i];
      double bendImaginary = z[5 * count + i];
      z[2 * count + i] = stepReal * bendReal - stepImaginary * bendImaginary;
      z[3 * count + i] = stepReal * bendImaginary + stepImaginary * bendReal;
    }
  }
}
