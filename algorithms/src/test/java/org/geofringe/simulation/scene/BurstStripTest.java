package org.geofringe.simulation.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.geofringe.geometry.GroundPoint;
import org.geofringe.numeric.Fft2;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.TopsCarrier;
import org.junit.jupiter.api.Test;

class BurstStripTest {

  private static final int SIDE = 32;
  private static final Scene SMALL = new Scene(TestScenes.SMALL);

  private static short[][] render(Scene scene, int first, int samples) {
    SubSwath swath = scene.settings().subSwaths().get(0);
    BurstStrip strip = new BurstStrip(scene, swath, 0, first, samples);
    short[][] dates = new short[scene.settings().dates()][2 * swath.lines() * samples];
    for (short[] date : dates) {
      strip.renderNext(date);
    }
    return dates;
  }

  @Test
  void samplesDoNotDependOnHowTheBurstIsCut() {
    short[][] whole = render(SMALL, 0, 160);
    // A scene made anew: the same settings are the same scene.
    short[][] part = render(new Scene(TestScenes.SMALL), 50, 64);
    for (int d = 0; d < 3; d++) {
      for (int l = 0; l < SubSwath.IW2.lines(); l++) {
        assertArrayEquals(
            Arrays.copyOfRange(whole[d], 2 * (160 * l + 50), 2 * (160 * l + 114)),
            Arrays.copyOfRange(part[d], 2 * 64 * l, 2 * 64 * (l + 1)),
            "date " + d + " line " + l);
      }
    }
  }

  /** On the samples without carrier: place by the peak, phase there by the path. */
  @Test
  void reflectorsAreWhereTruthSaysWithThePhaseOfTheirPath() {
    short[][] dates = render(SMALL, 0, 160);
    assertFalse(SMALL.reflectors().isEmpty());
    for (ScenePass pass : SMALL.passes()) {
      List<Reflector.Sighting> sightings = SMALL.sightings(pass);
      assertEquals(SMALL.reflectors().size(), sightings.size());
      for (Reflector.Sighting sighting : sightings) {
        double[] found = peak(SMALL, pass, dates[pass.index()], sighting);
        String where = sighting.reflector().name() + " " + pass.id();
        // Ground of amplitude 50 under a peak of 14,000 moves it by some thousandths of a cell.
        assertEquals(sighting.line(), found[0], 0.02, where);
        assertEquals(sighting.sample(), found[1], 0.02, where);
        assertEquals(0, found[2], 0.02, where);
      }
    }
  }

  /** Line and sample of the peak, and its phase against that of the path. */
  private static double[] peak(
      Scene scene, ScenePass pass, short[] values, Reflector.Sighting sighting) {
    Burst burst = scene.burst(pass, SubSwath.IW2, 0);
    TopsCarrier carrier = new TopsCarrier(burst);
    int top = (int) Math.rint(sighting.line()) - SIDE / 2;
    int left =
        Math.max(
            0, Math.min(burst.samples() - SIDE, (int) Math.rint(sighting.sample()) - SIDE / 2));
    double[] window = new double[2 * SIDE * SIDE];
    for (int l = 0; l < SIDE; l++) {
      for (int s = 0; s < SIDE; s++) {
        int from = 2 * ((top + l) * burst.samples() + left + s);
        double angle = 2 * Math.PI * carrier.cycles(top + l, left + s);
        double a = values[from];
        double b = values[from + 1];
        window[2 * (l * SIDE + s)] = a * Math.cos(angle) - b * Math.sin(angle);
        window[2 * (l * SIDE + s) + 1] = a * Math.sin(angle) + b * Math.cos(angle);
      }
    }
    new Fft2(SIDE, SIDE).forward(window);
    double line = sighting.line() - top;
    double sample = sighting.sample() - left;
    for (double step = 0.25; step > 1e-3; step /= 2) {
      for (int round = 0; round < 4; round++) {
        line += step / 2 * uphill(window, line + step, sample, line - step, sample);
        sample += step / 2 * uphill(window, line, sample + step, line, sample - step);
      }
    }
    double[] value = at(window, sighting.line() - top, sighting.sample() - left);
    double path = sighting.range() + sighting.extraPath();
    double expected =
        2 * Math.PI * carrier.cycles(sighting.line(), sighting.sample())
            - 4 * Math.PI * path / Scene.WAVELENGTH;
    double phase = Math.IEEEremainder(Math.atan2(value[1], value[0]) - expected, 2 * Math.PI);
    return new double[] {top + line, left + sample, phase};
  }

  private static double uphill(
      double[] spectrum, double line, double sample, double otherLine, double otherSample) {
    return Math.signum(power(spectrum, line, sample) - power(spectrum, otherLine, otherSample));
  }

  private static double power(double[] spectrum, double line, double sample) {
    double[] value = at(spectrum, line, sample);
    return value[0] * value[0] + value[1] * value[1];
  }

