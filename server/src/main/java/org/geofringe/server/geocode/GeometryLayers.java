package org.geofringe.server.geocode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.geofringe.geocoding.PlacedBurst;
import org.geofringe.geocoding.Seams;
import org.geofringe.geometry.LookVectors;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.ImageStackWriter;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.RadarFrame;
import org.geofringe.server.stack.StackFrame;
import org.geofringe.server.terrain.Terrain;
import org.geofringe.server.tile.Units;

/**
 * The layers that all dates share, from the reference date's orbit and bursts: terrain, look, place
 * in the radar image, and which burst gives a cell.
 */
final class GeometryLayers {

  static final Set<Layer> LAYERS =
      Collections.unmodifiableSet(
          EnumSet.of(
              Layer.HEIGHT,
              Layer.INCIDENCE,
              Layer.LOOK_VECTOR,
              Layer.LAYOVER_SHADOW,
              Layer.AZIMUTH_LINE,
              Layer.RANGE_SAMPLE,
              Layer.BURST));

  private GeometryLayers() {}

  /** Whether an earlier run finished them. */
  static boolean areThere(Path stack, StackFrame frame) throws IOException {
    return ImageStackWriter.hasLayers(stack, frame, LAYERS);
  }

  /** Makes all layers and publishes them. */
  static SeamFacts write(
      GeocodePlan plan,
      DateScene scene,
      Terrain terrain,
      ImageStackWriter writer,
      RunContext context)
      throws IOException {
    List<PlacedBurst> bursts = new ArrayList<>();
    plan.bursts().forEach(id -> bursts.add(burst(scene, id).placed()));
    Work work = new Work(plan, scene, terrain, new Seams(bursts));
    Map<Layer, FlatRaster.Writer> open = new EnumMap<>(Layer.class);
    try {
      for (Layer layer : LAYERS) {
        open.put(layer, writer.layer(layer));
      }
      Units.run(
          Blocks.of(plan.frame().grid().window()),
          context.part(0, 0.6),
          "Terrain and geometry",
          block -> work.block(block, open));
      Objects.requireNonNull(open.remove(Layer.HEIGHT)).close();
      Objects.requireNonNull(open.remove(Layer.BURST)).close();
      try (FlatRaster heights = writer.written(Layer.HEIGHT);
          FlatRaster owners = writer.written(Layer.BURST)) {
        LayoverLayer.write(
            work.pass,
            heights,
            owners,
            Objects.requireNonNull(open.get(Layer.LAYOVER_SHADOW)),
            context.part(0.6, 1));
      }
    } finally {
      for (FlatRaster.Writer layer : open.values()) {
        layer.close();
      }
    }
    SeamFacts facts = work.collector.facts();
    if (facts.cells() == 0) {
      throw new UserException(
          "No cell of the grid has both terrain and a burst: check that DEM and EXTENT fit.");
    }
    facts.write(writer.folder());
    writer.completeLayers(LAYERS, facts.meanIncidenceDegrees());
    return facts;
  }

  private static SceneBurst burst(DateScene scene, BurstId id) {
    SceneBurst burst = scene.bursts().get(id);
    if (burst == null) {
      throw new UserException(
          "The products of "
              + scene.date()
              + " lack burst "
              + id
              + " that its stack has: add them.");
    }
    return burst;
  }

  private static final class Work {
    private final GeocodePlan plan;
    private final DateScene scene;
    private final Terrain terrain;
    private final PassGeometry pass;
    private final Seams seams;
    private final SeamCollector collector;

    Work(GeocodePlan plan, DateScene scene, Terrain terrain, Seams seams) {
      this.plan = plan;
      this.scene = scene;
      this.terrain = terrain;
      this.pass = new PassGeometry(scene.orbit(), scene.middle(), plan.map(), plan.frame().grid());
      this.seams = seams;
      this.collector = new SeamCollector(seams);
    }

    void block(Window block, Map<Layer, FlatRaster.Writer> open) {
      MapGrid grid = plan.frame().grid();
      float[] heights = terrain.heights(block);
      RadarGeometry geometry = pass.over(block, heights);
      int cells = block.cells();
      double[] times = new double[cells];
      double[] ranges = new double[cells];
      double[] rowTimes = new double[block.columns()];
      double[] rowRanges = new double[block.columns()];
      for (int row = 0; row < block.rows(); row++) {
        int offset = row * block.columns();
        geometry.locate(
            grid.x(block.column()),
            grid.spacingX(),
            grid.y(block.row() + row),
            heights,
            offset,
            block.columns(),
            rowTimes,
            rowRanges);
        System.arraycopy(rowTimes, 0, times, offset, block.columns());
        System.arraycopy(rowRanges, 0, ranges, offset, block.columns());
      }
      write(open, Layer.HEIGHT, block, heights);
      RadarFrame radar = plan.frame().radar();
      double start = scene.orbit().seconds(radar.firstLineTime());
      float[] lines = new float[cells];
      float[] samples = new float[cells];
      float[] owners = new float[cells];
      for (int i = 0; i < cells; i++) {
        lines[i] = (float) ((times[i] - start) / radar.lineInterval());
        samples[i] = (float) ((ranges[i] - radar.firstRange()) / radar.rangeSpacing());
        owners[i] = seams.choose(times[i], ranges[i]) + 1;
      }
      write(open, Layer.AZIMUTH_LINE, block, lines);
      write(open, Layer.RANGE_SAMPLE, block, samples);
      write(open, Layer.BURST, block, owners);
      float[] incidence = look(open, block, heights);
      collector.add(block, owners, times, ranges, incidence, heights);
    }

    /** Writes look vector and incidence; returns the latter. */
    private float[] look(Map<Layer, FlatRaster.Writer> open, Window block, float[] heights) {
      MapGrid grid = plan.frame().grid();
      LookVectors looks = pass.looks(block, heights);
      int columns = block.columns();
      int cells = block.cells();
      double[] east = new double[columns];
      double[] north = new double[columns];
      double[] up = new double[columns];
      float[] vectors = new float[3 * cells];
      float[] incidence = new float[cells];
      for (int row = 0; row < block.rows(); row++) {
        int offset = row * columns;
        looks.look(
            grid.x(block.column()),
            grid.spacingX(),
            grid.y(block.row() + row),
            heights,
            offset,
            columns,
            east,
            north,
            up);
        for (int i = 0; i < columns; i++) {
          vectors[offset + i] = (float) east[i];
          vectors[cells + offset + i] = (float) north[i];
          vectors[2 * cells + offset + i] = (float) up[i];
          // The arc cosine of Java 17 takes ten times as long.
          double level = Math.sqrt(east[i] * east[i] + north[i] * north[i]);
          incidence[offset + i] = (float) Math.toDegrees(Math.atan2(level, up[i]));
        }
      }
      write(open, Layer.LOOK_VECTOR, block, vectors);
      write(open, Layer.INCIDENCE, block, incidence);
      return incidence;
    }

    private static void write(
        Map<Layer, FlatRaster.Writer> open, Layer layer, Window block, float[] values) {
      FlatRaster.Writer writer = Objects.requireNonNull(open.get(layer));
      for (int band = 0; band < layer.bands(); band++) {
        writer.write(band, block, values, band * block.cells());
      }
    }
  }
}
