package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.export.DataRange;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.export.StyleWriter;
import org.geofringe.server.geocode.GeocodeRun;
import org.geofringe.server.geocode.Outline;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackDate;
import org.geofringe.server.stack.StackFrame;
import org.geofringe.server.tile.Bands;
import org.geofringe.server.vector.GeoPackagePolygons;
import org.geofringe.server.vector.GeoPackagePolygons.Area;
import org.geofringe.server.vector.GeoPackagePolygons.Field;

/**
 * What a person looks at first in a stack of images: made anew by each run from the whole stack.
 */
final class GeocodeProducts {

  private static final int SAMPLED_ROWS = 64;

  private GeocodeProducts() {}

  /** Mean amplitude over all dates: the root of the mean power, where any date has a value. */
  static void amplitude(Stack stack, Path file, RunContext context) throws IOException {
    StackFrame frame = stack.frame().orElseThrow();
    MapGrid grid = frame.amplitudeGrid();
    String title = "Amplitude of " + frame.radiometry().words();
    List<FlatRaster> rasters = new ArrayList<>();
    try (RasterProduct product = RasterProduct.floats(file, grid, title, "", "amplitude")) {
      for (LocalDate date : stack.dates()) {
        rasters.add(stack.open(date, DateAsset.AMPLITUDE));
      }
      Bands.run(
          grid,
          4L * Float.BYTES,
          context,
          "Mean amplitude",
          band -> mean(rasters, band),
          (band, values) -> product.write(0, band.row(), band.rows(), values, 0));
      product.finish();
    } finally {
      rasters.forEach(FlatRaster::close);
    }
  }

  private static float[] mean(List<FlatRaster> rasters, Window band) {
    float[] power = new float[band.cells()];
    int[] count = new int[power.length];
    float[] values = new float[power.length];
    for (FlatRaster raster : rasters) {
      raster.read(0, band, values, 0);
      for (int i = 0; i < values.length; i++) {
        if (!Float.isNaN(values[i])) {
          power[i] += values[i] * values[i];
          count[i]++;
        }
      }
    }
    for (int i = 0; i < power.length; i++) {
      power[i] = count[i] == 0 ? Float.NaN : (float) Math.sqrt(power[i] / count[i]);
    }
    return power;
  }

  /** One row per date: where its orbit was, and how it was registered. */
  static void baselines(Stack stack, Path file) throws IOException {
    LocalDate reference = stack.frame().orElseThrow().referenceDate();
    CsvTable table =
        new CsvTable(
            "date",
            "days",
            "perpendicular_baseline_m",
            "azimuth_shift_lines",
            "azimuth_shift_std_lines",
            "missing_bursts",
            "platform",
            "orbit");
    for (LocalDate date : stack.dates()) {
      StackDate item = stack.date(date);
      table.row(
          date,
          ChronoUnit.DAYS.between(reference, date),
          item.perpendicularBaselineMetres(),
          item.azimuthShiftLines(),
          item.azimuthShiftStd(),
          item.missingBursts(),
          item.acquisition().platform(),
          item.acquisition().orbitSource());
    }
    table.write(file);
  }

  /** The bursts' outlines on the ground. */
  static void footprints(GeocodeRun.Report report, Path file) {
    List<Field> fields =
        List.of(
            new Field("burst", GeoPackagePolygons.Type.TEXT),
            new Field("subswath", GeoPackagePolygons.Type.TEXT),
            new Field("relative_orbit", GeoPackagePolygons.Type.INTEGER),
            new Field("first_line_time", GeoPackagePolygons.Type.TEXT),
            new Field("cells", GeoPackagePolygons.Type.INTEGER));
    List<Area> areas = new ArrayList<>();
    for (Outline outline : report.outlines()) {
      areas.add(
          new Area(
              outline.x(),
              outline.y(),
              Arrays.asList(
                  outline.burst().toString(),
                  outline.burst().swath(),
                  outline.burst().relativeOrbit(),
                  outline.firstLineTime().toString(),
                  outline.cells())));
    }
    GeoPackagePolygons.write(
        file,
        report.frame().grid().crs(),
        "Bursts of Sentinel-1 on " + report.frame().referenceDate(),
        report.frame().referenceDate(),
        fields,
        areas);
    StyleWriter.write("footprints", file, 0, 1);
  }

  /** Writes the style of a shared layer beside it; its range is that of a sample of rows. */
  static void style(Stack stack, Layer layer, String style) {
    Path file = stack.layer(layer).orElseThrow();
    MapGrid grid = stack.grid();
    DataRange.Sampler sampler = new DataRange.Sampler();
    float[] row = new float[grid.columns()];
    try (FlatRaster raster = FlatRaster.open(file)) {
      for (int r = 0; r < grid.rows(); r += Math.max(1, grid.rows() / SAMPLED_ROWS)) {
        raster.read(0, new Window(r, 0, 1, grid.columns()), row, 0);
        sampler.add(row, 0, row.length);
      }
    }
    StyleWriter.write(style, file, sampler.range(), 1);
  }
}
