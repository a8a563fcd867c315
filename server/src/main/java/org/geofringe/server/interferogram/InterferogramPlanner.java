package org.geofringe.server.interferogram;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.geofringe.grid.MapGrid;
import org.geofringe.interferometry.Coherence;
import org.geofringe.interferometry.Multilook;
import org.geofringe.network.Network;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.PlannedNetwork;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackDescription;

/** Finds out what is to be done, and whether it can be, before anything is written. */
final class InterferogramPlanner {

  /** Fewer independent looks tell too little of coherence: its estimate of pure noise is 0.3. */
  private static final double ENOUGH_LOOKS = 10;

  private static final int LARGEST_WINDOW = 15;

  private InterferogramPlanner() {}

  /**
   * Plans a run.
   *
   * @param folder for the interferograms
   * @throws UserException in one line for whatever stands in the way
   */
  static InterferogramPlan plan(InterferogramOptions options, Path folder, RunContext context)
      throws IOException {
    Stack images = Stack.open(options.images());
    if (images.dates().isEmpty()) {
      throw new UserException(
          options.images()
              + " holds no images, only interferograms: choose a stack that Geocode Sentinel-1"
              + " images made.");
    }
    Network network = network(images);
    Multilook multilook = multilook(images, options);
    TileFilter.check(options.filter(), multilook.grid());
    if (options.removeHeightPhase() && images.layer(Layer.HEIGHT).isEmpty()) {
      throw new UserException(
          options.images()
              + " has no terrain heights: set REMOVE_HEIGHT_PHASE=false, or import heights with the"
              + " images.");
    }
    if (options.weightByStability() && images.layer(Layer.AMPLITUDE_DISPERSION).isEmpty()) {
      throw new UserException(
          options.images()
              + " has no amplitude dispersion to weight by: run Persistent scatterers"
              + " (persistent_scatterers) on it first, or set WEIGHT_BY_STABILITY=false.");
    }
    StackDescription of = images.description();
    SpeckleLooks looks = SpeckleLooks.of(images, multilook, options.weightByStability(), context);
    if (!looks.isKnown()) {
      context.warn(
          "The image of the reference date is too small or too full of holes to tell how many looks"
              + " are independent: all are taken for it, so coherence and noise may seem better than"
              + " they are.");
    }
    StackDescription description =
        new StackDescription(
            multilook.grid(),
            of.wavelengthMetres(),
            looks.in(1),
            of.incidenceDegrees(),
            of.platform(),
            of.origin());
    CellMask.Choice mask = options.mask();
    return new InterferogramPlan(
        folder,
        images,
        network,
        multilook,
        description,
        coherence(options, looks),
        options,
        mask == null ? null : mask.opener().open(multilook.grid()));
  }

  private static Network network(Stack images) throws IOException {
    Network network =
        PlannedNetwork.read(images.folder())
            .orElseThrow(
                () ->
                    new UserException(
                        "No pairs are chosen for "
                            + images.folder()
                            + ": run Choose pairs (pairs) on it first."));
    List<LocalDate> missing =
        network.dates().stream().filter(date -> !images.dates().contains(date)).toList();
    if (!missing.isEmpty()) {
      throw new UserException(
          "The chosen pairs name "
              + missing.get(0)
              + (missing.size() > 1 ? " and " + (missing.size() - 1) + " more dates" : "")
              + ", of which "
              + images.folder()
              + " has no image: run Choose pairs (pairs) on it again.");
    }
    return network;
  }

  private static Multilook multilook(Stack images, InterferogramOptions options) {
    MapGrid fine = images.grid();
    int across = options.looksAcross();
    int down = options.looksDown();
    double spacing = options.spacingMetres();
    if (!Double.isNaN(spacing)) {
      if (fine.isGeographic()) {
        throw new UserException(
            "SPACING is in metres but "
                + images.folder()
                + " lies on a grid of degrees: give LOOKS_ACROSS and LOOKS_DOWN instead.");
      }
      if (!(spacing >= Math.max(fine.spacingX(), fine.spacingY()))) {
        throw new UserException(
            String.format(
                Locale.ROOT,
                "SPACING must be at least the images' cells of %s x %s m, got %s.",
                fine.spacingX(),
                fine.spacingY(),
                spacing));
      }
      across = (int) Math.round(spacing / fine.spacingX());
      down = (int) Math.round(spacing / fine.spacingY());
    }
    try {
      return new Multilook(fine, down, across);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "Cells of "
              + across
              + " x "
              + down
              + " looks (across x down) do not fit the images of "
              + fine.columns()
              + " x "
              + fine.rows()
              + " cells: give fewer looks.",
          e);
    }
  }

  private static Coherence.Parameters coherence(InterferogramOptions options, SpeckleLooks looks) {
    int window = options.coherenceWindow();
    if (window == 0) {
      window = 1;
      while (window < LARGEST_WINDOW && looks.in(window) < ENOUGH_LOOKS) {
        window += 2;
      }
    } else if (window % 2 == 0) {
      throw new UserException(
          "COHERENCE_WINDOW must be an odd number of cells, or 0 to choose by itself, got "
              + window
              + ".");
    }
    return new Coherence.Parameters(window, looks.in(window), options.unbiased());
  }
}
