package org.geofringe.simulation.scene;

import java.util.Arrays;
import java.util.List;
import org.geofringe.orbit.Orbit;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.TopsCarrier;

/**
 * Some columns of one burst, rendered date after date: each scatterer is put at the time and range
 * at which that date's orbit sees it, with the response of the processor, onto samples without the
 * carrier; then the carrier is put on and noise added. A target at line l0 and sample s0 becomes
 *
 * <pre>
 * z(l, s) = a · exp(-4πj R/λ) · h(l - l0) · h(s - s0) · exp(-2πj [c(l, s) - c(l0, s0)])
 * </pre>
 *
 * with c the cycles of {@link TopsCarrier}, so that its peak carries no carrier phase, as a focused
 * product has it. Holds the state of the scatterers: one object per thread.
 */
public final class BurstStrip {

  private static final int AZIMUTH_TAPS = 12;
  private static final int RANGE_TAPS = 16;
  private static final int EXACT_REACH = 40;

  private final Scene scene;
  private final SubSwath swath;
  private final int burst;
  private final int firstSample;
  private final int samples;
  private final int width;
  private final int height;
  private final PulseResponse azimuth;
  private final PulseResponse range;
  private final Scatterers scatterers;
  private final float[] fadingReal;
  private final float[] fadingImaginary;
  private final float[] real;
  private final float[] imaginary;
  private final float scale;
  private final Turn turn = new Turn();
  private int next;

  /**
   * Some columns of a burst.
   *
   * @param burst index from 0
   * @param firstSample first column
   * @param samples number of columns, at least 1
   */
  public BurstStrip(Scene scene, SubSwath swath, int burst, int firstSample, int samples) {
    this.scene = scene;
    this.swath = swath;
    this.burst = burst;
    this.firstSample = firstSample;
    this.samples = samples;
    this.width = samples + 2 * RANGE_TAPS;
    this.height = swath.lines() + 2 * AZIMUTH_TAPS;
    this.azimuth =
        new PulseResponse(
            swath.azimuthBandwidth() * SubSwath.LINE_INTERVAL,
            swath.azimuthWeight(),
            AZIMUTH_TAPS,
            3);
    this.range =
        new PulseResponse(
            swath.rangeBandwidth() / SubSwath.SAMPLING_RATE, SubSwath.RANGE_WEIGHT, RANGE_TAPS, 3);
    this.scatterers =
        new Scatterers(
            scene,
            new Lattice(scene.settings(), scene.frame()),
            swath,
            burst,
            firstSample,
            samples);
    this.fadingReal = new float[scatterers.count()];
    this.fadingImaginary = new float[scatterers.count()];
    this.real = new float[width * height];
    this.imaginary = new float[width * height];
    // Scatterers in a sample of level ground at the middle of the mode.
    double perSample =
        SceneFrame.GROUND_SPEED
            * SubSwath.LINE_INTERVAL
            * SceneFrame.LEVEL_SPACING
            / (Lattice.ALONG_RANGE * Lattice.ALONG_AZIMUTH);
    this.scale =
        (float) (Brightness.AMPLITUDE / Math.sqrt(perSample * azimuth.energy() * range.energy()));
  }

  /** Number of scatterers. */
  public int scatterers() {
    return scatterers.count();
  }

  /**
   * Renders the next date; the first call is the first date's.
   *
   * @param target receives real and imaginary part in turn, line by line; what is not valid in the
   *     burst is 0; modified
   */
  public void renderNext(short[] target) {
    ScenePass pass = scene.passes().get(next);
    Burst geometry = scene.burst(pass, swath, burst);
    TopsCarrier carrier = new TopsCarrier(geometry);
    Arrays.fill(real, 0);
    Arrays.fill(imaginary, 0);
    scatter(pass, geometry, carrier);
    for (Reflector.Sighting sighting : scene.sightings(pass, swath, burst)) {
      reflect(sighting, carrier);
    }
    develop(pass, geometry, carrier, target);
    next++;
  }

  /** What a kind of ground does with the parts of an amplitude at a date. */
  private record Memory(float lasting, float fading, float rest, float kept, float renewed) {

    static Memory of(GroundCover kind, double days) {
      double kept = days == 0 ? 0 : StrictMath.exp(-days / kind.decayDays());
      return new Memory(
          (float) Math.sqrt(kind.lasting()),
          (float) Math.sqrt(kind.fading()),
          (float) Math.sqrt(Math.max(0, 1 - kind.lasting() - kind.fading())),
          (float) kept,
          (float) Math.sqrt(1 - kept * kept));
    }
  }

