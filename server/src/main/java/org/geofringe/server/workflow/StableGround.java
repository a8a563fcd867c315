package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import org.geofringe.server.correct.SeriesCells;
import org.geofringe.server.correct.StableCells;
import org.geofringe.server.correct.StackLayer;
import org.geofringe.server.series.TimeSeriesReader;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.jspecify.annotations.Nullable;

/** Which cells stand still and are coherent, by what the user named. */
final class StableGround {

  private StableGround() {}

  /**
   * Opens what the user named.
   *
   * @param folder of the stack; null leaves coherence out of account
   * @param mask of moving ground, as a parameter of the kind LAYER gives it; blank for none
   */
  static StableCells of(
      TimeSeriesReader series, @Nullable Path folder, double minCoherence, String mask)
      throws IOException {
    SeriesCells.Filter filter = (window, left) -> {};
    if (folder != null) {
      Stack stack = Stack.open(folder);
      StackLayer.requireSameGrid(stack, series.grid());
      if (stack.layer(Layer.MEAN_COHERENCE).isPresent()) {
        filter =
            (window, left) -> {
              float[] coherence = stack.read(Layer.MEAN_COHERENCE, window);
              for (int i = 0; i < left.length; i++) {
                left[i] |= !(coherence[i] >= minCoherence);
              }
            };
      }
    }
    if (!mask.isBlank()) {
      MaskSource moving = MaskSource.open(mask, series.grid());
      return new StableCells(filter.and(moving::mark), moving);
    }
    return new StableCells(filter, () -> {});
  }
}
