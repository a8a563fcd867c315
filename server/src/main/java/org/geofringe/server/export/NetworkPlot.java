package org.geofringe.server.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import org.geofringe.server.vector.NetworkEdge;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The network in time and perpendicular baseline: dots are dates, lines are pairs, coloured by mean
 * coherence, or grey where no coherence is known yet. Excluded pairs are thin and dashed; a date
 * that is in no pair, or whose pairs are all excluded, is hollow.
 */
public final class NetworkPlot {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 560;
  private static final Color UNKNOWN = new Color(0x888888);

  private NetworkPlot() {}

  /**
   * Draws the plot.
   *
   * @param png the picture; an SVG of the same base name is written beside it
   * @param title over the plot
   * @param edges at least one
   * @return PNG and SVG
   * @throws org.geofringe.server.run.ResourceException where a file cannot be written or the
   *     machine has no fonts
   */
  public static List<Path> write(Path png, String title, List<NetworkEdge> edges) {
    return write(png, title, edges, Map.of());
  }

  /**
   * As {@link #write(Path, String, List)}, with dates that need not be in a pair.
   *
   * @param dates with their perpendicular baseline in m, finite; not modified
   * @param edges may be empty where there are dates
   */
  public static List<Path> write(
      Path png, String title, List<NetworkEdge> edges, Map<LocalDate, Double> dates) {
    if (edges.isEmpty() && dates.isEmpty()) {
      throw new IllegalArgumentException(
          "edges: a plot of the network needs at least one pair or date");
    }
    ColourRamp ramp = ColourRamp.named("batlow");
    Map<LocalDate, Double> baselines = new TreeMap<>(dates);
    Set<LocalDate> used = new HashSet<>();
    XYPlot plot = new XYPlot();
    for (NetworkEdge edge : edges) {
      LocalDate reference = edge.pair().reference();
      LocalDate secondary = edge.pair().secondary();
      baselines.put(reference, edge.referenceBaseline());
      baselines.put(secondary, edge.secondaryBaseline());
      if (!edge.excluded()) {
        used.add(reference);
        used.add(secondary);
      }
      Color colour =
          Double.isNaN(edge.coherence()) ? UNKNOWN : new Color(ramp.rgb(edge.coherence()));
      plot.addAnnotation(
          new XYLineAnnotation(
              millis(reference),
              edge.referenceBaseline(),
              millis(secondary),
              edge.secondaryBaseline(),
              stroke(edge.excluded()),
              colour));
    }
    plot.setDataset(dots(baselines, used));
    plot.setRenderer(dotRenderer());
    DateAxis time = new DateAxis(null, TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
    time.setLowerMargin(0.03);
    time.setUpperMargin(0.03);
    plot.setDomainAxis(time);
    NumberAxis baseline = new NumberAxis("perpendicular baseline (m)");
    baseline.setAutoRangeIncludesZero(false);
    baseline.setAutoRangeMinimumSize(1);
    plot.setRangeAxis(baseline);
    var chart = ChartFiles.chart(title, plot);
    if (edges.stream().anyMatch(edge -> !Double.isNaN(edge.coherence()))) {
      ChartFiles.addScale(chart, ramp, new DataRange(0, 1), "mean coherence of the pair");
    }
    return ChartFiles.write(chart, png, WIDTH, HEIGHT);
  }

  private static BasicStroke stroke(boolean excluded) {
    return excluded
        ? new BasicStroke(
            0.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {3, 3}, 0)
        : new BasicStroke(1.6f);
  }

  private static XYSeriesCollection dots(Map<LocalDate, Double> baselines, Set<LocalDate> used) {
    XYSeries kept = new XYSeries("kept");
    XYSeries excluded = new XYSeries("excluded");
    baselines.forEach(
        (date, baseline) ->
            (used.contains(date) ? kept : excluded).add(millis(date), baseline.doubleValue()));
    XYSeriesCollection dots = new XYSeriesCollection(kept);
    dots.addSeries(excluded);
    return dots;
  }

  private static XYLineAndShapeRenderer dotRenderer() {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    for (int series = 0; series < 2; series++) {
      renderer.setSeriesShape(series, new Ellipse2D.Double(-4, -4, 8, 8));
      renderer.setSeriesPaint(series, Color.DARK_GRAY);
      renderer.setSeriesFillPaint(series, series == 0 ? Color.DARK_GRAY : Color.WHITE);
    }
    renderer.setUseFillPaint(true);
    renderer.setUseOutlinePaint(false);
    renderer.setDrawOutlines(true);
    return renderer;
  }

  private static double millis(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
