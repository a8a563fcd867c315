package org.geofringe.server.interferogram;

import org.geofringe.filtering.GaussianFilter;
import org.geofringe.filtering.GoldsteinFilter;
import org.geofringe.grid.ComplexGrid;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/** The filter that a user chose, for tiles of one thread. */
interface TileFilter {

  /** Standard deviations in the full width at half height of a Gaussian. */
  double SIGMAS_PER_WIDTH = 2 * Math.sqrt(2 * Math.log(2));

  /**
   * Filters a tile with its halo.
   *
   * @param interferogram may be modified
   * @param coherence of the same cells; only needed where the filter goes by it
   * @param row of its first cell in the grid
   * @param column of its first cell in the grid
   */
  ComplexGrid apply(ComplexGrid interferogram, @Nullable FloatGrid coherence, int row, int column);

  /** Cells that a tile needs about itself. */
  static int halo(FilterOptions options, MapGrid grid) {
    return switch (options.kind()) {
      case NONE -> 0;
      case GAUSSIAN -> GaussianFilter.halo(gaussian(options, grid));
      case GOLDSTEIN, GOLDSTEIN_BY_COHERENCE -> GoldsteinFilter.halo(goldstein(options));
    };
  }

  /** A filter for one thread. */
  static TileFilter of(FilterOptions options, MapGrid grid) {
    return switch (options.kind()) {
      case NONE -> (interferogram, coherence, row, column) -> interferogram;
      case GAUSSIAN -> {
        GaussianFilter.Parameters parameters = gaussian(options, grid);
        yield (interferogram, coherence, row, column) ->
            GaussianFilter.apply(interferogram, parameters);
      }
      case GOLDSTEIN, GOLDSTEIN_BY_COHERENCE -> new GoldsteinFilter(goldstein(options))::apply;
    };
  }

  /**
   * Refuses a filter that cannot be.
   *
   * @throws UserException naming the parameter
   */
  static void check(FilterOptions options, MapGrid grid) {
    try {
      halo(options, grid);
    } catch (IllegalArgumentException e) {
      String parameter =
          options.kind() == FilterKind.GAUSSIAN ? "GAUSSIAN_WIDTH" : "PATCH or ALPHA";
      throw new UserException(
          parameter
              + " does not go with cells of "
              + grid.spacingX()
              + " x "
              + grid.spacingY()
              + ": "
              + e.getMessage()
              + ".",
          e);
    }
  }

  private static GaussianFilter.Parameters gaussian(FilterOptions options, MapGrid grid) {
    double sigma = options.widthMetres() / SIGMAS_PER_WIDTH;
    return new GaussianFilter.Parameters(sigma / grid.spacingY(), sigma / grid.spacingX());
  }

  private static GoldsteinFilter.Parameters goldstein(FilterOptions options) {
    return new GoldsteinFilter.Parameters(
        options.alpha(), options.kind() == FilterKind.GOLDSTEIN_BY_COHERENCE, options.patch());
  }
}
