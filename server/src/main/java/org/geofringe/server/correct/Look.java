package org.geofringe.server.correct;

import org.geofringe.grid.Window;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.jspecify.annotations.Nullable;

/**
 * Unit vectors from the ground to the satellite: the stack's layer or, where it has none, from its
 * incidence angles and one azimuth.
 */
public final class Look implements AutoCloseable {

  private final @Nullable StackLayer vectors;
  private final @Nullable Incidence incidence;
  private final double azimuth;

  private Look(@Nullable StackLayer vectors, @Nullable Incidence incidence, double azimuth) {
    this.vectors = vectors;
    this.incidence = incidence;
    this.azimuth = azimuth;
  }

  /**
   * Opens the vectors.
   *
   * @param azimuthDegrees direction from the ground to the satellite, clockwise from north; null
   *     where the user gave none
   * @throws UserException where neither layer nor azimuth is known
   */
  public static Look open(Stack stack, @Nullable Double azimuthDegrees) {
    if (stack.layer(Layer.LOOK_VECTOR).isPresent()) {
      return new Look(
          StackLayer.open(stack, Layer.LOOK_VECTOR, "turns tides into line of sight"), null, 0);
    }
    if (azimuthDegrees == null) {
      throw new UserException(
          stack.folder()
              + " has no look vectors: tell which way the satellite flies (PASS=ASCENDING or"
              + " PASS=DESCENDING).");
    }
    return new Look(
        null,
        Incidence.open(stack, "turns tides into line of sight"),
        Math.toRadians(azimuthDegrees));
  }

  /** East, north and up of each cell of a window, one array after the other; NaN where unknown. */
  float[][] read(Window window) {
    if (vectors != null) {
      return new float[][] {
        vectors.read(0, window), vectors.read(1, window), vectors.read(2, window)
      };
    }
    float[] degrees = incidence == null ? new float[window.cells()] : incidence.read(window);
    float[][] look = new float[3][degrees.length];
    for (int i = 0; i < degrees.length; i++) {
      double angle = Math.toRadians(degrees[i]);
      look[0][i] = (float) (Math.sin(angle) * Math.sin(azimuth));
      look[1][i] = (float) (Math.sin(angle) * Math.cos(azimuth));
      look[2][i] = (float) Math.cos(angle);
    }
    return look;
  }

  @Override
  public void close() {
    if (vectors != null) {
      vectors.close();
    }
    if (incidence != null) {
      incidence.close();
    }
  }
}
