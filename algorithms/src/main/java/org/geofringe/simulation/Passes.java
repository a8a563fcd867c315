package org.geofringe.simulation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;

/**
 * What belongs to the satellite's passes and the pairs made of them, not to the ground.
 *
 * @param perpendicularBaselines metres, per date, the first at 0
 * @param network the pairs under the bounds
 * @param delays metres of one-way path, per date
 * @param constants radians that unwrapping adds to a whole pair
 * @param unwrappingErrors at most one per pair, in the order of the pairs
 */
record Passes(
    double[] perpendicularBaselines,
    Network network,
    List<FloatGrid> delays,
    Map<Pair, Double> constants,
    List<UnwrappingError> unwrappingErrors) {

  static Passes draw(InterferogramStack.Parameters parameters, MapGrid grid, FloatGrid height) {
    double[] baselines = drawBaselines(parameters);
    Network network = new Network(smallBaselines(parameters, baselines));
    List<FloatGrid> delays = new ArrayList<>();
    Random stratified = Seeds.source(parameters.seed(), "stratified");
    for (int i = 0; i < parameters.dates(); i++) {
      double perKilometre = parameters.stratification() * stratified.nextGaussian();
      delays.add(drawDelay(parameters, height, i, perKilometre));
    }
    Map<Pair, Double> constants = new HashMap<>();
    Random constant = Seeds.source(parameters.seed(), "constants");
    for (Pair pair : network.pairs()) {
      constants.put(pair, Seeds.uniform(constant, -10, 10));
    }
    return new Passes(
        baselines,
        network,
        List.copyOf(delays),
        Map.copyOf(constants),
        drawUnwrappingErrors(parameters, grid, network.pairs()));
  }

  /** Within the tube of 100 m radius that Sentinel-1 is kept in, the first date at 0. */
  private static double[] drawBaselines(InterferogramStack.Parameters parameters) {
    Random random = Seeds.source(parameters.seed(), "baselines");
    double[] baselines = new double[parameters.dates()];
    for (int i = 0; i < baselines.length; i++) {
      baselines[i] = Seeds.uniform(random, -100, 100);
    }
    double first = baselines[0];
    for (int i = 0; i < baselines.length; i++) {
      baselines[i] -= first;
    }
    return baselines;
  }

  private static List<Pair> smallBaselines(
      InterferogramStack.Parameters parameters, double[] baselines) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < parameters.dates(); i++) {
      for (int j = i + 1; j < parameters.dates(); j++) {
        double baseline = Math.abs(baselines[j] - baselines[i]);
        boolean small =
            (j - i) * parameters.intervalDays() <= parameters.maxDays()
                && baseline <= parameters.maxPerpendicularBaseline();
        if (small || j == i + 1) {
          pairs.add(new Pair(dateAt(parameters, i), dateAt(parameters, j)));
        }
      }
    }
    return pairs;
  }

  private static LocalDate dateAt(InterferogramStack.Parameters parameters, int index) {
    return parameters.firstDate().plus((long) index * parameters.intervalDays(), ChronoUnit.DAYS);
  }

  private static FloatGrid drawDelay(
      InterferogramStack.Parameters parameters, FloatGrid height, int date, double perKilometre) {
    double rms =
        date == parameters.badDate() ? parameters.badDateAtmosphere() : parameters.atmosphere();
    FloatGrid delay =
        Turbulence.field(
            height.rows(),
            height.columns(),
            -8.0 / 3,
            rms,
            Seeds.source(parameters.seed(), "delay " + date));
    float[] metres = height.values();
    for (int i = 0; i < metres.length; i++) {
      delay.values()[i] += (float) (perKilometre * (metres[i] - 2240) / 1000);
    }
    return delay;
  }

  private static List<UnwrappingError> drawUnwrappingErrors(
      InterferogramStack.Parameters parameters, MapGrid grid, List<Pair> pairs) {
    List<UnwrappingError> errors = new ArrayList<>();
    Random random = Seeds.source(parameters.seed(), "unwrapping errors");
    int wanted = Math.min(parameters.unwrappingErrors(), pairs.size());
    int smaller = Math.min(grid.rows(), grid.columns());
    for (int k = 0; k < wanted; k++) {
      errors.add(
          new UnwrappingError(
              pairs.get(k * pairs.size() / wanted + pairs.size() / (2 * wanted)),
              (int) (grid.rows() * Seeds.uniform(random, 0.2, 0.7)),
              (int) (grid.columns() * Seeds.uniform(random, 0.35, 0.9)),
              smaller * Seeds.uniform(random, 0.04, 0.08),
              random.nextBoolean() ? 1 : -1));
    }
    return List.copyOf(errors);
  }
}
