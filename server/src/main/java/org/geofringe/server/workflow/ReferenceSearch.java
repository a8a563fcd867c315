package org.geofringe.server.workflow;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.stack.Stack;
import org.geofringe.timeseries.UsualMotion;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the cell that motion is measured against where the user does not. The most coherent cell
 * would be good radar on ground that may sink; instead cells with data in all pairs, on a mesh over
 * the scene, are asked by {@link UsualMotion} which of them moves as most ground does.
 *
 * <p>All pairs of the stack are asked, whichever are used, so that the choice stays when dates are
 * left out, and all steps agree on it.
 */
final class ReferenceSearch {

  private static final int MOST_CELLS = 8192;

  /** A mesh that meets fewer cells with data in all pairs is made finer. */
  private static final int ENOUGH_CELLS = 400;

  private final Stack stack;
  private final List<Pair> pairs;
  private final RunContext context;

  private ReferenceSearch(Stack stack, List<Pair> pairs, RunContext context) {
    this.stack = stack;
    this.pairs = pairs;
    this.context = context;
  }

  /**
   * Chooses a cell.
   *
   * @param used pairs that will be measured against it; they decide where no cell has data in all
   *     pairs of the stack
   * @throws UserException where no cell has data in all of them either
   */
  static Reference find(Stack stack, List<Pair> used, RunContext context) throws IOException {
    List<Pair> all = stack.network().pairs();
    Reference found = new ReferenceSearch(stack, all, context.part(0, 0.5)).find();
    if (found == null && used.size() < all.size()) {
      found = new ReferenceSearch(stack, used, context.part(0.5, 1)).find();
    }
    if (found == null) {
      throw new UserException(
          "No cell has data in all "
              + used.size()
              + " pairs, so no reference can be chosen: leave out the dates whose pairs are emptiest"
              + " (EXCLUDE_DATES).");
    }
    return found;
  }

  /** Cells with data in all pairs; phases pair by pair with room for {@code capacity} cells. */
  private static final class Sample {
    final int capacity;
    final float[] phases;
    final int[] rows;
    final int[] columns;
    final float[] coherence;
    int size;

    Sample(int capacity, int pairs) {
      this.capacity = capacity;
      phases = new float[Math.multiplyExact(capacity, pairs)];
      rows = new int[capacity];
      columns = new int[capacity];
      coherence = new float[capacity];
    }
  }

  private @Nullable Reference find() throws IOException {
    MapGrid grid = stack.grid();
    long affordable = context.budget().memoryBytes() / (3L * pairs.size() * Float.BYTES);
    int capacity = (int) Math.max(1, Math.min(MOST_CELLS, affordable));
    int step = (int) Math.max(1, Math.ceil(Math.sqrt(grid.cells() / (double) capacity)));
    try (PairRasters phases = stack.open(pairs, Asset.UNWRAPPED)) {
      while (true) {
        Sample sample = sample(phases, step, capacity);
        if (sample.size >= Math.min(ENOUGH_CELLS, capacity / 16) || step == 1) {
          return sample.size == 0 ? null : mostUsual(sample);
        }
        step = Math.max(1, step / 2);
      }
    }
  }

  private Sample sample(PairRasters unwrapped, int step, int capacity) {
    MapGrid grid = stack.grid();
    Sample sample = new Sample(capacity, pairs.size());
    float[] row = new float[grid.columns()];
    for (int r = step / 2; r < grid.rows() && sample.size < capacity; r += step) {
      context.checkCancelled();
      context.progress(r / (double) grid.rows(), "Looking for ground that moves as most does");
      Window window = new Window(r, 0, 1, grid.columns());
      int first = sample.size;
      if (!chooseIn(window, step, sample)) {
        continue;
      }
      for (int p = 0; p < pairs.size(); p++) {
        unwrapped.read(p, window, row, 0);
        for (int i = first; i < sample.size; i++) {
          sample.phases[p * capacity + i] = row[sample.columns[i]];
        }
      }
      keepComplete(sample, first);
    }
    return sample;
  }

  /** Adds cells of a row that may have data in all pairs; false where there are none. */
  private boolean chooseIn(Window window, int step, Sample sample) {
    float[] valid = stack.read(Layer.VALID_PAIRS, window);
    float[] coherence = stack.read(Layer.MEAN_COHERENCE, window);
    int before = sample.size;
    for (int c = step / 2; c < valid.length && sample.size < sample.capacity; c += step) {
      if (valid[c] >= pairs.size() && !Float.isNaN(coherence[c])) {
        sample.rows[sample.size] = window.row();
        sample.columns[sample.size] = c;
        sample.coherence[sample.size++] = coherence[c];
      }
    }
    return sample.size > before;
  }

  /** The count of valid pairs is over all of the stack; which they are shows only here. */
  private void keepComplete(Sample sample, int first) {
    int kept = first;
    for (int i = first; i < sample.size; i++) {
      boolean complete = true;
      for (int p = 0; p < pairs.size() && complete; p++) {
        complete = !Float.isNaN(sample.phases[p * sample.capacity + i]);
      }
      if (complete) {
        for (int p = 0; p < pairs.size(); p++) {
          sample.phases[p * sample.capacity + kept] = sample.phases[p * sample.capacity + i];
        }
        sample.rows[kept] = sample.rows[i];
        sample.columns[kept] = sample.columns[i];
        sample.coherence[kept++] = sample.coherence[i];
      }
    }
    sample.size = kept;
  }

  private Reference mostUsual(Sample sample) {
    int cells = sample.size;
    float[] phases = new float[pairs.size() * cells];
    for (int p = 0; p < pairs.size(); p++) {
      System.arraycopy(sample.phases, p * sample.capacity, phases, p * cells, cells);
    }
    context.checkCancelled();
    int best =
        new UsualMotion(
                new Network(pairs),
                stack.description().wavelengthMetres(),
                phases,
                Arrays.copyOf(sample.coherence, cells))
            .cell();
    return Reference.chosen(sample.rows[best], sample.columns[best], sample.coherence[best]);
  }
}
