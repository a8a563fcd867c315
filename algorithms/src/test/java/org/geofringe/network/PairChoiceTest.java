package org.geofringe.network;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PairChoiceTest {

  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

  private static LocalDate day(int days) {
    return FIRST.plusDays(days);
  }

  private static DatePlane plane(double... daysAndMetres) {
    Map<LocalDate, Double> metres = new TreeMap<>();
    for (int i = 0; i < daysAndMetres.length; i += 2) {
      metres.put(day((int) daysAndMetres[i]), daysAndMetres[i + 1]);
    }
    return new DatePlane(metres, 1, 1);
  }

  private static DatePlane random(int dates, long seed) {
    Random random = new Random(seed);
    Map<LocalDate, Double> metres = new TreeMap<>();
    while (metres.size() < dates) {
      metres.put(day(random.nextInt(600)), 200 * random.nextGaussian());
    }
    return new DatePlane(metres, 48, 150);
  }

  private static List<String> ids(List<Pair> pairs) {
    return pairs.stream().map(Pair::id).toList();
  }

  @Test
  void smallBaselinesHoldBothBoundsIncluded() {
    DatePlane plane = plane(0, 0, 12, 100, 24, -60, 36, 0);
    assertEquals(
        List.of("20200101_20200113", "20200101_20200125", "20200113_20200206", "20200125_20200206"),
        ids(PairChoice.smallBaselines(plane, 24, 100)));
    assertEquals(
        List.of("20200101_20200125", "20200125_20200206"),
        ids(PairChoice.smallBaselines(plane, 24, 99.9)));
    assertEquals(
        List.of("20200101_20200113", "20200125_20200206"),
        ids(PairChoice.smallBaselines(plane, 23, 100)));
  }

  @Test
  void anUnknownBaselineSpeaksAgainstNothing() {
    DatePlane plane = plane(0, 0, 12, Double.NaN, 24, 1000);
    assertEquals(
        List.of("20200101_20200113", "20200113_20200125"),
        ids(PairChoice.smallBaselines(plane, 24, 100)));
  }

  @Test
  void sequentialPairsAreTheNextDates() {
    DatePlane plane = plane(0, 0, 5, 0, 100, 0, 101, 0);
    assertEquals(
        List.of("20200101_20200106", "20200106_20200410", "20200410_20200411"),
        ids(PairChoice.sequential(plane, 1)));
    assertEquals(5, PairChoice.sequential(plane, 2).size());
    assertEquals(plane.allPairs(), PairChoice.sequential(plane, 99));
    assertRefused("neighbours must be at least 1, got 0", () -> PairChoice.sequential(plane, 0));
  }

  @Test
  void delaunayOfDatesOnALineIsAChain() {
    DatePlane plane =
        plane(0, Double.NaN, 12, Double.NaN, 24, Double.NaN, 60, Double.NaN, 61, Double.NaN);
    assertEquals(PairChoice.sequential(plane, 1), PairChoice.delaunay(plane));
    DatePlane slope = plane(0, 0, 10, 1, 20, 2, 30, 3);
    assertEquals(PairChoice.sequential(slope, 1), PairChoice.delaunay(slope));
  }

  @Test
  void delaunayOfASquareTakesBothDiagonals() {
    DatePlane square = plane(0, 0, 1, 2, 2, -1, 3, 1);
    assertEquals(square.allPairs(), PairChoice.delaunay(square));
  }

  /** Against the definition by circumcircles, worked out another way. */
  @Property(tries = 40)
  void delaunayEdgesAreThoseOfTrianglesWithEmptyCircumcircles(
      @ForAll @IntRange(min = 3, max = 25) int dates, @ForAll long seed) {
    DatePlane plane = random(dates, seed);
    Set<Pair> expected = new HashSet<>();
    List<LocalDate> all = plane.dates();
    for (int i = 0; i < dates; i++) {
      for (int j = i + 1; j < dates; j++) {
        for (int k = j + 1; k < dates; k++) {
          if (isEmpty(plane, all.get(i), all.get(j), all.get(k))) {
            Triplet triangle = new Triplet(all.get(i), all.get(j), all.get(k));
            expected.addAll(List.of(triangle.ab(), triangle.bc(), triangle.ac()));
          }
        }
      }
    }
    assertEquals(new TreeSet<>(expected), new TreeSet<>(PairChoice.delaunay(plane)));
  }

  private static boolean isEmpty(DatePlane plane, LocalDate a, LocalDate b, LocalDate c) {
    double ax = plane.x(a);
    double ay = plane.y(a);
    double bx = plane.x(b) - ax;
    double by = plane.y(b) - ay;
    double cx = plane.x(c) - ax;
    double cy = plane.y(c) - ay;
    double d = 2 * (bx * cy - by * cx);
    double ux = (cy * (bx * bx + by * by) - by * (cx * cx + cy * cy)) / d;
    double uy = (bx * (cx * cx + cy * cy) - cx * (bx * bx + by * by)) / d;
    double radius = Math.hypot(ux, uy);
    return plane.dates().stream()
        .filter(date -> !List.of(a, b, c).contains(date))
        .allMatch(p -> Math.hypot(plane.x(p) - ax - ux, plane.y(p) - ay - uy) > radius);
  }

  @Property(tries = 40)
  void delaunayAndSequentialAreInOnePieceAndJoiningMakesOne(
      @ForAll @IntRange(min = 2, max = 40) int dates, @ForAll long seed) {
    DatePlane plane = random(dates, seed);
    assertEquals(1, new Pieces(plane, PairChoice.delaunay(plane)).dates().size());
    assertEquals(1, new Pieces(plane, PairChoice.sequential(plane, 1)).dates().size());
    List<Pair> small = PairChoice.smallBaselines(plane, 30, 100);
    int pieces = new Pieces(plane, small).dates().size();
    List<Pair> links = new Pieces(plane, small).join();
    assertEquals(pieces - 1, links.size());
    List<Pair> joined = new ArrayList<>(small);
    joined.addAll(links);
    assertEquals(1, new Pieces(plane, joined).dates().size());
    assertTrue(new Pieces(plane, joined).shortestLink().isEmpty());
  }

  @Test
  void thePiecesAreNamedAndTheLinkBetweenThemTakesTheLeastGrowthOfTheBounds() {
    Map<LocalDate, Double> metres = new TreeMap<>();
    metres.put(day(0), 0.0);
    metres.put(day(12), 0.0);
    metres.put(day(24), 0.0);
    metres.put(day(84), 30.0);
    metres.put(day(90), 500.0);
    DatePlane plane = new DatePlane(metres, 48, 150);
    Pieces pieces = new Pieces(plane, PairChoice.smallBaselines(plane, 48, 150));
    assertEquals(
        List.of(List.of(day(0), day(12), day(24)), List.of(day(84)), List.of(day(90))),
        pieces.dates());
    assertEquals(new Pair(day(24), day(84)), pieces.shortestLink().orElseThrow());
    assertEquals(List.of(new Pair(day(24), day(84)), new Pair(day(84), day(90))), pieces.join());
  }

  @Property(tries = 30)
  void tripletsOfPairsAreCountedAsTripletsAreListed(
      @ForAll @IntRange(min = 3, max = 30) int dates, @ForAll long seed) {
    Network network = new Network(PairChoice.delaunay(random(dates, seed)));
    int[] counts = network.tripletsOfPairs();
    for (Triplet triplet : network.triplets()) {
      for (int pair : network.pairIndices(triplet)) {
        counts[pair]--;
      }
    }
    assertArrayEquals(new int[network.pairs().size()], counts);
  }

  @Test
  void fewDatesMakeNoPairs() {
    DatePlane one = plane(0, 0);
    assertEquals(List.of(), PairChoice.delaunay(one));
    assertEquals(List.of(), PairChoice.sequential(one, 2));
    assertEquals(List.of(), one.allPairs());
    assertEquals(1, new Pieces(one, List.of()).dates().size());
    assertRefused("must be positive", () -> new DatePlane(Map.of(), 0, 1));
    assertRefused("2020-01-13 is not in the plane", () -> one.metres(new Pair(FIRST, day(12))));
  }
}
