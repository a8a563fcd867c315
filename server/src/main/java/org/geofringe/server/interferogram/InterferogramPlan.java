package org.geofringe.server.interferogram;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.interferometry.Coherence;
import org.geofringe.interferometry.Multilook;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.file.Fingerprint;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackDescription;
import org.jspecify.annotations.Nullable;

/**
 * What a run will do, settled before it writes anything.
 *
 * @param folder of the interferograms
 * @param images they are made from
 * @param network the pairs
 * @param multilook from the images' grid to the interferograms'
 * @param description of the stack of interferograms; its looks are independent ones
 * @param coherence how it is estimated
 * @param options the choices
 * @param mask opened; null for none
 */
record InterferogramPlan(
    Path folder,
    Stack images,
    Network network,
    Multilook multilook,
    StackDescription description,
    Coherence.Parameters coherence,
    InterferogramOptions options,
    @Nullable CellMask mask)
    implements Closeable {

  /** Closes the mask. */
  @Override
  public void close() {
    if (mask != null) {
      mask.close();
    }
  }

  MapGrid grid() {
    return description.grid();
  }

  /** Whether the phase is finished as it is formed: no trend is taken away, no filter follows. */
  boolean isFinished() {
    return options.filter().kind() == FilterKind.NONE
        && !options.removeRamp()
        && !options.removeHeightPhase();
  }

  /** The rasters of every pair. */
  Set<Asset> assets() {
    Set<Asset> assets = EnumSet.of(Asset.WRAPPED_PHASE, Asset.COHERENCE, Asset.AMPLITUDE);
    if (options.removeRamp()) {
      assets.add(Asset.RAMP);
    }
    if (options.removeHeightPhase()) {
      assets.add(Asset.TOPOGRAPHIC_PHASE);
    }
    return assets;
  }

  /** Perpendicular baseline of a pair in metres, secondary minus reference. */
  double baseline(Pair pair) {
    return images.date(pair.secondary()).perpendicularBaselineMetres()
        - images.date(pair.reference()).perpendicularBaselineMetres();
  }

  /** Perpendicular baselines of the network's dates in metres. */
  SortedMap<LocalDate, Double> baselines() {
    SortedMap<LocalDate, Double> baselines = new TreeMap<>();
    for (LocalDate date : network.dates()) {
      double baseline = images.date(date).perpendicularBaselineMetres();
      if (Double.isFinite(baseline)) {
        baselines.put(date, baseline);
      }
    }
    return baselines;
  }

  /** What a pair is made from. */
  String fingerprint(Pair pair) {
    return new Fingerprint()
        .add(choices())
        .add(images.date(pair.reference()).fingerprint())
        .add(images.date(pair.secondary()).fingerprint())
        .hex();
  }

  /** What the whole stack is made from. */
  String fingerprint() {
    Fingerprint fingerprint = new Fingerprint().add(choices());
    network.pairs().forEach(pair -> fingerprint.add(pair).add(fingerprint(pair)));
    return fingerprint.hex();
  }

  private String choices() {
    CellMask.Choice chosen = options.mask();
    return String.join(
        "; ",
        multilook.toString(),
        description.toString(),
        coherence.toString(),
        options.weightByStability() + " " + options.removeRamp(),
        options.removeHeightPhase() + " " + options.filter().words(),
        chosen == null ? "" : chosen.content());
  }
}
