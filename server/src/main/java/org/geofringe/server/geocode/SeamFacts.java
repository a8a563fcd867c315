package org.geofringe.server.geocode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.grid.Window;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.run.UserException;

/**
 * What the first run finds out about the bursts on the ground, kept for dates that come later.
 *
 * @param meanIncidenceDegrees over all cells of any burst
 * @param minHeight of any cell, metres
 * @param maxHeight of any cell, metres
 * @param bursts the cells that each burst gives
 * @param overlaps where consecutive bursts of a sub-swath both see the ground
 */
record SeamFacts(
    double meanIncidenceDegrees,
    double minHeight,
    double maxHeight,
    List<BurstCells> bursts,
    List<Overlap> overlaps) {

  /** The cells that one burst gives: their number and the window about them. */
  record BurstCells(long cells, Window window) {}

  /**
   * Pieces of the ground that two bursts share.
   *
   * @param first ordinal of the earlier burst
   * @param second ordinal of the later burst
   * @param pieces windows of {@link #ROWS} x {@link #COLUMNS} cells
   */
  record Overlap(int first, int second, List<Window> pieces) {
    static final int ROWS = 16;
    static final int COLUMNS = 32;
    static final int CELLS = ROWS * COLUMNS;
  }

  private static final Path FILE = Path.of("geometry", "seams.json");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Cells of all bursts. */
  long cells() {
    return bursts.stream().mapToLong(BurstCells::cells).sum();
  }

  void write(Path stack) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("mean_incidence_degrees", meanIncidenceDegrees);
    node.put("min_height_metres", minHeight);
    node.put("max_height_metres", maxHeight);
    ArrayNode list = node.putArray("bursts");
    for (BurstCells burst : bursts) {
      Window w = burst.window;
      ObjectNode one = list.addObject().put("cells", burst.cells);
      one.putArray("window").add(w.row()).add(w.column()).add(w.rows()).add(w.columns());
    }
    ArrayNode shared = node.putArray("overlaps");
    for (Overlap overlap : overlaps) {
      ObjectNode one = shared.addObject().put("first", overlap.first).put("second", overlap.second);
      ArrayNode pieces = one.putArray("pieces");
      overlap.pieces.forEach(piece -> pieces.add(piece.row()).add(piece.column()));
    }
    AtomicFiles.writeString(stack.resolve(FILE), node.toString());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UserException where it is broken
   */
  static SeamFacts read(Path stack) throws IOException {
    Path file = stack.resolve(FILE);
    JsonNode node = MAPPER.readTree(file.toFile());
    try {
      List<BurstCells> bursts = new ArrayList<>();
      for (JsonNode burst : node.path("bursts")) {
        JsonNode w = burst.path("window");
        bursts.add(
            new BurstCells(
                burst.path("cells").asLong(),
                new Window(
                    w.path(0).asInt(), w.path(1).asInt(), w.path(2).asInt(), w.path(3).asInt())));
      }
      List<Overlap> overlaps = new ArrayList<>();
      for (JsonNode overlap : node.path("overlaps")) {
        JsonNode at = overlap.path("pieces");
        List<Window> pieces = new ArrayList<>();
        for (int i = 0; i + 1 < at.size(); i += 2) {
          pieces.add(
              new Window(
                  at.path(i).asInt(), at.path(i + 1).asInt(), Overlap.ROWS, Overlap.COLUMNS));
        }
        overlaps.add(
            new Overlap(overlap.path("first").asInt(), overlap.path("second").asInt(), pieces));
      }
      return new SeamFacts(
          node.path("mean_incidence_degrees").asDouble(Double.NaN),
          node.path("min_height_metres").asDouble(),
          node.path("max_height_metres").asDouble(),
          bursts,
          overlaps);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          file + " is broken (" + e.getMessage() + "): make the stack in a new folder.", e);
    }
  }
}
