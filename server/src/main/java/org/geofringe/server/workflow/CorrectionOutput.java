package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.correct.CorrectionFiles;
import org.geofringe.server.correct.DateCorrection;
import org.geofringe.server.correct.SeriesReference;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.series.TimeSeriesReader;
import org.jspecify.annotations.Nullable;

/**
 * What all corrections of a time series give back: the corrected series, what was taken away, and
 * how the spread of each date changed.
 *
 * @param corrected where the corrected series goes
 * @param correction where what was taken away goes
 * @param what was taken away, as the title of a layer
 */
record CorrectionOutput(Path corrected, Path correction, String what) {

  /** A date whose spread grows by more than this share is told of. */
  private static final double WORSE = 1.02;

  /**
   * Opens the series.
   *
   * @throws UserException where a product would take its place
   */
  TimeSeriesReader open(Path series, RunContext context) throws IOException {
    for (Path file : List.of(corrected, correction)) {
      if (Files.exists(file) && Files.exists(series) && Files.isSameFile(file, series)) {
        throw new UserException(
            file + " is the time series itself: write the products to other files.");
      }
    }
    Folders.makeFor(corrected, correction);
    return TimeSeriesReader.open(series, corrected, context);
  }

  /** The place that the series is measured against. */
  static SeriesReference reference(
      TimeSeriesReader series, @Nullable MapPoint point, RunContext context) {
    if (point == null) {
      return SeriesReference.find(series, context);
    }
    MapGrid grid = series.grid();
    if (grid.crs().equals(Crs.RADAR)) {
      throw new UserException(
          "REFERENCE " + point + " cannot be found in a series in radar geometry: leave it empty.");
    }
    double[] xy = Crs.transform(point.x(), point.y(), point.crs(), grid.crs());
    if (!grid.contains(xy[0], xy[1])) {
      throw new UserException(
          "REFERENCE " + point + " lies outside the time series: choose a point inside.");
    }
    return new SeriesReference(new int[] {grid.row(xy[1])}, new int[] {grid.column(xy[0])}, true);
  }

  /** Writes both rasters. */
  Result write(
      TimeSeriesReader series, SeriesReference reference, DateCorrection taken, RunContext context)
      throws IOException {
    CorrectionFiles.Summary summary =
        CorrectionFiles.write(series, reference, taken, corrected, correction, context);
    List<LocalDate> dates = series.dates();
    List<String> worse = new ArrayList<>();
    for (int d = 1; d < dates.size(); d++) {
      if (summary.spreadAfter().get(d) > WORSE * summary.spreadBefore().get(d)) {
        worse.add(dates.get(d).toString());
      }
    }
    if (2 * worse.size() > dates.size()) {
      context.warn(
          "The correction makes "
              + worse.size()
              + " of "
              + dates.size()
              + " dates spread wider than before: it may do harm here; compare velocity and its"
              + " standard error with and without it.");
    }
    return new Result()
        .product(
            "CORRECTED",
            new Product(
                corrected,
                "Displacement without " + what,
                "Line-of-sight displacement in mm since "
                    + dates.get(0)
                    + " without "
                    + what
                    + "; positive towards the satellite, negative away from it (subsidence).",
                dates))
        .product(
            "CORRECTION",
            new Product(
                correction,
                "Taken away: " + what,
                "What was taken away from the displacement, in mm: "
                    + what
                    + "; positive looks like motion towards the satellite.",
                dates))
        .metric("dates", dates.size())
        .metric("correction_rms", summary.correctionRms())
        .metric("spread_before", CorrectionFiles.Summary.mean(summary.spreadBefore()))
        .metric("spread_after", CorrectionFiles.Summary.mean(summary.spreadAfter()))
        .metric("dates_spread_wider", worse)
        .metric("reference", reference.metrics(series.grid()));
  }
}
