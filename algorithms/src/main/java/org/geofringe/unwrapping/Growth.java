package org.geofringe.unwrapping;

import java.util.Arrays;

/**
 * Trees of cheapest ways that grow from charges until they meet nodes that lack charge.
 *
 * <p>Dijkstra's search on reduced costs, from one charge or many together. It may stop anywhere:
 * the distances found are taken into the potentials of the nodes that were passed, and of no
 * others, so that a search costs no more than the neighbourhood it has looked at. After that each
 * way from a root to a node met has a reduced cost of 0.
 */
final class Growth {

  private static final byte ROOT = 4;
  private static final int CHECK_EVERY = 1 << 16;

  private final FlowGraph graph;
  private final FreeAreas areas;
  private final SolverContext context;
  private Tile tile;
  private final BucketQueue queue = new BucketQueue();

  private int[] areaDistances = new int[0];
  private int[] areaOrigins = new int[0];
  private byte[] areaArrivals = new byte[0];
  private boolean areasTake;

  private int sign;
  private final int[] wayOffsets = new int[4];

  private int[] touched = new int[1 << 10];
  private final int touchedMost;
  private int touchedCount;
  private int[] met = new int[16];
  private int metCount;
  private int limit;
  private int end;
  private int passedSinceCheck;

  /** Growth that may go anywhere. */
  Growth(FlowGraph graph, FreeAreas areas, SolverContext context) {
    this.graph = graph;
    this.areas = areas;
    this.context = context;
    tile = Tile.whole(graph);
    turn(1);
    touchedMost = graph.nodes / 16 + (1 << 16);
  }

  /** From now on, to stop before leaving a tile or coming into a free area. */
  void stayIn(Tile part) {
    tile = part;
  }

  /**
   * From now on, whether each free area takes whatever comes, or all but the outside what they
   * lack.
   */
  void areasTake(boolean whatever) {
    areasTake = whatever;
    if (areaDistances.length == 0) {
      areaDistances = new int[areas.count()];
      Arrays.fill(areaDistances, FlowGraph.UNREACHED);
      areaOrigins = new int[areas.count()];
      areaArrivals = new byte[areas.count()];
    }
  }

  /**
   * From now on, which trees grow.
   *
   * @param towards 1: from charges above 0 to such below, the way that charge moves; -1: from
   *     charges below 0 to such above, against it
   */
  void turn(int towards) {
    sign = towards;
    for (int direction = 0; direction < 4; direction++) {
      int back = 4 * graph.steps[direction] + 3 - direction;
      wayOffsets[direction] = towards > 0 ? direction : back;
    }
  }

  /** Which trees grow, see {@link #turn}. */
  int sign() {
    return sign;
  }

  /** Cost of the next unit along a tree that grows from a node in some direction. */
  int way(int node, int direction) {
    return graph.ways[4 * node + wayOffsets[direction]];
  }

  /** Forgets the trees. */
  void begin() {
    touchedCount = 0;
    metCount = 0;
    limit = Integer.MAX_VALUE;
    queue.clear();
  }

  /** Starts a tree at a node of the graph, or at an area that counts on from them. */
  void start(int node) {
    if (node < graph.nodes) {
      reach(node, 0, ROOT);
    } else {
      reachArea(node - graph.nodes, 0, -1, ROOT);
    }
  }

  /**
   * Grows the trees.
   *
   * @param wanted nodes that lack charge after which to stop
   * @param most nodes to be passed at most
   */
  void grow(int wanted, int most) {
    int passed = 0;
    int[] labels = graph.labels;
    for (int node = queue.take(); node >= 0; node = queue.take()) {
      int distance = queue.distance();
      boolean isArea = node >= graph.nodes;
      if (distance != (isArea ? areaDistances[node - graph.nodes] : labels[2 * node + 1])) {
        continue;
      }
      end = Math.min(distance, limit);
      if (distance <= limit && takes(node)) {
        meet(node);
        if (metCount == wanted) {
          return;
        }
      }
      if (distance >= limit || passed++ == most || !isArea && tile.isRim(node)) {
        return;
      }
      if (++passedSinceCheck == CHECK_EVERY) {
        passedSinceCheck = 0;
        context.checkCancelled();
      }
      if (!isArea) {
        pass(node, distance + sign * labels[2 * node]);
      } else if (!areasTake) {
        passArea(node - graph.nodes, distance);
      }
    }
  }

