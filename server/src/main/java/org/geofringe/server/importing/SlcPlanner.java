package org.geofringe.server.importing;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a folder for images that some processor coregistered on one grid, and checks that
 * they make a stack, before anything is written.
 */
public final class SlcPlanner {

  /** Before the first civilian radar satellite, Seasat, there is nothing to import. */
  private static final int FIRST_YEAR = 1978;

  private SlcPlanner() {}

  /**
   * Plans an import.
   *
   * @param pattern which files by name, as in {@code *vv*.tif}; empty for all
   * @param wavelengthMetres 0 to take it from the data
   * @throws UserException naming the file at fault, or what is missing
   */
  public static SlcPlan plan(
      Path folder, String pattern, double wavelengthMetres, RunContext context) {
    FolderScan scan = FolderScan.of(folder);
    Findings findings = new Findings();
    List<SlcRasters.Found> found = SlcRasters.of(scan, pattern, findings, context);
    SortedMap<LocalDate, SlcRasters.Found> dates = new TreeMap<>();
    for (SlcRasters.Found raster : found) {
      LocalDate date = date(scan, raster.header().file(), findings);
      if (date != null) {
        SlcRasters.Found other = dates.putIfAbsent(date, raster);
        if (other != null) {
          throw new UserException(
              scan.show(raster.header().file())
                  + " and "
                  + scan.show(other.header().file())
                  + " are both of "
                  + date
                  + ": choose one with PATTERN, such as *vv*, or take the other out of the folder");
        }
      }
    }
    if (dates.isEmpty()) {
      throw new UserException(
          Names.show(folder)
              + ": no complex raster"
              + (pattern.isEmpty() ? "" : " whose name fits PATTERN " + pattern)
              + " with one date in its name was found; images are complex GeoTIFFs, or raw files with an"
              + " ENVI header (.hdr), a VRT or a GAMMA parameter file (.par) beside them, named like"
              + " 20180106.slc");
    }
    List<RasterHeader> headers = dates.values().stream().map(SlcRasters.Found::header).toList();
    MapGrid grid = GridCheck.common(scan, headers);
    if (grid.crs().equals(Crs.RADAR)) {
      findings.warn(
          "The images are in radar geometry: results lie on lines and samples, not on a map.");
    }
    double wavelength = wavelength(scan, wavelengthMetres, headers, findings);
    List<SlcRaster> images = new ArrayList<>();
    for (Map.Entry<LocalDate, SlcRasters.Found> date : dates.entrySet()) {
      SlcRasters.Found raster = date.getValue();
      images.add(new SlcRaster(raster.header().file(), date.getKey(), raster.layout()));
    }
    findings.note(images.size() + " images of " + grid.rows() + " x " + grid.columns() + " cells");
    return new SlcPlan(images, grid, wavelength, findings.notes(), findings.warnings());
  }

  /** The date in a name, or else in its folder's; null for an interferogram, which has two. */
  private static @Nullable LocalDate date(FolderScan scan, Path file, Findings findings) {
    Path parent = file.getParent();
    List<String> names =
        parent == null || parent.equals(scan.root())
            ? List.of(FileNames.name(file))
            : List.of(FileNames.name(file), FileNames.name(parent));
    for (String name : names) {
      FileDates dates = FileDates.of(name);
      Set<LocalDate> different = new LinkedHashSet<>(dates.dates());
      if (different.size() > 1) {
        findings.warnOf(scan.show(file), "holds two dates, so it is no image of one; left out");
        return null;
      }
      if (different.isEmpty() && !dates.malformed().isEmpty()) {
        throw new UserException(
            scan.show(file)
                + ": "
                + dates.malformed().get(0)
                + " is no date; write dates as YYYYMMDD");
      }
      if (different.size() == 1) {
        return plausible(scan, file, different.iterator().next());
      }
    }
    throw new UserException(
        scan.show(file)
            + ": neither its name nor its folder's holds a date; name it like 20180106.slc, or choose"
            + " other files with PATTERN");
  }

  private static LocalDate plausible(FolderScan scan, Path file, LocalDate date) {
    if (date.getYear() < FIRST_YEAR || date.isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(1))) {
      throw new UserException(
          scan.show(file)
              + ": "
              + date
              + " is before the first radar satellite or in the future; mend the date in the name");
    }
    return date;
  }

  private static double wavelength(
      FolderScan scan, double given, List<RasterHeader> headers, Findings findings) {
    RasterHeader tagged = Wavelength.tagged(scan, headers);
    double told = tagged == null ? 0 : Wavelength.tag(tagged).orElse(0);
    if (given > 0) {
      if (told > 0 && !RadarFrequency.agree(given, told)) {
        findings.warn(
            String.format(
                Locale.ROOT, "WAVELENGTH %.6f m was given, but the data say %.6f m", given, told));
      }
      return given;
    }
    if (told > 0) {
      return told;
    }
    findings.warn(
        String.format(
            Locale.ROOT,
            "Nothing tells the radar's wavelength: that of Sentinel-1 was taken, %.7f m; give WAVELENGTH for"
                + " another radar.",
            SideFacts.SENTINEL1_WAVELENGTH));
    return SideFacts.SENTINEL1_WAVELENGTH;
  }
}
