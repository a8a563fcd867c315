package org.geofringe.server.importing;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.geofringe.network.Pair;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.UserException;

/**
 * A raster and what its name says. A name without dates borrows those of its folder ({@code
 * 20180106_20180130/filt_fine.unw.tif}), and one without a word for its kind the folder's ({@code
 * coh/20180106_20180130.tif}).
 *
 * @param file the raster
 * @param kind what it holds
 * @param dates the dates in its name
 */
record ScannedRaster(Path file, RasterKind kind, FileDates dates) {

  /** Before the first civilian radar satellite, Seasat, there is nothing to pair. */
  private static final int FIRST_YEAR = 1978;

  static ScannedRaster of(FolderScan scan, Path file) {
    String stem = FileNames.stem(file);
    Path parent = file.getParent();
    String folder = parent == null || parent.equals(scan.root()) ? "" : FileNames.name(parent);
    RasterKind kind = RasterKind.ofName(stem);
    FileDates dates = FileDates.of(stem);
    return new ScannedRaster(
        file,
        kind == RasterKind.UNKNOWN ? RasterKind.ofName(folder) : kind,
        dates.dates().isEmpty() && dates.malformed().isEmpty() ? FileDates.of(folder) : dates);
  }

  /** Whether the first-named date is the later one. */
  boolean isReversed() {
    return dates.dates().get(0).isAfter(dates.dates().get(1));
  }

  /** The two dates, the earlier first; only after {@link #check}. */
  Pair pair() {
    List<LocalDate> named = dates.dates();
    return isReversed()
        ? new Pair(named.get(1), named.get(0))
        : new Pair(named.get(0), named.get(1));
  }

  /**
   * Whether the name holds two dates that can make an interferogram.
   *
   * @throws UserException says what is wrong with its dates
   */
  void check(FolderScan scan) {
    String name = scan.show(file);
    List<LocalDate> named = dates.dates();
    if (named.size() < 2 && !dates.malformed().isEmpty()) {
      throw new UserException(
          name + ": " + dates.malformed().get(0) + " is no date; write dates as YYYYMMDD");
    }
    if (named.size() > 2) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "%s: the name holds %d dates (%s), so which two make the pair is unclear; leave two",
              name,
              named.size(),
              String.join(", ", named.stream().map(LocalDate::toString).toList())));
    }
    if (named.size() < 2) {
      throw new UserException(
          name
              + ": the name holds "
              + (named.isEmpty() ? "no date" : "one date only, " + named.get(0))
              + "; an interferogram needs two, as in 20180106_20180130");
    }
    if (named.get(0).equals(named.get(1))) {
      throw new UserException(
          name
              + ": both dates are "
              + named.get(0)
              + "; an interferogram needs two different ones");
    }
    for (LocalDate date : named) {
      if (date.getYear() < FIRST_YEAR) {
        throw new UserException(
            name + ": " + date + " is before the first radar satellite; mend the date in the name");
      }
      if (date.isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(1))) {
        throw new UserException(
            name + ": " + date + " lies in the future; mend the date in the name");
      }
    }
  }
}
