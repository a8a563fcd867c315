package org.geofringe.geocoding;

import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.BurstSamples;
import org.geofringe.sentinel1.TopsCarrier;

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

  private final Burst burst;
  private final TopsCarrier carrier;
  private short[] raw = {};
  private float[] values = {};
  private double[] phasors = {};
  private int firstLine;
  private int firstSample;
  private int samples;

  DerampedTile(Burst burst, TopsCarrier carrier) {
    this.burst = burst;
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

  /** Six rows: the phasor's real and imaginary parts, its step's, and the step of the step's. */
  private void start(int line, int sample, int count) {
    double interval = burst.lineInterval();
    for (int i = 0; i < count; i++) {
      double here = carrier.cycles(line, sample + i);
      double next = carrier.cycles(line + 1.0, sample + i);
      double bend = -carrier.dopplerRate(sample + i) * interval * interval;
      set(i, count, 0, here);
      set(i, count, 2, next - here);
      set(i, count, 4, bend);
    }
  }

  private void set(int i, int count, int row, double cycles) {
    double angle = 2 * Math.PI * (cycles - Math.rint(cycles));
    phasors[row * count + i] = Math.cos(angle);
    phasors[(row + 1) * count + i] = Math.sin(angle);
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
