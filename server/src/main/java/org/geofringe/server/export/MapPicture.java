package org.geofringe.server.export;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.file.AtomicFiles;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;

/**
 * A map of one raster as a PNG: the colours of its style, a bar that says what they mean, title,
 * unit and coordinates. No data is white.
 */
public final class MapPicture {

  private static final int LONG_SIDE = 900;
  private static final int SHORT_SIDE = 300;
  private static final int ROOM_RIGHT = 190;
  private static final int ROOM_BELOW = 100;

  private MapPicture() {}

  /**
   * Draws the map.
   *
   * @param png the picture
   * @param title over the map
   * @param style a name in {@code styles/}
   * @param raster NaN is no data; not modified. Large ones may be thinned by the caller
   * @param grid gives the coordinates of the raster's edges; its number of cells may differ
   * @param range of the legend; values beyond have the end colours
   * @throws org.geofringe.server.run.ResourceException where the file cannot be written or the
   *     machine has no fonts
   */
  public static void write(
      Path png, String title, String style, FloatGrid raster, MapGrid grid, DataRange range) {
    AtomicFiles.write(png, png(title, style, raster, grid, range));
  }

  /**
   * The map as the bytes of a PNG, for a page that carries its pictures inside.
   *
   * @see #write
   */
  public static byte[] png(
      String title, String style, FloatGrid raster, MapGrid grid, DataRange range) {
    ProductStyle kind = ProductStyle.named(style);
    XYPlot plot = new XYPlot();
    boolean degrees = grid.isGeographic();
    plot.setDomainAxis(
        axis(degrees ? "longitude (°)" : "easting (m)", grid.west(), grid.east(), degrees));
    plot.setRangeAxis(
        axis(degrees ? "latitude (°)" : "northing (m)", grid.south(), grid.north(), degrees));
    plot.addAnnotation(
        new XYDataImageAnnotation(
            image(raster, kind.ramp(), range),
            grid.west(),
            grid.south(),
            grid.east() - grid.west(),
            grid.north() - grid.south()));
    JFreeChart chart = ChartFiles.chart(title, plot);
    ChartFiles.addScale(chart, kind.ramp(), range, legend(kind));
    double wide = (grid.east() - grid.west()) * (degrees ? Math.cos(latitude(grid)) : 1);
    double ratio = wide / (grid.north() - grid.south());
    int width = (int) Math.max(SHORT_SIDE, LONG_SIDE * Math.min(1, ratio));
    int height = (int) Math.max(SHORT_SIDE, LONG_SIDE / Math.max(1, ratio));
    return ChartFiles.png(chart, Path.of(title), width + ROOM_RIGHT, height + ROOM_BELOW);
  }

  private static double latitude(MapGrid grid) {
    return Math.toRadians((grid.north() + grid.south()) / 2);
  }

  private static String legend(ProductStyle kind) {
    String ends = kind.lowWords().isEmpty() ? "" : kind.lowWords() + "   \u2190   \u2192   ";
    String unit = kind.unit().isEmpty() ? "" : "  (" + kind.unit() + ")";
    return ends + kind.highWords() + unit;
  }

  private static NumberAxis axis(String label, double low, double high, boolean degrees) {
    NumberAxis axis = new NumberAxis(label);
    axis.setRange(new Range(low, high));
    axis.setNumberFormatOverride(
        new DecimalFormat(degrees ? "0.00##" : "0", DecimalFormatSymbols.getInstance(Locale.ROOT)));
    return axis;
  }

  private static BufferedImage image(FloatGrid raster, ColourRamp ramp, DataRange range) {
    BufferedImage image =
        new BufferedImage(raster.columns(), raster.rows(), BufferedImage.TYPE_INT_RGB);
    double size = range.high() - range.low();
    for (int row = 0; row < raster.rows(); row++) {
      for (int column = 0; column < raster.columns(); column++) {
        float value = raster.get(row, column);
        int rgb =
            Float.isNaN(value) ? Color.WHITE.getRGB() : ramp.rgb((value - range.low()) / size);
        image.setRGB(column, row, rgb);
      }
    }
    return image;
  }
}
