package org.geofringe.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.zip.CRC32;
import org.geofringe.grid.FloatGrid;
import org.geofringe.network.Pair;
import org.geofringe.network.Triplet;
import org.geofringe.simulation.InterferogramStack.Parameters;
import org.junit.jupiter.api.Test;

class InterferogramStackTest {

  private static final int ROWS = 90;
  private static final int COLUMNS = 120;
  private static final InterferogramStack STACK =
      new InterferogramStack(Parameters.sized(ROWS, COLUMNS));
  private static final Pair FIRST = STACK.network().pairs().get(0);

  @Test
  void networkIsConnectedAndKeepsItsBounds() {
    assertEquals(14, STACK.network().dates().size());
    assertEquals(1, STACK.network().components().size());
    int pairs = STACK.network().pairs().size();
    assertTrue(pairs >= 30 && pairs <= 36, "pairs: " + pairs);
    for (Pair pair : STACK.network().pairs()) {
      assertTrue(pair.days() <= 72);
      assertTrue(pair.days() == 24 || Math.abs(STACK.perpendicularBaseline(pair)) <= 150);
    }
  }

  @Test
  void sinkingGroundHasPositivePhaseAndNegativeVelocity() {
    InterferogramStack quiet = new InterferogramStack(quiet(-60, 0, 0));
    FloatGrid velocity = quiet.losVelocity();
    int lowest = 0;
    for (int i = 0; i < velocity.values().length; i++) {
      lowest = velocity.values()[i] < velocity.values()[lowest] ? i : lowest;
    }
    assertEquals(-60, velocity.values()[lowest], 0.5);
    double years = FIRST.days() / 365.25;
    double expected = 4 * Math.PI / 0.05546576 * 0.060 * years;
    assertEquals(expected, quiet.noiseFreePhase(FIRST).values()[lowest], 0.01 * expected);
  }

  @Test
  void longerPathAtTheSecondDateIsPositive() {
    InterferogramStack hazy = new InterferogramStack(quiet(0, 0.02, 0));
    LocalDate bad = hazy.badDate();
    Pair before = new Pair(bad.minusDays(24), bad);
    Pair after = new Pair(bad, bad.plusDays(24));
    FloatGrid delay = hazy.delay(bad);
    double perMetre = 4 * Math.PI / 0.05546576;
    for (int i = 0; i < delay.values().length; i += 37) {
      double expected = perMetre * delay.values()[i];
      assertEquals(expected, hazy.noiseFreePhase(before).values()[i], 1e-4);
      assertEquals(-expected, hazy.noiseFreePhase(after).values()[i], 1e-4);
    }
  }

  @Test
  void heightErrorScalesWithThePerpendicularBaseline() {
    InterferogramStack rough = new InterferogramStack(quiet(0, 0, 5));
    Pair other = rough.network().pairs().get(4);
    float[] a = rough.noiseFreePhase(FIRST).values();
    float[] b = rough.noiseFreePhase(other).values();
    double ratio = rough.perpendicularBaseline(other) / rough.perpendicularBaseline(FIRST);
    for (int i = 0; i < a.length; i += 41) {
      assertEquals(ratio * a[i], b[i], 1e-4);
    }
    double perMetre =
        4 * Math.PI / 0.05546576 * Math.abs(rough.perpendicularBaseline(FIRST)) / (850e3 * 0.616);
    assertEquals(perMetre * 5, rms(a), 0.1 * perMetre * 5);
  }

  @Test
  void badDateIsFiveTimesAsBad() {
    double bad = rms(STACK.delay(STACK.badDate()).values());
    for (LocalDate date : STACK.network().dates()) {
      double rms = rms(STACK.delay(date).values());
      if (date.equals(STACK.badDate())) {
        assertEquals(0.02, rms, 0.004);
      } else {
        assertTrue(rms > 0.003 && rms < bad / 2.5, date + ": " + rms);
      }
    }
  }

  @Test
  void closureOfTheNoiseFreePhaseIsZero() {
    assertTrue(STACK.network().triplets().size() > 15);
    for (Triplet triplet : STACK.network().triplets()) {
      float[] ab = STACK.noiseFreePhase(triplet.ab()).values();
      float[] bc = STACK.noiseFreePhase(triplet.bc()).values();
      float[] ac = STACK.noiseFreePhase(triplet.ac()).values();
      for (int i = 0; i < ab.length; i++) {
        assertEquals(0, ab[i] + bc[i] - ac[i], 2e-5);
      }
    }
  }

  /** Where coherence is 0.5 or more, noise of 32 looks is under π, so whole cycles are errors. */
  @Test
  void onlyTheReportedDiscsAreCyclesOff() {
    assertEquals(4, STACK.unwrappingErrors().size());
    int found = 0;
    for (Pair pair : STACK.network().pairs()) {
      FloatGrid truth = STACK.noiseFreePhase(pair);
      FloatGrid unwrapped = STACK.unwrapped(pair);
      FloatGrid coherence = STACK.trueCoherence(pair);
      for (int r = 0; r < ROWS; r++) {
        for (int c = 0; c < COLUMNS; c++) {
          if (coherence.get(r, c) < 0.5) {
            continue;
          }
          int row = r;
          int column = c;
          int expected =
              STACK.unwrappingErrors().stream()
                  .filter(e -> e.pair().equals(pair) && e.covers(row, column))
                  .mapToInt(UnwrappingError::cycles)
                  .sum();
          double off = unwrapped.get(r, c) - STACK.constant(pair) - truth.get(r, c);
          assertEquals(expected, Math.round(off / (2 * Math.PI)));
          found += Math.abs(expected);
        }
      }
    }
    assertTrue(found > 50, "cells with an unwrapping error: " + found);
  }

