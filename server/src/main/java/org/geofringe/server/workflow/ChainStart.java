package org.geofringe.server.workflow;

import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.PlannedNetwork;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.unwrap.UnwrapNotes;

/**
 * The beginning of the whole chain: from Sentinel-1 products, or from another processor's
 * interferograms, to a stack of unwrapped interferograms.
 */
final class ChainStart {

  /** What Choose pairs takes unless it is told otherwise: four passes of one satellite. */
  private static final int USUAL_DAYS = 48;

  /** Of a stage that interferograms of another processor hardly ever need. */
  private static final double RARE = 0.6;

  private final RunFullChain.Parameters p;
  private final Stages stages;
  private final ChainStages calls;

  ChainStart(RunFullChain.Parameters p, Stages stages) {
    this.p = p;
    this.stages = stages;
    this.calls = new ChainStages(p);
  }

  /**
   * An unwrapped stack.
   *
   * @param state fingerprint of what it was made from and how, for those that read it
   * @param source answer of the stage that made its interferograms
   * @param products of all stages so far, for the map
   * @param reused pairs that were there before
   */
  record Unwrapped(String state, Result source, Result products, int reused) {}

  /** Adds what the beginning costs: seconds, measured with two bursts of 12 dates and 21 pairs. */
  static ChainShares shares(RunFullChain.Parameters p) {
    ChainShares shares = new ChainShares();
    return p.scenes() == null
        ? shares.then("import", 3).then("unwrap", RARE).then("inverse_check", RARE)
        : shares
            .then("geocode_slc", 36)
            .then("pairs", 0.7)
            .then("interferograms", 4)
            .then("unwrap", 8)
            .then("inverse_check", 8);
  }

  /** Makes the stack, or what is missing of it. */
  Unwrapped run() throws IOException {
    return p.scenes() == null ? fromInterferograms() : fromScenes();
  }

  private Unwrapped fromScenes() throws IOException {
    Result images =
        stages.resume("geocode_slc", calls.geocoding(), r -> count(r, "dates_made") == 0);
    Stack stack = Stack.open(p.images());
    if (PlannedNetwork.read(p.images()).isEmpty()) {
      stages.forget("pairs");
    }
    stages.run("pairs", calls.pairs(maxDays(stack.dates())), stack.fingerprint());
    Result formed =
        stages.resume("interferograms", calls.interferograms(), r -> count(r, "pairs_made") == 0);
    Result products = new Result();
    for (String name : List.of("AMPLITUDE", "FOOTPRINTS")) {
      Product product = images.products().get(name);
      if (product != null) {
        products.product(name, product);
      }
    }
    String state = unwrap(products);
    return new Unwrapped(
        state, formed, products, count(formed, "pairs") - count(formed, "pairs_made"));
  }

  private Unwrapped fromInterferograms() throws IOException {
    Result imported =
        stages.resume(
            "import", calls.importing(), r -> count(r, "items_reused") == count(r, "pairs"));
    Stack stack = Stack.open(p.interferograms());
    Result products = new Result();
    String state = isWrapped(stack) ? unwrap(products) : stack.fingerprint();
    return new Unwrapped(state, imported, products, count(imported, "items_reused"));
  }

  /** Whether the phases are wrapped, or were before this chain unwrapped them. */
  private static boolean isWrapped(Stack stack) {
    return stack.network().pairs().stream()
        .map(stack::item)
        .anyMatch(
            item ->
                !item.assets().containsKey(Asset.UNWRAPPED)
                    || item.notes().containsKey(UnwrapNotes.MADE_FROM));
  }

  /** Both stages add to the stack in place; what follows begins once they are through. */
  private String unwrap(Result products) throws IOException {
    Stack stack = Stack.open(p.interferograms());
    if (!stack.hasAll(Asset.UNWRAPPED)) {
      stages.forget("unwrap");
    }
    stages.run("unwrap", calls.unwrapping(), stack.fingerprint());
    if (!Stack.open(p.interferograms()).hasAll(Asset.INVERSE_CHECK)) {
      stages.forget("inverse_check");
    }
    Result checked = stages.run("inverse_check", calls.inverseCheck(), stages.after("unwrap"));
    checked.products().forEach(products::product);
    return stages.after("inverse_check");
  }

  /** The longest time of a pair: wide enough to join most dates with the next but one. */
  private int maxDays(List<LocalDate> dates) {
    if (p.maxDays() > 0) {
      return p.maxDays();
    }
    List<Long> steps = new ArrayList<>();
    for (int i = 2; i < dates.size(); i++) {
      steps.add(ChronoUnit.DAYS.between(dates.get(i - 2), dates.get(i)));
    }
    Collections.sort(steps);
    return steps.isEmpty()
        ? USUAL_DAYS
        : Math.max(USUAL_DAYS, steps.get(steps.size() / 2).intValue());
  }

  private static int count(Result result, String metric) {
    return result.metrics().get(metric) instanceof Integer number ? number : 0;
  }
}
