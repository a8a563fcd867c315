package org.geofringe.server.workflow;

import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.interferometry.AmplitudeCalibration;
import org.geofringe.interferometry.AmplitudeDispersion;
import org.geofringe.server.file.Fingerprint;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.ImageStackWriter;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.tile.Bands;

/**
 * How steady each cell's amplitude is over the dates of a stack, and its mean, as layers of the
 * stack. A sparse pass over windows finds one factor per date; then all rows of all dates are read
 * once.
 */
final class DispersionLayers implements Closeable {

  /** Windows of a side: four hundred places all over the scene say enough about a date's level. */
  private static final int WINDOWS = 20;

  private static final int WINDOW_CELLS = 32;

  /** A cell counts that has data on four of five dates: a burst may be missing here and there. */
  private static final double LEAST_SHARE = 0.8;

  /** Samples, sums and both results. */
  private static final long BYTES_PER_CELL = 10L * Float.BYTES;

  private final MapGrid grid;
  private final List<LocalDate> dates;
  private final List<FlatRaster> images = new ArrayList<>();

  private record Band(float[] dispersion, float[] mean) {}

  private DispersionLayers(Stack stack) {
    grid = stack.grid();
    dates = stack.dates();
  }

  /** Opens the images of all dates. */
  static DispersionLayers open(Stack stack) {
    DispersionLayers layers = new DispersionLayers(stack);
    boolean opened = false;
    try {
      for (LocalDate date : layers.dates) {
        layers.images.add(stack.open(date, DateAsset.SLC));
      }
      opened = true;
      return layers;
    } finally {
      if (!opened) {
        layers.close();
      }
    }
  }

  /** What the layers are made of: they have to be made again when a date comes or changes. */
  static String fingerprint(Stack stack) {
    Fingerprint fingerprint = new Fingerprint().add("amplitude dispersion").add(LEAST_SHARE);
    stack.dates().forEach(date -> fingerprint.add(date).add(stack.date(date).fingerprint()));
    return fingerprint.hex();
  }

  /** Dates that a cell must have data on. */
  static int leastDates(int dates) {
    return Math.max(2, (int) Math.ceil(LEAST_SHARE * dates));
  }

  /**
   * The factor of each date that brings its amplitudes to the level of the others.
   *
   * @throws UserException where a date has no data, or none in common with the others
   */
  SortedMap<LocalDate, Double> calibrate(RunContext context) {
    int down = Math.min(WINDOWS, (grid.rows() + WINDOW_CELLS - 1) / WINDOW_CELLS);
    int across = Math.min(WINDOWS, (grid.columns() + WINDOW_CELLS - 1) / WINDOW_CELLS);
    AmplitudeCalibration calibration = new AmplitudeCalibration(dates.size(), down * across);
    for (int date = 0; date < images.size(); date++) {
      for (int i = 0; i < down * across; i++) {
        context.checkCancelled();
        Window window = window(i / across, down, i % across, across);
        float[] samples = new float[2 * window.cells()];
        images.get(date).read(0, window, samples, 0);
        calibration.add(date, i, samples);
      }
      context.progress((date + 1.0) / images.size(), "Calibrating " + dates.get(date));
    }
    double[] found = calibration.factors();
    SortedMap<LocalDate, Double> factors = new TreeMap<>();
    for (int date = 0; date < found.length; date++) {
      if (!Double.isFinite(found[date])) {
        throw new UserException(
            "The image of "
                + dates.get(date)
                + " has next to no data, so its amplitudes cannot be compared with the other dates':"
                + " make the stack without it.");
      }
      factors.put(dates.get(date), found[date]);
    }
    return factors;
  }

  /** A window in the middle of its share of the grid. */
  private Window window(int i, int down, int j, int across) {
    int rows = Math.min(WINDOW_CELLS, grid.rows());
    int columns = Math.min(WINDOW_CELLS, grid.columns());
    int row = (int) ((2L * i + 1) * grid.rows() / (2L * down)) - rows / 2;
    int column = (int) ((2L * j + 1) * grid.columns() / (2L * across)) - columns / 2;
    return new Window(
        Math.max(0, Math.min(grid.rows() - rows, row)),
        Math.max(0, Math.min(grid.columns() - columns, column)),
        rows,
        columns);
  }

  /** Writes both layers; they are not published yet. */
  void write(ImageStackWriter writer, SortedMap<LocalDate, Double> factors, RunContext context)
      throws IOException {
    try (FlatRaster.Writer dispersion = writer.layer(Layer.AMPLITUDE_DISPERSION);
        FlatRaster.Writer mean = writer.layer(Layer.MEAN_AMPLITUDE)) {
      Bands.run(
          grid,
          BYTES_PER_CELL,
          context,
          "Amplitude dispersion",
          band -> compute(band, factors),
          (band, values) -> {
            dispersion.write(0, band.row(), band.rows(), values.dispersion, 0);
            mean.write(0, band.row(), band.rows(), values.mean, 0);
          });
    }
  }

  private Band compute(Window band, SortedMap<LocalDate, Double> factors) {
    AmplitudeDispersion sums = new AmplitudeDispersion(band.cells());
    float[] samples = new float[2 * band.cells()];
    for (int date = 0; date < images.size(); date++) {
      images.get(date).read(0, band, samples, 0);
      sums.add(samples, factors.getOrDefault(dates.get(date), 1.0));
    }
    int least = leastDates(dates.size());
    return new Band(sums.dispersion(least), sums.mean(least));
  }

  @Override
  public void close() {
    images.forEach(FlatRaster::close);
  }
}
