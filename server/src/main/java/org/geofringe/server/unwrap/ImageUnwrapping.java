package org.geofringe.server.unwrap;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.run.UserException;
import org.geofringe.unwrapping.SolverContext;
import org.geofringe.unwrapping.TiledUnwrapper;
import org.geofringe.unwrapping.Unwrapped;

/** Unwraps one image, whole or in tiles, from its source into files. */
final class ImageUnwrapping {

  private static final double SOLVED = 0.95;

  private ImageUnwrapping() {}

  /**
   * What was found.
   *
   * @param figures by the names of {@link UnwrapFigures}
   * @param bridges between components
   */
  record Outcome(SortedMap<String, Double> figures, List<Unwrapped.Bridge> bridges) {}

  /** The files that are written, open for reading as well. */
  @FunctionalInterface
  interface Opener {
    UnwrappedFiles.Reader open() throws IOException;
  }

  /**
   * Unwraps.
   *
   * @param target started; not closed
   * @param reopen opens what is written to the target for reading
   * @param scratch for tiles
   * @throws UserException where values cannot be used
   */
  static Outcome run(
      WrappedSource source,
      UnwrapOptions options,
      Tiling tiling,
      UnwrappedFiles target,
      Opener reopen,
      ScratchFolder scratch,
      SolverContext solver)
      throws IOException {
    MapGrid grid = source.grid();
    SolverContext solving = solver.part(0, SOLVED);
    if (tiling.isWhole()) {
      Unwrapped image = Kernel.apply(source, grid.window(), options, solving);
      target.write(image.phase(), image.components(), image.reliability(), solver::checkCancelled);
      UnwrapFigures.Counts counts = new UnwrapFigures.Counts();
      counts.add(image.phase(), image.components());
      return new Outcome(
          counts.figures(image.figures().residues(), image.bridges()), image.bridges());
    }
    target.clear(solver::checkCancelled);
    try (UnwrappedFiles.Reader reader = reopen.open();
        DiskTiles tiles = new DiskTiles(source, options, target, reader, scratch.path())) {
      TiledUnwrapper.Result result =
          TiledUnwrapper.apply(
              grid.rows(),
              grid.columns(),
              new TiledUnwrapper.Parameters(tiling.side(), tiling.overlap()),
              tiles,
              solving);
      UnwrapFigures.Counts counts = new UnwrapFigures.Counts();
      WholeImage.each(grid, solver::checkCancelled, band -> counts.add(reader.read(band)));
      return new Outcome(
          counts.figures(ResidueCount.of(source, solver::checkCancelled), result.bridges()),
          result.bridges());
    }
  }
}
