package org.geofringe.server.interferogram;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.geofringe.filtering.Residues;
import org.geofringe.grid.ComplexGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.interferometry.Coherence;
import org.geofringe.interferometry.MultilookedPair;
import org.geofringe.interferometry.PairMultilook;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.StackWriter;
import org.geofringe.server.tile.Bands;
import org.jspecify.annotations.Nullable;

/**
 * Forms the pairs of a batch in one pass over their images: coherence and amplitude, and the phase
 * or, where it is to be worked on, the complex interferogram.
 */
final class PairFormer {

  /** Interferogram, both powers, coherence, amplitude, phase and what is cut out of them. */
  private static final int BYTES_PER_CELL = 12 * Float.BYTES;

  private static final int MOST_DATES = 12;

  private final InterferogramPlan plan;
  private final StackWriter writer;
  private final @Nullable Scratch scratch;
  private final int halo;
  private final Coherence coherence;

  /**
   * Of a plan.
   *
   * @param scratch where complex interferograms go; null where the phase is finished as it is
   */
  PairFormer(InterferogramPlan plan, StackWriter writer, @Nullable Scratch scratch) {
    this.plan = plan;
    this.writer = writer;
    this.scratch = scratch;
    this.halo = Coherence.halo(plan.coherence());
    this.coherence = new Coherence(plan.coherence());
  }

  /**
   * How many dates a batch may have within the memory.
   *
   * @throws org.geofringe.server.run.UserException where there is not room for one pair
   */
  static int mostDates(InterferogramPlan plan, RunContext context) {
    int halo = Coherence.halo(plan.coherence());
    for (int dates = MOST_DATES; dates >= 2; dates--) {
      if (BandRows.affordable(bytesPerRow(plan, dates), halo, context) >= 1) {
        return dates;
      }
    }
    throw BandRows.refusal(bytesPerRow(plan, 2), halo, context);
  }

  /** Heap that a band holds for each of its rows of coarse cells. */
  static long bytesPerRow(InterferogramPlan plan, int dates) {
    long weights = plan.options().weightByStability() ? 2L * Float.BYTES : 0;
    long fine = (long) plan.multilook().looks() * (2L * Float.BYTES * dates + weights);
    return plan.grid().columns() * (fine + BYTES_PER_CELL);
  }

  /** One pair's files. */
  private record Target(
      FlatRaster.Writer coherence,
      FlatRaster.Writer amplitude,
      FlatRaster.Writer phase,
      RowMeans meanCoherence,
      Queue<Residues> residues) {}

  /**
   * What was found out about a pair.
   *
   * @param meanCoherence over all cells with data
   * @param residues of the phase; none where it is not finished
   */
  record Formed(double meanCoherence, Residues residues) {}

  /** Forms all pairs of a batch; nothing is published yet. */
  Map<Pair, Formed> form(PairBatch batch, RunContext context, String doing) throws IOException {
    MapGrid grid = plan.grid();
    Map<Pair, Target> targets = new TreeMap<>();
    try (Closing files = new Closing()) {
      Map<LocalDate, FlatRaster> images = new TreeMap<>();
      for (LocalDate date : batch.dates()) {
        images.put(date, files.add(plan.images().open(date, DateAsset.SLC)));
      }
      for (Pair pair : batch.pairs()) {
        targets.put(
            pair,
            new Target(
                files.add(writer.raster(pair, Asset.COHERENCE)),
                files.add(writer.raster(pair, Asset.AMPLITUDE)),
                files.add(
                    scratch == null
                        ? writer.raster(pair, Asset.WRAPPED_PHASE)
                        : scratch.create(pair)),
                new RowMeans(grid.rows()),
                new ConcurrentLinkedQueue<>()));
      }
      FlatRaster dispersion =
          plan.options().weightByStability()
              ? files.add(
                  FlatRaster.open(plan.images().layer(Layer.AMPLITUDE_DISPERSION).orElseThrow()))
              : null;
      int rows = BandRows.affordable(bytesPerRow(plan, batch.dates().size()), halo, context);
      Bands.run(
          grid,
          Math.min(rows, grid.rows()),
          context,
          doing,
          band -> {
            band(band, images, dispersion, targets, context);
            return band;
          },
          (band, done) -> {});
    }
    Map<Pair, Formed> formed = new TreeMap<>();
    targets.forEach(
        (pair, target) ->
            formed.put(
                pair,
                new Formed(
                    target.meanCoherence.mean(),
                    target.residues.stream().reduce(new Residues(0, 0), Residues::plus))));
    return formed;
  }

