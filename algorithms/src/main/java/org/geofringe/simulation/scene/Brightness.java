package org.geofringe.simulation.scene;

/** How the slope of the ground changes its echo. Slopes are metres per metre. */
final class Brightness {

  /** Root mean square amplitude of level fields, counts. */
  static final double AMPLITUDE = 50;

  /** Cosine and sine of the incidence to which amplitudes are referred, the middle of the mode. */
  private static final double COSINE = 0.7771;

  private static final double SINE = 0.6293;

  private Brightness() {}

  /**
   * Amplitude of a scatterer against one on level ground: Lambert's law, one cosine for what is
   * received per area, one for what is sent back, over the area that the slope makes larger.
   */
  static double ofScatterer(
      double eastSlope, double northSlope, double east, double north, double up) {
    double area = Math.sqrt(1 + eastSlope * eastSlope + northSlope * northSlope);
    double cosine = (up - east * eastSlope - north * northSlope) / area;
    return Math.max(0, cosine) / COSINE * Math.sqrt(area);
  }

  /** Scatterers in a cell of the image against level ground: slopes that face the radar crowd. */
  static double crowding(
      double eastSlope, double northSlope, double east, double north, double up) {
    double horizontal = Math.hypot(east, north);
    // Ground rising away from the satellite brings the far end nearer.
    double rise = -(eastSlope * east + northSlope * north) / horizontal;
    return SINE / Math.max(0.1, Math.abs(horizontal - rise * up));
  }
}
