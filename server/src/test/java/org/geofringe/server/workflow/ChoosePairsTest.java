package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.geofringe.server.workflow.TinyImages.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.network.Pair;
import org.geofringe.server.TestRun;
import org.geofringe.server.stack.PlannedNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the dates of a stack to the plan in it. */
class ChoosePairsTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final TestRun run = TestRun.threads(2);

  private Path stack(double... daysAndMetres) throws IOException {
    SortedMap<LocalDate, Double> baselines = new TreeMap<>();
    for (int i = 0; i < daysAndMetres.length; i += 2) {
      baselines.put(day((int) daysAndMetres[i]), daysAndMetres[i + 1]);
    }
    Path stack = folder.resolve("stack");
    TinyImages.write(stack, baselines);
    return stack;
  }

  private Result run(String id, Path stack, String... namesAndValues) throws IOException {
    Map<String, String> values = new HashMap<>(Map.of("STACK", stack.toString()));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Catalogue.standard().prepare(id, values, folder.resolve("out")).run(run);
  }

  private Result choose(Path stack, String... namesAndValues) throws IOException {
    return run("pairs", stack, namesAndValues);
  }

  private static List<String> plan(Path stack) throws IOException {
    return PlannedNetwork.read(stack).orElseThrow().pairs().stream().map(Pair::id).toList();
  }

  @Test
  void theChoiceIsKeptInTheStackAndShown() throws IOException {
    Path stack = stack(0, 0, 12, 60, 24, -40, 36, 10, 48, 20);
    Result result = choose(stack, "MAX_DAYS", "24");
    assertEquals(
        List.of(
            "20200101_20200113",
            "20200101_20200125",
            "20200113_20200125",
            "20200113_20200206",
            "20200125_20200206",
            "20200125_20200218",
            "20200206_20200218"),
        plan(stack));
    assertEquals(7, result.metrics().get("pairs"));
    assertEquals(3, result.metrics().get("triplets"));
    assertEquals(24, result.metrics().get("longest_days"));
    assertEquals(100.0, result.metrics().get("longest_metres"));
    assertEquals("small baselines of up to 24 days and 150 m", result.metrics().get("how"));
    assertEquals(List.of(), run.warnings());
    for (String file :
        List.of(
            "planned_network.gpkg",
            "planned_network.qml",
            "planned_network.sld",
            "planned_network.png",
            "planned_network.svg")) {
      assertTrue(Files.size(folder.resolve("out").resolve(file)) > 0, file);
    }
    List<String> table = Files.readAllLines(folder.resolve("out/planned_pairs.csv"));
    assertEquals(
        "pair,reference,secondary,days,perpendicular_baseline_m,mean_coherence,triplets",
        table.get(0));
    assertEquals("20200101_20200113,2020-01-01,2020-01-13,12,60.0000,,1", table.get(1));
    assertEquals(8, table.size());
  }

  @Test
  void itsOwnTableAndHandWrittenListsAreRead() throws IOException {
    Path stack = stack(0, 0, 12, 60, 24, -40, 36, 10);
    choose(stack, "METHOD", "DELAUNAY");
    List<String> chosen = plan(stack);
    Path table = Files.move(folder.resolve("out/planned_pairs.csv"), folder.resolve("mine.csv"));
    choose(stack, "METHOD", "FILE", "FILE", table.toString());
    assertEquals(chosen, plan(stack));
    Path list =
        Files.writeString(
            folder.resolve("list.txt"),
            "\uFEFF# by hand\r\n\r\nS1_20200101_20200113.tif # short\n2020-01-25 2020-01-13\n");
    choose(stack, "METHOD", "FILE", "FILE", list.toString());
    assertEquals(List.of("20200101_20200113", "20200113_20200125"), plan(stack));
    assertTrue(run.warnings().contains("In no pair of the file: 2020-02-06."), run.warnings() + "");
  }

  @Test
  void brokenListsAreNamedByLine() throws IOException {
    Path stack = stack(0, 0, 12, 60, 24, -40);
    Path list = folder.resolve("list.txt");
    Map<String, String> cases =
        Map.of(
            "20200101_20200113\n20200101", "line 2: \"20200101\"",
            "20200101_20200101", "line 1: \"20200101_20200101\"",
            "20200101_20201313", "line 1: \"20200101_20201313\"",
            "pair\n\nsecond header", "line 3: \"second header\"",
            "# nothing", "holds no pair",
            "20200101_20200601", "no image of 2020-06-01");
    for (Map.Entry<String, String> broken : cases.entrySet()) {
      Files.writeString(list, broken.getKey());
      assertRefused(
          () -> choose(stack, "METHOD", "FILE", "FILE", list.toString()),
          list.toString(),
          broken.getValue());
    }
    Files.write(list, new byte[] {'2', (byte) 0xff, (byte) 0xfe, 0});
    assertRefused(() -> choose(stack, "METHOD", "FILE", "FILE", list.toString()), "is no text");
    Files.write(list, "20200101_20200113 \u00fc".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(() -> choose(stack, "METHOD", "FILE", "FILE", list.toString()), "is no text");
    assertRefused(() -> choose(stack, "METHOD", "FILE"), "METHOD=FILE needs FILE");
    assertRefused(() -> choose(stack, "FILE", list.toString()), "METHOD=FILE");
    assertTrue(PlannedNetwork.read(stack).isEmpty());
  }

  @Test
  void aNetworkInPiecesIsRefusedShownAndLeavesTheOldPlan() throws IOException {
    Path stack = stack(0, 0, 12, 0, 24, 0, 100, 30, 112, 0, 300, 400);
    choose(stack, "METHOD", "SEQUENTIAL", "NEIGHBOURS", "1");
    List<String> before = plan(stack);
    Path plot = folder.resolve("out/planned_network.png");
    Files.delete(plot);
    assertRefused(
        () -> choose(stack),
        "3 pieces",
        "2020-01-01, 2020-01-13, 2020-01-25 | 2020-04-10, 2020-04-22 | 2020-10-27",
        "20200125_20200410 (76 days, 30 m)",
        "raise MAX_DAYS to 188 and MAX_METRES to 400",
        "JOIN=true",
        plot.toString());
    assertEquals(before, plan(stack));
    assertTrue(Files.size(plot) > 0);
    assertTrue(Files.size(folder.resolve("out/planned_pairs.csv")) > 0);

    choose(stack, "MAX_DAYS", "188", "MAX_METRES", "400");
    assertEquals(1, PlannedNetwork.read(stack).orElseThrow().components().size());

    Result joined = choose(stack, "JOIN", "true");
    assertEquals(
        List.of("20200125_20200410", "20200422_20201027"), joined.metrics().get("joined_by"));
    assertTrue(
        run.warnings().stream().anyMatch(w -> w.contains("20200422_20201027 (188 days, 400 m)")),
        run.warnings() + "");
    assertTrue(run.warnings().contains("2020-10-27 hangs on one pair: nothing checks it."));
  }

  @Test
  void whereNoPairIsShortEnoughTheDatesAreShownAlone() throws IOException {
    Path stack = stack(0, 0, 12, 0, 24, 0);
    assertRefused(() -> choose(stack, "MAX_DAYS", "6"), "3 pieces", "MAX_DAYS to 12");
    assertTrue(Files.size(folder.resolve("out/planned_network.png")) > 0);
    assertTrue(PlannedNetwork.read(stack).isEmpty());
  }

  @Test
  void unknownBaselinesSpeakAgainstNoPairAndAreTold() throws IOException {
    double unknown = Double.NaN;
    Path stack = stack(0, unknown, 12, unknown, 24, unknown, 36, 500);
    Result result = choose(stack, "MAX_DAYS", "12");
    assertEquals(3, result.metrics().get("pairs"));
    assertFalse(result.metrics().containsKey("longest_metres"));
    assertTrue(run.warnings().get(0).startsWith("The baseline of 3 of 4 dates is unknown"));
    choose(stack, "METHOD", "DELAUNAY");
    choose(stack, "METHOD", "ALL");
    assertEquals(6, plan(stack).size());
  }

  @Test
  void datesAreLeftOutWhereTheyAre() throws IOException {
    Path stack = stack(0, 0, 12, 0, 24, 0);
    choose(stack, "EXCLUDE_DATES", "20200113");
    assertEquals(List.of("20200101_20200125"), plan(stack));
    assertRefused(
        () -> choose(stack, "EXCLUDE_DATES", "2020-01-14"), "2020-01-14", "no date of the stack");
    assertRefused(
        () -> choose(stack, "EXCLUDE_DATES", "2020-01-13,2020-01-25"), "Only 1 of", "needs two");
  }

  @Test
  void thePlanIsShownAsANetwork() throws IOException {
    Path stack = stack(0, 0, 12, 60, 24, -40, 36, 10);
    assertRefused(() -> run("network", stack), "4 images", "no interferograms");
    choose(stack);
    Result network = run("network", stack);
    assertEquals(true, network.metrics().get("planned"));
    assertEquals(6, network.metrics().get("pairs"));
    assertEquals(4, network.metrics().get("triplets"));
    assertTrue(Files.size(folder.resolve("out/network.png")) > 0);
    assertEquals(5, Files.readAllLines(folder.resolve("out/network_triplets.csv")).size());
  }
}
