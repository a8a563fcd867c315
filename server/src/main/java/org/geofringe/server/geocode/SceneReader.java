package org.geofringe.server.geocode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geofringe.geocoding.PlacedBurst;
import org.geofringe.orbit.Orbit;
import org.geofringe.orbit.OrbitFile;
import org.geofringe.orbit.OrbitFolder;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.sentinel1.Pass;
import org.geofringe.sentinel1.PassBurst;
import org.geofringe.sentinel1.SafeProduct;
import org.geofringe.sentinel1.SceneFolder;
import org.geofringe.sentinel1.Swath;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Radiometry;
import org.jspecify.annotations.Nullable;

/** Reads what a folder of products says of itself, date by date; no samples yet. */
final class SceneReader {

  /** In the order in which one is chosen where the user names none. */
  private static final List<String> CO_POLARISED = List.of("VV", "HH");

  private static final int GUARD_SECONDS = 40;

  private SceneReader() {}

  /**
   * Reads all dates.
   *
   * @return in the order of time
   * @throws UserException for whatever is wrong with products or orbits, before any work
   */
  static List<DateScene> read(GeocodeOptions options, RunContext context) throws IOException {
    try {
      List<Pass> passes = SceneFolder.scan(options.scenes());
      String polarisation = polarisation(passes, options.polarisation());
      @Nullable Path folder = options.orbits();
      @Nullable OrbitFolder orbits = folder == null ? null : OrbitFolder.open(folder);
      List<DateScene> dates = new ArrayList<>();
      for (Pass pass : passes) {
        context.checkCancelled();
        context.progress(dates.size() / (double) passes.size(), "Reading " + pass.date());
        dates.add(read(pass, polarisation, options, orbits, context));
      }
      return dates;
    } catch (IOException | IllegalArgumentException e) {
      throw UserErrors.of(e);
    }
  }

  private static String polarisation(List<Pass> passes, String wanted) {
    NavigableSet<String> common = new TreeSet<>(passes.get(0).polarisations());
    NavigableSet<String> all = new TreeSet<>();
    for (Pass pass : passes) {
      common.retainAll(pass.polarisations());
      all.addAll(pass.polarisations());
    }
    if (!wanted.isEmpty()) {
      for (Pass pass : passes) {
        if (!pass.polarisations().contains(wanted)) {
          throw new UserException(
              "The products of "
                  + pass.date()
                  + " hold no "
                  + wanted
                  + " but "
                  + String.join(", ", pass.polarisations())
                  + ": choose another POLARISATION or take them out.");
        }
      }
      return wanted;
    }
    return CO_POLARISED.stream()
        .filter(common::contains)
        .findFirst()
        .or(() -> common.stream().findFirst())
        .orElseThrow(
            () ->
                new UserException(
                    "The dates have no polarisation in common ("
                        + String.join(", ", all)
                        + "): leave only products of one in SCENES."));
  }

  private static DateScene read(
      Pass pass,
      String polarisation,
      GeocodeOptions options,
      @Nullable OrbitFolder orbits,
      RunContext context)
      throws IOException {
    SortedSet<String> subswaths = options.subswaths();
    NavigableMap<BurstId, PassBurst> found = new TreeMap<>();
    for (String swath : pass.swathNames(polarisation)) {
      if (subswaths.isEmpty() || subswaths.contains(swath)) {
        found.putAll(pass.bursts(swath, polarisation));
      }
    }
    if (found.isEmpty()) {
      throw new UserException(
          "The products of "
              + pass.date()
              + " hold no "
              + polarisation
              + " of "
              + (subswaths.isEmpty() ? "any sub-swath" : String.join(", ", subswaths))
              + ": check SUBSWATHS and POLARISATION.");
    }
    Instant from = first(found).minusSeconds(GUARD_SECONDS);
    Instant to = last(found).plusSeconds(GUARD_SECONDS);
    Optional<OrbitFile> file =
        orbits == null ? Optional.empty() : orbits.find(pass.mission(), from, to);
    if (orbits != null && file.isEmpty()) {
      throw new UserException(
          "None of the "
              + orbits.files().size()
              + " files in ORBITS covers "
              + pass.mission()
              + " on "
              + pass.date()
              + ": add its orbit file, or leave ORBITS empty to use the products' own orbits.");
    }
    if (orbits == null) {
      context.warn(
          pass.date()
              + ": the orbit is the product's own, good to some metres at worst: give ORBITS a folder"
              + " of POEORB or RESORB files.");
    }
    Orbit orbit =
        file.isPresent()
            ? file.get().read(from, to)
            : found.firstEntry().getValue().swath().annotationOrbit();
    NavigableMap<BurstId, SceneBurst> bursts = new TreeMap<>();
    for (Map.Entry<BurstId, PassBurst> entry : found.entrySet()) {
      PassBurst source = entry.getValue();
      Burst burst = source.swath().bursts(orbit).get(source.index());
      PlacedBurst placed = new PlacedBurst(burst, orbit.seconds(burst.firstLineTime()));
      bursts.put(entry.getKey(), new SceneBurst(placed, source));
    }
    List<Path> files = files(bursts, options.radiometry());
    file.ifPresent(f -> files.add(f.path()));
    return new DateScene(
        pass,
        polarisation,
        orbit,
        file.map(f -> FileNames.name(f.path())).orElse("annotation"),
        files,
        bursts);
  }

  /** The files whose change means other samples: zips, or measurements and annotations, and
   * the calibration where it is used and is there. */
  private static List<Path> files(NavigableMap<BurstId, SceneBurst> bursts, Radiometry radiometry) {
    SortedSet<Path> files = new TreeSet<>();
    for (SceneBurst burst : bursts.values()) {
      Path product = burst.source().product().path();
      if (Files.isDirectory(product)) {
        Swath swath = burst.source().swath();
        String name = swath.file();
        files.add(product.resolve("annotation").resolve(name + ".xml"));
        files.add(product.resolve("measurement").resolve(name + ".tiff"));
        if (radiometry == Radiometry.SIGMA_NOUGHT && burst.source().product().hasCalibration(swath)) {
          files.add(product.resolve(SafeProduct.calibrationFile(swath)));
        }
      } else {
        files.add(product);
      }
    }
    return new ArrayList<>(files);
  }

  private static Instant first(NavigableMap<BurstId, PassBurst> bursts) {
    return bursts.values().stream()
        .map(burst -> burst.burst().firstLineTime())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private static Instant last(NavigableMap<BurstId, PassBurst> bursts) {
    return bursts.values().stream()
        .map(PassBurst::burst)
        .map(b -> b.firstLineTime().plusNanos((long) (b.lines() * b.lineInterval() * 1e9)))
        .max(Instant::compareTo)
        .orElseThrow();
  }
}
