package org.geofringe.server.stack;

import java.time.LocalDate;
import java.util.List;
import org.geofringe.grid.MapGrid;

/**
 * What all dates of a stack of images share, settled before the first is made and never changed:
 * dates that come later are brought onto it.
 *
 * @param referenceDate its orbit and bursts make the geometry layers and the seams
 * @param grid of every raster but amplitudes
 * @param radar what azimuth lines and range samples count in
 * @param bursts names of the bursts, in the order that the burst layer counts them
 * @param wavelengthMetres of the radar
 * @param looksAcross cells from west to east in a cell of an amplitude
 * @param looksDown cells from north to south in a cell of an amplitude
 * @param radiometry what amplitudes are amplitudes of
 * @param settings the choices that all dates share, as text: dates made with others do not belong
 */
public record StackFrame(
    LocalDate referenceDate,
    MapGrid grid,
    RadarFrame radar,
    List<String> bursts,
    double wavelengthMetres,
    int looksAcross,
    int looksDown,
    Radiometry radiometry,
    String settings) {

  public StackFrame {
    bursts = List.copyOf(bursts);
    if (looksAcross < 1 || looksDown < 1) {
      throw new IllegalArgumentException(
          "looks must be at least 1, got " + looksAcross + " x " + looksDown);
    }
  }

  /** The grid of amplitudes: cells of several looks; the last ones may reach beyond the stack's. */
  public MapGrid amplitudeGrid() {
    return new MapGrid(
        grid.crs(),
        grid.west(),
        grid.north(),
        grid.spacingX() * looksAcross,
        grid.spacingY() * looksDown,
        (grid.rows() + looksDown - 1) / looksDown,
        (grid.columns() + looksAcross - 1) / looksAcross);
  }
}
