package org.geofringe.timeseries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.geofringe.timeseries.EastUp.Looks;
import org.junit.jupiter.api.Test;

/** Known motion in three dimensions, seen by two satellites. */
class EastUpTest {

  private static final float[] INCIDENCES = {30, 39, 45};
  private static final Looks ASCENDING = Looks.of(INCIDENCES, 348);
  private static final Looks DESCENDING = Looks.of(new float[] {44, 39, 31}, 192);

  private static float[] seen(Looks looks, double east, double north, double up) {
    float[] motion = new float[INCIDENCES.length];
    for (int i = 0; i < motion.length; i++) {
      motion[i] = (float) (looks.east()[i] * east + looks.north()[i] * north + looks.up()[i] * up);
    }
    return motion;
  }

  @Test
  void theSatelliteStandsWhereItShould() {
    assertTrue(ASCENDING.east()[0] < 0, "an ascending satellite is seen in the west");
    assertTrue(DESCENDING.east()[0] > 0, "a descending one in the east");
    assertTrue(ASCENDING.north()[0] < 0 && DESCENDING.north()[0] < 0, "both towards the equator");
    assertEquals(Math.cos(Math.toRadians(30)), ASCENDING.up()[0], 1e-6);
  }

  /** Floats of 10 mm/yr know 1e-6, and the two equations are well posed. */
  @Test
  void eastAndUpComeBackWithTheirSigns() {
    EastUp.Result found =
        EastUp.apply(
            seen(ASCENDING, 7, 0, -12), ASCENDING, seen(DESCENDING, 7, 0, -12), DESCENDING);
    for (int i = 0; i < INCIDENCES.length; i++) {
      assertEquals(7, found.east()[i], 1e-4);
      assertEquals(-12, found.up()[i], 1e-4);
    }
  }

  @Test
  void northLeaksInAsFarAsToldBefore() {
    EastUp.Result found =
        EastUp.apply(
            seen(ASCENDING, 7, 20, -12), ASCENDING, seen(DESCENDING, 7, 20, -12), DESCENDING);
    EastUp.Result leakage = EastUp.leakage(ASCENDING, DESCENDING);
    for (int i = 0; i < INCIDENCES.length; i++) {
      assertEquals(7 + 20 * leakage.east()[i], found.east()[i], 1e-4);
      assertEquals(-12 + 20 * leakage.up()[i], found.up()[i], 1e-4);
    }
    assertEquals(-0.168, leakage.up()[1], 0.002, "of Sentinel-1: tan 39° sin 348°");
    assertEquals(0, leakage.east()[1], 1e-6, "where both are as steep");
  }

  /** The scatter of 20000 draws is known to half a percent; four times that is let pass. */
  @Test
  void errorsAreThoseThatHappen() {
    Random random = new Random(1);
    EastUp.Result claimed =
        EastUp.errors(new float[] {2, 2, 2}, ASCENDING, new float[] {3, 3, 3}, DESCENDING);
    int draws = 20_000;
    double east = 0;
    double up = 0;
    for (int n = 0; n < draws; n++) {
      float[] first = seen(ASCENDING, 7, 0, -12);
      float[] second = seen(DESCENDING, 7, 0, -12);
      first[0] += (float) (2 * random.nextGaussian());
      second[0] += (float) (3 * random.nextGaussian());
      EastUp.Result found = EastUp.apply(first, ASCENDING, second, DESCENDING);
      east += Math.pow(found.east()[0] - 7, 2) / draws;
      up += Math.pow(found.up()[0] + 12, 2) / draws;
    }
    assertEquals(1, Math.sqrt(east) / claimed.east()[0], 0.02);
    assertEquals(1, Math.sqrt(up) / claimed.up()[0], 0.02);
  }

  @Test
  void whatCannotBeToldIsEmpty() {
    float[] gap = seen(ASCENDING, 1, 0, 1);
    gap[1] = Float.NaN;
    EastUp.Result found = EastUp.apply(gap, ASCENDING, seen(DESCENDING, 1, 0, 1), DESCENDING);
    assertTrue(Float.isNaN(found.east()[1]) && Float.isNaN(found.up()[1]));
    assertEquals(1, found.up()[2], 1e-5);
    Looks nearly = Looks.of(new float[] {35, 48, 54}, 348);
    EastUp.Result alike = EastUp.apply(gap, ASCENDING, gap, nearly);
    assertTrue(Float.isNaN(alike.up()[0]) && Float.isNaN(alike.up()[2]), "5 and 9 degrees apart");
    assertEquals(9, EastUp.angles(ASCENDING, nearly)[2], 0.3);
    assertThrows(
        IllegalArgumentException.class,
        () -> EastUp.apply(new float[2], ASCENDING, new float[2], DESCENDING));
  }
}
