package org.geofringe.server.importing;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.importing.PlannedRaster.Conversion;
import org.geofringe.server.run.RunContext;
import org.jspecify.annotations.Nullable;

/**
 * The terrain heights and the incidence angles that lie beside the interferograms. Each is taken
 * from the first raster of its kind on the stack's grid (HyP3 brings one with every pair); one that
 * lies elsewhere is left out with a warning, for the stack is whole without it.
 *
 * @param height terrain heights in metres
 * @param incidence incidence angles in degrees
 * @param meanIncidence mean of the incidence angles, degrees
 */
record GeometryRasters(
    @Nullable PlannedRaster height,
    @Nullable PlannedRaster incidence,
    OptionalDouble meanIncidence) {

  static GeometryRasters of(
      FolderScan scan,
      List<ScannedRaster> rasters,
      MapGrid grid,
      Findings findings,
      RunContext context) {
    RasterHeader heights = first(scan, rasters, RasterKind.HEIGHT, grid, findings);
    PlannedRaster height = null;
    if (heights != null) {
      height = new PlannedRaster(heights.file(), Conversion.NONE, 1, Double.NaN);
      RasterValues values = RasterValues.of(scan, height, context);
      if (values.valid() == 0 || values.min() < -11_000 || values.max() > 9_000) {
        findings.warn(scan.show(heights.file()) + ": no heights in metres; left out");
        height = null;
      } else {
        findings.note("heights from " + scan.show(heights.file()));
      }
    }
    RasterHeader angles = first(scan, rasters, RasterKind.INCIDENCE, grid, findings);
    PlannedRaster incidence = null;
    OptionalDouble mean = OptionalDouble.empty();
    if (angles != null) {
      incidence = inDegrees(scan, angles, context);
      RasterValues values = RasterValues.of(scan, incidence, context);
      if (values.valid() == 0 || values.min() < 0 || values.max() > 90) {
        findings.warn(scan.show(angles.file()) + ": no incidence angles; left out");
        incidence = null;
      } else {
        mean = OptionalDouble.of(values.mean());
        findings.note(
            String.format(
                Locale.ROOT,
                "incidence %.2f° to %.2f° from %s",
                values.min(),
                values.max(),
                scan.show(angles.file())));
      }
    }
    return new GeometryRasters(height, incidence, mean);
  }

  private static @Nullable RasterHeader first(
      FolderScan scan,
      List<ScannedRaster> rasters,
      RasterKind kind,
      MapGrid grid,
      Findings findings) {
    RasterHeader elsewhere = null;
    List<ScannedRaster> ofKind =
        rasters.stream()
            .filter(raster -> raster.kind() == kind)
            .sorted(Comparator.comparingInt(GeometryRasters::rank))
            .toList();
    for (ScannedRaster raster : ofKind) {
      RasterHeader header = RasterHeader.read(scan, raster.file());
      if (header.bands() == 1 && !header.type().isComplex() && header.grid().matches(grid)) {
        return header;
      }
      elsewhere = elsewhere == null ? header : elsewhere;
    }
    if (elsewhere != null) {
      findings.warn(
          scan.show(elsewhere.file())
              + ": left out, "
              + (elsewhere.grid().matches(grid)
                  ? "it holds not one band of real numbers"
                  : "it lies on another grid ("
                      + GridCheck.difference(elsewhere.grid(), grid)
                      + ")"));
    }
    return null;
  }

  /**
   * Incidence on the ellipsoid goes before look vectors, and these before HyP3's {@code inc_map},
   * which is the angle to the slope and not what turns line of sight into vertical.
   */
  private static int rank(ScannedRaster raster) {
    String stem = FileNames.stem(raster.file()).toLowerCase(Locale.ROOT);
    if (stem.contains("inc_map_ell") || stem.contains("incidence")) {
      return 0;
    }
    if (stem.contains("theta") || stem.endsWith(".geo.u")) {
      return 1;
    }
    return stem.contains("inc_map") ? 3 : 2;
  }

  private static PlannedRaster inDegrees(FolderScan scan, RasterHeader header, RunContext context) {
    String stem = FileNames.stem(header.file());
    Conversion conversion = Conversion.NONE;
    if (stem.contains("lv_theta")) {
      conversion = Conversion.ELEVATION_TO_INCIDENCE;
    } else if (stem.endsWith(".geo.U")) {
      conversion = Conversion.UP_TO_INCIDENCE;
    }
    // No radar looks straight down: 0 is no data, whether a tag says so or not.
    PlannedRaster plain = new PlannedRaster(header.file(), Conversion.NONE, 1, 0);
    if (conversion == Conversion.NONE && RasterValues.of(scan, plain, context).max() <= 1.6) {
      conversion = Conversion.RADIANS_TO_DEGREES;
    }
    return plain.with(conversion);
  }
}
