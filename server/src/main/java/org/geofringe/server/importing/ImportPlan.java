package org.geofringe.server.importing;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.jspecify.annotations.Nullable;

/**
 * All that an import needs to know; nothing has been written. Phase is in radians, positive away
 * from the satellite at the later date, once a file's values are multiplied with its factor.
 *
 * @param family where the files come from
 * @param grid the grid that all rasters lie on
 * @param wavelengthMetres radar wavelength
 * @param sensor satellite and mode; empty where nothing says it
 * @param pairs at least one, in the order of their dates
 * @param looks nominal number of looks, range times azimuth; 0 where unknown. Resampling to the map
 *     makes neighbours alike, so the effective number is at most this.
 * @param phaseFactor what a file's phase is multiplied with where its name has the earlier date
 *     first: 1 or -1
 * @param noData the value of cells without data besides NaN and besides a file's own tag
 * @param height terrain heights in metres on the grid
 * @param incidence incidence angles on the grid
 * @param incidenceDegrees one incidence angle for the scene; where there is a raster, its mean
 * @param perpendicularBaselines of the pairs where known, metres, secondary relative to reference
 * @param dateBaselines of the dates where known, metres, relative to the first date of a piece
 * @param notes what was recognised and from where; one line each
 * @param warnings what the user should look at; one line each
 */
public record ImportPlan(
    Family family,
    MapGrid grid,
    double wavelengthMetres,
    String sensor,
    List<PlannedPair> pairs,
    double looks,
    double phaseFactor,
    OptionalDouble noData,
    @Nullable PlannedRaster height,
    @Nullable PlannedRaster incidence,
    OptionalDouble incidenceDegrees,
    SortedMap<Pair, Double> perpendicularBaselines,
    SortedMap<LocalDate, Double> dateBaselines,
    List<String> notes,
    List<String> warnings) {

  public ImportPlan {
    pairs = List.copyOf(pairs);
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  /** The network of the planned pairs. */
  public Network network() {
    return new Network(pairs.stream().map(PlannedPair::pair).toList());
  }
}