  /**
   * Phase noise over the city against the Cramér-Rao bound; thousands of cells, so 1 % by chance,
   * and 32 looks stand up to 4 % above the bound.
   */
  @Test
  void noiseFollowsCoherenceAndLooks() {
    float[] truth = STACK.noiseFreePhase(FIRST).values();
    float[] wrapped = STACK.wrapped(FIRST).values();
    float[] coherence = STACK.trueCoherence(FIRST).values();
    double gamma = 0;
    for (float value : coherence) {
      gamma = Math.max(gamma, value);
    }
    double squares = 0;
    int cells = 0;
    for (int i = 0; i < truth.length; i++) {
      if (coherence[i] == (float) gamma) {
        double noise = Math.IEEEremainder(wrapped[i] - truth[i], 2 * Math.PI);
        squares += noise * noise;
        cells++;
      }
    }
    assertTrue(cells > 2000);
    double bound = Math.sqrt((1 - gamma * gamma) / (2 * 32 * gamma * gamma));
    assertEquals(1.02, Math.sqrt(squares / cells) / bound, 0.05);
  }

  @Test
  void lakeIsIncoherentAndPartlyEmpty() {
    int lake = 0;
    int empty = 0;
    int emptyElsewhere = 0;
    float[] coherence = STACK.trueCoherence(FIRST).values();
    float[] unwrapped = STACK.unwrapped(FIRST).values();
    for (int i = 0; i < coherence.length; i++) {
      if (coherence[i] < 0.1) {
        lake++;
        empty += Float.isNaN(unwrapped[i]) ? 1 : 0;
      } else {
        emptyElsewhere += Float.isNaN(unwrapped[i]) ? 1 : 0;
      }
    }
    assertTrue(lake > 0.015 * coherence.length, "cells of the lake: " + lake);
    assertTrue(empty > 0.1 * lake && empty < 0.9 * lake, "empty of " + lake + ": " + empty);
    assertTrue(emptyElsewhere < 0.01 * coherence.length, "empty on land: " + emptyElsewhere);
  }

  @Test
  void wrappedPhaseIsTheUnwrappedOneLessItsConstant() {
    float[] wrapped = STACK.wrapped(FIRST).values();
    float[] unwrapped = STACK.unwrapped(FIRST).values();
    for (int i = 0; i < wrapped.length; i++) {
      assertTrue(Math.abs(wrapped[i]) <= (float) Math.PI);
      if (!Float.isNaN(unwrapped[i])) {
        double rest = unwrapped[i] - STACK.constant(FIRST) - wrapped[i];
        assertEquals(0, Math.IEEEremainder(rest, 2 * Math.PI), 1e-5);
      }
    }
  }

  @Test
  void sameParametersGiveTheSameBytes() {
    CRC32 sum = new CRC32();
    for (Pair pair : STACK.network().pairs()) {
      add(sum, STACK.unwrapped(pair));
      add(sum, STACK.coherence(pair));
    }
    add(sum, STACK.losVelocity());
    add(sum, STACK.height());
    assertEquals(1031778174L, sum.getValue(), "the simulated stack changed");
  }

  @Test
  void anotherSeedIsAnotherStack() {
    Parameters p = Parameters.sized(ROWS, COLUMNS);
    assertEquals(new InterferogramStack(p).unwrapped(FIRST), STACK.unwrapped(FIRST));
    assertNotEquals(new InterferogramStack(seeded(p, 1)).unwrapped(FIRST), STACK.unwrapped(FIRST));
  }

  @Test
  void refusesWhatIsNotOfTheStack() {
    Pair strange = new Pair(LocalDate.of(2000, 1, 1), LocalDate.of(2000, 1, 13));
    assertThrows(IllegalArgumentException.class, () -> STACK.unwrapped(strange));
    assertThrows(IllegalArgumentException.class, () -> STACK.delay(LocalDate.of(2000, 1, 1)));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Parameters.sized(3, 100));
    assertEquals("rows must be from 16.0 to 20000.0, got 3.0", e.getMessage());
  }

  private static double rms(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares / values.length);
  }

  private static void add(CRC32 sum, FloatGrid grid) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * grid.values().length);
    bytes.asFloatBuffer().put(grid.values());
    sum.update(bytes.array());
  }

  /** Only the parts asked for: no noise parts but those of the bad date, no fault. */
  private static Parameters quiet(double peakVelocity, double badAtmosphere, double heightError) {
    Parameters p = Parameters.sized(ROWS, COLUMNS);
    return new Parameters(
        p.rows(),
        p.columns(),
        p.cellSize(),
        p.firstDate(),
        p.dates(),
        p.intervalDays(),
        p.maxDays(),
        p.maxPerpendicularBaseline(),
        p.wavelength(),
        p.looks(),
        peakVelocity,
        0,
        0,
        p.badDate(),
        badAtmosphere,
        0,
        heightError,
        0,
        p.seed());
  }

  private static Parameters seeded(Parameters p, long seed) {
    return new Parameters(
        p.rows(),
        p.columns(),
        p.cellSize(),
        p.firstDate(),
        p.dates(),
        p.intervalDays(),
        p.maxDays(),
        p.maxPerpendicularBaseline(),
        p.wavelength(),
        p.looks(),
        p.peakVelocity(),
        p.faultCreep(),
        p.atmosphere(),
        p.badDate(),
        p.badDateAtmosphere(),
        p.stratification(),
        p.heightErrorMetres(),
        p.unwrappingErrors(),
        seed);
  }
}
