package org.geofringe.server.terrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * An elevation model: a GeoTIFF, or a folder (and the folders in it) of tiles as GeoTIFF or SRTM
 * .hgt, in any one reference system. {@link #over} makes it ready for a map grid.
 */
public final class Dem {

  private static final int FOLDER_DEPTH = 5;

  /** What comes with Copernicus and ASTER tiles and holds no heights. */
  private static final Pattern COMPANION =
      Pattern.compile(".*_(edm|flm|hem|wbm|num|acm|msk|stk)\\.tiff?");

  /** A file and what was learned from it. */
  private record Source(Path path, MapGrid grid, HeightReference reference) {

    /** The same file a whole number of turns of longitude away, nearest to a meridian. */
    Source near(double longitude) {
      double turns = Math.rint((longitude - (grid.west() + grid.east()) / 2) / 360);
      MapGrid turned =
          new MapGrid(
              grid.crs(),
              grid.west() + 360 * turns,
              grid.north(),
              grid.spacingX(),
              grid.spacingY(),
              grid.rows(),
              grid.columns());
      return new Source(path, turned, reference);
    }
  }

  /** Tells which part of a map needs heights. */
  @FunctionalInterface
  public interface Need {

    /** Whether the place on the map needs a height. */
    boolean at(double x, double y);
  }

  private final Path path;
  private final List<Source> sources;
  private final HeightReference asked;
  private final @Nullable Path geoidFile;

  private Dem(Path path, List<Source> sources, HeightReference asked, @Nullable Path geoidFile) {
    this.path = path;
    this.sources = sources;
    this.asked = asked;
    this.geoidFile = geoidFile;
  }

  /**
   * Looks at an elevation model; no heights are read.
   *
   * @param path a file or a folder
   * @param reference the surface above which it counts heights
   * @param geoid a GeoTIFF of that geoid's height above the ellipsoid in metres, or null for the
   *     built-in EGM96
   * @throws UserException where there is nothing, a file is broken, or tiles are in several
   *     reference systems
   */
  public static Dem open(Path path, HeightReference reference, @Nullable Path geoid) {
    List<Source> sources = new ArrayList<>();
    for (Path file : files(path)) {
      try (ElevationTile tile = ElevationTile.open(file)) {
        sources.add(new Source(file, tile.grid(), tile.reference()));
      }
    }
    Set<String> systems =
        sources.stream().map(source -> source.grid().crs()).collect(Collectors.toSet());
    if (systems.size() > 1) {
      throw new UserException(
          path
              + " holds tiles in several reference systems ("
              + systems.stream().sorted().collect(Collectors.joining(", "))
              + "); bring them to one, for instance with gdalwarp");
    }
    return new Dem(path, sources, reference, geoid);
  }

  private static List<Path> files(Path path) {
    if (!Files.exists(path)) {
      throw new UserException(path + " does not exist; check the name of the DEM");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> walk = Files.walk(path, FOLDER_DEPTH)) {
      List<Path> files =
          walk.filter(Files::isRegularFile)
              .filter(file -> isHeights(FileNames.name(file)))
              .sorted(Comparator.comparing(file -> path.relativize(file).toString()))
              .toList();
      if (files.isEmpty()) {
        throw new UserException(
            path + " holds no DEM tiles; put GeoTIFF (.tif) or SRTM (.hgt) files there");
      }
      return files;
    } catch (IOException e) {
      throw new UserException(
          path + " cannot be listed: " + e.getMessage() + "; check its permissions", e);
    }
  }

  private static boolean isHeights(String name) {
    return ElevationTile.isNamedSo(name)
        && !name.startsWith(".")
        && !COMPANION.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  /**
   * Checks that there are heights wherever the map needs them, without reading any.
   *
   * @throws UserException saying how much is missing and where
   */
  public void checkCovers(MapGrid grid, Need need) {
    position(grid).checkCovered(grid, need, path, grids(near(grid)));
  }

  /**
   * Makes the heights over a map grid ready: finds and fills voids, brings them above the
   * ellipsoid. Warns of what was assumed or filled.
   *
   * @param need where heights must be
   * @return to be closed
   * @throws UserException where heights are missing, or it cannot be told what they count from
   */
  public Terrain over(MapGrid grid, Need need, RunContext context) {
    TerrainPosition position = position(grid);
    List<Source> near = near(grid);
    position.checkCovered(grid, need, path, grids(near));
    MapGrid area = position.area(grid, grids(near));
    List<Source> needed = near.stream().filter(source -> overlaps(source.grid(), area)).toList();
    HeightReference reference = reference(needed, context);
    List<ElevationTile> tiles = new ArrayList<>();
    boolean made = false;
    try (Geoid geoid = geoid(reference, context)) {
      for (Source source : needed) {
        tiles.add(ElevationTile.open(source.path()));
      }
      Mosaic mosaic = new Mosaic(tiles, grids(needed), area);
      VoidFill voids = VoidFill.of(mosaic, context::checkCancelled);
      if (!(voids.least() <= voids.greatest())) {
        throw new UserException(path + " has no heights over the map, only voids; use another DEM");
      }
      if (voids.count() > 0) {
        context.warn(
            "the DEM has %d void cells over the map (%.3g %%, the largest void %d cells across), filled smoothly from around them; within wide ones heights are guesses"
                .formatted(
                    voids.count(), 100.0 * voids.count() / area.cells(), voids.largest()));
      }
      Terrain terrain = new Terrain(grid, position, mosaic, voids, geoid);
      made = true;
      return terrain;
    } finally {
      if (!made) {
        tiles.forEach(ElevationTile::close);
      }
    }
  }

  /** As {@link #over(MapGrid, Need, RunContext)} with heights needed everywhere. */
  public Terrain over(MapGrid grid, RunContext context) {
    return over(grid, (x, y) -> true, context);
  }

  private TerrainPosition position(MapGrid grid) {
    return new TerrainPosition(grid, sources.get(0).grid(), meridian(grid));
  }

  /** Longitude in the middle of a map, degrees. */
  private static double meridian(MapGrid grid) {
    double x = (grid.west() + grid.east()) / 2;
    double y = (grid.north() + grid.south()) / 2;
    return Crs.transform(x, y, grid.crs(), "EPSG:4326")[0];
  }

  private List<Source> near(MapGrid grid) {
    return Crs.isGeographic(sources.get(0).grid().crs())
        ? sources.stream().map(source -> source.near(meridian(grid))).toList()
        : sources;
  }

  private static List<MapGrid> grids(List<Source> sources) {
    return sources.stream().map(Source::grid).toList();
  }

  private static boolean overlaps(MapGrid tile, MapGrid area) {
    return tile.west() < area.east()
        && tile.east() > area.west()
        && tile.south() < area.north()
        && tile.north() > area.south();
  }

  private HeightReference reference(List<Source> needed, RunContext context) {
    if (asked != HeightReference.AUTO) {
      return asked;
    }
    Set<HeightReference> said = EnumSet.noneOf(HeightReference.class);
    needed.forEach(source -> said.add(source.reference()));
    if (said.size() > 1) {
      throw new UserException(
          path
              + " holds tiles that count heights from different surfaces ("
              + said.stream().map(Enum::toString).collect(Collectors.joining(", "))
              + ", AUTO = not said); keep one kind, or say which: ELLIPSOID, EGM96 or EGM2008");
    }
    HeightReference reference = said.iterator().next();
    if (reference != HeightReference.AUTO) {
      return reference;
    }
    if (geoidFile == null) {
      context.warn(
          path
              + " does not say what its heights count from: taken as metres above the WGS 84"
              + " ellipsoid; if they are above sea level, say EGM96 or EGM2008");
    }
    return HeightReference.ELLIPSOID;
  }

  private @Nullable Geoid geoid(HeightReference reference, RunContext context) {
    if (geoidFile != null) {
      return Geoid.file(geoidFile);
    }
    if (reference == HeightReference.EGM2008) {
      context.warn(
          "the DEM's heights count from the geoid EGM2008, for which no file was given: EGM96"
              + " stands in, mostly within 1 m; give a GeoTIFF such as PROJ's"
              + " us_nga_egm08_25.tif for better");
    }
    return reference == HeightReference.ELLIPSOID ? null : Geoid.egm96();
  }
}
