package org.geofringe.sentinel1;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstNumbersTest {

  private static final Instant NODE = Instant.parse("2020-05-11T13:12:30.117289Z");
  private static final Duration ORBIT = Duration.ofNanos(12L * 86400 * 1_000_000_000L / 175);

  @ParameterizedTest
  @CsvSource({
    "S1A,32518,71",
    "S1A,73,1",
    "S1A,247,175",
    "S1B,27,1",
    "S1B,25000,124",
    "S1C,1681,110",
    "S1C,8018,147",
    "S1C,8019,46",
    "S1D,2389,73"
  })
  void absoluteOrbitsTellRelativeOnes(String mission, int absolute, int relative) {
    assertEquals(relative, BurstNumbers.relativeOrbit(mission, absolute));
  }

  @Test
  void unknownMissionsHaveNone() {
    assertRefused("S1E is not", () -> BurstNumbers.relativeOrbit("S1E", 1));
  }

  @Test
  void oneCycleOfBurstsSharesItsNumber() {
    // Sensing times of the real product's first complete cycle, IW1 to IW3.
    Instant first = Instant.parse("2020-05-11T13:51:20.557632Z");
    Instant second = Instant.parse("2020-05-11T13:51:21.389835Z");
    Instant third = Instant.parse("2020-05-11T13:51:22.467872Z");
    assertEquals(new BurstId(71, 151200, "IW1"), BurstNumbers.id(71, NODE, first, "IW1"));
    assertEquals(new BurstId(71, 151200, "IW2"), BurstNumbers.id(71, NODE, second, "IW2"));
    assertEquals(new BurstId(71, 151200, "IW3"), BurstNumbers.id(71, NODE, third, "IW3"));
  }

  @Test
  void theNodeBeforeTellsTheSameAsTheNodeOfTheOrbit() {
    for (int i = 0; i < 40; i++) {
      Instant sensing = NODE.plusMillis(900 + 137_311L * i);
      if (Duration.between(NODE, sensing).compareTo(ORBIT) < 0) {
        BurstId own = BurstNumbers.id(72, NODE, sensing, "IW1");
        assertEquals(72, own.relativeOrbit());
        assertEquals(own, BurstNumbers.id(71, NODE.minus(ORBIT), sensing, "IW1"));
      }
    }
  }

  @Test
  void afterTheLastOrbitOfTheCycleComesTheFirst() {
    BurstId id = BurstNumbers.id(175, NODE, NODE.plus(ORBIT).plusSeconds(10), "IW1");
    assertEquals(1, id.relativeOrbit());
    assertEquals(BurstNumbers.id(1, NODE.plus(ORBIT), NODE.plus(ORBIT).plusSeconds(10), "IW1"), id);
    assertEquals(4, id.number());
    BurstId before = BurstNumbers.id(175, NODE, NODE.plus(ORBIT).minusSeconds(10), "IW1");
    assertEquals(175, before.relativeOrbit());
    assertEquals(375884, before.number());
  }

  @Test
  void aNodeOfTheOrbitBeforeIsPutRight() {
    Instant sensing = NODE.plus(ORBIT).plusSeconds(100);
    assertEquals(NODE.plus(ORBIT), BurstNumbers.node(NODE, sensing));
    assertEquals(NODE, BurstNumbers.node(NODE, NODE.plusSeconds(100)));
    assertEquals(NODE, BurstNumbers.node(NODE, NODE.minusSeconds(1)));
  }

  @Test
  void theCycleThatRunsOverTheNodeIsOfTheOrbitBefore() {
    // IW2 after the node, IW1 of the same cycle before it.
    BurstId id = BurstNumbers.id(72, NODE, NODE.plusMillis(500), "IW2");
    assertEquals(71, id.relativeOrbit());
    assertEquals(
        BurstNumbers.id(71, NODE.minus(ORBIT), NODE.minusMillis(332), "IW1").number(), id.number());
  }
}
