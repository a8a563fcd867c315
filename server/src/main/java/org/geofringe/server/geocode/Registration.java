package org.geofringe.server.geocode;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geofringe.geocoding.EsdNetwork;
import org.geofringe.geocoding.EsdNetwork.Observation;
import org.geofringe.geocoding.SpectralDiversity;
import org.geofringe.geocoding.SpectralDiversity.Estimate;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.geocode.OverlapStrips.Strip;
import org.geofringe.server.geocode.SeamFacts.Overlap;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.ImageStackWriter;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.StackDate;
import org.geofringe.server.tile.Units;

/**
 * Azimuth shifts of dates by enhanced spectral diversity over a network: each date with its three
 * nearest neighbours in time. Dates that are in the stack keep their shift, and new ones are
 * adjusted to them.
 */
public final class Registration {

  private static final int NEIGHBOURS = 3;

  /**
   * A date's correction.
   *
   * @param lines to add to its azimuth times
   * @param standardError in lines; NaN where it was not estimated
   */
  public record Shift(double lines, double standardError) {}

  /** Of a date that orbits and terrain alone place. */
  private static final Shift BY_GEOMETRY = new Shift(0, Double.NaN);

  private final SortedMap<LocalDate, Shift> shifts;

  private Registration(SortedMap<LocalDate, Shift> shifts) {
    this.shifts = shifts;
  }

  /** The dates of the run with their shifts, ascending. */
  public SortedMap<LocalDate, Shift> shifts() {
    return Collections.unmodifiableSortedMap(shifts);
  }

  Shift shift(LocalDate date) {
    return shifts.getOrDefault(date, BY_GEOMETRY);
  }

  /** Finds the shifts of the dates that are left to make. */
  static Registration of(
      GeocodePlan plan,
      SeamFacts seams,
      boolean wanted,
      ImageStackWriter writer,
      RunContext context)
      throws IOException {
    SortedMap<LocalDate, Shift> shifts = new TreeMap<>();
    if (plan.left().isEmpty()) {
      return new Registration(shifts);
    }
    if (!wanted) {
      context.log("Azimuth registration is off: dates lie as their orbits say.");
    } else if (seams.overlaps().isEmpty()) {
      context.log(
          "No two bursts overlap in the area: azimuth registration is left to orbits and terrain,"
              + " mostly good to a hundredth of a line.");
    } else {
      shifts.putAll(ShiftTable.read(plan));
      if (!shifts.keySet().containsAll(plan.left())) {
        OverlapStrips strips = new OverlapStrips(plan.stack());
        write(plan, seams, strips, writer, context.part(0, 0.8));
        shifts.putAll(new Solver(plan, seams, strips).solve(shifts, context.part(0.8, 1)));
        ShiftTable.write(plan, shifts);
      }
    }
    return new Registration(shifts);
  }

  private static void write(
      GeocodePlan plan,
      SeamFacts seams,
      OverlapStrips strips,
      ImageStackWriter writer,
      RunContext context)
      throws IOException {
    int done = 0;
    CoarsePatches coarse = new CoarsePatches(plan, seams, writer);
    for (LocalDate date : plan.left()) {
      DateScene scene = plan.scene(date);
      String fingerprint = GeocodePlanner.fingerprint(scene, plan.frame());
      RunContext part =
          context.part(done / (double) plan.left().size(), (done + 1.0) / plan.left().size());
      done++;
      if (strips.isComplete(date, fingerprint)) {
        continue;
      }
      try (Measurements measurements = new Measurements();
          FlatRaster heights = FlatRaster.open(writer.layerFile(Layer.HEIGHT))) {
        double shift = coarse.shiftSeconds(scene, measurements, part.part(0, 0.2));
        if (shift != 0) {
          context.log(
              String.format(
                  Locale.ROOT,
                  "%s lies some %.2f lines off by its orbit; registered from there on.",
                  date,
                  shift / plan.frame().radar().lineInterval()));
        }
        StripMaker maker =
            new StripMaker(
                plan,
                scene,
                shift,
                measurements,
                heights,
                seams.overlaps().size(),
                part.part(0.2, 1));
        strips.write(date, fingerprint, shift, seams.overlaps(), maker::make);
      }
    }
  }

  /** Estimates pairs and adjusts them. */
  private record Solver(GeocodePlan plan, SeamFacts seams, OverlapStrips strips) {

