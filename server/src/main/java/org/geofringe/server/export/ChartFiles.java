package org.geofringe.server.export;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.ResourceException;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.renderer.LookupPaintScale;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.svg.SVGGraphics2D;

/**
 * What all charts share: one look, and writing them as PNG and SVG without a screen. Text needs a
 * font on the machine; Debian's headless JRE brings one by way of fontconfig-config.
 */
final class ChartFiles {

  private static final int SCALE_STEPS = 256;
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
  static final Color QUIET = new Color(0xdddddd);

  static {
    // The workaround is for printers; it turns rotated text into outlines that nobody can search.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private ChartFiles() {}

  /** A chart with the title on top and no legend of its own. */
  static JFreeChart chart(String title, Plot plot) {
    JFreeChart chart = new JFreeChart(title, TITLE, plot, false);
    StandardChartTheme theme = (StandardChartTheme) StandardChartTheme.createJFreeTheme();
    theme.setExtraLargeFont(TITLE);
    theme.setLargeFont(TEXT);
    theme.setRegularFont(TEXT);
    theme.setSmallFont(TEXT);
    theme.setPlotBackgroundPaint(Color.WHITE);
    theme.setDomainGridlinePaint(QUIET);
    theme.setRangeGridlinePaint(QUIET);
    theme.setAxisOffset(RectangleInsets.ZERO_INSETS);
    theme.setShadowVisible(false);
    theme.apply(chart);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(8, 8, 8, 12));
    return chart;
  }

  /** A bar of the colours of a ramp, to the right of the chart. */
  static void addScale(JFreeChart chart, ColourRamp ramp, DataRange range, String label) {
    LookupPaintScale scale =
        new LookupPaintScale(range.low(), range.high(), new Color(ramp.rgb(1)));
    for (int i = 0; i < SCALE_STEPS; i++) {
      double position = i / (double) SCALE_STEPS;
      scale.add(
          range.low() + position * (range.high() - range.low()), new Color(ramp.rgb(position)));
    }
    NumberAxis axis = new NumberAxis(label);
    axis.setLabelFont(TEXT);
    axis.setTickLabelFont(TEXT);
    PaintScaleLegend legend = new PaintScaleLegend(scale, axis);
    legend.setPosition(RectangleEdge.RIGHT);
    legend.setMargin(10, 12, 40, 4);
    legend.setStripWidth(14);
    legend.setSubdivisionCount(SCALE_STEPS);
    legend.setBackgroundPaint(Color.WHITE);
    chart.addSubtitle(legend);
  }

  /** Writes NAME.png and NAME.svg beside each other. */
  static List<Path> write(JFreeChart chart, Path png, int width, int height) {
    Path svg = FileNames.beside(png, ".svg");
    writePng(chart, png, width, height);
    try {
      SVGGraphics2D graphics = new SVGGraphics2D(width, height);
      // The default prefix is the clock's; a fixed one makes the same plot the same bytes.
      graphics.setDefsKeyPrefix("geofringe");
      chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
      AtomicFiles.writeString(svg, graphics.getSVGDocument());
    } catch (UnsatisfiedLinkError | InternalError e) {
      throw withoutFonts(svg, e);
    }
    return List.of(png, svg);
  }

  static void writePng(JFreeChart chart, Path png, int width, int height) {
    AtomicFiles.write(png, png(chart, png, width, height));
  }

  /**
   * A chart as the bytes of a PNG.
   *
   * @param name what the picture is called where it cannot be drawn
   */
  static byte[] png(JFreeChart chart, Path name, int width, int height) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      BufferedImage image = chart.createBufferedImage(width, height);
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UnsatisfiedLinkError | InternalError e) {
      throw withoutFonts(name, e);
    }
    return bytes.toByteArray();
  }

  private static ResourceException withoutFonts(Path file, Error cause) {
    return new ResourceException(
        "cannot draw "
            + file
            + " because Java finds no fonts here; apt install fontconfig-config fonts-dejavu-core",
        cause);
  }
}
