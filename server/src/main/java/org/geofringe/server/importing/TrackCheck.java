package org.geofringe.server.importing;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.OptionalInt;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.UserException;

/**
 * A satellite comes back to a track at the same time of day to within seconds; another track over
 * the same ground is seen minutes apart, or twelve hours where the pass is the other one. So times
 * in names and tags tell tracks that were thrown together.
 */
final class TrackCheck {

  private static final int LARGEST_SECONDS = 240;
  private static final int DAY = 24 * 3600;

  private TrackCheck() {}

  /**
   * Compares the times of all pairs with the first that has one.
   *
   * @throws UserException names two files of different tracks
   */
  static void check(FolderScan scan, Collection<RasterHeader> unwrapped) {
    RasterHeader first = null;
    int firstSecond = 0;
    for (RasterHeader header : unwrapped) {
      OptionalInt second = secondOfDay(header);
      if (second.isEmpty()) {
        continue;
      }
      if (first == null) {
        first = header;
        firstSecond = second.getAsInt();
      }
      int apart = Math.floorMod(second.getAsInt() - firstSecond, DAY);
      if (Math.min(apart, DAY - apart) > LARGEST_SECONDS) {
        throw new UserException(
            scan.show(header.file())
                + ": acquired at "
                + LocalTime.ofSecondOfDay(second.getAsInt())
                + ", but "
                + scan.show(first.file())
                + " at "
                + LocalTime.ofSecondOfDay(firstSecond)
                + ", so they are of different tracks; import each track by itself");
      }
    }
  }

  private static OptionalInt secondOfDay(RasterHeader header) {
    OptionalInt named = FileDates.of(FileNames.stem(header.file())).secondOfDay();
    if (named.isPresent() || header.tag("FIRST_TIME").isEmpty()) {
      return named;
    }
    try {
      return OptionalInt.of(LocalTime.parse(header.tag("FIRST_TIME")).toSecondOfDay());
    } catch (DateTimeParseException e) {
      return OptionalInt.empty();
    }
  }
}
