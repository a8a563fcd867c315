package org.geofringe.server.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Displacement against time as PNG and SVG: dots with error bars, and the line through them. */
public final class SeriesPlot {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 520;
  private static final float[] DASHES = {6, 4};

  private SeriesPlot() {}

  /**
   * Draws the plot.
   *
   * @param png the picture; an SVG of the same base name is written beside it
   * @param curves at least one
   * @return PNG and SVG
   */
  public static List<Path> write(Path png, String title, List<SeriesCurve> curves) {
    XYIntervalSeriesCollection dots = new XYIntervalSeriesCollection();
    XYSeriesCollection lines = new XYSeriesCollection();
    XYErrorRenderer dotted = new XYErrorRenderer();
    dotted.setDrawXError(false);
    dotted.setUseFillPaint(true);
    dotted.setDrawOutlines(true);
    dotted.setDefaultShape(new Ellipse2D.Double(-3.5, -3.5, 7, 7));
    XYLineAndShapeRenderer lined = new XYLineAndShapeRenderer(true, false);
    LegendItemCollection legend = new LegendItemCollection();
    for (int i = 0; i < curves.size(); i++) {
      SeriesCurve curve = curves.get(i);
      Color colour = new Color(curve.rgb());
      XYIntervalSeries values = new XYIntervalSeries(i);
      XYSeries line = new XYSeries(i);
      for (int date = 0; date < curve.dates().size(); date++) {
        double time = millis(curve.dates().get(date));
        double value = curve.values()[date];
        if (!Double.isNaN(value)) {
          double error = Double.isNaN(curve.errors()[date]) ? 0 : curve.errors()[date];
          values.add(time, time, time, value, value - error, value + error);
        }
        if (!Double.isNaN(curve.line()[date])) {
          line.add(time, curve.line()[date]);
        }
      }
      dots.addSeries(values);
      lines.addSeries(line);
      legend.add(
          new LegendItem(
              curve.label(),
              null,
              null,
              null,
              new Ellipse2D.Double(-4, -4, 8, 8),
              curve.hollow() ? Color.WHITE : colour,
              new BasicStroke(1.3f),
              colour));
    }
    JFreeChart chart = ChartFiles.chart(title, plot(dots, dotted, lines, lined));
    for (int i = 0; i < curves.size(); i++) {
      paint(curves.get(i), i, dotted, lined);
    }
    LegendTitle words = new LegendTitle(() -> legend);
    words.setPosition(RectangleEdge.BOTTOM);
    chart.addSubtitle(words);
    return ChartFiles.write(chart, png, WIDTH, HEIGHT + 18 * curves.size());
  }

  /** To be called once the chart has its look, which would paint the curves over. */
  private static void paint(
      SeriesCurve curve, int i, XYErrorRenderer dotted, XYLineAndShapeRenderer lined) {
    Color colour = new Color(curve.rgb());
    dotted.setSeriesShape(i, new Ellipse2D.Double(-3.5, -3.5, 7, 7));
    dotted.setSeriesPaint(i, colour);
    dotted.setSeriesFillPaint(i, curve.hollow() ? Color.WHITE : colour);
    lined.setSeriesPaint(i, colour);
    lined.setSeriesStroke(
        i,
        curve.hollow()
            ? new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0)
            : new BasicStroke(1.3f));
  }

  private static XYPlot plot(
      XYIntervalSeriesCollection dots,
      XYErrorRenderer dotted,
      XYSeriesCollection lines,
      XYLineAndShapeRenderer lined) {
    XYPlot plot = new XYPlot();
    plot.setDataset(0, dots);
    plot.setRenderer(0, dotted);
    plot.setDataset(1, lines);
    plot.setRenderer(1, lined);
    DateAxis time = new DateAxis(null, TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
    time.setLowerMargin(0.03);
    time.setUpperMargin(0.03);
    plot.setDomainAxis(time);
    NumberAxis axis = new NumberAxis("line-of-sight displacement (mm), positive towards satellite");
    axis.setAutoRangeMinimumSize(1);
    plot.setRangeAxis(axis);
    plot.setRangeZeroBaselineVisible(true);
    return plot;
  }

  private static double millis(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