    Map<LocalDate, Shift> solve(Map<LocalDate, Shift> known, RunContext context)
        throws IOException {
      double interval = plan.frame().radar().lineInterval();
      Map<LocalDate, Double> fixed = fixed(known, interval);
      List<LocalDate> open = new ArrayList<>(plan.left());
      open.removeAll(fixed.keySet());
      List<LocalDate> all = new ArrayList<>(new TreeSet<>(fixed.keySet()));
      all.addAll(open);
      Collections.sort(all);
      all.removeIf(date -> !strips.has(date));
      // What strips were shifted by when they were made is no part of what their phases tell.
      Map<LocalDate, Double> begun = new HashMap<>();
      for (LocalDate date : all) {
        begun.put(date, strips.shiftSeconds(date));
      }
      fixed.replaceAll((date, shift) -> shift - begun.getOrDefault(date, 0.0));
      Map<List<LocalDate>, Estimate> pairs = pairs(all, fixed, context);
      Map<LocalDate, Integer> index = reached(open, fixed, pairs);
      List<Observation> observations = new ArrayList<>();
      pairs.forEach(
          (pair, estimate) -> {
            LocalDate a = pair.get(0);
            LocalDate b = pair.get(1);
            int from = index.getOrDefault(a, 0);
            int to = index.getOrDefault(b, 0);
            boolean connected = from > 0 || to > 0;
            if (connected
                && (from > 0 || fixed.containsKey(a))
                && (to > 0 || fixed.containsKey(b))) {
              // Dates that keep their shift are one node, at zero.
              double shift =
                  estimate.shiftSeconds() + fixed.getOrDefault(a, 0.0) - fixed.getOrDefault(b, 0.0);
              observations.add(new Observation(from, to, shift, estimate.standardErrorSeconds()));
            }
          });
      EsdNetwork.Solution solution = EsdNetwork.solve(index.size() + 1, observations);
      Map<LocalDate, Shift> shifts = new TreeMap<>();
      shifts.put(plan.frame().referenceDate(), new Shift(0, 0));
      for (LocalDate date : open) {
        int node = index.getOrDefault(date, 0);
        if (node == 0) {
          context.warn(
              date
                  + " has too little coherent ground in common with the other dates where bursts"
                  + " overlap: its azimuth registration is left to its orbit.");
          shifts.put(date, BY_GEOMETRY);
        } else {
          shifts.put(
              date,
              new Shift(
                  (solution.shiftsSeconds()[node] + begun.getOrDefault(date, 0.0)) / interval,
                  solution.standardErrorsSeconds()[node] / interval));
        }
      }
      shifts.keySet().retainAll(new TreeSet<>(plan.left()));
      return shifts;
    }

    private Map<LocalDate, Double> fixed(Map<LocalDate, Shift> known, double interval) {
      Map<LocalDate, Double> fixed = new HashMap<>();
      fixed.put(plan.frame().referenceDate(), 0.0);
      for (StackDate date : plan.finished().values()) {
        if (!plan.left().contains(date.date())) {
          fixed.put(date.date(), date.azimuthShiftLines() * interval);
        }
      }
      known.forEach((date, shift) -> fixed.put(date, shift.lines() * interval));
      return fixed;
    }

    private Map<List<LocalDate>, Estimate> pairs(
        List<LocalDate> all, Map<LocalDate, Double> fixed, RunContext context) throws IOException {
      List<List<LocalDate>> wanted = new ArrayList<>();
      for (int[] pair : EsdNetwork.nearest(all.size(), NEIGHBOURS)) {
        LocalDate a = all.get(pair[0]);
        LocalDate b = all.get(pair[1]);
        if (!fixed.containsKey(a) || !fixed.containsKey(b)) {
          wanted.add(List.of(a, b));
        }
      }
      Map<List<LocalDate>, Estimate> found =
          Collections.synchronizedMap(
              new TreeMap<>(
                  (p, q) -> (p.get(0) + " " + p.get(1)).compareTo(q.get(0) + " " + q.get(1))));
      Units.run(
          wanted,
          context,
          "Azimuth registration",
          pair -> {
            Optional<Estimate> estimate = estimate(pair.get(0), pair.get(1));
            if (estimate.isPresent()) {
              found.put(pair, estimate.get());
              if (estimate.get().nearsAmbiguity()) {
                context.warn(
                    pair.get(0)
                        + " and "
                        + pair.get(1)
                        + " are so far apart along azimuth that their shift may be ambiguous: use"
                        + " precise orbits.");
              }
            }
          });
      return found;
    }

    private Optional<Estimate> estimate(LocalDate a, LocalDate b) throws IOException {
      MapGrid grid = plan.frame().grid();
      List<Estimate> estimates = new ArrayList<>();
      for (int i = 0; i < seams.overlaps().size(); i++) {
        SpectralDiversity diversity =
            new SpectralDiversity(
                SpectralDiversity.Parameters.standard(grid.spacingX(), grid.spacingY()));
        Strip one = strips.read(a, seams.overlaps(), i);
        Strip two = strips.read(b, seams.overlaps(), i);
        for (int piece = 0; piece < seams.overlaps().get(i).pieces().size(); piece++) {
          int from = piece * Overlap.CELLS;
          int to = from + Overlap.CELLS;
          diversity.add(
              Overlap.ROWS,
              Overlap.COLUMNS,
              Arrays.copyOfRange(one.first(), 2 * from, 2 * to),
              Arrays.copyOfRange(one.second(), 2 * from, 2 * to),
              Arrays.copyOfRange(two.first(), 2 * from, 2 * to),
              Arrays.copyOfRange(two.second(), 2 * from, 2 * to),
              Arrays.copyOfRange(one.doppler(), from, to));
        }
        diversity.estimate().ifPresent(estimates::add);
      }
      return estimates.isEmpty()
          ? Optional.empty()
          : Optional.of(SpectralDiversity.combine(estimates));
    }

    /** Numbers of the open dates that a chain of pairs connects with those that are fixed. */
    private static Map<LocalDate, Integer> reached(
        List<LocalDate> open, Map<LocalDate, Double> fixed, Map<List<LocalDate>, Estimate> pairs) {
      TreeSet<LocalDate> reached = new TreeSet<>();
      boolean grown = true;
      while (grown) {
        grown = false;
        for (List<LocalDate> pair : pairs.keySet()) {
          boolean first = fixed.containsKey(pair.get(0)) || reached.contains(pair.get(0));
          boolean second = fixed.containsKey(pair.get(1)) || reached.contains(pair.get(1));
          if (first != second) {
            grown |= reached.add(first ? pair.get(1) : pair.get(0));
          }
        }
      }
      Map<LocalDate, Integer> index = new TreeMap<>();
      for (LocalDate date : open) {
        if (reached.contains(date)) {
          index.put(date, index.size() + 1);
        }
      }
      return index;
    }
  }
}
