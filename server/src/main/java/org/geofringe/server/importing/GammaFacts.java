package org.geofringe.server.importing;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.importing.GammaGeometry.RadarPoint;
import org.jspecify.annotations.Nullable;

/**
 * GAMMA side files: {@code *_slc.par} and {@code *_mli.par} for wavelength, looks and sensor,
 * {@code *_bperp.par} or {@code *_base.par} for baselines.
 */
final class GammaFacts {

  private GammaFacts() {}

  static SideFacts read(FolderScan scan, MapGrid grid, Findings findings) {
    RadarFrequency frequency = RadarFrequency.of(scan);
    Map<LocalDate, Keys> images = new TreeMap<>();
    OptionalDouble looks = OptionalDouble.empty();
    OptionalDouble incidence = OptionalDouble.empty();
    String sensor = "";
    for (Path file : RadarFrequency.imageParameters(scan)) {
      Keys keys = Keys.read(scan, file);
      double range = keys.number("range_looks").orElse(0);
      double azimuth = keys.number("azimuth_looks").orElse(0);
      sensor = sensor.isEmpty() ? keys.text("sensor") : sensor;
      // Of a date's single-look and multilooked image the interferogram has the looks of the
      // second.
      if (range * azimuth > 1) {
        if (looks.isEmpty()) {
          looks = OptionalDouble.of(range * azimuth);
          incidence = keys.number("incidence_angle");
          findings.note(
              String.format(
                  Locale.ROOT,
                  "%.0f looks (%.0f range, %.0f azimuth) from %s",
                  range * azimuth,
                  range,
                  azimuth,
                  scan.show(file)));
        }
        FileDates dates = FileDates.of(FileNames.name(file));
        if (dates.dates().size() == 1) {
          images.put(dates.dates().get(0), keys);
        }
      }
    }
    return new SideFacts(
        frequency == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(frequency.wavelengthMetres()),
        frequency == null ? "" : "radar_frequency in " + scan.show(frequency.file()),
        looks,
        incidence,
        Names.clean(sensor),
        baselines(scan, GammaGeometry.centre(scan, grid), images, findings));
  }

  private static Map<Pair, Double> baselines(
      FolderScan scan,
      @Nullable RadarPoint centre,
      Map<LocalDate, Keys> images,
      Findings findings) {
    Map<Pair, Double> found = new HashMap<>();
    for (Path file : scan.endingWith("bperp.par")) {
      put(found, file, GammaGeometry.fromTable(Keys.lines(scan, file), centre));
    }
    int tables = found.size();
    for (Path file : scan.endingWith("base.par")) {
      List<LocalDate> dates = FileDates.of(FileNames.name(file)).dates();
      Keys image = dates.isEmpty() ? null : images.get(dates.get(0));
      if (image != null) {
        put(found, file, GammaGeometry.fromVector(Keys.read(scan, file), image, centre));
      }
    }
    if (!found.isEmpty()) {
      findings.note(
          String.format(
              Locale.ROOT,
              "perpendicular baselines of %d pairs from %d bperp.par tables and %d base.par vectors"
                  + " at the %s",
              found.size(),
              tables,
              found.size() - tables,
              centre == null
                  ? "centre of the whole scene (no *_to_rdc.lt of the rasters' size)"
                  : "grid's centre"));
    }
    return found;
  }

  private static void put(Map<Pair, Double> found, Path file, OptionalDouble metres) {
    List<LocalDate> dates = FileDates.of(FileNames.name(file)).dates();
    if (metres.isPresent() && dates.size() == 2) {
      PairBaselines.put(found, dates.get(0), dates.get(1), metres.getAsDouble());
    }
  }
}
