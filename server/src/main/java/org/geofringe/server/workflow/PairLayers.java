package org.geofringe.server.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.geofringe.network.Pair;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackItem;

/** The rasters of a stack's pairs as layers of a map, with a style beside each. */
final class PairLayers {

  /** Above what all pairs share, such as mean coherence, which would hide them. */
  private static final int ORDER = 34;

  /** From the top of a group to its bottom; a phase has holes, an amplitude has none. */
  private static final List<Asset> FROM_THE_TOP =
      List.of(
          Asset.INVERSE_CHECK,
          Asset.WRAPPED_PHASE,
          Asset.UNWRAPPED,
          Asset.COMPONENTS,
          Asset.RELIABILITY,
          Asset.COHERENCE,
          Asset.RAMP,
          Asset.TOPOGRAPHIC_PHASE,
          Asset.AMPLITUDE);

  private static final Map<Asset, String> STYLES =
      Map.of(
          Asset.COHERENCE, "coherence",
          Asset.UNWRAPPED, "unwrapped_phase",
          Asset.WRAPPED_PHASE, "wrapped_phase",
          Asset.AMPLITUDE, "amplitude",
          Asset.RAMP, "phase_removed",
          Asset.TOPOGRAPHIC_PHASE, "phase_removed",
          Asset.COMPONENTS, "components",
          Asset.RELIABILITY, "reliability",
          Asset.INVERSE_CHECK, "inverse_check");

  private static final Map<Asset, String> HOW_TO_READ =
      Map.of(
          Asset.COHERENCE, "0 is noise, 1 is none.",
          Asset.UNWRAPPED, "Radians, positive away from the satellite.",
          Asset.WRAPPED_PHASE,
              "Radians, -π to π; a cycle is half a wavelength (28 mm for Sentinel-1), rising away from the satellite.",
          Asset.AMPLITUDE, "Geometric mean of both dates.",
          Asset.RAMP, "Radians; it is not in the wrapped phase any more.",
          Asset.TOPOGRAPHIC_PHASE, "Radians; it is not in the wrapped phase any more.",
          Asset.COMPONENTS,
              "Within a component no cycle is likely to be wrong; 1 is the largest, 0 is in none.",
          Asset.RELIABILITY, "1 is sure, 0.5 is a guess between two cycles.",
          Asset.INVERSE_CHECK,
              "Marked where the reversed pair gave other cycles: another answer is as good.");

  private PairLayers() {}

  /**
   * The layers, in the order of the pairs and within each from the top.
   *
   * @param pairs of the stack
   * @param shown whether the first pair's layers are switched on; all others are off
   */
  static List<MapLayer> of(
      Stack stack, List<Pair> pairs, LayerGroups groups, boolean shown, RunContext context) {
    return of(stack, pairs, EnumSet.allOf(Asset.class), groups, shown, context);
  }

  /** As above, of some kinds of raster only. */
  static List<MapLayer> of(
      Stack stack,
      List<Pair> pairs,
      Set<Asset> kinds,
      LayerGroups groups,
      boolean shown,
      RunContext context) {
    List<MapLayer> layers = new ArrayList<>();
    for (Pair pair : pairs) {
      StackItem item = stack.item(pair);
      for (Asset asset : FROM_THE_TOP) {
        Path file = item.assets().get(asset);
        if (file != null && kinds.contains(asset)) {
          context.checkCancelled();
          String style = STYLES.getOrDefault(asset, "coherence");
          StackLayers.style(file, style);
          boolean first = pair.equals(pairs.get(0));
          layers.add(layer(item, asset, file, style, groups, !(shown && first)));
        }
      }
    }
    return layers;
  }

  private static MapLayer layer(
      StackItem item, Asset asset, Path file, String style, LayerGroups groups, boolean hidden) {
    String dates = item.pair().reference() + " to " + item.pair().secondary();
    String kind = name(asset);
    boolean byPair = groups == LayerGroups.PAIR;
    return new MapLayer(
        file,
        byPair ? kind : dates,
        asset.title()
            + " of "
            + dates
            + ", "
            + item.pair().days()
            + " days"
            + baseline(item.perpendicularBaselineMetres())
            + ". "
            + HOW_TO_READ.getOrDefault(asset, ""),
        style,
        byPair ? dates : "Pairs: " + kind.toLowerCase(Locale.ROOT),
        ORDER + FROM_THE_TOP.indexOf(asset),
        hidden);
  }

  private static String baseline(double metres) {
    return Double.isNaN(metres)
        ? ""
        : String.format(Locale.ROOT, ", perpendicular baseline %.0f m", metres);
  }

  /** The title up to its first comma. */
  private static String name(Asset asset) {
    return asset.title().split(",", 2)[0];
  }
}
