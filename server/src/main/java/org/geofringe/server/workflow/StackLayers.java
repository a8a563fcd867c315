package org.geofringe.server.workflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.network.Pair;
import org.geofringe.server.catalogue.AlgorithmDescription;
import org.geofringe.server.catalogue.OutputDescription;
import org.geofringe.server.export.DataRange;
import org.geofringe.server.export.ProjectLayer;
import org.geofringe.server.export.StyleWriter;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;

/** The rasters of a stack as layers of a project, with a style beside each. */
final class StackLayers {

  private static final Map<Layer, String> LAYER_STYLES =
      Map.ofEntries(
          Map.entry(Layer.MEAN_COHERENCE, "coherence"),
          Map.entry(Layer.HEIGHT, "height"),
          Map.entry(Layer.INCIDENCE, "incidence"),
          Map.entry(Layer.LAYOVER_SHADOW, "layover_shadow"),
          Map.entry(Layer.LOOK_VECTOR, "look_vector"),
          Map.entry(Layer.AZIMUTH_LINE, "lookup"),
          Map.entry(Layer.RANGE_SAMPLE, "lookup"),
          Map.entry(Layer.AMPLITUDE_DISPERSION, "amplitude_dispersion"),
          Map.entry(Layer.MEAN_AMPLITUDE, "amplitude"),
          Map.entry(Layer.AMPLITUDE, "amplitude"),
          Map.entry(Layer.MASK, "masked"));
  private static final int LAYERS_ORDER = 60;
  private static final int DATES_ORDER = 62;
  private static final int SAMPLED_ROWS = 64;

  private StackLayers() {}

  /**
   * Layers of the whole stack, amplitudes of its dates and rasters of its pairs.
   *
   * @param shown whether the first pair is switched on
   */
  static List<ProjectLayer> of(Stack stack, LayerGroups groups, boolean shown, RunContext context) {
    List<ProjectLayer> layers = new ArrayList<>(images(stack));
    for (Layer layer : Layer.values()) {
      Path file = stack.layer(layer).orElse(null);
      String style = LAYER_STYLES.get(layer);
      if (file != null && style != null) {
        context.checkCancelled();
        style(file, style);
        if (layer != Layer.LAYOVER_SHADOW) {
          layers.add(
              ProjectLayer.of(file, layer.title(), "Stack", LAYERS_ORDER, layer.title(), false));
        }
      }
    }
    String amplitudes = stack.frame().map(frame -> ", of " + frame.radiometry().words()).orElse("");
    for (LocalDate date : stack.dates()) {
      Path file = stack.date(date).assets().get(DateAsset.AMPLITUDE);
      if (file != null) {
        context.checkCancelled();
        style(file, "amplitude");
        layers.add(
            ProjectLayer.of(
                file,
                date.toString(),
                "Amplitudes",
                DATES_ORDER,
                DateAsset.AMPLITUDE.title() + amplitudes,
                false));
      }
    }
    List<Pair> pairs = stack.hasPairs() ? stack.network().pairs() : List.of();
    for (MapLayer layer : PairLayers.of(stack, pairs, groups, shown, context)) {
      layers.add(
          ProjectLayer.of(
              layer.path(),
              layer.title(),
              layer.group(),
              layer.order(),
              layer.description(),
              !layer.hidden()));
    }
    return layers;
  }

  /**
   * What shows a stack of images at a glance, layover over the picture that it explains; picture
   * and footprints are switched on where there are no pairs to look at.
   */
  private static List<ProjectLayer> images(Stack stack) {
    List<ProjectLayer> layers = new ArrayList<>();
    for (OutputDescription output :
        AlgorithmDescription.of(GeocodeSlc.class, GeocodeSlc.Parameters.class).outputs()) {
      Path file = stack.folder().resolve(output.fileName());
      if (output.group().equals("Images") && Files.isRegularFile(file)) {
        boolean shown = !stack.hasPairs() && !output.name().equals("LAYOVER_SHADOW");
        layers.add(
            ProjectLayer.of(
                file, output.label(), output.group(), output.order(), output.help(), shown));
      }
    }
    return layers;
  }

  /** Writes the style where it is missing; its range is that of a sample of rows. */
  static void style(Path raster, String style) {
    // The SLD is written last: a run that was killed between the two leaves a QML alone.
    if (Files.exists(FileNames.beside(raster, ".sld"))) {
      return;
    }
    DataRange.Sampler sampler = new DataRange.Sampler();
    try (FlatRaster open = FlatRaster.open(raster)) {
      MapGrid grid = open.grid();
      int step = Math.max(1, grid.rows() / SAMPLED_ROWS);
      float[] row = new float[grid.columns()];
      for (int r = 0; r < grid.rows(); r += step) {
        open.read(0, new Window(r, 0, 1, grid.columns()), row, 0);
        sampler.add(row, 0, row.length);
      }
    }
    StyleWriter.write(style, raster, sampler.range(), 1);
  }
}
