package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geofringe.server.export.DataRange;
import org.geofringe.server.report.ChainReport;
import org.geofringe.server.report.ChainReport.Correction;
import org.geofringe.server.report.ChainReport.Part;
import org.geofringe.server.report.ChainReport.Stage;
import org.geofringe.server.report.DateVerdict;
import org.geofringe.server.report.DateVerdicts;
import org.geofringe.server.report.Fact;
import org.geofringe.server.report.Picture;
import org.geofringe.server.report.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Makes the report of a chain from the chain's products, by their names, and from its figures. What
 * a chain did not make is left out.
 */
final class ChainReporter {

  private static final String LEGEND = "Shared legend. Positive is towards the satellite.";

  private final Result chain;

  private ChainReporter(Result chain) {
    this.chain = chain;
  }

  /**
   * What only the chain knows.
   *
   * @param title of the report
   * @param inputs what went in
   * @param stages what was done, see {@link ReportFacts#stage}
   * @param leftOutByUser dates that the user named
   * @param followed whether suggestions to leave out dates were to be followed
   * @param corrections what was taken away, see {@link #correction}
   * @param warnings of all stages, those that an earlier run has done too
   */
  record Told(
      String title,
      List<Fact> inputs,
      List<Stage> stages,
      List<LocalDate> leftOutByUser,
      boolean followed,
      List<Correction> corrections,
      List<String> warnings) {}

  /**
   * Draws the pictures and puts the report together.
   *
   * @param chain products and figures under the names of the whole chain; files must be there
   */
  static ChainReport of(Result chain, Told told) throws IOException {
    ChainReporter reporter = new ChainReporter(chain);
    List<LocalDate> leftOut =
        reporter.texts("excluded_dates").stream().map(LocalDate::parse).toList();
    Path scores = reporter.path("SCORES");
    List<DateVerdict> dates =
        scores == null
            ? List.of()
            : DateVerdicts.read(scores, told.leftOutByUser, leftOut, told.followed);
    return new ChainReport(
        told.title,
        reporter.subtitle(),
        reporter.findings(leftOut),
        told.inputs,
        told.stages,
        reporter.network(),
        reporter.closure(),
        dates,
        reporter.drawn("SCORES_PLOT", "Noise of each date", "Each score over its largest value."),
        reporter.velocity(),
        reporter.quality(),
        told.corrections,
        told.warnings);
  }

  /**
   * A correction for the report.
   *
   * @param taken the time series of what was taken away
   * @param words how it was found, and what of the motion it may have taken along
   */
  static Correction correction(String label, String words, Path taken) {
    String style = "displacement";
    byte[] png =
        RasterPicture.png(
            taken, style, label + ", at the last date", RasterPicture.range(style, taken));
    Picture picture =
        Picture.ofPng(png, label, "What was taken away at the last date, against the first one.");
    return new Correction(label, words, new Part(List.of(), List.of(picture)));
  }

  private String subtitle() {
    return Texts.number(figure("dates"), 6)
        + " dates, "
        + Texts.number(figure("pairs"), 6)
        + " pairs, "
        + Texts.number(figure("velocity_cells"), 9)
        + " cells with a velocity";
  }

  private List<String> findings(List<LocalDate> leftOut) {
    List<String> findings = new ArrayList<>();
    findings.add(
        leftOut.isEmpty()
            ? "No date was left out."
            : "Left out: "
                + String.join(", ", leftOut.stream().map(LocalDate::toString).toList())
                + ". Why, is said under Noisy dates; the velocity is shown with and without.");
    double low = figure("velocity_2_percent");
    if (Double.isFinite(low)) {
      findings.add(
          "Of all cells with a velocity 96 %% lie between %s and %s mm/yr."
              .formatted(Texts.number(low, 3), Texts.number(figure("velocity_98_percent"), 3)));
    }
    double coherence = figure("median_temporal_coherence");
    if (Double.isFinite(coherence)) {
      findings.add(
          "Half of the cells have a temporal coherence of %s or more; below 0.7 be careful."
              .formatted(Texts.number(Math.floor(100 * Math.min(coherence, 0.99)) / 100, 2)));
    }
    double closed = figure("closed_share");
    double rms = figure("closure_rms_coherent");
    if (rms > 0) {
      findings.add(
          "Where the mean coherence is 0.5 or more, %s of the cells have a triangle that is off by whole cycles (unwrapping errors), and %s of closure error is left. Other cells are mostly noise."
              .formatted(Texts.percent(1 - closed), Texts.number(rms, 2, "rad")));
    }
    String reference = reference();
    if (!reference.isEmpty()) {
      findings.add("All motion is relative to " + reference + ".");
    }
    return findings;
  }

