package org.geofringe.server.export;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Displacement against time as an {@code svg} element for a page: dots with error bars and the line
 * through them, and the numbers of a dot where the pointer rests on it, which needs no script.
 */
public final class SeriesDrawing {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 460;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 20;
  private static final int BOTTOM = 50;
  private static final int MOST_DATES = 8;

  private final List<SeriesCurve> curves;
  private final LocalDate first;
  private final double days;
  private final double low;
  private final double high;
  private final StringBuilder svg = new StringBuilder();

  private SeriesDrawing(List<SeriesCurve> curves) {
    this.curves = curves;
    this.first = curves.stream().map(c -> c.dates().get(0)).min(LocalDate::compareTo).orElseThrow();
    LocalDate last =
        curves.stream()
            .map(c -> c.dates().get(c.dates().size() - 1))
            .max(LocalDate::compareTo)
            .orElseThrow();
    this.days = Math.max(1, ChronoUnit.DAYS.between(first, last));
    double least = 0;
    double greatest = 0;
    for (SeriesCurve curve : curves) {
      for (int i = 0; i < curve.values().length; i++) {
        double error = Double.isNaN(curve.errors()[i]) ? 0 : curve.errors()[i];
        if (!Double.isNaN(curve.values()[i])) {
          least = Math.min(least, curve.values()[i] - error);
          greatest = Math.max(greatest, curve.values()[i] + error);
        }
      }
    }
    double room = Math.max(0.5, 0.06 * (greatest - least));
    this.low = least - room;
    this.high = greatest + room;
  }

  /**
   * Draws the curves.
   *
   * @param curves at least one
   * @return an element that stands for itself; texts are escaped
   */
  public static String of(List<SeriesCurve> curves) {
    return new SeriesDrawing(curves).draw();
  }

  /** The colours of the curves with their labels, as an element of its own. */
  public static String legend(List<SeriesCurve> curves) {
    int height = 22 * curves.size() + 6;
    StringBuilder svg =
        new StringBuilder(
            "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"14\">\n"
                .formatted(WIDTH, height, WIDTH, height));
    for (int i = 0; i < curves.size(); i++) {
      SeriesCurve curve = curves.get(i);
      svg.append(
          "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"/><text x=\"%d\" y=\"%d\">%s</text>\n"
              .formatted(
                  LEFT + 12,
                  22 * i + 14,
                  curve.hollow() ? "#fff" : colour(curve),
                  colour(curve),
                  LEFT + 26,
                  22 * i + 19,
                  Xml.escape(curve.label())));
    }
    return svg.append("</svg>\n").toString();
  }

  private String draw() {
    svg.append(
        """
        <svg viewBox="0 0 %d %d" width="%d" height="%d" xmlns="http://www.w3.org/2000/svg" role="img" font-family="sans-serif" font-size="13">
        <style>.dot:hover{stroke-width:6}</style>
        <rect x="%d" y="%d" width="%d" height="%d" fill="none" stroke="#999"/>
        """
            .formatted(
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT,
                LEFT,
                TOP,
                WIDTH - LEFT - RIGHT,
                HEIGHT - TOP - BOTTOM));
    axes();
    curves.forEach(this::lines);
    // Those to compare with lie below, where both have the same values.
    curves.stream().filter(SeriesCurve::hollow).forEach(this::dots);
    curves.stream().filter(curve -> !curve.hollow()).forEach(this::dots);
    return svg.append("</svg>\n").toString();
  }

  private void axes() {
    for (BigDecimal tick : Ticks.between(low, high, 9)) {
      String y = number(y(tick.doubleValue()));
      svg.append(
          "<path d=\"M%d %sH%d\" stroke=\"%s\"/><text x=\"%d\" y=\"%s\" text-anchor=\"end\" dy=\"4\">%s</text>\n"
              .formatted(
                  LEFT,
                  y,
                  WIDTH - RIGHT,
                  tick.signum() == 0 ? "#888" : "#ddd",
                  LEFT - 8,
                  y,
                  tick.toPlainString()));
    }
    for (int i = 0; i <= MOST_DATES; i++) {
      LocalDate date = first.plusDays(Math.round(days * i / MOST_DATES));
      svg.append(
          "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
              .formatted(number(x(date)), HEIGHT - BOTTOM + 20, date));
    }
    svg.append(
        "<text transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">line-of-sight displacement (mm)</text>\n"
            .formatted((HEIGHT - BOTTOM + TOP) / 2));
  }

  private void lines(SeriesCurve curve) {
    int last = curve.dates().size() - 1;
    if (!Double.isNaN(curve.line()[0])) {
      svg.append(
          "<path d=\"M%s %sL%s %s\" stroke=\"%s\" stroke-width=\"1.6\" fill=\"none\"%s/>\n"
              .formatted(
                  number(x(curve.dates().get(0))),
                  number(y(curve.line()[0])),
                  number(x(curve.dates().get(last))),
                  number(y(curve.line()[last])),
                  colour(curve),
                  curve.hollow() ? " stroke-dasharray=\"6 4\"" : ""));
    }
  }

  private void dots(SeriesCurve curve) {
    for (int i = 0; i < curve.values().length; i++) {
      double value = curve.values()[i];
      if (Double.isNaN(value)) {
        continue;
      }
      String x = number(x(curve.dates().get(i)));
      double error = curve.errors()[i];
      if (error > 0) {
        svg.append(
            "<path d=\"M%s %sV%s\" stroke=\"%s\" opacity=\"0.6\"/>\n"
                .formatted(x, number(y(value - error)), number(y(value + error)), colour(curve)));
      }
      String words =
          "%s, %s: %s mm%s"
              .formatted(
                  curve.label(),
                  curve.dates().get(i),
                  number(value),
                  error > 0 ? " ± " + number(error) : "");
      svg.append(
          "<circle class=\"dot\" cx=\"%s\" cy=\"%s\" r=\"4\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"><title>%s</title></circle>\n"
              .formatted(
                  x,
                  number(y(value)),
                  curve.hollow() ? "#fff" : colour(curve),
                  colour(curve),
                  Xml.escape(words)));
    }
  }

  private double x(LocalDate date) {
    return LEFT + 12 + ChronoUnit.DAYS.between(first, date) / days * (WIDTH - LEFT - RIGHT - 24);
  }

  private double y(double value) {
    return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }

  private static String colour(SeriesCurve curve) {
    return String.format(Locale.ROOT, "#%06x", curve.rgb());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
