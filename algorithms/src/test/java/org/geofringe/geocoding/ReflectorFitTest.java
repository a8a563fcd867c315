package org.geofringe.geocoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.geofringe.geocoding.ReflectorFit.Peak;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.BurstSamples;
import org.geofringe.sentinel1.TopsCarrier;
import org.junit.jupiter.api.Test;

class ReflectorFitTest {

  private static final Burst BURST = SyntheticBurst.burst("IW2", 140, 200, SyntheticBurst.START);

  /** Response of a Hamming-weighted band (0.75) that fills a share of the sampling rate. */
  private static double response(double offset, double band) {
    double x = band * offset;
    return (0.75 * sinc(x) + 0.125 * (sinc(x - 1) + sinc(x + 1))) / 0.75;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static BurstSamples target(double line, double sample, double clutter, long seed) {
    TopsCarrier carrier = new TopsCarrier(BURST);
    Random random = new Random(seed);
    short[] all = new short[2 * BURST.lines() * BURST.samples()];
    for (int l = 0; l < BURST.lines(); l++) {
      for (int s = 0; s < BURST.samples(); s++) {
        double size = 14_000 * response(l - line, 0.643) * response(s - sample, 0.7507);
        double angle = 2 * Math.PI * (0.3 - carrier.cycles(l, s));
        int at = 2 * (l * BURST.samples() + s);
        all[at] = (short) Math.round(size * Math.cos(angle) + clutter * random.nextGaussian());
        all[at + 1] = (short) Math.round(size * Math.sin(angle) + clutter * random.nextGaussian());
      }
    }
    return (line0, sample0, lines, samples, into) -> {
      for (int i = 0; i < lines; i++) {
        System.arraycopy(
            all, 2 * ((line0 + i) * BURST.samples() + sample0), into, 2 * i * samples, 2 * samples);
      }
    };
  }

  /** Clutter 48 dB below the peak. */
  @Test
  void peakIsFoundToFiveThousandths() {
    Random random = new Random(4);
    double squares = 0;
    int draws = 30;
    for (int i = 0; i < draws; i++) {
      double line = 70 + random.nextDouble();
      double sample = 100 + random.nextDouble();
      Peak peak =
          ReflectorFit.find(BURST, target(line, sample, 40, i), line + 2.3, sample - 1.8, 4)
              .orElseThrow();
      squares += Math.pow(peak.line() - line, 2) + Math.pow(peak.sample() - sample, 2);
      assertEquals(14_000, peak.amplitude(), 300);
      assertEquals(40 * Math.sqrt(2), peak.clutter(), 20);
    }
    double rms = Math.sqrt(squares / (2 * draws));
    assertTrue(rms < 0.005, rms + " of a line or sample");
  }

  @Test
  void targetAtTheEdgeIsNotSought() {
    assertTrue(ReflectorFit.find(BURST, target(70, 100, 1, 1), 10, 100, 4).isEmpty());
  }
}
