package org.geofringe.server.correct;

import java.util.Arrays;
import org.geofringe.grid.Window;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.jspecify.annotations.Nullable;

/** Incidence angles of a stack: its layer or, where it has none, the angle at its centre. */
public final class Incidence implements AutoCloseable {

  private final @Nullable StackLayer layer;
  private final float centre;

  private Incidence(@Nullable StackLayer layer, float centre) {
    this.layer = layer;
    this.centre = centre;
  }

  /**
   * Opens the angles.
   *
   * @param why what they are needed for, to follow "which"
   * @throws UserException where the stack knows none
   */
  public static Incidence open(Stack stack, String why) {
    double centre = stack.description().incidenceDegrees();
    if (stack.layer(Layer.INCIDENCE).isPresent() || Double.isNaN(centre)) {
      return new Incidence(StackLayer.open(stack, Layer.INCIDENCE, why), (float) centre);
    }
    return new Incidence(null, (float) centre);
  }

  /** Degrees from the vertical. */
  public float[] read(Window window) {
    if (layer != null) {
      return layer.read(window);
    }
    float[] all = new float[window.cells()];
    Arrays.fill(all, centre);
    return all;
  }

  @Override
  public void close() {
    if (layer != null) {
      layer.close();
    }
  }
}
