package org.geofringe.server.importing;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.geofringe.network.Pair;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * The parameter file of each ASF HyP3 product: {@code PRODUCT.txt} beside {@code
 * PRODUCT_unw_phase.tif}, lines of {@code Key: value}. HyP3 processes Sentinel-1 only.
 */
final class Hyp3Facts {

  private Hyp3Facts() {}

  static SideFacts read(FolderScan scan, Findings findings) {
    Map<Pair, Double> baselines = new HashMap<>();
    OptionalDouble looks = OptionalDouble.empty();
    String sensor = "Sentinel-1 IW";
    Path firstTrackFile = null;
    OptionalInt firstTrack = OptionalInt.empty();
    int files = 0;
    for (Path file : scan.endingWith(".txt")) {
      Keys keys = Keys.read(scan, file);
      List<LocalDate> dates = FileDates.of(FileNames.name(file)).dates();
      if (keys.text("Range looks").isEmpty() || dates.size() != 2) {
        continue;
      }
      files++;
      OptionalDouble baseline = keys.number("Baseline");
      if (baseline.isPresent()) {
        PairBaselines.put(baselines, dates.get(0), dates.get(1), baseline.getAsDouble());
      }
      looks = sameLooks(scan, file, keys, looks);
      OptionalInt track = relativeOrbit(keys);
      if (firstTrackFile != null && track.isPresent() && !track.equals(firstTrack)) {
        throw new UserException(
            scan.show(file)
                + ": track "
                + track.getAsInt()
                + ", but "
                + scan.show(firstTrackFile)
                + " is of track "
                + firstTrack.orElse(0)
                + "; import each track by itself");
      }
      if (track.isPresent()) {
        firstTrack = track;
        firstTrackFile = file;
        sensor = "Sentinel-1 IW, track " + track.getAsInt();
      }
    }
    if (files == 0) {
      findings.warn(
          "no HyP3 parameter files (PRODUCT.txt): looks and perpendicular baselines are unknown");
    } else {
      findings.note("looks and perpendicular baselines from " + files + " HyP3 parameter files");
    }
    return new SideFacts(
        OptionalDouble.of(SideFacts.SENTINEL1_WAVELENGTH),
        "Sentinel-1, the only sensor of HyP3",
        looks,
        OptionalDouble.empty(),
        sensor,
        baselines);
  }

  private static OptionalDouble sameLooks(
      FolderScan scan, Path file, Keys keys, OptionalDouble before) {
    OptionalDouble range = keys.number("Range looks");
    OptionalDouble azimuth = keys.number("Azimuth looks");
    if (range.isEmpty() || azimuth.isEmpty()) {
      return before;
    }
    double here = range.getAsDouble() * azimuth.getAsDouble();
    if (before.isPresent() && before.getAsDouble() != here) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "%s: %.0f looks where other products have %.0f; import products of one setting",
              scan.show(file),
              here,
              before.getAsDouble()));
    }
    return OptionalDouble.of(here);
  }

  /** The track by the reference's absolute orbit; ESA's offsets of Sentinel-1A and B. */
  private static OptionalInt relativeOrbit(Keys keys) {
    OptionalDouble orbit = keys.number("Reference Orbit Number");
    Integer offset = offset(keys.text("Reference Granule"));
    return orbit.isEmpty() || offset == null
        ? OptionalInt.empty()
        : OptionalInt.of(Math.floorMod((int) orbit.getAsDouble() - offset, 175) + 1);
  }

  private static @Nullable Integer offset(String granule) {
    return switch (granule.length() < 3 ? "" : granule.substring(0, 3)) {
      case "S1A" -> 73;
      case "S1B" -> 27;
      case "S1C" -> 172;
      default -> null;
    };
  }
}
