package org.geofringe.server.stack;

import java.time.LocalDate;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.jspecify.annotations.Nullable;

/**
 * What all dates of a stack of images share, settled before the first is made and never changed:
 * dates that come later are brought onto it.
 *
 * @param referenceDate its orbit and bursts make the geometry layers and the seams; of images that
 *     were coregistered elsewhere the first
 * @param grid of every raster but amplitudes
 * @param image what azimuth lines and range samples count in; null where images were coregistered
 *     elsewhere and nothing tells; see {@link #radar}
 * @param bursts names of the bursts, in the order that the burst layer counts them; none where
 *     images were coregistered elsewhere
 * @param wavelengthMetres of the radar
 * @param looksAcross cells from west to east in a cell of an amplitude
 * @param looksDown cells from north to south in a cell of an amplitude
 * @param radiometry what amplitudes are amplitudes of
 * @param settings the choices that all dates share, as text: dates made with others do not belong
 */
public record StackFrame(
    LocalDate referenceDate,
    MapGrid grid,
    @Nullable RadarFrame image,
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

  /**
   * What azimuth lines and range samples count in.
   *
   * @throws IllegalStateException where the images were coregistered elsewhere
   */
  public RadarFrame radar() {
    if (image == null) {
      throw new IllegalStateException("images from elsewhere have no radar frame");
    }
    return image;
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
