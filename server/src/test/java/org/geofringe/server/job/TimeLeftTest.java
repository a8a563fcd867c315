package org.geofringe.server.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TimeLeftTest {

  @Test
  void saysNothingWhileLittleIsKnown() {
    TimeLeft left = new TimeLeft(100);
    assertTrue(left.seconds().isEmpty());
    left.sample(100.5, 0.2);
    assertTrue(left.seconds().isEmpty());
    left.sample(110, 0.2);
    assertTrue(left.seconds().isPresent());
  }

  @Test
  void workThatStandsStillHasNoEnd() {
    TimeLeft left = new TimeLeft(0);
    left.sample(10, 0);
    assertTrue(left.seconds().isEmpty());
  }

  @Test
  void evenSpeedIsForeseenExactly() {
    TimeLeft left = new TimeLeft(0);
    for (int second = 1; second <= 30; second++) {
      left.sample(second, second / 100.0);
    }
    assertEquals(70, left.seconds().orElseThrow(), 1e-9);
  }

  /** Half of the work was there already; the rest goes at 1 % a second. */
  @Test
  void aJumpOverFinishedItemsIsForgotten() {
    TimeLeft left = new TimeLeft(0);
    left.sample(0.1, 0.5);
    for (int second = 1; second <= 40; second++) {
      left.sample(second, 0.5 + second / 100.0);
    }
    double truth = 10;
    // After two memory times e^-2 = 14 % of the jump are left in an average over 20 s of 1 %/s.
    assertEquals(truth, left.seconds().orElseThrow(), 0.35 * truth);
  }

  @Test
  void clocksThatStandStillAreHarmless() {
    TimeLeft left = new TimeLeft(5);
    left.sample(5, 0.1);
    left.sample(4, 0.2);
    assertTrue(left.seconds().isEmpty());
  }
}
