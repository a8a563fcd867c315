package org.geofringe.server.importing;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.geofringe.network.Pair;
import org.geofringe.server.file.FileNames;

/**
 * Side files that any processor may have left: ROI_PAC and MintPy {@code .rsc} ({@code WAVELENGTH},
 * {@code RLOOKS}, {@code ALOOKS}, {@code P_BASELINE_TOP_HDR}), GAMMA {@code .par} and a table named
 * {@code baselines}.
 */
final class GenericFacts {

  private GenericFacts() {}

  static SideFacts read(FolderScan scan, Findings findings) {
    OptionalDouble wavelength = OptionalDouble.empty();
    String source = "";
    OptionalDouble looks = OptionalDouble.empty();
    String sensor = "";
    Map<Pair, Double> baselines = new HashMap<>();
    for (Path file : scan.endingWith(".rsc")) {
      Keys keys = Keys.read(scan, file);
      OptionalDouble here = keys.number("WAVELENGTH");
      if (wavelength.isEmpty() && here.isPresent() && here.getAsDouble() > 0) {
        wavelength = here;
        source = "WAVELENGTH in " + scan.show(file);
      }
      double product = keys.number("RLOOKS").orElse(0) * keys.number("ALOOKS").orElse(0);
      looks = looks.isEmpty() && product >= 1 ? OptionalDouble.of(product) : looks;
      sensor = sensor.isEmpty() ? keys.text("PLATFORM") : sensor;
      List<LocalDate> dates = FileDates.of(FileNames.name(file)).dates();
      OptionalDouble top = keys.number("P_BASELINE_TOP_HDR");
      OptionalDouble bottom = keys.number("P_BASELINE_BOTTOM_HDR");
      if (dates.size() == 2 && top.isPresent()) {
        double middle = 0.5 * (top.getAsDouble() + bottom.orElse(top.getAsDouble()));
        PairBaselines.put(baselines, dates.get(0), dates.get(1), middle);
      }
    }
    RadarFrequency frequency = RadarFrequency.of(scan);
    if (frequency != null) {
      wavelength = OptionalDouble.of(frequency.wavelengthMetres());
      source = "radar_frequency in " + scan.show(frequency.file());
    }
    for (Path file : scan.others()) {
      if (FileNames.name(file).equals("baselines")) {
        PairBaselines.readTable(scan, file).forEach(baselines::putIfAbsent);
      }
    }
    if (!baselines.isEmpty()) {
      findings.note("perpendicular baselines of " + baselines.size() + " pairs from side files");
    }
    return new SideFacts(
        wavelength, source, looks, OptionalDouble.empty(), Names.clean(sensor), baselines);
  }
}
