package org.geofringe.geocoding;

import java.util.Optional;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.BurstSamples;

/**
 * Finds a point target in a burst's samples without carrier: the brightest sample near the place
 * expected, then the peak of the interpolated power by parabolas through it and its neighbours,
 * over ever smaller steps.
 */
public final class ReflectorFit {

  private static final int TAPS = 24;
  private static final double BETA = 5;
  private static final double[] STEPS = {0.5, 0.25, 0.25, 0.1, 0.1, 0.1, 0.1};

  private ReflectorFit() {}

  /**
   * Where a target is.
   *
   * @param line fractional line of the peak
   * @param sample fractional sample of the peak
   * @param amplitude at the peak, in units of the samples
   * @param clutter root of the mean power around, outside of the target's cross of side lobes
   */
  public record Peak(double line, double sample, double amplitude, double clutter) {}

  /**
   * Finds the target nearest to a place.
   *
   * @param burst whose samples they are
   * @param samples of the burst; not modified
   * @param line expected
   * @param sample expected
   * @param reach how many lines and samples the peak may lie off
   * @return empty where the samples needed are not all valid
   */
  public static Optional<Peak> find(
      Burst burst, BurstSamples samples, double line, double sample, int reach) {
    int half = reach + TAPS;
    int firstLine = (int) Math.round(line) - half;
    int firstSample = (int) Math.round(sample) - half;
    int size = 2 * half + 1;
    for (int i = 0; i < size; i++) {
      if (!burst.isValid(firstLine + i, firstSample)
          || !burst.isValid(firstLine + i, firstSample + size - 1)) {
        return Optional.empty();
      }
    }
    DerampedTile tile = new DerampedTile(new BurstCarrier(burst));
    tile.load(samples, firstLine, firstSample, size, size);
    double bestLine = 0;
    double bestSample = 0;
    double most = -1;
    for (int i = -reach; i <= reach; i++) {
      for (int j = -reach; j <= reach; j++) {
        int l = firstLine + half + i;
        int s = firstSample + half + j;
        double power = power(tile, l, s);
        if (power > most) {
          most = power;
          bestLine = l;
          bestSample = s;
        }
      }
    }
    Interpolation at = new Interpolation(tile);
    for (double step : STEPS) {
      double centre = at.power(bestLine, bestSample);
      double above = at.power(bestLine - step, bestSample);
      double below = at.power(bestLine + step, bestSample);
      double left = at.power(bestLine, bestSample - step);
      double right = at.power(bestLine, bestSample + step);
      bestLine += step * vertex(above, centre, below);
      bestSample += step * vertex(left, centre, right);
    }
    return Optional.of(
        new Peak(
            bestLine,
            bestSample,
            Math.sqrt(at.power(bestLine, bestSample)),
            clutter(tile, firstLine, firstSample, size, bestLine, bestSample)));
  }

  /** Where the parabola through three values has its peak, in steps from the middle one. */
  static double vertex(double before, double centre, double after) {
    double bend = before - 2 * centre + after;
    double place = bend < 0 ? 0.5 * (before - after) / bend : 0;
    return Math.max(-1, Math.min(1, place));
  }

  private static double power(DerampedTile tile, int line, int sample) {
    int at = tile.index(line, sample);
    double real = tile.values()[at];
    double imaginary = tile.values()[at + 1];
    return real * real + imaginary * imaginary;
  }

  private static double clutter(
      DerampedTile tile, int firstLine, int firstSample, int size, double line, double sample) {
    double sum = 0;
    int count = 0;
    for (int l = firstLine; l < firstLine + size; l++) {
      for (int s = firstSample; s < firstSample + size; s++) {
        if (Math.abs(l - line) > 6 && Math.abs(s - sample) > 6) {
          sum += power(tile, l, s);
          count++;
        }
      }
    }
    return Math.sqrt(sum / count);
  }

  private static final class Interpolation {
    private final DerampedTile tile;
    private final ResamplingKernel kernel = new ResamplingKernel(TAPS, BETA);
    private final double[] across = new double[TAPS];
    private final double[] along = new double[TAPS];

    Interpolation(DerampedTile tile) {
      this.tile = tile;
    }

    double power(double line, double sample) {
      int wholeLine = (int) Math.floor(line);
      int wholeSample = (int) Math.floor(sample);
      kernel.exactWeights(line - wholeLine, across);
      kernel.exactWeights(sample - wholeSample, along);
      double real = 0;
      double imaginary = 0;
      for (int i = 0; i < TAPS; i++) {
        int at = tile.index(wholeLine + 1 - kernel.before() + i, wholeSample + 1 - kernel.before());
        double lineReal = 0;
        double lineImaginary = 0;
        for (int j = 0; j < TAPS; j++) {
          lineReal += along[j] * tile.values()[at + 2 * j];
          lineImaginary += along[j] * tile.values()[at + 2 * j + 1];
        }
        real += across[i] * lineReal;
        imaginary += across[i] * lineImaginary;
      }
      return real * real + imaginary * imaginary;
    }
  }
}
