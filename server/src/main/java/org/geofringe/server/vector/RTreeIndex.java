package org.geofringe.server.vector;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills an empty SQLite R-tree by writing its nodes (the module's documented node, parent and rowid
 * tables) from the leaves up, some ten times faster than one insert per row. Boxes go into leaves
 * in the order they come, so neighbours should come together; rows of a raster do. Memory: one node
 * per level.
 */
final class RTreeIndex implements AutoCloseable {

  private static final int CELLS = 51;
  private static final int CELL_BYTES = 24;
  private static final int NODE_BYTES = 4 + CELLS * CELL_BYTES;
  private static final long ROOT = 1;

  private final PreparedStatement node;
  private final PreparedStatement parent;
  private final PreparedStatement rowid;
  private final List<Node> levels = new ArrayList<>();
  private long nodes = ROOT;

  /** A node that is being filled; its own box grows with it. */
  private static final class Node {
    final ByteBuffer cells = ByteBuffer.allocate(NODE_BYTES);
    int count;
    float minX;
    float maxX;
    float minY;
    float maxY;

    Node() {
      clear();
    }

    void clear() {
      cells.clear().position(4);
      count = 0;
      minX = Float.POSITIVE_INFINITY;
      maxX = Float.NEGATIVE_INFINITY;
      minY = Float.POSITIVE_INFINITY;
      maxY = Float.NEGATIVE_INFINITY;
    }

    void add(long id, float x0, float x1, float y0, float y1) {
      cells.putLong(id).putFloat(x0).putFloat(x1).putFloat(y0).putFloat(y1);
      count++;
      minX = Math.min(minX, x0);
      maxX = Math.max(maxX, x1);
      minY = Math.min(minY, y0);
      maxY = Math.max(maxY, y1);
    }

    long child(int i) {
      return cells.getLong(4 + i * CELL_BYTES);
    }

    byte[] bytes(int depth) {
      byte[] bytes = new byte[NODE_BYTES];
      cells.get(0, bytes, 0, 4 + count * CELL_BYTES);
      ByteBuffer.wrap(bytes).putShort((short) depth).putShort((short) count);
      return bytes;
    }
  }

  /**
   * An index over an R-tree table that was just made.
   *
   * @param table its name, as it stands between double quotes in SQL
   */
  RTreeIndex(Connection connection, String table) throws SQLException {
    node =
        connection.prepareStatement("INSERT OR REPLACE INTO \"" + table + "_node\" VALUES (?, ?)");
    parent = connection.prepareStatement("INSERT INTO \"" + table + "_parent\" VALUES (?, ?)");
    rowid = connection.prepareStatement("INSERT INTO \"" + table + "_rowid\" VALUES (?, ?)");
    levels.add(new Node());
  }

  /** Adds a box; it is stored as floats that hold it. */
  void add(long id, double minX, double minY, double maxX, double maxY) throws SQLException {
    add(0, id, below(minX), above(maxX), below(minY), above(maxY));
  }

  private void add(int level, long id, float x0, float x1, float y0, float y1) throws SQLException {
    if (level == levels.size()) {
      levels.add(new Node());
    }
    if (levels.get(level).count == CELLS) {
      flush(level);
    }
    levels.get(level).add(id, x0, x1, y0, y1);
  }

  private void flush(int level) throws SQLException {
    Node full = levels.get(level);
    long number = ++nodes;
    write(full, level, number, 0);
    add(level + 1, number, full.minX, full.maxX, full.minY, full.maxY);
    full.clear();
  }

  private void write(Node full, int level, long number, int depth) throws SQLException {
    node.setLong(1, number);
    node.setBytes(2, full.bytes(depth));
    node.executeUpdate();
    PreparedStatement link = level == 0 ? rowid : parent;
    for (int i = 0; i < full.count; i++) {
      link.setLong(1, full.child(i));
      link.setLong(2, number);
      link.executeUpdate();
    }
  }

  /** Writes what is left; nothing may be added after. */
  void finish() throws SQLException {
    for (int level = 0; level < levels.size() - 1; level++) {
      flush(level);
    }
    int top = levels.size() - 1;
    write(levels.get(top), top, ROOT, top);
  }

  private static float below(double value) {
    float rounded = (float) value;
    return rounded > value ? Math.nextDown(rounded) : rounded;
  }

  private static float above(double value) {
    float rounded = (float) value;
    return rounded < value ? Math.nextUp(rounded) : rounded;
  }

  @Override
  public void close() throws SQLException {
    node.close();
    parent.close();
    rowid.close();
  }
}
