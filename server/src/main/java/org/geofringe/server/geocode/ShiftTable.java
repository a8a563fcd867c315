package org.geofringe.server.geocode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.geocode.Registration.Shift;

/**
 * The shifts that were found for dates whose images are not made yet: a run that is killed amid its
 * images goes on with the same shifts.
 */
final class ShiftTable {

  private static final Path FILE = Path.of("esd", "shifts.json");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ShiftTable() {}

  /** The shifts of those dates that are left and whose inputs are the same. */
  static SortedMap<LocalDate, Shift> read(GeocodePlan plan) throws IOException {
    SortedMap<LocalDate, Shift> shifts = new TreeMap<>();
    Path file = plan.stack().resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return shifts;
    }
    JsonNode node = MAPPER.readTree(file.toFile());
    for (LocalDate date : plan.left()) {
      JsonNode shift = node.path(date.toString());
      String fingerprint = GeocodePlanner.fingerprint(plan.scene(date), plan.frame());
      if (shift.path("fingerprint").asText().equals(fingerprint)) {
        shifts.put(
            date,
            new Shift(
                shift.path("lines").asDouble(), shift.path("standard_error").asDouble(Double.NaN)));
      }
    }
    return shifts;
  }

  static void write(GeocodePlan plan, Map<LocalDate, Shift> shifts) throws IOException {
    ObjectNode node = MAPPER.createObjectNode();
    for (Map.Entry<LocalDate, Shift> entry : new TreeMap<>(shifts).entrySet()) {
      ObjectNode shift = node.putObject(entry.getKey().toString());
      shift.put("lines", entry.getValue().lines());
      if (!Double.isNaN(entry.getValue().standardError())) {
        shift.put("standard_error", entry.getValue().standardError());
      }
      shift.put(
          "fingerprint", GeocodePlanner.fingerprint(plan.scene(entry.getKey()), plan.frame()));
    }
    AtomicFiles.writeString(plan.stack().resolve(FILE), node.toPrettyString() + "\n");
  }
}
