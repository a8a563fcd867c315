package org.geofringe.unwrapping;

/**
 * What moving square blocks of cells by a cycle would cost: the sum over each block's perimeter,
 * for all blocks of one row after the other. Sums are carried on from block to block, so that the
 * work does not grow with their size.
 */
final class BlockMoves {

  private final Margins margins;
  private final int block;
  private final int columns;
  private final int[] sideMore;
  private final int[] sideLess;
  private final int[] raised;
  private final int[] lowered;
  private int top;

  /**
   * Stands before the first row of blocks.
   *
   * @param block rows and columns of a block, no more than the image has
   * @param top top row of the first blocks
   */
  BlockMoves(Margins margins, int block, int top) {
    this.margins = margins;
    this.block = block;
    this.top = top - 1;
    columns = margins.columns();
    sideMore = new int[columns];
    sideLess = new int[columns];
    raised = new int[columns];
    lowered = new int[columns];
    for (int row = top; row < top + block - 1; row++) {
      addSides(row, 1);
    }
  }

  /** Goes to the next row of blocks. */
  void next() {
    top++;
    addSides(top + block - 1, 1);
    for (int left = 0; left + block <= columns; left++) {
      int right = left + block - 1;
      raised[left] = sideLess[right] + (left > 0 ? sideMore[left - 1] : 0);
      lowered[left] = sideMore[right] + (left > 0 ? sideLess[left - 1] : 0);
    }
    addSides(top, -1);
    if (top > 0) {
      addLine(top - 1, raised, lowered);
    }
    if (top + block < margins.rows()) {
      addLine(top + block - 1, lowered, raised);
    }
  }

  /** Cost of a cycle more on the block whose left column is given, in units. */
  int raised(int left) {
    return raised[left];
  }

  /** Cost of a cycle less on the block whose left column is given, in units. */
  int lowered(int left) {
    return lowered[left];
  }

  private void addSides(int row, int sign) {
    int offset = row * columns;
    for (int c = 0; c < columns - 1; c++) {
      sideMore[c] += sign * margins.acrossMore(offset + c);
      sideLess[c] += sign * margins.acrossLess(offset + c);
    }
  }

  /** Adds the edges down from a row: a cycle more on them to the one, a cycle less to the other. */
  private void addLine(int row, int[] withMore, int[] withLess) {
    int offset = row * columns;
    int more = 0;
    int less = 0;
    for (int c = 0; c < columns; c++) {
      more += margins.downMore(offset + c);
      less += margins.downLess(offset + c);
      if (c >= block) {
        more -= margins.downMore(offset + c - block);
        less -= margins.downLess(offset + c - block);
      }
      if (c >= block - 1) {
        withMore[c - block + 1] += more;
        withLess[c - block + 1] += less;
      }
    }
  }
}