  /** The band-limited image between samples. */
  private static double[] at(double[] spectrum, double line, double sample) {
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < SIDE; i++) {
      int fi = i < SIDE / 2 ? i : i - SIDE;
      for (int k = 0; k < SIDE; k++) {
        int fk = k < SIDE / 2 ? k : k - SIDE;
        double angle = 2 * Math.PI * (fi * line + fk * sample) / SIDE;
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        int at = 2 * (i * SIDE + k);
        real += spectrum[at] * c - spectrum[at + 1] * s;
        imaginary += spectrum[at] * s + spectrum[at + 1] * c;
      }
    }
    return new double[] {real, imaginary};
  }

  /** Exact repeats: products of samples are interferograms. */
  @Test
  void coherenceFollowsTheModelOfEachCover() {
    Scene scene = new Scene(TestScenes.still(2, 12, Motion.NONE, 0));
    short[][] dates = render(scene, 0, 300);
    Burst burst = scene.burst(scene.passes().get(0), SubSwath.IW2, 0);
    double[][] sums = new double[4][4];
    double[] truth = new double[4];
    int[] counts = new int[4];
    Scatterers places =
        new Scatterers(
            scene, new Lattice(scene.settings(), scene.frame()), SubSwath.IW2, 0, 0, 300);
    Track track = new Track(scene.frame().orbit(), scene.frame().time(SubSwath.IW2, 0, 750), 4);
    float[] coherence = scene.coherence(12).values();
    for (int i = 0; i < places.count(); i += 3) {
      track.solve(places.x(i), places.y(i), places.z(i), scene.frame().time(SubSwath.IW2, 0, 750));
      int line =
          (int)
              Math.rint(
                  (track.time() - scene.frame().time(SubSwath.IW2, 0, 0)) / SubSwath.LINE_INTERVAL);
      int sample = (int) Math.rint(burst.sample(track.range()));
      if (!burst.isValid(line, sample)) {
        continue;
      }
      int at = 2 * (line * 300 + sample);
      double a = dates[0][at];
      double b = dates[0][at + 1];
      double c = dates[1][at];
      double d = dates[1][at + 1];
      double[] sum = sums[places.kind(i)];
      // No carrier is left in the product: each target's is zero at its peak on both dates.
      sum[0] += a * c + b * d;
      sum[1] += b * c - a * d;
      sum[2] += a * a + b * b;
      sum[3] += c * c + d * d;
      if (scene.ground().cover()[places.cell(i)].code() == places.kind(i)) {
        truth[places.kind(i)] = coherence[places.cell(i)];
      }
      counts[places.kind(i)]++;
    }
    int compared = 0;
    for (GroundCover kind : GroundCover.values()) {
      double[] sum = sums[kind.code()];
      if (counts[kind.code()] > 20_000 && kind != GroundCover.LAKE) {
        compared++;
        double found = Math.hypot(sum[0], sum[1]) / Math.sqrt(sum[2] * sum[3]);
        assertEquals(truth[kind.code()], found, 0.03, kind.name());
        assertEquals(0, Math.atan2(sum[1], sum[0]), 0.02, kind.name());
      }
    }
    assertTrue(compared >= 2, "the scene shows too few kinds of ground");
  }

  /** Exact repeats of level ground that sinks: the phase follows the truth with its sign. */
  @Test
  void phaseIsThatOfTheMotion() {
    Scene scene = new Scene(TestScenes.still(2, 36, Motion.BOWL, -60));
    short[][] dates = render(scene, 0, 300);
    Surface velocity = new Surface(scene.ground().truthGrid(), scene.ground().losVelocity());
    GroundPoint point = scene.frame().ground();
    int compared = 0;
    for (int line = 60; line + 40 < 1450; line += 40) {
      double re = 0;
      double im = 0;
      double power = 0;
      for (int l = line; l < line + 40; l++) {
        for (int s = 130; s < 170; s++) {
          int at = 2 * (l * 300 + s);
          re += dates[0][at] * dates[1][at] + dates[0][at + 1] * dates[1][at + 1];
          im += dates[0][at + 1] * dates[1][at] - dates[0][at] * dates[1][at + 1];
          power += dates[0][at] * dates[0][at] + dates[0][at + 1] * dates[0][at + 1];
        }
      }
      if (Math.hypot(re, im) / power > 0.75) {
        point.solve(
            scene.frame().time(SubSwath.IW2, 0, line + 19.5),
            scene.frame().range(SubSwath.IW2, 149.5),
            2240);
        velocity.at(Math.toDegrees(point.longitude()), Math.toDegrees(point.latitude()));
        double metres = velocity.value() / 1000 * 36 / 365.25;
        double expected = -4 * Math.PI / Scene.WAVELENGTH * metres;
        // reference · conj(secondary): nearer at the second date is a phase of φ1 - φ2 < 0, and a
        // displacement d = -λ/(4π) φ towards the satellite.
        assertEquals(expected, Math.atan2(im, re), 0.05, "line " + line);
        compared++;
      }
    }
    assertTrue(compared > 10, "only " + compared + " boxes are coherent");
  }
}
