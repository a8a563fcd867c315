package org.geofringe.server.correct;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.series.TimeSeriesReader;
import org.geofringe.server.series.TimeSeriesWriter;
import org.geofringe.server.tile.Bands;

/**
 * Writes a corrected series and what was taken away, date by date: corrected = series - correction,
 * cell by cell. Both are zero at the first date and at the reference, as the series was, since the
 * correction is taken relative to both. A cell has data where the series has and the correction is
 * known.
 */
public final class CorrectionFiles {

  private static final int COPIES = 4;

  private CorrectionFiles() {}

  /**
   * What the correction did.
   *
   * @param spreadBefore spatial standard deviation in mm of each date, about its mean
   * @param spreadAfter the same when corrected
   * @param correctionRms root mean square in mm of what was taken away
   */
  public record Summary(List<Double> spreadBefore, List<Double> spreadAfter, double correctionRms) {

    public Summary {
      spreadBefore = List.copyOf(spreadBefore);
      spreadAfter = List.copyOf(spreadAfter);
    }

    /** Mean over dates but the first. */
    public static double mean(List<Double> spread) {
      return spread.stream().skip(1).mapToDouble(v -> v).average().orElse(0);
    }
  }

  /** Values of a band of rows and their sums. */
  private record Part(float[] corrected, float[] correction, Sums sums) {}

  private record Sums(
      long cells, double before, double before2, double after, double after2, double taken2) {

    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);

    Sums plus(Sums other) {
      return new Sums(
          cells + other.cells,
          before + other.before,
          before2 + other.before2,
          after + other.after,
          after2 + other.after2,
          taken2 + other.taken2);
    }

    static double spread(double sum, double squares, long cells) {
      double mean = sum / Math.max(1, cells);
      return Math.sqrt(Math.max(0, squares / Math.max(1, cells) - mean * mean));
    }
  }

  /**
   * Writes both products.
   *
   * @throws UserException where the correction is not known at the reference
   */
  public static Summary write(
      TimeSeriesReader series,
      SeriesReference reference,
      DateCorrection correction,
      Path correctedFile,
      Path correctionFile,
      RunContext context)
      throws IOException {
    MapGrid grid = series.grid();
    List<LocalDate> dates = series.dates();
    if (!reference.isCell()) {
      context.warn(
          "No cell of the time series is zero at all dates, so its reference is unknown: the"
              + " correction is taken relative to its mean over the scene.");
    }
    DiskSpace.require(
        correctedFile,
        COPIES * FlatRaster.bytes(grid, SampleType.FLOAT32, dates.size()),
        "The corrected time series");
    ProductSpec spec =
        new ProductSpec(
            SampleType.FLOAT32,
            Double.NaN,
            dates.stream()
                .map(date -> new ProductSpec.Band(TimeSeriesWriter.bandName(date), "mm"))
                .toList(),
            Map.of());
    Sums[] sums = new Sums[dates.size()];
    try (RasterProduct corrected =
            RasterProduct.bands(correctedFile, grid, spec, "displacement", dates.size() - 1);
        RasterProduct taken =
            RasterProduct.bands(correctionFile, grid, spec, "displacement", dates.size() - 1)) {
      for (int d = 0; d < sums.length; d++) {
        int date = d;
        double share = 1.0 / sums.length;
        float zero = zero(reference, correction, date, dates.get(date), grid);
        sums[date] = Sums.NONE;
        Bands.run(
            grid,
            4L * Float.BYTES,
            context.part(date * share, (date + 1) * share),
            "Correcting " + dates.get(date),
            window -> part(series, correction, date, zero, window),
            (window, part) -> {
              corrected.write(date, window.row(), window.rows(), part.corrected, 0);
              taken.write(date, window.row(), window.rows(), part.correction, 0);
              sums[date] = sums[date].plus(part.sums);
            });
      }
      taken.finish();
      corrected.finish();
    }
    return summary(sums);
  }

  private static float zero(
      SeriesReference reference, DateCorrection correction, int date, LocalDate day, MapGrid grid) {
    double zero = reference.of(correction, date);
    if (Double.isNaN(zero)) {
      throw new UserException(
          "The correction of "
              + day
              + " is not known at the reference of the time series ("
              + reference.words(grid)
              + "): measure the series against another place.");
    }
    return (float) zero;
  }

  private static Part part(
      TimeSeriesReader series, DateCorrection correction, int date, float zero, Window window) {
    int cells = window.cells();
    float[] values = new float[cells];
    float[] taken = new float[cells];
    series.read(date, window, values, 0);
    correction.at(date, window, taken);
    long count = 0;
    double before = 0;
    double before2 = 0;
    double after = 0;
    double after2 = 0;
    double taken2 = 0;
    for (int i = 0; i < cells; i++) {
      float value = values[i];
      float away = taken[i] - zero;
      float rest = value - away;
      if (Float.isNaN(rest)) {
        values[i] = Float.NaN;
        taken[i] = Float.NaN;
        continue;
      }
      // Adding zero turns its negative into the plain one.
      values[i] = rest + 0f;
      taken[i] = away + 0f;
      count++;
      before += value;
      before2 += (double) value * value;
      after += rest;
      after2 += (double) rest * rest;
      taken2 += (double) away * away;
    }
    return new Part(values, taken, new Sums(count, before, before2, after, after2, taken2));
  }

  private static Summary summary(Sums[] sums) {
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    Sums all = Sums.NONE;
    for (Sums sum : sums) {
      before.add(rounded(Sums.spread(sum.before, sum.before2, sum.cells)));
      after.add(rounded(Sums.spread(sum.after, sum.after2, sum.cells)));
      all = all.plus(sum);
    }
    return new Summary(before, after, rounded(Math.sqrt(all.taken2 / Math.max(1, all.cells))));
  }

  /** To a micrometre: the order of summing must not show. */
  private static double rounded(double value) {
    return Math.rint(value * 1000) / 1000;
  }
}
