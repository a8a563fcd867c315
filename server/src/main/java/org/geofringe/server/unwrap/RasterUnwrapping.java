package org.geofringe.server.unwrap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.interferogram.CellMask;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.tile.Hands;
import org.geofringe.unwrapping.SolverContext;
import org.jspecify.annotations.Nullable;

/** Unwraps a raster that belongs to no stack. */
public final class RasterUnwrapping {

  private static final double READ = 0.05;

  /** What is written here before it is copied, and the products themselves. */
  private static final int BYTES_ON_DISK = 20;

  private RasterUnwrapping() {}

  /**
   * What to unwrap.
   *
   * @param phase a raster of wrapped phase, or a complex one
   * @param coherence of the same cells; null for none
   * @param noData value of cells without data besides what the file says; NaN for none
   * @param mask of cells that get no phase; null for none
   */
  public record Source(
      Path phase, @Nullable Path coherence, double noData, CellMask.@Nullable Choice mask) {}

  /**
   * What came out, as files of a hidden folder that goes when this is closed.
   *
   * @param phase unwrapped, radians
   * @param components 0 = in none
   * @param reliability 0 to 1
   * @param metrics for the answer of the run
   */
  public record Outcome(
      FlatRaster phase,
      FlatRaster components,
      FlatRaster reliability,
      Map<String, Object> metrics,
      Closeable folder)
      implements Closeable {

    @Override
    public void close() throws IOException {
      phase.close();
      components.close();
      reliability.close();
      folder.close();
    }
  }

  /**
   * Unwraps.
   *
   * @param scratch hidden folder to work in, on the disk of the products
   * @throws UserException in one line for whatever cannot be used
   */
  public static Outcome run(Source source, UnwrapOptions options, Path scratch, RunContext context)
      throws IOException {
    try (GeoTiffReader reader = GeoTiffReader.openAnywhere(source.phase());
        CellMask mask = open(source.mask(), reader.grid());
        RasterSource wrapped = RasterSource.open(source, reader, mask)) {
      MapGrid grid = reader.grid();
      Tiling tiling = Tiling.of(grid, options, context.budget().memoryBytes());
      estimate(grid, tiling, scratch, context);
      wrapped.inspect(context.part(0, READ));
      ScratchFolder folder = new ScratchFolder(scratch);
      boolean whole = false;
      try {
        Outcome outcome = unwrap(wrapped, options, tiling, folder, context.part(READ, 1));
        whole = true;
        return outcome;
      } finally {
        if (!whole) {
          folder.close();
        }
      }
    }
  }

  private static Outcome unwrap(
      RasterSource wrapped,
      UnwrapOptions options,
      Tiling tiling,
      ScratchFolder folder,
      RunContext context)
      throws IOException {
    MapGrid grid = wrapped.grid();
    Path phases = folder.path().resolve("phase.tif");
    Path numbers = folder.path().resolve("components.tif");
    Path reliabilities = folder.path().resolve("reliability.tif");
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("rows", grid.rows());
    metrics.put("columns", grid.columns());
    try (Hands hands = new Hands(context.budget().threads());
        ScratchFolder tiles = folder.within("tiles");
        FlatRaster.Writer phase = FlatRaster.scratch(phases, grid, 1);
        FlatRaster.Writer components = FlatRaster.scratch(numbers, grid, SampleType.INT16, 1);
        FlatRaster.Writer reliability = FlatRaster.scratch(reliabilities, grid, 1)) {
      ImageUnwrapping.run(
              wrapped,
              options,
              tiling,
              new UnwrappedFiles(grid, phase, components, reliability),
              () -> UnwrappedFiles.Reader.open(phases, numbers, reliabilities),
              tiles,
              solver(hands, context))
          .figures()
          .forEach(
              (name, value) -> {
                if (!value.isNaN()) {
                  metrics.put(name, UnwrapFigures.shown(name, value));
                }
              });
    }
    return new Outcome(
        FlatRaster.open(phases),
        FlatRaster.open(numbers),
        FlatRaster.open(reliabilities),
        metrics,
        folder);
  }

  private static void estimate(MapGrid grid, Tiling tiling, Path scratch, RunContext context) {
    long tiles = tiling.isWhole() ? 0 : grid.cells() * StackUnwrapping.BYTES_OF_TILES;
    long disk = grid.cells() * BYTES_ON_DISK + tiles;
    context.log(
        String.format(
            Locale.ROOT,
            "%d x %d cells, %s; %d MiB of memory, %d MiB of disk, of which %d MiB are free.",
            grid.rows(),
            grid.columns(),
            tiling.words(),
            (tiling.bytes() >> 20) + 1,
            (disk >> 20) + 1,
            DiskSpace.usable(scratch) >> 20));
    DiskSpace.require(scratch, disk, "The unwrapped phase");
  }

  private static @Nullable CellMask open(CellMask.@Nullable Choice choice, MapGrid grid)
      throws IOException {
    if (choice == null) {
      return null;
    }
    if (grid.crs().equals(Crs.RADAR)) {
      throw new UserException(
          "MASK cannot be laid over a raster without a place on the map: leave it out, or give the"
              + " raster a coordinate reference system.");
    }
    return choice.opener().open(grid);
  }

  private static SolverContext solver(Hands hands, RunContext context) {
    return new SolverContext() {
      @Override
      public void progress(double share) {
        context.progress(share, "Unwrapping");
      }

      @Override
      public void checkCancelled() {
        context.checkCancelled();
      }

      @Override
      public void each(int count, IntConsumer task) {
        hands.each(count, task);
      }
    };
  }
}
