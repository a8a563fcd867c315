package org.geofringe.server.importing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.geofringe.network.Pair;
import org.geofringe.server.file.FileNames;

/**
 * LiCSAR side files: {@code metadata.txt} ({@code avg_incidence_angle=…}) and {@code baselines}.
 *
 * <p>What no file says but the system is built on (Lazecký et al. 2020, Remote Sensing 12(15),
 * 2430; Morishita et al. 2020, Remote Sensing 12(3), 424): Sentinel-1 only, 5.405 GHz, 20 × 4
 * looks. The same numbers stand in LiCSAR's own code (comet-licsar/licsar_proc,
 * python/global_config.py: rglks, azlks).
 */
final class LicsarFacts {

  private static final double LOOKS = 20 * 4;

  private LicsarFacts() {}

  static SideFacts read(FolderScan scan, Findings findings) {
    OptionalDouble incidence = OptionalDouble.empty();
    for (Path file : named(scan, "metadata.txt")) {
      incidence = Keys.read(scan, file).number("avg_incidence_angle");
    }
    Map<Pair, Double> baselines = new HashMap<>();
    for (Path file : named(scan, "baselines")) {
      PairBaselines.readTable(scan, file).forEach(baselines::putIfAbsent);
      findings.note("perpendicular baselines from " + scan.show(file));
    }
    findings.note("80 looks (20 range, 4 azimuth) before geocoding, as LiCSAR makes them");
    return new SideFacts(
        OptionalDouble.of(SideFacts.SENTINEL1_WAVELENGTH),
        "Sentinel-1, the only sensor of LiCSAR",
        OptionalDouble.of(LOOKS),
        incidence,
        "Sentinel-1 IW",
        baselines);
  }

  private static List<Path> named(FolderScan scan, String name) {
    return scan.others().stream().filter(p -> FileNames.name(p).equals(name)).toList();
  }
}
