package org.geofringe.server.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Values along a line, one strip below the other over the same distance. */
public final class ProfilePlot {

  private static final int WIDTH = 1000;
  private static final int STRIP = 260;
  private static final Color LINE = new Color(0x0072b2);

  private ProfilePlot() {}

  /**
   * One strip.
   *
   * @param label with unit
   * @param values NaN leaves a gap
   * @param spread half the height of the shade about each value; NaN for none
   * @param withZero whether the axis shall show zero
   */
  public record Strip(String label, double[] values, double[] spread, boolean withZero) {}

  /**
   * Draws the plot.
   *
   * @param png the picture; an SVG of the same base name is written beside it
   * @param kilometres of each value from the start of the line
   * @param strips at least one
   * @return PNG and SVG
   */
  public static List<Path> write(Path png, String title, double[] kilometres, List<Strip> strips) {
    CombinedDomainXYPlot all =
        new CombinedDomainXYPlot(new NumberAxis("distance along the line (km)"));
    all.setGap(14);
    for (Strip strip : strips) {
      NumberAxis axis = new NumberAxis(strip.label);
      axis.setAutoRangeIncludesZero(strip.withZero);
      XYPlot plot = new XYPlot(data(kilometres, strip), null, axis, new DeviationRenderer());
      plot.setRangeZeroBaselineVisible(strip.withZero);
      all.add(plot);
    }
    JFreeChart chart = ChartFiles.chart(title, all);
    for (Object each : all.getSubplots()) {
      if (each instanceof XYPlot plot && plot.getRenderer() instanceof DeviationRenderer line) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(ChartFiles.QUIET);
        plot.setDomainGridlinePaint(ChartFiles.QUIET);
        for (int i = 0; i < plot.getSeriesCount(); i++) {
          line.setSeriesPaint(i, LINE);
          line.setSeriesFillPaint(i, LINE);
          line.setSeriesStroke(i, new BasicStroke(1.6f));
          line.setSeriesShapesVisible(i, false);
        }
        line.setAlpha(0.2f);
      }
    }
    return ChartFiles.write(chart, png, WIDTH, 90 + STRIP * strips.size());
  }

  /** A series for each piece between gaps. */
  private static YIntervalSeriesCollection data(double[] kilometres, Strip strip) {
    YIntervalSeriesCollection pieces = new YIntervalSeriesCollection();
    YIntervalSeries piece = new YIntervalSeries(0);
    for (int i = 0; i < kilometres.length; i++) {
      double value = strip.values[i];
      if (Double.isNaN(value)) {
        if (!piece.isEmpty()) {
          pieces.addSeries(piece);
          piece = new YIntervalSeries(pieces.getSeriesCount());
        }
      } else {
        double spread = Double.isNaN(strip.spread[i]) ? 0 : strip.spread[i];
        piece.add(kilometres[i], value, value - spread, value + spread);
      }
    }
    if (!piece.isEmpty()) {
      pieces.addSeries(piece);
    }
    return pieces;
  }
}