  private void scatter(ScenePass pass, Burst geometry, TopsCarrier carrier) {
    double days = next == 0 ? 0 : scene.settings().intervalDays();
    List<Memory> memories =
        Arrays.stream(GroundCover.values()).map(kind -> Memory.of(kind, days)).toList();
    Memory[] memory = memories.toArray(Memory[]::new);
    double start = Orbit.seconds(pass.node(), geometry.firstLineTime());
    double half = geometry.lines() / 2.0 * geometry.lineInterval();
    Track track = new Track(pass.orbit(), start + half, half + 1);
    double guess = start + half;
    for (int i = 0; i < scatterers.count(); i++) {
      Memory m = memory[scatterers.kind(i)];
      long key = scatterers.key(i);
      long ever = Deviates.scramble(key);
      long now = Deviates.scramble(key + 0x632BE59BD9B4E019L * (next + 1));
      float fadedReal = m.kept * fadingReal[i] + m.renewed * Deviates.half(now, 0);
      float fadedImaginary = m.kept * fadingImaginary[i] + m.renewed * Deviates.half(now, 1);
      fadingReal[i] = fadedReal;
      fadingImaginary[i] = fadedImaginary;

      track.solve(scatterers.x(i), scatterers.y(i), scatterers.z(i), guess);
      guess = track.time();
      double line = (guess - start) / geometry.lineInterval();
      double path =
          track.range()
              + scene.extraPath(
                  pass, scatterers.cell(i), scatterers.fractionX(i), scatterers.fractionY(i));
      double sample = geometry.sample(path);
      if (!within(line, sample)) {
        continue;
      }
      float bright = scale * scatterers.brightness(i);
      float a =
          bright
              * (m.lasting * Deviates.half(ever, 0)
                  + m.fading * fadedReal
                  + m.rest * Deviates.half(now, 2));
      float b =
          bright
              * (m.lasting * Deviates.half(ever, 1)
                  + m.fading * fadedImaginary
                  + m.rest * Deviates.half(now, 3));
      turn.to(carrier.cycles(line, sample) - 2 * path / Scene.WAVELENGTH);
      splat(line, sample, a * turn.cosine() - b * turn.sine(), a * turn.sine() + b * turn.cosine());
    }
  }

  private boolean within(double line, double sample) {
    return line > -AZIMUTH_TAPS / 2.0
        && line < swath.lines() + AZIMUTH_TAPS / 2.0
        && sample > firstSample - RANGE_TAPS / 2.0
        && sample < firstSample + samples + RANGE_TAPS / 2.0;
  }

  private void splat(double line, double sample, float a, float b) {
    int l = (int) Math.floor(line);
    int s = (int) Math.floor(sample);
    float[] down = azimuth.around(line - l);
    float[] across = range.around(sample - s);
    int top = l - (AZIMUTH_TAPS / 2 - 1) + AZIMUTH_TAPS;
    int left = s - (RANGE_TAPS / 2 - 1) + RANGE_TAPS - firstSample;
    for (int i = 0; i < AZIMUTH_TAPS; i++) {
      float wa = down[i] * a;
      float wb = down[i] * b;
      int at = (top + i) * width + left;
      for (int k = 0; k < RANGE_TAPS; k++) {
        real[at + k] += wa * across[k];
        imaginary[at + k] += wb * across[k];
      }
    }
  }

  /** A reflector is strong enough to show the tails of its response. */
  private void reflect(Reflector.Sighting sighting, TopsCarrier carrier) {
    double path = sighting.range() + sighting.extraPath();
    turn.to(carrier.cycles(sighting.line(), sighting.sample()) - 2 * path / Scene.WAVELENGTH);
    double column = sighting.sample() - firstSample + RANGE_TAPS;
    double row = sighting.line() + AZIMUTH_TAPS;
    int left = Math.max(0, (int) Math.ceil(column - EXACT_REACH));
    int right = Math.min(width - 1, (int) Math.floor(column + EXACT_REACH));
    int top = Math.max(0, (int) Math.ceil(row - EXACT_REACH));
    int bottom = Math.min(height - 1, (int) Math.floor(row + EXACT_REACH));
    for (int r = top; r <= bottom; r++) {
      double down = Reflector.AMPLITUDE * azimuth.at(r - row);
      for (int c = left; c <= right; c++) {
        double value = down * range.at(c - column);
        real[r * width + c] += (float) (value * turn.cosine());
        imaginary[r * width + c] += (float) (value * turn.sine());
      }
    }
  }

  private void develop(ScenePass pass, Burst geometry, TopsCarrier carrier, short[] target) {
    long seed =
        Deviates.scramble(
            scene.settings().seed()
                + 31L * pass.index()
                + 1009L * swath.number()
                + 100_003L * (burst + 1));
    float noise = (float) Scene.NOISE;
    for (int l = 0; l < swath.lines(); l++) {
      for (int s = 0; s < samples; s++) {
        int sample = firstSample + s;
        int to = 2 * (l * samples + s);
        if (!geometry.isValid(l, sample)) {
          target[to] = 0;
          target[to + 1] = 0;
          continue;
        }
        int at = (l + AZIMUTH_TAPS) * width + s + RANGE_TAPS;
        turn.to(-carrier.cycles(l, sample));
        long bits = Deviates.scramble(seed + ((long) l << 20) + sample);
        float a =
            real[at] * turn.cosine() - imaginary[at] * turn.sine() + noise * Deviates.half(bits, 0);
        float b =
            real[at] * turn.sine() + imaginary[at] * turn.cosine() + noise * Deviates.half(bits, 1);
        target[to] = clamp(a);
        target[to + 1] = clamp(b);
      }
    }
  }

  private static short clamp(float value) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
  }
}
