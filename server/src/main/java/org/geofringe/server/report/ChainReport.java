package org.geofringe.server.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All that a run of the whole chain tells its reader. The texts that explain how to read it are
 * here; what it found is given. A part that holds nothing is left out of the page.
 *
 * @param title of the page
 * @param subtitle one sentence: where, which dates
 * @param findings the answer in a few sentences, for those who read no further
 * @param inputs what went in
 * @param stages what was done, in order
 * @param network of pairs
 * @param closure of triangles of pairs, before and after dates were left out
 * @param dates their noise, ascending
 * @param datesPictures of the same
 * @param velocity before and after dates were left out
 * @param quality what speaks for and against it
 * @param corrections what was taken away, in order
 * @param warnings of all stages
 */
public record ChainReport(
    String title,
    String subtitle,
    List<String> findings,
    List<Fact> inputs,
    List<Stage> stages,
    Part network,
    Part closure,
    List<DateVerdict> dates,
    List<Picture> datesPictures,
    Part velocity,
    Part quality,
    List<Correction> corrections,
    List<String> warnings) {

  public ChainReport {
    findings = List.copyOf(findings);
    inputs = List.copyOf(inputs);
    stages = List.copyOf(stages);
    dates = List.copyOf(dates);
    datesPictures = List.copyOf(datesPictures);
    corrections = List.copyOf(corrections);
    warnings = List.copyOf(warnings);
  }

  /** Figures and pictures on one matter. */
  public record Part(List<Fact> facts, List<Picture> pictures) {

    /** Nothing to tell. */
    public static final Part NONE = new Part(List.of(), List.of());

    public Part {
      facts = List.copyOf(facts);
      pictures = List.copyOf(pictures);
    }

    boolean isEmpty() {
      return facts.isEmpty() && pictures.isEmpty();
    }
  }

  /**
   * One step of the chain.
   *
   * @param label as the algorithm is called
   * @param summary what it does, one sentence
   * @param parameters those that matter, by their labels
   */
  public record Stage(String label, String summary, List<Fact> parameters) {
    public Stage {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * Something that was taken away from the measurement.
   *
   * @param label what was taken away
   * @param words how, and what it may have taken along
   * @param part how much
   */
  public record Correction(String label, String words, Part part) {}

  /** Writes the page in one step. */
  public void write(Path file) {
    page().write(file);
  }

  /** The page. */
  public HtmlPage page() {
    HtmlPage page = new HtmlPage(title, subtitle);
    page.section("In short").list(findings);
    warnings.forEach(page::warning);
    page.section("What went in").facts(inputs);
    addNetwork(page);
    addClosure(page);
    addDates(page);
    addVelocity(page);
    addQuality(page);
    addCorrections(page);
    addStages(page);
    page.section("What this cannot tell").list(ReportWords.LIMITS);
    page.section("How to cite").list(ReportWords.CITE);
    return page;
  }

  private void addNetwork(HtmlPage page) {
    if (!network.isEmpty()) {
      page.section("Pairs").paragraph(ReportWords.NETWORK);
      page.facts(network.facts).pictures(network.pictures);
    }
  }

  private void addClosure(HtmlPage page) {
    if (!closure.isEmpty()) {
      page.section("Closure").paragraph(ReportWords.CLOSURE);
      page.facts(closure.facts).pictures(closure.pictures);
    }
  }

  private void addDates(HtmlPage page) {
    if (dates.isEmpty()) {
      return;
    }
    page.section("Noisy dates").paragraph(ReportWords.DATES).list(ReportWords.SCORES);
    double medianClosure = median(dates.stream().map(DateVerdict::closureRadians).toList());
    double medianDelay = median(dates.stream().map(DateVerdict::delayRadians).toList());
    List<List<String>> rows = new ArrayList<>();
    Set<Integer> marked = new TreeSet<>();
    for (DateVerdict date : dates) {
      if (date.leftOut()) {
        marked.add(rows.size());
      }
      rows.add(
          List.of(
              date.date().toString(),
              date.rank() > 0 ? Integer.toString(date.rank()) : "\u2013",
              Texts.number(date.closureRadians(), 2),
              Texts.number(date.delayRadians(), 2),
              Texts.number(date.correlation(), 2),
              date.words(medianClosure, medianDelay)));
    }
    page.table(new Table(ReportWords.DATE_COLUMNS, rows, marked)).pictures(datesPictures);
    page.paragraph(ReportWords.DATES_DECIDE);
  }

  private void addVelocity(HtmlPage page) {
    if (!velocity.isEmpty()) {
      page.section("Velocity").paragraph(ReportWords.VELOCITY);
      page.facts(velocity.facts).pictures(velocity.pictures);
    }
  }

  private void addQuality(HtmlPage page) {
    if (!quality.isEmpty()) {
      page.section("How far to trust it").list(ReportWords.QUALITY);
      page.facts(quality.facts).pictures(quality.pictures);
    }
  }

  private void addCorrections(HtmlPage page) {
    page.section("What was corrected");
    if (corrections.isEmpty()) {
      page.paragraph(ReportWords.NOT_CORRECTED);
    }
    for (Correction correction : corrections) {
      page.heading(correction.label).paragraph(correction.words);
      page.facts(correction.part.facts).pictures(correction.part.pictures);
    }
  }

  private void addStages(HtmlPage page) {
    if (!stages.isEmpty()) {
      page.section("Steps and parameters");
      page.table(
          new Table(
              List.of("Step", "What it did", "Parameters"),
              stages.stream().map(s -> List.of(s.label, s.summary, text(s.parameters))).toList(),
              Set.of()));
    }
  }

  private static String text(List<Fact> facts) {
    return facts.stream().map(f -> f.name() + ": " + f.value()).collect(Collectors.joining("; "));
  }

  private static double median(List<Double> values) {
    List<Double> known = values.stream().filter(Double::isFinite).sorted().toList();
    int middle = known.size() / 2;
    if (known.isEmpty()) {
      return Double.NaN;
    }
    return known.size() % 2 == 1
        ? known.get(middle)
        : (known.get(middle - 1) + known.get(middle)) / 2;
  }
}