  private String reference() {
    if (chain.metrics().get("reference") instanceof Map<?, ?> reference
        && reference.get("longitude") instanceof Number longitude
        && reference.get("latitude") instanceof Number latitude) {
      boolean automatic = Boolean.TRUE.equals(reference.get("automatic"));
      return "%s° E, %s° N, %s"
          .formatted(
              Texts.number(longitude.doubleValue(), 7),
              Texts.number(latitude.doubleValue(), 7),
              automatic
                  ? "which the program chose because it is coherent and moves as much other ground does; it may itself move"
                  : "which you chose");
    }
    return "";
  }

  private Part network() {
    return new Part(
        List.of(), drawn("NETWORK_PLOT", "Network of pairs", "Time and perpendicular baseline."));
  }

  private Part closure() {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Closure error before leaving out dates", "closure_rms_before", "rad");
    add(facts, "Closure error after", "closure_rms_after", "rad");
    add(facts, "After, where the mean coherence is 0.5 or more", "closure_rms_coherent", "rad");
    return new Part(
        facts,
        maps(
            "closure_rms",
            List.of(
                new Shown("CLOSURE_RMS_BEFORE", "Closure error before leaving out dates"),
                new Shown("CLOSURE_RMS", "Closure error")),
            "Root mean square over triangles; the same legend for both."));
  }

  private Part velocity() {
    return new Part(
        List.of(),
        maps(
            "velocity",
            List.of(
                new Shown("VELOCITY_BEFORE", "Velocity before leaving out dates"),
                new Shown("VELOCITY", "Velocity")),
            LEGEND));
  }

  private Part quality() {
    List<Picture> pictures = new ArrayList<>();
    pictures.addAll(
        maps(
            "temporal_coherence",
            List.of(new Shown("TEMPORAL_COHERENCE", "Temporal coherence")),
            "Trust cells above 0.7."));
    pictures.addAll(
        maps(
            "velocity_std",
            List.of(new Shown("VELOCITY_STD", "Standard error of the velocity")),
            "From the scatter about a straight line."));
    pictures.addAll(
        maps(
            "closure_cycles",
            List.of(new Shown("CLOSURE_CYCLES", "Unwrapping errors")),
            "Triangles in which whole cycles are missing."));
    return new Part(List.of(), pictures);
  }

  /** A product and how its picture is called. */
  private record Shown(String product, String title) {}

  private List<Picture> maps(String style, List<Shown> wanted, String caption) {
    List<Shown> there = wanted.stream().filter(map -> path(map.product) != null).toList();
    Path[] files = there.stream().map(map -> path(map.product)).toArray(Path[]::new);
    List<Picture> pictures = new ArrayList<>();
    if (files.length > 0) {
      DataRange range = RasterPicture.range(style, files);
      for (int i = 0; i < files.length; i++) {
        String title = there.get(i).title;
        pictures.add(
            Picture.ofPng(RasterPicture.png(files[i], style, title, range), title, caption));
      }
    }
    return pictures;
  }

  private List<Picture> drawn(String product, String title, String caption) {
    Path file = path(product);
    return file == null ? List.of() : List.of(Picture.of(file, title, caption));
  }

  private @Nullable Path path(String product) {
    Product made = chain.products().get(product);
    return made == null || !Files.isRegularFile(made.path()) ? null : made.path();
  }

  private double figure(String name) {
    return chain.metrics().get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private void add(List<Fact> facts, String name, String metric, String unit) {
    if (Double.isFinite(figure(metric))) {
      facts.add(new Fact(name, Texts.number(figure(metric), 3, unit)));
    }
  }

  private List<String> texts(String name) {
    return chain.metrics().get(name) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }
}
