package org.geofringe.closure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.geofringe.closure.BadDateStack.Kind;
import org.geofringe.closure.BadDateStack.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many bad dates are found and how many good ones are called bad, on simulated stacks. The
 * rates are those that many more stacks of other seeds had (docs/comparison-noisy-dates.md), less
 * three standard deviations of these few.
 */
class BadDatesTest {

  private record Counts(int bad, int named, int ranked, int falseAlarms) {
    private Counts plus(BadDateStack stack) {
      NoisyDates.Result result = stack.scored();
      Set<LocalDate> names = new TreeSet<>(result.suggestedExclusions());
      names.addAll(result.wouldDisconnect());
      int found = 0;
      int first = 0;
      for (LocalDate date : stack.bad()) {
        found += names.contains(date) ? 1 : 0;
        int rank = result.scores().get(stack.network().index(date)).rank();
        first += rank <= stack.bad().size() ? 1 : 0;
      }
      names.removeAll(stack.bad());
      return new Counts(
          bad + stack.bad().size(), named + found, ranked + first, falseAlarms + names.size());
    }
  }

  private static Counts count(int dates, int bad, Kind kind, Place place, int seeds) {
    Counts counts = new Counts(0, 0, 0, 0);
    for (int seed = 0; seed < seeds; seed++) {
      counts = counts.plus(BadDateStack.of(9_000 + seed, dates, bad, kind, place));
    }
    return counts;
  }

  @ParameterizedTest
  @CsvSource({
    "8, 1, TURBULENCE, ANYWHERE, 0.7",
    "12, 1, TURBULENCE, END, 0.8",
    "12, 2, TURBULENCE, ANYWHERE, 0.8",
    "12, 3, TURBULENCE, TOGETHER, 0.5",
    "20, 3, TURBULENCE, ANYWHERE, 0.8",
    "8, 1, DECORRELATION, END, 0.7",
    "12, 2, DECORRELATION, ANYWHERE, 0.6",
    "20, 3, DECORRELATION, ANYWHERE, 0.7",
    "12, 1, MIXED, END, 0.8",
    "12, 3, MIXED, ANYWHERE, 0.7",
    "20, 2, MIXED, TOGETHER, 0.7",
    "30, 3, MIXED, ANYWHERE, 0.8"
  })
  void badDatesAreFound(int dates, int bad, Kind kind, Place place, double least) {
    int seeds = dates > 12 ? 2 : 4;
    Counts counts = count(dates, bad, kind, place, seeds);
    assertTrue(counts.named >= least * counts.bad, counts.toString());
    assertTrue(counts.ranked >= least * counts.bad, counts.toString());
    assertTrue(counts.falseAlarms <= 2, counts.toString());
  }

  @Test
  void goodStacksRaiseFewAlarms() {
    int alarms = 0;
    for (int dates : new int[] {8, 12, 20}) {
      alarms += count(dates, 0, Kind.TURBULENCE, Place.ANYWHERE, 8).falseAlarms;
    }
    assertTrue(alarms <= 2, alarms + " false alarms in 24 stacks");
  }

  /**
   * Where weather differs from date to date, dates of twice the usual are named too. What counts is
   * the velocity: it must be nearly as good as if the bad dates alone, and all of them, were known.
   * Over 48 stacks each the error was 0.98, 1.03, 1.06 and 0.98 times that, and with bad dates 0.67
   * to 0.81 times that of all dates; eight stacks scatter by a tenth.
   */
  @ParameterizedTest
  @CsvSource({"12, 0, 1.1", "12, 1, 1.2", "12, 2, 1.3", "20, 1, 1.1"})
  void leavingOutPaysInUnevenWeather(int dates, int bad, double most) {
    double overBest = 0;
    double overAll = 0;
    int seeds = 8;
    for (int seed = 0; seed < seeds; seed++) {
      BadDateStack stack = BadDateStack.uneven(9_000 + seed, dates, bad);
      Set<LocalDate> named = new TreeSet<>(stack.scored().suggestedExclusions());
      double error = stack.velocityError(named);
      overBest += Math.log(error / stack.velocityError(stack.bad())) / seeds;
      overAll += Math.log(error / stack.velocityError(Set.of())) / seeds;
    }
    assertTrue(Math.exp(overBest) < most, "over the best: " + Math.exp(overBest));
    assertTrue(bad == 0 || Math.exp(overAll) < 0.9, "over all dates: " + Math.exp(overAll));
  }
}
