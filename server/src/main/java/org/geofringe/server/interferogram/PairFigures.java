package org.geofringe.server.interferogram;

import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.filtering.HeightPhase;
import org.geofringe.filtering.PhaseRamp;
import org.geofringe.filtering.Residues;
import org.geofringe.grid.MapGrid;

/** What is measured of each pair, by the name that it has in the stack and in tables. */
public final class PairFigures {

  /** Mean coherence over all cells with data. */
  public static final String MEAN_COHERENCE = "mean_coherence";

  /** Share of loops of two by two cells without a residue, in the phase as it is written. */
  public static final String RESIDUE_FREE_SHARE = "residue_free_share";

  /** Growth of the ramp towards the east, in radians per kilometre. */
  public static final String RAMP_EAST = "ramp_east_rad_per_km";

  /** Growth of the ramp towards the north, in radians per kilometre. */
  public static final String RAMP_NORTH = "ramp_north_rad_per_km";

  /** Growth of phase with height, in radians per kilometre, whether it was taken away or not. */
  public static final String HEIGHT_SLOPE = "height_slope_rad_per_km";

  /** How far off that may be. */
  public static final String HEIGHT_SLOPE_STD = "height_slope_std_rad_per_km";

  private static final double METRES = 1000;

  private PairFigures() {}

  static SortedMap<String, Double> of(
      double meanCoherence, Residues residues, Trend trend, MapGrid grid) {
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put(MEAN_COHERENCE, meanCoherence);
    figures.put(RESIDUE_FREE_SHARE, residues.freeShare());
    PhaseRamp ramp = trend.ramp();
    if (ramp != null) {
      figures.put(RAMP_EAST, ramp.radiansPerColumn() / grid.spacingX() * METRES);
      figures.put(RAMP_NORTH, -ramp.radiansPerRow() / grid.spacingY() * METRES);
    }
    HeightPhase height = trend.height();
    if (height != null) {
      figures.put(HEIGHT_SLOPE, height.radiansPerMetre() * METRES);
      figures.put(HEIGHT_SLOPE_STD, height.standardError() * METRES);
    }
    return figures;
  }
}
