package org.geofringe.simulation.scene;

/** What moves the ground: displacement over place, as a shape that is scaled later. */
public enum Motion {
  /** Nothing moves. */
  NONE,

  /** Ground over a pumped aquifer: a Gaussian bowl, drawn inwards as it sinks. */
  BOWL,

  /** A magma chamber: the point source of Mogi (1958) at the depth of the radius. */
  MOGI,

  /** A creeping strike-slip fault: the screw dislocation of Savage and Burford (1973). */
  FAULT;

  private static final double STRIKE = Math.toRadians(80);

  /**
   * Displacement, largest for the bowl and the chamber in the middle, where it points up.
   *
   * @param east metres from the middle
   * @param north metres from the middle
   * @param radius metres: of the bowl, depth of the chamber, locking depth of the fault
   * @param vector receives east, north and up; modified
   */
  void displacement(double east, double north, double radius, double[] vector) {
    vector[0] = 0;
    vector[1] = 0;
    vector[2] = 0;
    double squared = east * east + north * north;
    switch (this) {
      case NONE -> {}
      case BOWL -> {
        double up = StrictMath.exp(-squared / (2 * radius * radius));
        vector[0] = 0.5 * east / radius * up;
        vector[1] = 0.5 * north / radius * up;
        vector[2] = up;
      }
      case MOGI -> {
        double scale = StrictMath.pow(1 + squared / (radius * radius), -1.5);
        vector[0] = east / radius * scale;
        vector[1] = north / radius * scale;
        vector[2] = scale;
      }
      case FAULT -> {
        double across = east * StrictMath.cos(STRIKE) - north * StrictMath.sin(STRIKE);
        double along = StrictMath.atan(across / radius) / Math.PI;
        vector[0] = along * StrictMath.sin(STRIKE);
        vector[1] = along * StrictMath.cos(STRIKE);
      }
    }
  }
}
