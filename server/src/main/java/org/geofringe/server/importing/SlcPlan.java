package org.geofringe.server.importing;

import java.util.List;
import org.geofringe.grid.MapGrid;

/**
 * Images that can be brought into a stack.
 *
 * @param images one per date, dates ascending
 * @param grid of all of them
 * @param wavelengthMetres of the radar
 * @param notes what was recognised, a line each
 * @param warnings what the user should look at, a line each
 */
public record SlcPlan(
    List<SlcRaster> images,
    MapGrid grid,
    double wavelengthMetres,
    List<String> notes,
    List<String> warnings) {

  public SlcPlan {
    images = List.copyOf(images);
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }
}
