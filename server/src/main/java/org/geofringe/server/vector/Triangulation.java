package org.geofringe.server.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.triangulate.DelaunayTriangulationBuilder;
import org.locationtech.jts.triangulate.quadedge.QuadEdge;

/** Which points are neighbours: the edges of the Delaunay triangulation. */
public final class Triangulation {

  private Triangulation() {}

  /**
   * The edges between points.
   *
   * @param x of each point; no two points lie together
   * @param y of each point
   * @param longest edges that are longer are left out
   * @return pairs of indices, the lower first, in ascending order
   */
  public static int[][] edges(double[] x, double[] y, double longest) {
    Map<Coordinate, Integer> places = new HashMap<>();
    for (int i = 0; i < x.length; i++) {
      if (places.put(new Coordinate(x[i], y[i]), i) != null) {
        throw new IllegalArgumentException("two points lie at " + x[i] + ", " + y[i]);
      }
    }
    if (x.length < 2) {
      return new int[0][];
    }
    DelaunayTriangulationBuilder builder = new DelaunayTriangulationBuilder();
    builder.setSites(new ArrayList<>(places.keySet()));
    List<int[]> edges = new ArrayList<>();
    for (Object edge : builder.getSubdivision().getPrimaryEdges(false)) {
      QuadEdge between = (QuadEdge) edge;
      Integer a = places.get(between.orig().getCoordinate());
      Integer b = places.get(between.dest().getCoordinate());
      if (a != null && b != null && Math.hypot(x[a] - x[b], y[a] - y[b]) <= longest) {
        edges.add(new int[] {Math.min(a, b), Math.max(a, b)});
      }
    }
    int[][] sorted = edges.toArray(int[][]::new);
    Arrays.sort(sorted, Arrays::compare);
    return sorted;
  }
}
