package org.geofringe.server.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryMarker;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * The three scores of each date as bars side by side, each divided by its largest value; dates
 * whose exclusion is suggested stand on a shaded ground. The number before a date is its joint
 * rank, 1 for the noisiest.
 */
public final class NoisyDatesPlot {

  private static final int MIN_WIDTH = 800;
  private static final int WIDTH_PER_DATE = 28;
  private static final int HEIGHT = 520;
  private static final Color SHADE = new Color(0xf4d8b8);
  private static final List<String> NAMES =
      List.of("closure", "pair variance", "triplet correlation");
  private static final List<Color> COLOURS =
      List.of(new Color(0x0c5e92), new Color(0xbf9038), new Color(0x741706));

  /**
   * The scores of one date; larger is noisier, in any unit; NaN where there is none.
   *
   * @param date which
   * @param closure from the least-squares system over triplets
   * @param pairVariance from the variances of pairs
   * @param tripletCorrelation from the correlation of pairs that share the date
   * @param rank joint rank, 1 for the noisiest
   * @param excluded whether its exclusion is suggested
   */
  public record Score(
      LocalDate date,
      double closure,
      double pairVariance,
      double tripletCorrelation,
      int rank,
      boolean excluded) {

    double score(int i) {
      return i == 0 ? closure : i == 1 ? pairVariance : tripletCorrelation;
    }
  }

  private NoisyDatesPlot() {}

  /**
   * Draws the plot.
   *
   * @param png the picture; an SVG of the same base name is written beside it
   * @param title over the plot
   * @param scores at least one, in the order of the axis
   * @return PNG and SVG
   * @throws org.geofringe.server.run.ResourceException where a file cannot be written or the
   *     machine has no fonts
   */
  public static List<Path> write(Path png, String title, List<Score> scores) {
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("scores: a plot of noisy dates needs at least one date");
    }
    BarRenderer bars = new BarRenderer();
    bars.setBarPainter(new StandardBarPainter());
    bars.setItemMargin(0);
    CategoryAxis dates = new CategoryAxis("joint rank and date; shaded: exclusion suggested");
    dates.setCategoryLabelPositions(CategoryLabelPositions.UP_90);
    dates.setCategoryMargin(0.25);
    dates.setMaximumCategoryLabelWidthRatio(2);
    NumberAxis axis = new NumberAxis("score / largest score");
    axis.setRange(0, 1.06);
    CategoryPlot plot = new CategoryPlot(normalised(scores), dates, axis, bars);
    for (Score score : scores) {
      if (score.excluded) {
        CategoryMarker marker = new CategoryMarker(label(score), SHADE, new BasicStroke());
        plot.addDomainMarker(marker, Layer.BACKGROUND);
      }
    }
    JFreeChart chart = ChartFiles.chart(title, plot);
    for (int i = 0; i < NAMES.size(); i++) {
      bars.setSeriesPaint(i, COLOURS.get(i));
    }
    bars.setShadowVisible(false);
    LegendTitle legend = new LegendTitle(() -> legend());
    legend.setPosition(RectangleEdge.TOP);
    chart.addSubtitle(legend);
    int width = Math.max(MIN_WIDTH, 120 + WIDTH_PER_DATE * scores.size());
    return ChartFiles.write(chart, png, width, HEIGHT);
  }

  private static DefaultCategoryDataset normalised(List<Score> scores) {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    for (int i = 0; i < NAMES.size(); i++) {
      int which = i;
      double largest =
          scores.stream().mapToDouble(s -> s.score(which)).filter(v -> v > 0).max().orElse(1);
      for (Score score : scores) {
        double value = score.score(i) / largest;
        data.addValue(Double.isNaN(value) ? null : Math.max(0, value), NAMES.get(i), label(score));
      }
    }
    return data;
  }

  private static String label(Score score) {
    return score.rank + "  ·  " + score.date;
  }

  private static LegendItemCollection legend() {
    LegendItemCollection items = new LegendItemCollection();
    for (int i = 0; i < NAMES.size(); i++) {
      items.add(new LegendItem(NAMES.get(i), COLOURS.get(i)));
    }
    return items;
  }
}
