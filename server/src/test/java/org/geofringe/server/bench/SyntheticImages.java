package org.geofringe.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.orbit.StateVector;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.stack.Acquisition;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.ImageStackWriter;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.PlannedNetwork;
import org.geofringe.server.stack.RadarFrame;
import org.geofringe.server.stack.Radiometry;
import org.geofringe.server.stack.StackDate;
import org.geofringe.server.stack.StackFrame;

/**
 * Makes a stack of images of any size for benchmarks of whole processes: speckle that all dates
 * share in part, so that their coherence is about a half, with fringes between them. {@code
 * SyntheticImages FOLDER SIDE [DATES]}; pairs are from each date to the next. Layers are zero.
 */
public final class SyntheticImages {

  private static final LocalDate START = LocalDate.of(2020, 1, 1);
  private static final int DAYS = 12;
  private static final int ROWS_AT_A_TIME = 64;
  private static final int NOISE = 1 << 20;
  private static final double RADIANS_PER_CELL = 0.01;

  private final MapGrid grid;
  private final int dates;
  private final float[] noise = new float[NOISE];

  private SyntheticImages(int side, int dates) {
    this.grid = new MapGrid("EPSG:32614", 480_000, 2_160_000, 5, 10, side, side);
    this.dates = dates;
    Random random = new Random(7);
    for (int i = 0; i < NOISE; i++) {
      noise[i] = (float) random.nextGaussian();
    }
  }

  public static void main(String[] arguments) throws IOException {
    int side = Integer.parseInt(arguments[1]);
    int dates = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
    new SyntheticImages(side, dates).write(Path.of(arguments[0]));
  }

  private void write(Path folder) throws IOException {
    StackFrame frame =
        new StackFrame(
            START,
            grid,
            new RadarFrame(
                Instant.parse("2020-01-01T13:51:25Z"), 0.0020555563, 8e5, 2.3295621, 9000, 8000),
            List.of("t064_135518_iw1"),
            0.05546576,
            8,
            4,
            Radiometry.DIGITAL_NUMBERS,
            "benchmark");
    ImageStackWriter writer = new ImageStackWriter(folder, frame);
    layers(writer);
    List<Pair> pairs = new ArrayList<>();
    for (int date = 0; date < dates; date++) {
      try (FlatRaster.Writer slc = writer.raster(date(date), DateAsset.SLC)) {
        images(slc, date);
      }
      writer.raster(date(date), DateAsset.AMPLITUDE).close();
      writer.complete(item(date));
      if (date > 0) {
        pairs.add(new Pair(date(date - 1), date(date)));
      }
    }
    writer.finish();
    PlannedNetwork.write(folder, new Network(pairs), "each date with the next");
  }

  private void layers(ImageStackWriter writer) throws IOException {
    Set<Layer> layers = Set.of(Layer.HEIGHT, Layer.INCIDENCE, Layer.LOOK_VECTOR);
    for (Layer layer : layers) {
      writer.layer(layer).close();
    }
    writer.completeLayers(layers, 39);
  }

  private void images(FlatRaster.Writer slc, int date) {
    float[] values = new float[2 * ROWS_AT_A_TIME * grid.columns()];
    for (int row = 0; row < grid.rows(); row += ROWS_AT_A_TIME) {
      int rows = Math.min(ROWS_AT_A_TIME, grid.rows() - row);
      for (int r = 0; r < rows; r++) {
        // An odd stride walks through all of the table, another part of it in each row and date.
        fillRow(values, r * grid.columns(), (row + r) * 7919, (date + 1) * 104_729, date);
      }
      slc.write(0, new Window(row, 0, rows, grid.columns()), values, 0);
    }
  }

  private void fillRow(float[] values, int at, int shared, int own, int date) {
    double cos = 1;
    double sin = 0;
    double stepCos = Math.cos(RADIANS_PER_CELL * date);
    double stepSin = Math.sin(RADIANS_PER_CELL * date);
    for (int column = 0; column < grid.columns(); column++) {
      int here = shared + 2 * column;
      float x = noise[here & (NOISE - 1)] + noise[(here + own) & (NOISE - 1)];
      float y = noise[(here + 1) & (NOISE - 1)] + noise[(here + 1 + own) & (NOISE - 1)];
      values[2 * (at + column)] = (float) (x * cos - y * sin);
      values[2 * (at + column) + 1] = (float) (x * sin + y * cos);
      double turned = cos * stepCos - sin * stepSin;
      sin = cos * stepSin + sin * stepCos;
      cos = turned;
    }
  }

  private static StackDate item(int date) {
    Instant time = date(date).atTime(13, 51, 25).toInstant(ZoneOffset.UTC);
    List<StateVector> orbit = new ArrayList<>();
    for (int i = -5; i <= 5; i++) {
      double angle = 0.9 + i * 10 * 2 * Math.PI / 5924;
      orbit.add(
          new StateVector(
              time.plusSeconds(10L * i),
              7_071_000 * Math.cos(angle),
              120. * date,
              7_071_000 * Math.sin(angle),
              -7500 * Math.sin(angle),
              0,
              7500 * Math.cos(angle)));
    }
    Map<DateAsset, Path> assets = new EnumMap<>(DateAsset.class);
    return new StackDate(
        date(date),
        new Acquisition(time, "sentinel-1a", 64, "descending", "VV", "benchmark", orbit),
        40 * Math.sin(date),
        0,
        0,
        0,
        "benchmark-" + date,
        assets);
  }

  private static LocalDate date(int index) {
    return START.plusDays((long) DAYS * index);
  }
}
