package org.geofringe.geocoding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.geometry.BicubicSampler;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.geometry.RadarPolynomial;
import org.geofringe.geometry.UtmProjection;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.orbit.Orbit;
import org.geofringe.orbit.OrbitFolder;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.BurstSamples;
import org.geofringe.sentinel1.Measurement;
import org.geofringe.sentinel1.Pass;
import org.geofringe.sentinel1.PassBurst;
import org.geofringe.sentinel1.SceneFolder;
import org.opentest4j.TestAbortedException;

/** The three scenes that another program made, opened, with their terrain and truth. */
final class IndependentScenes implements AutoCloseable {

  /** Kept between the terrain's edge and the map. */
  private static final double MARGIN = 300;

  /** One date: its bursts in the order of time, on the clock of its orbit. */
  record Date(String name, Orbit orbit, List<PlacedBurst> bursts, List<BurstSamples> samples) {}

  final Path folder;
  final List<Date> dates = new ArrayList<>();
  final UtmProjection projection = UtmProjection.around(Math.toRadians(-116.88), 0.67);
  final MapGrid grid;
  private final List<Measurement> open = new ArrayList<>();
  private final double west;
  private final double north;
  private final double step;
  private final BicubicSampler terrain;

  IndependentScenes() throws IOException {
    folder = find();
    OrbitFolder orbits = OrbitFolder.open(folder.resolve("orbits"));
    for (Pass pass : SceneFolder.scan(folder)) {
      Orbit orbit =
          orbits.orbit(
              pass.mission(),
              pass.start().minus(Duration.ofSeconds(60)),
              pass.stop().plus(Duration.ofSeconds(60)));
      List<PlacedBurst> placed = new ArrayList<>();
      List<BurstSamples> samples = new ArrayList<>();
      for (PassBurst burst : pass.bursts("IW2", "VV").values()) {
        Burst exact = burst.swath().bursts(orbit).get(burst.index());
        placed.add(new PlacedBurst(exact, orbit.seconds(exact.firstLineTime())));
        Measurement measurement = burst.product().measurement(burst.swath());
        open.add(measurement);
        samples.add(measurement.samples(burst.index()));
      }
      dates.add(new Date(pass.date().toString().replace("-", ""), orbit, placed, samples));
    }
    FloatGrid heights = raster("dem.tif");
    step = 1 / 3600.0;
    west = -116.99402777777777;
    north = 38.50541666666667;
    terrain = new BicubicSampler(heights);
    double[] corner = new double[2];
    projection.toMap(Math.toRadians(west), Math.toRadians(north), corner);
    double[] other = new double[2];
    projection.toMap(
        Math.toRadians(west + heights.columns() * step),
        Math.toRadians(north - heights.rows() * step),
        other);
    double left = Math.ceil((Math.max(corner[0], other[0] - 19_000) + MARGIN) / 40) * 40;
    double top = Math.floor((corner[1] - MARGIN) / 40) * 40;
    int columns = (int) ((other[0] - MARGIN - left) / 5) / 8 * 8;
    int rows = (int) ((top - other[1] - MARGIN) / 10) / 4 * 4;
    grid = new MapGrid("EPSG:" + projection.epsgCode(), left, top, 5, 10, rows, columns);
  }

  private static Path find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolveSibling("shared").resolve("data/scenes-small");
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    throw new TestAbortedException(
        "the independent scenes are not there (shared/data/scenes-small beside the project)");
  }

  /** A raster of this folder: little-endian TIFF of float or byte, plain strips in one piece. */
  FloatGrid raster(String name) throws IOException {
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
    int directory = file.getInt(4);
    int columns = 0;
    int rows = 0;
    int bits = 0;
    int start = 0;
    for (int i = 0; i < file.getShort(directory); i++) {
      int entry = directory + 2 + 12 * i;
      int count = file.getInt(entry + 4);
      boolean small = file.getShort(entry + 2) == 3;
      int value = small ? file.getShort(entry + 8) & 0xffff : file.getInt(entry + 8);
      switch (file.getShort(entry)) {
        case 256 -> columns = value;
        case 257 -> rows = value;
        case 258 -> bits = value;
        case 259 -> {
          if (value != 1) {
            throw new IOException(name + " is compressed");
          }
        }
        case 273 -> start = count == 1 ? value : file.getInt(value);
        default -> {}
      }
    }
    FloatGrid grid = new FloatGrid(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      grid.values()[i] = bits == 8 ? file.get(start + i) : file.getFloat(start + 4 * i);
    }
    return grid;
  }

  /** Fractional row and column in the folder's rasters of a place on the map. */
  void place(double x, double y, double[] rowAndColumn) {
    projection.toGeographic(x, y, rowAndColumn);
    double longitude = Math.toDegrees(rowAndColumn[0]);
    double latitude = Math.toDegrees(rowAndColumn[1]);
    rowAndColumn[0] = (north - latitude) / step - 0.5;
    rowAndColumn[1] = (longitude - west) / step - 0.5;
  }

  /** Heights of the cells of a window; places are exact at every eighth column, linear between. */
  float[] heights(Window window) {
    float[] heights = new float[window.cells()];
    double[] start = new double[2];
    double[] end = new double[2];
    for (int row = 0; row < window.rows(); row++) {
      double y = grid.y(window.row() + row);
      for (int column = 0; column < window.columns(); column += 8) {
        place(grid.x(window.column() + column), y, start);
        place(grid.x(window.column() + column + 8), y, end);
        for (int i = 0; i < 8 && column + i < window.columns(); i++) {
          heights[row * window.columns() + column + i] =
              terrain.at(
                  start[0] + (end[0] - start[0]) * i / 8, start[1] + (end[1] - start[1]) * i / 8);
        }
      }
    }
    return heights;
  }

  /** The columns of some rows that the bursts may reach from any height, whole blocks of eight. */
  Window reach(int row, int rows, Seams seams, RadarGeometry geometry) {
    int first = grid.columns();
    int last = 0;
    double[] time = new double[1];
    double[] range = new double[1];
    for (int column = 0; column < grid.columns(); column += 8) {
      for (int i = row; i <= row + rows; i += rows) {
        for (float height : new float[] {0, 1000}) {
          geometry.locate(grid.x(column), 5, grid.y(i), new float[] {height}, 0, 1, time, range);
          if (seams.choose(time[0], range[0]) != Seams.NONE) {
            first = Math.min(first, column);
            last = Math.max(last, column);
          }
        }
      }
    }
    first = Math.max(0, Math.min(first, last) - 40);
    last = Math.min(grid.columns(), last + 40);
    return new Window(row, first, rows, last - first);
  }

  RadarPolynomial geometry(Date date) {
    double guess = date.bursts().get(0).startSeconds();
    return RadarPolynomial.fit(
        date.orbit(),
        guess,
        projection,
        grid.west(),
        grid.south() - 100,
        grid.east(),
        grid.north(),
        -100,
        1500);
  }

  @Override
  public void close() throws IOException {
    for (Measurement measurement : open) {
      measurement.close();
    }
  }
}
