package org.geofringe.server.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.geofringe.server.report.ChainReport.Part;
import org.geofringe.server.report.ChainReport.Stage;
import org.geofringe.server.report.DateVerdict.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainReportTest {

  private static final LocalDate BAD = LocalDate.of(2024, 9, 26);

  @TempDir Path folder;

  @Test
  void everyTextIsEscapedAndNothingComesFromElsewhere() {
    String text =
        report("<script>alert('x')</script> & \"sons\"", List.of(verdict(Fate.LEFT_OUT)))
            .page()
            .text();
    assertFalse(text.contains("<script"), "a title became an element");
    assertTrue(
        text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;sons&quot;"));
    assertFalse(text.contains("http://"), "a page from the disk must not load anything");
    assertFalse(text.contains("https://"), "a page from the disk must not load anything");
    assertTrue(text.contains("src=\"data:image/png;base64,AQID\""), "the picture is not inside");
  }

  @Test
  void theSameReportIsTheSameBytes() throws IOException {
    List<DateVerdict> dates = List.of(verdict(Fate.LEFT_OUT));
    report("Chain", dates).write(folder.resolve("a.html"));
    report("Chain", dates).write(folder.resolve("b.html"));
    assertEquals(-1, Files.mismatch(folder.resolve("a.html"), folder.resolve("b.html")));
  }

  @Test
  void aDateSaysWhyItWasLeftOut() {
    String words = verdict(Fate.LEFT_OUT).words(0.2, 0.5);
    assertTrue(words.startsWith("Left out: 2 of 3 scores stand out."), words);
    assertTrue(words.contains("vary over the scene 8 times as badly"), words);
    assertTrue(words.contains("sign of a delay"), words);
    assertFalse(words.contains("triangles"), "closure of 0.2 rad is ordinary: " + words);
    assertTrue(verdict(Fate.KEPT_FOR_NETWORK).words(0.2, 0.5).contains("no longer join all dates"));
    DateVerdict quiet = new DateVerdict(BAD, 3, 0.2, 0.5, 0.5, 0, Fate.KEPT);
    assertEquals("Kept: ordinary.", quiet.words(0.2, 0.5));
  }

  @Test
  void verdictsFollowFromTheTableOfScores() throws IOException {
    Path scores = folder.resolve("noisy_dates.csv");
    Files.writeString(
        scores,
        """
        date,rank,joint,closure_rad,delay_rad,triplet_correlation,outlier_in,pairs,triplets,suggested
        2024-01-06,3,0.5,0.23,0.96,0.78,1,3,3,keep
        2024-01-30,2,4.2,0.23,2.96,0.88,2,3,3,exclude
        2024-02-23,1,8.2,,4.96,0.98,2,3,3,exclude
        """);
    LocalDate second = LocalDate.of(2024, 1, 30);
    LocalDate third = LocalDate.of(2024, 2, 23);
    LocalDate byUser = LocalDate.of(2023, 12, 1);
    List<DateVerdict> followed =
        DateVerdicts.read(scores, List.of(byUser), List.of(byUser, third), true);
    assertEquals(
        List.of(Fate.LEFT_OUT_BY_USER, Fate.KEPT, Fate.KEPT_FOR_NETWORK, Fate.LEFT_OUT),
        followed.stream().map(DateVerdict::fate).toList());
    assertTrue(Double.isNaN(followed.get(3).closureRadians()));
    List<DateVerdict> ignored = DateVerdicts.read(scores, List.of(), List.of(), false);
    assertEquals(Fate.KEPT_BY_USER, ignored.get(1).fate());
    assertEquals(second, ignored.get(1).date());
  }

  @Test
  void aTableWithARaggedRowIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Table(List.of("a", "b"), List.of(List.of("1")), Set.of()));
  }

  private static DateVerdict verdict(Fate fate) {
    return new DateVerdict(BAD, 1, 0.2, 4, 0.97, 2, fate);
  }

  private static ChainReport report(String title, List<DateVerdict> dates) {
    Picture picture = Picture.ofPng(new byte[] {1, 2, 3}, title, "caption");
    return new ChainReport(
        title,
        "subtitle",
        List.of("finding"),
        List.of(new Fact("Folder", title)),
        List.of(new Stage("Stage", "What it does.", List.of(new Fact("n", "1")))),
        new Part(List.of(), List.of(picture)),
        Part.NONE,
        dates,
        List.of(picture),
        Part.NONE,
        Part.NONE,
        List.of(),
        List.of("a warning"));
  }
}
