package org.geofringe.server.interferogram;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.orbit.StateVector;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Acquisition;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.ImageStackWriter;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.PlannedNetwork;
import org.geofringe.server.stack.RadarFrame;
import org.geofringe.server.stack.Radiometry;
import org.geofringe.server.stack.StackDate;
import org.geofringe.server.stack.StackFrame;
import org.geofringe.server.workflow.Catalogue;
import org.geofringe.server.workflow.Result;

/**
 * A stack of images of independent speckle that fades from date to date: after n intervals of 12
 * days the coherence is the fading to the power n. Every cell is a look of its own.
 */
final class SimulatedImages {

  static final int INTERVAL_DAYS = 12;
  static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

  /** What the ground does. */
  interface Ground {

    /** Coherence of neighbouring dates. */
    double fading(int row, int column);

    /** Phase of a date in radians. */
    default double phase(int date, int row, int column) {
      return 0;
    }

    /** Whether a date has a value. */
    default boolean has(int date, int row, int column) {
      return true;
    }

    /** Metres. */
    default double height(int row, int column) {
      return 100;
    }

    /** Standard deviation over mean of a cell's amplitudes, as an earlier run has found it. */
    default double dispersion(int row, int column) {
      return 0.5;
    }
  }

  private SimulatedImages() {}

  /** 5 x 10 m, edges on multiples of 40 m. */
  static MapGrid grid(int rows, int columns) {
    return new MapGrid("EPSG:32614", 480_000, 2_150_000, 5, 10, rows, columns);
  }

  static LocalDate date(int index) {
    return FIRST.plusDays((long) index * INTERVAL_DAYS);
  }

  static Pair pair(int reference, int secondary) {
    return new Pair(date(reference), date(secondary));
  }

  /** Writes the images and all pairs of them. */
  static void write(Path folder, MapGrid grid, int dates, Ground ground) throws IOException {
    StackFrame frame =
        new StackFrame(
            FIRST,
            grid,
            new RadarFrame(
                Instant.parse("2020-01-01T13:51:25Z"), 0.0020555563, 8e5, 2.3295621, 9000, 8000),
            List.of("t064_135518_iw1"),
            0.05546576,
            4,
            2,
            Radiometry.DIGITAL_NUMBERS,
            "simulated");
    ImageStackWriter writer = new ImageStackWriter(folder, frame);
    layers(writer, grid, ground);
    float[] speckle = new float[2 * (int) grid.cells()];
    for (int date = 0; date < dates; date++) {
      fade(speckle, new Random(date + 17), date == 0, grid, ground);
      float[] image = image(speckle, date, grid, ground);
      MapGrid coarse = frame.amplitudeGrid();
      try (FlatRaster.Writer slc = writer.raster(date(date), DateAsset.SLC);
          FlatRaster.Writer amplitude = writer.raster(date(date), DateAsset.AMPLITUDE)) {
        slc.write(0, grid.window(), image, 0);
        amplitude.write(0, coarse.window(), new float[(int) coarse.cells()], 0);
      }
      writer.complete(item(date));
    }
    writer.finish();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < dates; i++) {
      for (int j = i + 1; j < dates; j++) {
        pairs.add(pair(i, j));
      }
    }
    choose(folder, pairs);
  }

  static void choose(Path folder, List<Pair> pairs) {
    PlannedNetwork.write(folder, new Network(pairs), "a test");
  }

  /** Runs {@code interferograms} with what is given as NAME=VALUE. */
  static Result form(Path images, Path target, RunContext context, String... values)
      throws IOException {
    Map<String, String> all = new TreeMap<>();
    all.put("STACK", images.toString());
    all.put("INTERFEROGRAMS", target.toString());
    for (String value : values) {
      int equals = value.indexOf('=');
      all.put(value.substring(0, equals), value.substring(equals + 1));
    }
    return Catalogue.standard().prepare("interferograms", all, target).run(context);
  }

  private static void layers(ImageStackWriter writer, MapGrid grid, Ground ground)
      throws IOException {
    int cells = (int) grid.cells();
    float[] height = new float[cells];
    float[] incidence = new float[cells];
    float[] up = new float[cells];
    float[] dispersion = new float[cells];
    for (int i = 0; i < cells; i++) {
      height[i] = (float) ground.height(i / grid.columns(), i % grid.columns());
      dispersion[i] = (float) ground.dispersion(i / grid.columns(), i % grid.columns());
      incidence[i] = 39;
      up[i] = (float) Math.cos(Math.toRadians(39));
    }
    float[] east = new float[cells];
    Arrays.fill(east, (float) -Math.sin(Math.toRadians(39)));
    try (FlatRaster.Writer heights = writer.layer(Layer.HEIGHT);
        FlatRaster.Writer angles = writer.layer(Layer.INCIDENCE);
        FlatRaster.Writer look = writer.layer(Layer.LOOK_VECTOR);
        FlatRaster.Writer spread = writer.layer(Layer.AMPLITUDE_DISPERSION)) {
      spread.write(0, grid.window(), dispersion, 0);
      heights.write(0, grid.window(), height, 0);
      angles.write(0, grid.window(), incidence, 0);
      look.write(0, grid.window(), east, 0);
      look.write(2, grid.window(), up, 0);
    }
    writer.completeLayers(
        Set.of(Layer.HEIGHT, Layer.INCIDENCE, Layer.LOOK_VECTOR, Layer.AMPLITUDE_DISPERSION), 39);
  }

  private static void fade(
      float[] speckle, Random random, boolean first, MapGrid grid, Ground ground) {
    for (int i = 0; i < speckle.length; i++) {
      int cell = i / 2;
      double kept = first ? 0 : ground.fading(cell / grid.columns(), cell % grid.columns());
      speckle[i] = (float) (kept * speckle[i] + Math.sqrt(1 - kept * kept) * random.nextGaussian());
    }
  }

  private static float[] image(float[] speckle, int date, MapGrid grid, Ground ground) {
    float[] image = new float[speckle.length];
    for (int cell = 0; cell < grid.cells(); cell++) {
      int row = cell / grid.columns();
      int column = cell % grid.columns();
      double phase = ground.phase(date, row, column);
      double cos = 70 * Math.cos(phase);
      double sin = 70 * Math.sin(phase);
      boolean has = ground.has(date, row, column);
      float re = speckle[2 * cell];
      float im = speckle[2 * cell + 1];
      image[2 * cell] = has ? (float) (re * cos - im * sin) : Float.NaN;
      image[2 * cell + 1] = has ? (float) (re * sin + im * cos) : Float.NaN;
    }
    return image;
  }

  private static StackDate item(int date) {
    LocalDate day = date(date);
    Instant time = day.atTime(13, 51, 25).toInstant(ZoneOffset.UTC);
    return new StackDate(
        day,
        new Acquisition(
            time,
            "sentinel-1a",
            64,
            "ascending",
            "VV",
            "an orbit file",
            List.of(new StateVector(time, 7e6, 1.5, 2, 3, 4, 7500.25))),
        10 * date,
        0,
        1e-4,
        0,
        "of " + day,
        Map.of());
  }
}
