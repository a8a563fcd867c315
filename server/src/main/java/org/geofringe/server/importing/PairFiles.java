package org.geofringe.server.importing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.network.Pair;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * The rasters of one pair.
 *
 * @param phase unwrapped phase; wrapped phase where the folder has nothing else
 * @param isWrapped whether that phase is wrapped
 * @param coherence coherence
 * @param wrapped wrapped phase beside an unwrapped one, where there is one
 * @param components connected components of the unwrapping, where there are
 */
record PairFiles(
    ScannedRaster phase,
    boolean isWrapped,
    ScannedRaster coherence,
    @Nullable ScannedRaster wrapped,
    @Nullable ScannedRaster components) {

  /**
   * Puts the rasters of a folder into pairs.
   *
   * @throws UserException where there is none, a partner is missing, two files claim one pair, or a
   *     name is not clear
   */
  static SortedMap<Pair, PairFiles> of(
      FolderScan scan, List<ScannedRaster> rasters, Findings findings) {
    Map<RasterKind, SortedMap<Pair, ScannedRaster>> found = new EnumMap<>(RasterKind.class);
    boolean anyUnwrapped = rasters.stream().anyMatch(r -> r.kind() == RasterKind.UNWRAPPED);
    int passedOver = 0;
    for (ScannedRaster raster : rasters) {
      switch (raster.kind()) {
        case UNWRAPPED -> put(scan, found, RasterKind.UNWRAPPED, raster);
        case PHASE -> {
          if (!anyUnwrapped) {
            put(scan, found, RasterKind.UNWRAPPED, raster);
          }
        }
        case COHERENCE -> {
          // A mean coherence map has no dates, a date's own has one: neither belongs to a pair.
          if (raster.dates().dates().size() >= 2 || !raster.dates().malformed().isEmpty()) {
            put(scan, found, RasterKind.COHERENCE, raster);
          }
        }
        case WRAPPED, COMPONENTS -> {
          if (raster.dates().dates().size() == 2) {
            putShortest(scan, found, raster);
          }
        }
        case OTHER, UNKNOWN -> passedOver++;
        default -> {}
      }
    }
    if (passedOver > 0) {
      findings.note(passedOver + " other rasters passed over");
    }
    SortedMap<Pair, ScannedRaster> unwrapped = of(found, RasterKind.UNWRAPPED);
    SortedMap<Pair, ScannedRaster> coherence = of(found, RasterKind.COHERENCE);
    boolean isWrapped = unwrapped.isEmpty();
    SortedMap<Pair, ScannedRaster> phases = isWrapped ? of(found, RasterKind.WRAPPED) : unwrapped;
    String kind = isWrapped ? "wrapped" : "unwrapped";
    refuseDisplacement(scan, rasters, phases.keySet());
    if (phases.isEmpty()) {
      throw nothingFound(scan, rasters);
    }
    if (coherence.isEmpty()) {
      throw new UserException(
          Names.show(scan.root())
              + ": "
              + phases.size()
              + " "
              + kind
              + " interferograms, but no coherence; add a coherence raster for each, with"
              + " the same two dates and \"coh\" or \"cc\" in its name");
    }
    SortedMap<Pair, PairFiles> pairs = new TreeMap<>();
    phases.forEach(
        (pair, raster) -> {
          ScannedRaster partner = coherence.get(pair);
          if (partner == null) {
            throw new UserException(
                scan.show(raster.file())
                    + ": no coherence raster of "
                    + pair
                    + " goes with it; add one or take this file away");
          }
          pairs.put(
              pair,
              new PairFiles(
                  raster,
                  isWrapped,
                  partner,
                  isWrapped ? null : of(found, RasterKind.WRAPPED).get(pair),
                  of(found, RasterKind.COMPONENTS).get(pair)));
        });
    coherence.forEach(
        (pair, raster) -> {
          if (!phases.containsKey(pair)) {
            throw new UserException(
                scan.show(raster.file())
                    + ": no "
                    + kind
                    + " interferogram of "
                    + pair
                    + " goes with this coherence; add one or take this file away");
          }
        });
    return pairs;
  }

  /** The rasters that there are. */
  List<ScannedRaster> all() {
    List<ScannedRaster> all = new ArrayList<>(List.of(phase, coherence));
    if (wrapped != null) {
      all.add(wrapped);
    }
    if (components != null) {
      all.add(components);
    }
    return all;
  }

  /**
   * Leaves out each raster of which a clipped copy lies beside it, {@code X.tif} where there is
   * {@code X_clip.tif}: HyP3 products differ in extent and are cut to one before they make a stack.
   */
  static List<ScannedRaster> preferClipped(List<ScannedRaster> rasters, Findings findings) {
    Set<String> clipped = new HashSet<>();
    for (ScannedRaster raster : rasters) {
      String path = raster.file().toString().toLowerCase(Locale.ROOT);
      if (FileNames.stem(raster.file()).endsWith("_clip")) {
        clipped.add(path.substring(0, path.lastIndexOf("_clip")));
      }
    }
    List<ScannedRaster> kept = new ArrayList<>();
    for (ScannedRaster raster : rasters) {
      String path = raster.file().toString().toLowerCase(Locale.ROOT);
      if (!clipped.contains(path.substring(0, path.lastIndexOf('.')))) {
        kept.add(raster);
      }
    }
    if (kept.size() < rasters.size()) {
      findings.note(
          "of "
              + (rasters.size() - kept.size())
              + " rasters the clipped copy (*_clip.tif) beside them was taken");
    }
    return kept;
  }

  private static SortedMap<Pair, ScannedRaster> of(
      Map<RasterKind, SortedMap<Pair, ScannedRaster>> found, RasterKind kind) {
    return found.getOrDefault(kind, new TreeMap<>());
  }

  private static void put(
      FolderScan scan,
      Map<RasterKind, SortedMap<Pair, ScannedRaster>> found,
      RasterKind kind,
      ScannedRaster raster) {
    raster.check(scan);
    ScannedRaster before =
        found.computeIfAbsent(kind, key -> new TreeMap<>()).putIfAbsent(raster.pair(), raster);
    if (before != null) {
      throw new UserException(
          scan.show(raster.file())
              + ": a second "
              + (kind == RasterKind.COHERENCE ? "coherence raster" : "interferogram")
              + " of "
              + raster.pair()
              + " beside "
              + scan.show(before.file())
              + "; leave one of them");
    }
  }

  /** Of several filters of one wrapped interferogram the one with the plainest name is taken. */
  private static void putShortest(
      FolderScan scan,
      Map<RasterKind, SortedMap<Pair, ScannedRaster>> found,
      ScannedRaster raster) {
    raster.check(scan);
    found
        .computeIfAbsent(raster.kind(), key -> new TreeMap<>())
        .merge(
            raster.pair(),
            raster,
            (a, b) -> {
              Comparator<ScannedRaster> order =
                  Comparator.<ScannedRaster>comparingInt(r -> FileNames.name(r.file()).length())
                      .thenComparing(r -> r.file().toString());
              return order.compare(a, b) <= 0 ? a : b;
            });
  }

  /** A motion in millimetres is not a phase, and is not to be left out silently either. */
  private static void refuseDisplacement(
      FolderScan scan, List<ScannedRaster> rasters, Set<Pair> phases) {
    for (ScannedRaster raster : rasters) {
      boolean ofPair = raster.dates().dates().size() == 2;
      if (raster.kind() == RasterKind.DISPLACEMENT
          && ofPair
          && (phases.isEmpty()
              || (RasterKind.saysUnwrapped(FileNames.stem(raster.file()))
                  && !phases.contains(raster.pair())))) {
        throw new UserException(
            scan.show(raster.file())
                + ": by its name this is a displacement, not a phase; give the unwrapped phase in"
                + " radians");
      }
    }
  }

  private static UserException nothingFound(FolderScan scan, List<ScannedRaster> rasters) {
    String folder = Names.show(scan.root());
    if (rasters.isEmpty() && !scan.endingWith(".zip").isEmpty()) {
      return new UserException(
          folder
              + ": no GeoTIFF, but archives such as "
              + scan.show(scan.endingWith(".zip").get(0))
              + "; unpack them first");
    }
    return new UserException(
        folder
            + ": no unwrapped interferograms among "
            + rasters.size()
            + " GeoTIFF files; their names need two dates and a word such as \"unw\", as in"
            + " 20180106_20180130_unw.tif");
  }
}
