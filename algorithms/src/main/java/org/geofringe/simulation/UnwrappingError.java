package org.geofringe.simulation;

import org.geofringe.network.Pair;

/**
 * A disc of cells of one pair that unwrapping left whole cycles off.
 *
 * @param pair the interferogram
 * @param row row of the centre
 * @param column column of the centre
 * @param radius in cells
 * @param cycles how many times 2π is added to the right phase; not 0
 */
public record UnwrappingError(Pair pair, int row, int column, double radius, int cycles) {

  /** Whether the cell is in the disc. */
  public boolean covers(int cellRow, int cellColumn) {
    double dr = cellRow - row;
    double dc = cellColumn - column;
    return dr * dr + dc * dc <= radius * radius;
  }
}
