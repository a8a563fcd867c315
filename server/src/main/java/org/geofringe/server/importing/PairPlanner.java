package org.geofringe.server.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.geofringe.network.Pair;
import org.geofringe.server.importing.PlannedRaster.Conversion;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.jspecify.annotations.Nullable;

/** Decides how the files of each pair are read, reads them all once, and checks their values. */
final class PairPlanner {

  private final FolderScan scan;
  private final double noData;
  private final double sign;
  private final Map<ScannedRaster, RasterHeader> headers;
  private final Findings findings;

  PairPlanner(
      FolderScan scan,
      Family family,
      double givenNoData,
      double sign,
      Map<ScannedRaster, RasterHeader> headers,
      Findings findings) {
    this.scan = scan;
    this.noData = noData(family, givenNoData).orElse(Double.NaN);
    this.sign = sign;
    this.headers = headers;
    this.findings = findings;
  }

  /**
   * What counts as no data besides NaN and a file's own tag: as given, else 0 where it is known.
   */
  static OptionalDouble noData(Family family, double given) {
    if (!Double.isNaN(given)) {
      return OptionalDouble.of(given);
    }
    return family == Family.GENERIC ? OptionalDouble.empty() : OptionalDouble.of(0);
  }

  List<PlannedPair> plan(SortedMap<Pair, PairFiles> pairs, RunContext context) {
    List<PlannedRaster> phases = new ArrayList<>();
    List<PlannedRaster> coherence = new ArrayList<>();
    List<@Nullable PlannedRaster> wrapped = new ArrayList<>();
    boolean bytes = false;
    for (PairFiles files : pairs.values()) {
      RasterHeader coherenceHeader = ImportPlanner.header(headers, files.coherence());
      phases.add(phase(files.phase()));
      coherence.add(CoherenceCheck.plan(scan, coherenceHeader, noData));
      wrapped.add(wrapped(files.wrapped()));
      bytes |= coherenceHeader.type() == SampleType.UINT8;
    }
    List<PlannedRaster> all = new ArrayList<>(phases);
    all.addAll(coherence);
    wrapped.stream().filter(raster -> raster != null).forEach(all::add);
    List<RasterValues> values = ParallelValues.of(scan, all, context);
    int n = pairs.size();
    CoherenceCheck.askAboutBytes(values.subList(n, 2 * n), bytes, findings);

    List<PlannedPair> planned = new ArrayList<>();
    int wrappedAt = 2 * n;
    int i = 0;
    for (Map.Entry<Pair, PairFiles> entry : pairs.entrySet()) {
      PairFiles files = entry.getValue();
      RasterValues phase = values.get(i);
      RasterHeader header = ImportPlanner.header(headers, files.phase());
      boolean zeroIsKnown = !Double.isNaN(noData) || header.noData().isPresent();
      if (files.isWrapped()) {
        PhaseCheck.wrapped(scan, phases.get(i), phase, header, zeroIsKnown, findings);
      } else {
        boolean certain = files.phase().kind() == RasterKind.UNWRAPPED;
        PhaseCheck.values(scan, phases.get(i), phase, certain, zeroIsKnown, findings);
      }
      CoherenceCheck.values(scan, coherence.get(i), values.get(n + i));
      PlannedRaster wrappedRaster = wrapped.get(i);
      if (wrappedRaster != null && !isWrapped(wrappedRaster, values.get(wrappedAt++))) {
        wrappedRaster = null;
      }
      planned.add(
          new PlannedPair(
              entry.getKey(),
              phases.get(i),
              files.isWrapped(),
              coherence.get(i).with(Conversion.CLAMPED),
              wrappedRaster,
              components(files.components()),
              phase.validFraction(),
              values.get(n + i).mean()));
      i++;
    }
    return planned;
  }

  private PlannedRaster phase(ScannedRaster raster) {
    double factor = raster.isReversed() ? -sign : sign;
    return new PlannedRaster(raster.file(), Conversion.NONE, factor, noData);
  }

  private @Nullable PlannedRaster wrapped(@Nullable ScannedRaster raster) {
    if (raster == null) {
      return null;
    }
    if (ImportPlanner.header(headers, raster).bands() != 1) {
      findings.warnOf(scan.show(raster.file()), "left out, it holds several bands");
      return null;
    }
    return phase(raster);
  }

  private boolean isWrapped(PlannedRaster raster, RasterValues values) {
    if (values.valid() == 0 || !PhaseCheck.isWithinACycle(values)) {
      findings.warnOf(
          scan.show(raster.file()), "left out, its values are no wrapped phase in radians");
      return false;
    }
    return true;
  }

  private @Nullable PlannedRaster components(@Nullable ScannedRaster raster) {
    if (raster == null || ImportPlanner.header(headers, raster).bands() != 1) {
      return null;
    }
    return new PlannedRaster(raster.file(), Conversion.NONE, 1, Double.NaN);
  }
}