  private void pass(int node, int from) {
    int[] labels = graph.labels;
    for (int direction = 0; direction < 4; direction++) {
      int way = way(node, direction);
      if (way == FlowGraph.NO_WAY) {
        continue;
      }
      int next = node + graph.steps[direction];
      int known = labels[2 * next + 1];
      if (known < 0) {
        comeToArea(FreeAreas.area(known), from + way, node, direction);
      } else {
        int distance = from + way - sign * labels[2 * next];
        if (distance < known) {
          reach(next, distance, (byte) direction);
        }
      }
    }
  }

  private void passArea(int area, int distance) {
    int last = areas.firstShore(area + 1);
    for (int i = areas.firstShore(area); i < last; i++) {
      pass(areas.shore(i), distance + sign * areas.potentials[area]);
    }
  }

  private void comeToArea(int area, int to, int node, int direction) {
    int distance = to - sign * areas.potentials[area];
    if (!tile.isWhole()) {
      limit = Math.min(limit, distance);
    } else if (distance < areaDistances[area]) {
      reachArea(area, distance, node, (byte) direction);
    }
  }

  private void reachArea(int area, int distance, int origin, byte arrival) {
    if (areaDistances[area] == FlowGraph.UNREACHED) {
      touch(graph.nodes + area);
    }
    areaDistances[area] = distance;
    areaOrigins[area] = origin;
    areaArrivals[area] = arrival;
    queue.put(graph.nodes + area, distance);
  }

  private void reach(int node, int distance, byte arrival) {
    if (graph.labels[2 * node + 1] == FlowGraph.UNREACHED) {
      touch(node);
    }
    graph.labels[2 * node + 1] = distance;
    graph.arrival[node] = arrival;
    queue.put(node, distance);
  }

  /** Keeps what was touched, or only how much it was: then it is all that will be gone through. */
  private void touch(int node) {
    if (touchedCount == touched.length && touchedCount < touchedMost) {
      touched = Arrays.copyOf(touched, Math.min(2 * touchedCount, touchedMost));
    }
    if (touchedCount < touched.length) {
      touched[touchedCount] = node;
    }
    touchedCount++;
  }

  private void meet(int node) {
    if (metCount == met.length) {
      met = Arrays.copyOf(met, 2 * metCount);
    }
    met[metCount++] = node;
  }

  /** Takes the distances into the potentials, as far as the trees have grown. */
  void leavePotentials() {
    if (touchedCount <= touched.length) {
      for (int i = 0; i < touchedCount; i++) {
        leavePotential(touched[i]);
      }
    } else {
      for (int node = 0; node < graph.nodes + areas.count(); node++) {
        leavePotential(node);
      }
    }
  }

  private void leavePotential(int node) {
    if (node < graph.nodes) {
      int distance = graph.labels[2 * node + 1];
      if (distance >= 0 && distance < FlowGraph.UNREACHED) {
        graph.labels[2 * node] += sign * Math.min(distance - end, 0);
        graph.labels[2 * node + 1] = FlowGraph.UNREACHED;
      }
    } else if (areaDistances[node - graph.nodes] < FlowGraph.UNREACHED) {
      int area = node - graph.nodes;
      areas.potentials[area] += sign * Math.min(areaDistances[area] - end, 0);
      areaDistances[area] = FlowGraph.UNREACHED;
    }
  }

  /** How many nodes were met that lacked charge. */
  int metCount() {
    return metCount;
  }

  /** One of the nodes that were met; areas count on from the nodes of the graph. */
  int met(int index) {
    return met[index];
  }

  /**
   * Whether a tree may start from a node of the graph, or from an area that counts on from them.
   */
  boolean gives(int node) {
    int area = node - graph.nodes;
    return area < 0
        ? sign * graph.excess[node] > 0
        : area == FreeAreas.OUTSIDE || sign * areas.balances[area] > 0;
  }

  /** Whether a tree that meets a node may end there. */
  boolean takes(int node) {
    if (node < graph.nodes) {
      return sign * graph.excess[node] < 0;
    }
    int area = node - graph.nodes;
    return areasTake || area != FreeAreas.OUTSIDE && sign * areas.balances[area] < 0;
  }

  /** Node of the graph from which a tree came to a node; -1 at its root. */
  int origin(int node) {
    if (node >= graph.nodes) {
      return areaOrigins[node - graph.nodes];
    }
    byte direction = graph.arrival[node];
    return direction == ROOT ? -1 : node - graph.steps[direction];
  }

  /** Direction in which a tree came to a node. */
  int arrival(int node) {
    return node >= graph.nodes ? areaArrivals[node - graph.nodes] : graph.arrival[node];
  }
}
