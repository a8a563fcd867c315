package org.geofringe.server.unwrap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.unwrapping.TilePiece;
import org.geofringe.unwrapping.Unwrapped;

/** What is measured of an unwrapped image, by the name that it has in items, tables and answers. */
public final class UnwrapFigures {

  /** Cells with unwrapped phase. */
  public static final String CELLS = "unwrapped_cells";

  /** Loops of two by two cells whose wrapped steps did not add up to zero. */
  public static final String RESIDUES = "residues";

  /** Number of components. */
  public static final String COMPONENTS = "components";

  /** Share of the cells with phase that lie in a component, 0 to 1. */
  public static final String COMPONENT_SHARE = "component_share";

  /** Share of the cells with phase that lie in the largest component, 0 to 1. */
  public static final String LARGEST_SHARE = "largest_component_share";

  /** Components that were set against another across a gap. */
  public static final String BRIDGES = "bridges";

  /** Certainty of the least certain of these, 0 to 1; NaN where there is none. */
  public static final String WEAKEST_BRIDGE = "weakest_bridge";

  /** In the order of a table. */
  public static final List<String> NAMES =
      List.of(CELLS, RESIDUES, COMPONENTS, COMPONENT_SHARE, LARGEST_SHARE, BRIDGES, WEAKEST_BRIDGE);

  private UnwrapFigures() {}

  /** Counts cells piece by piece. */
  static final class Counts {
    private long cells;
    private long inside;
    private long largest;
    private int components;

    void add(TilePiece piece) {
      add(piece.phase(), piece.components());
    }

    void add(float[] phase, int[] component) {
      for (int i = 0; i < phase.length; i++) {
        cells += Float.isNaN(phase[i]) ? 0 : 1;
        inside += component[i] > 0 ? 1 : 0;
        largest += component[i] == 1 ? 1 : 0;
        components = Math.max(components, component[i]);
      }
    }

    SortedMap<String, Double> figures(long residues, List<Unwrapped.Bridge> bridges) {
      SortedMap<String, Double> figures = new TreeMap<>();
      figures.put(CELLS, (double) cells);
      figures.put(RESIDUES, (double) residues);
      figures.put(COMPONENTS, (double) components);
      figures.put(COMPONENT_SHARE, cells == 0 ? Double.NaN : (double) inside / cells);
      figures.put(LARGEST_SHARE, cells == 0 ? Double.NaN : (double) largest / cells);
      figures.put(BRIDGES, (double) bridges.size());
      figures.put(
          WEAKEST_BRIDGE,
          bridges.stream().mapToDouble(Unwrapped.Bridge::certainty).min().orElse(Double.NaN));
      return figures;
    }
  }

  /** A figure as people read it: counts are whole numbers. */
  public static Object shown(String name, double value) {
    boolean share = name.endsWith("share") || name.equals(WEAKEST_BRIDGE) || Double.isNaN(value);
    return share ? (Object) value : (Object) Math.round(value);
  }

  /** Bridges as a text that {@link #bridges(String)} reads. */
  static String text(List<Unwrapped.Bridge> bridges) {
    List<String> words = new ArrayList<>();
    for (Unwrapped.Bridge bridge : bridges) {
      words.add(
          String.format(
              Locale.ROOT,
              "%d:%d:%d:%.2f:%.4f",
              bridge.from(),
              bridge.to(),
              bridge.cycles(),
              bridge.gap(),
              bridge.certainty()));
    }
    return String.join(" ", words);
  }

  /** Reads bridges of a pair's notes. What is no bridge is passed over. */
  public static List<Unwrapped.Bridge> bridges(String text) {
    List<Unwrapped.Bridge> bridges = new ArrayList<>();
    for (String word : text.split(" ")) {
      if (word.matches("\\d+:\\d+:-?\\d+:[\\d.]+:[\\d.]+")) {
        String[] parts = word.split(":");
        bridges.add(
            new Unwrapped.Bridge(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Double.parseDouble(parts[3]),
                Double.parseDouble(parts[4])));
      }
    }
    return bridges;
  }
}
