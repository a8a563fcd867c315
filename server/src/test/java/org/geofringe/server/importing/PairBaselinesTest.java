package org.geofringe.server.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.geofringe.network.Pair;
import org.geofringe.server.importing.GammaGeometry.RadarPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairBaselinesTest {

  private static final LocalDate START = LocalDate.of(2020, 1, 1);

  @TempDir Path folder = Path.of("");

  /** Baselines made from known dates come back as those dates' and as any pair's. */
  @Test
  void addUpAlongTheNetwork() {
    Random random = new Random(7);
    Map<LocalDate, Double> truth = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      truth.put(START.plusDays(12L * i), i == 0 ? 0.0 : random.nextGaussian() * 60);
    }
    Map<Pair, Double> known = new HashMap<>();
    for (int i = 1; i < 20; i++) {
      Pair pair = pair(random.nextInt(i), i);
      known.put(pair, truth.get(pair.secondary()) - truth.get(pair.reference()));
    }
    PairBaselines.ofDates(known)
        .forEach((date, metres) -> assertEquals(truth.get(date), metres, 1e-9));
    Pair other = pair(3, 17);
    assertEquals(
        truth.get(other.secondary()) - truth.get(other.reference()),
        PairBaselines.forPairs(known, List.of(other)).getOrDefault(other, Double.NaN),
        1e-9);
  }

  @Test
  void areUnknownBetweenPieces() {
    Map<Pair, Double> known = Map.of(pair(0, 1), 5.0, pair(2, 3), 7.0);
    assertEquals(
        Map.of(pair(2, 3), 7.0),
        PairBaselines.forPairs(known, List.of(pair(0, 2), pair(2, 3), pair(0, 9))));
  }

  @Test
  void bothFormsOfTheTable() throws IOException {
    Files.writeString(
        folder.resolve("baselines"),
        "20170302 20170326 130.9 24.0\n\n1 20170218 20170326 96.6 36.0 -12.0 24.0 34.2 130.9\n"
            + "20170326 20170401 nan 6.0\nfree text of four\n");
    FolderScan scan = FolderScan.of(folder);
    assertEquals(
        Map.of(Pair.parse("20170302_20170326"), 130.9, Pair.parse("20170218_20170326"), 96.6),
        PairBaselines.readTable(scan, scan.others().get(0)));
  }

  @Test
  void tableIsLinearBetweenItsNodesAndConstantBeyond() {
    List<String> table =
        List.of(
            "line range B_t B_c B_n look bpara bperp blen",
            "0 0 0 1 1 30 1 10 1",
            "0 200 0 1 1 30 1 20 1",
            "100 0 0 1 1 30 1 30 1",
            "100 200 0 1 1 30 1 40 1");
    assertEquals(25, at(table, new RadarPoint(100, 50)));
    assertEquals(12.5, at(table, new RadarPoint(50, 0)));
    assertEquals(40, at(table, new RadarPoint(999, 999)));
    assertEquals(25, GammaGeometry.fromTable(table, null).orElse(0), "the middle of the table");
    assertEquals(OptionalDouble.empty(), GammaGeometry.fromTable(List.of("text"), null));
  }

  private static double at(List<String> table, RadarPoint point) {
    return GammaGeometry.fromTable(table, point).orElse(Double.NaN);
  }

  private static Pair pair(int from, int to) {
    return new Pair(START.plusDays(12L * from), START.plusDays(12L * to));
  }
}
