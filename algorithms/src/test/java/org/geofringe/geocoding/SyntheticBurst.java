package org.geofringe.geocoding;

import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.sentinel1.BurstSamples;
import org.geofringe.sentinel1.RangePolynomial;
import org.geofringe.sentinel1.TopsCarrier;

/**
 * A burst whose samples are known between the samples too: a sum of waves within the processed band
 * (windowed as the real spectrum is), under the TOPS carrier, rounded to integers.
 */
final class SyntheticBurst {

  static final Instant START = Instant.parse("2020-05-11T13:51:24.000000Z");
  static final double LINE_INTERVAL = 2.055556299999998e-3;

  private static final int WAVES = 60;

  final Burst burst;
  final TopsCarrier carrier;
  private final double[] lineFrequency = new double[WAVES];
  private final double[] sampleFrequency = new double[WAVES];
  private final double[] amplitude = new double[WAVES];
  private final double[] phase = new double[WAVES];
  private final boolean constant;

  SyntheticBurst(String swath, int lines, int samples, long seed, boolean constant) {
    this(burst(swath, lines, samples, START), seed, constant);
  }

  SyntheticBurst(Burst burst, long seed, boolean constant) {
    this.burst = burst;
    this.constant = constant;
    this.carrier = new TopsCarrier(burst);
    Random random = new Random(seed);
    double bandwidth =
        switch (burst.id().swath()) {
          case "IW1" -> 56.5e6;
          case "IW2" -> 48.3e6;
          default -> 42.79e6;
        };
    double azimuth = burst.id().swath().equals("IW1") ? 327 : 313;
    for (int i = 0; i < WAVES; i++) {
      double u = random.nextDouble() - 0.5;
      double v = random.nextDouble() - 0.5;
      lineFrequency[i] = u * azimuth * LINE_INTERVAL;
      sampleFrequency[i] = v * bandwidth / burst.samplingRate();
      double hamming =
          (0.75 + 0.25 * Math.cos(2 * Math.PI * u)) * (0.75 + 0.25 * Math.cos(2 * Math.PI * v));
      amplitude[i] = 5000 * hamming * random.nextGaussian() / Math.sqrt(WAVES);
      phase[i] = random.nextDouble();
    }
  }

  static Burst burst(String swath, int lines, int samples, Instant start) {
    int[] first = new int[lines];
    int[] last = new int[lines];
    Arrays.fill(first, 4);
    Arrays.fill(last, samples - 6);
    Arrays.fill(first, 0, 3, -1);
    Arrays.fill(last, 0, 3, -1);
    Arrays.fill(first, lines - 5, lines, -1);
    Arrays.fill(last, lines - 5, lines, -1);
    return new Burst(
        new BurstId(64, 135518, swath),
        start,
        LINE_INTERVAL,
        5.833e-3,
        6.434523812571428e+07,
        lines,
        samples,
        first,
        last,
        5.40500045433435e+09,
        Math.toRadians(0.979863),
        7594.6,
        new RangePolynomial(start, 5.344233200033290e-03, new double[] {-10.6, -9981, -3.39e6}),
        new RangePolynomial(start, 5.644e-3, new double[] {-2324, 442_000, -78e6}));
  }

  /** The field without carrier at a fractional position: real and imaginary part. */
  double[] field(double line, double sample) {
    if (constant) {
      return new double[] {5000, 0};
    }
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < WAVES; i++) {
      double angle =
          2 * Math.PI * (lineFrequency[i] * line + sampleFrequency[i] * sample + phase[i]);
      real += amplitude[i] * Math.cos(angle);
      imaginary += amplitude[i] * Math.sin(angle);
    }
    return new double[] {real, imaginary};
  }

  /** The samples with carrier; zero where not valid, as in a product. */
  BurstSamples samples() {
    int width = burst.samples();
    short[] all = new short[2 * burst.lines() * width];
    for (int line = 0; line < burst.lines(); line++) {
      for (int sample = 0; sample < width; sample++) {
        if (burst.isValid(line, sample)) {
          double[] value = field(line, sample);
          double angle = -2 * Math.PI * carrier.cycles(line, sample);
          double cosine = Math.cos(angle);
          double sine = Math.sin(angle);
          int at = 2 * (line * width + sample);
          all[at] = (short) Math.round(value[0] * cosine - value[1] * sine);
          all[at + 1] = (short) Math.round(value[0] * sine + value[1] * cosine);
        }
      }
    }
    return (line, sample, lines, samples, target) -> {
      for (int i = 0; i < lines; i++) {
        System.arraycopy(
            all, 2 * ((line + i) * width + sample), target, 2 * i * samples, 2 * samples);
      }
    };
  }

  /**
   * Cells 5 m wide and 10 m high that lie askew in the image, as on a descending pass, and climb
   * with the range by their height.
   */
  RadarGeometry geometry(double lineAtOrigin, double sampleAtOrigin) {
    return (x, spacingX, y, heights, offset, count, times, ranges) -> {
      for (int i = 0; i < count; i++) {
        double east = x + i * spacingX;
        double line = lineAtOrigin + (-y * 0.978 - east * 0.207) / 13.9;
        double sample = sampleAtOrigin + (-east * 0.978 + y * 0.207) / 3.7;
        times[i] = line * LINE_INTERVAL;
        ranges[i] = burst.firstRange() + sample * burst.rangeSpacing() - 0.7 * heights[offset + i];
      }
    };
  }
}