  /** Forms all pairs of a band of coarse rows. */
  private void band(
      Window band,
      Map<LocalDate, FlatRaster> images,
      @Nullable FlatRaster dispersion,
      Map<Pair, Target> targets,
      RunContext context) {
    int first = Math.max(0, band.row() - halo);
    // Residues lie between a row and the next one.
    int below = scratch == null ? Math.max(halo, 1) : halo;
    int end = Math.min(plan.grid().rows(), band.row() + band.rows() + below);
    Window wide = new Window(first, 0, end - first, band.columns());
    Window fine = plan.multilook().fineWindow(wide);
    Map<LocalDate, float[]> samples = new HashMap<>();
    images.forEach(
        (date, image) -> {
          context.checkCancelled();
          float[] values = new float[2 * fine.cells()];
          image.read(0, fine, values, 0);
          samples.put(date, values);
        });
    float[] weights = dispersion == null ? null : Stability.weights(dispersion, fine);
    boolean[] masked = new boolean[wide.cells()];
    CellMask mask = plan.mask();
    if (mask != null) {
      mask.mark(wide, masked);
    }
    targets.forEach(
        (pair, target) -> {
          context.checkCancelled();
          MultilookedPair formed =
              PairMultilook.apply(
                  of(samples, pair.reference()),
                  of(samples, pair.secondary()),
                  weights,
                  wide.rows(),
                  wide.columns(),
                  plan.multilook().looksDown(),
                  plan.multilook().looksAcross());
          blank(formed, masked);
          write(band, (band.row() - first) * band.columns(), formed, target);
        });
  }

  private static float[] of(Map<LocalDate, float[]> samples, LocalDate date) {
    float[] values = samples.get(date);
    if (values == null) {
      throw new IllegalStateException(date + " was not read");
    }
    return values;
  }

  private static void blank(MultilookedPair pair, boolean[] masked) {
    for (int i = 0; i < masked.length; i++) {
      if (masked[i]) {
        Arrays.fill(pair.interferogram(), 2 * i, 2 * i + 2, Float.NaN);
        pair.referencePower()[i] = Float.NaN;
        pair.secondaryPower()[i] = Float.NaN;
      }
    }
  }

  /**
   * Writes the band, which begins at a cell of what was formed with the halo. The complex numbers
   * are those of the complex coherence: a filter then goes by how well phases are known.
   */
  private void write(Window band, int from, MultilookedPair formed, Target target) {
    int columns = band.columns();
    float[] estimates = coherence.apply(formed);
    target.coherence.write(0, band.row(), band.rows(), estimates, from);
    for (int row = 0; row < band.rows(); row++) {
      target.meanCoherence.add(band.row() + row, estimates, from + row * columns, columns);
    }
    float[] amplitude = new float[band.cells()];
    float[] complex = new float[2 * (formed.columns() * formed.rows() - from)];
    for (int i = 0; i < complex.length / 2; i++) {
      double product =
          (double) formed.referencePower()[from + i] * formed.secondaryPower()[from + i];
      float scale = product > 0 ? (float) (1 / Math.sqrt(product)) : Float.NaN;
      complex[2 * i] = formed.interferogram()[2 * (from + i)] * scale;
      complex[2 * i + 1] = formed.interferogram()[2 * (from + i) + 1] * scale;
      if (i < amplitude.length) {
        amplitude[i] = (float) Math.sqrt(Math.sqrt(product));
      }
    }
    target.amplitude.write(0, band.row(), band.rows(), amplitude, 0);
    if (scratch != null) {
      target.phase.write(0, band.row(), band.rows(), complex, 0);
      return;
    }
    float[] phase = new float[band.cells()];
    for (int i = 0; i < phase.length; i++) {
      phase[i] = (float) Math.atan2(complex[2 * i + 1], complex[2 * i]);
    }
    target.phase.write(0, band.row(), band.rows(), phase, 0);
    int rows = Math.min(band.rows() + 1, formed.rows() - from / columns);
    float[] part = Arrays.copyOf(complex, 2 * rows * columns);
    target.residues.add(Residues.count(new ComplexGrid(rows, columns, part)));
  }
}
