package org.geofringe.grid;

/**
 * Where a raster lies: north up, square-cornered cells of one size in one coordinate reference
 * system.
 *
 * @param crs {@code EPSG:n} where the system has a code, else its WKT
 * @param west x of the western edge of column 0, in units of the system
 * @param north y of the northern edge of row 0
 * @param spacingX width of a cell, positive
 * @param spacingY height of a cell, positive
 * @param rows number of rows
 * @param columns number of columns
 */
public record MapGrid(
    String crs,
    double west,
    double north,
    double spacingX,
    double spacingY,
    int rows,
    int columns) {

  public MapGrid {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("a map grid needs cells, got " + rows + " x " + columns);
    }
    if (!(spacingX > 0) || !(spacingY > 0)) {
      throw new IllegalArgumentException(
          "cell size must be positive, got " + spacingX + " x " + spacingY);
    }
  }

  public double east() {
    return west + columns * spacingX;
  }

  public double south() {
    return north - rows * spacingY;
  }

  /** x of the centre of a column; fractions lie between centres. */
  public double x(double column) {
    return west + (column + 0.5) * spacingX;
  }

  /** y of the centre of a row; fractions lie between centres. */
  public double y(double row) {
    return north - (row + 0.5) * spacingY;
  }

  /** The column that holds x; outside the grid where x is. */
  public int column(double x) {
    return (int) Math.floor((x - west) / spacingX);
  }

  /** The row that holds y; outside the grid where y is. */
  public int row(double y) {
    return (int) Math.floor((north - y) / spacingY);
  }

  public boolean contains(double x, double y) {
    return x >= west && x < east() && y <= north && y > south();
  }

  public long cells() {
    return (long) rows * columns;
  }

  /** The whole grid as one window. */
  public Window window() {
    return new Window(0, 0, rows, columns);
  }

  /**
   * Whether the coordinates are degrees by the code of the reference system: 4326 and the other
   * usual geographic ones.
   */
  public boolean isGeographic() {
    return crs.matches("EPSG:4\\d{3}") || crs.startsWith("GEOGCS") || crs.startsWith("GEOGCRS");
  }

  /** Whether the cells of both grids are the same cells, to a thousandth of a cell. */
  public boolean matches(MapGrid other) {
    double tolerance = 1e-3;
    return crs.equals(other.crs)
        && rows == other.rows
        && columns == other.columns
        && Math.abs(west - other.west) < tolerance * spacingX
        && Math.abs(north - other.north) < tolerance * spacingY
        && Math.abs(spacingX - other.spacingX) * columns < tolerance * spacingX
        && Math.abs(spacingY - other.spacingY) * rows < tolerance * spacingY;
  }
}
