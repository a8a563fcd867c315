package org.geofringe.server.workflow;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The figures that a whole chain is judged by. */
final class ChainMetrics {

  private ChainMetrics() {}

  /** Adds them to the chain's answer, which is modified. */
  static void add(ChainStart.Unwrapped start, ChainTail.Found found, Result result) {
    Result closure = found.closure();
    Result before = found.closureBefore();
    Result velocity = found.velocity();
    Result shown = found.corrected().products().isEmpty() ? velocity : found.corrected();
    result
        .metric("pairs", metric(start.source(), "pairs"))
        .metric("dates", metric(start.source(), "dates"))
        .metric("excluded_dates", found.excluded().stream().map(LocalDate::toString).toList())
        .metric(
            "suggested_exclusions",
            found.noisy().metrics().getOrDefault("suggested_exclusions", List.of()))
        .metric("closure_rms_before", metric(before, "closure_rms"))
        .metric("closure_rms_after", metric(closure, "closure_rms"))
        .metric("closure_rms_coherent_before", metric(before, "closure_rms_coherent"))
        .metric("closure_rms_coherent", metric(closure, "closure_rms_coherent"))
        .metric("closed_share_before", metric(before, "closed_share"))
        .metric("closed_share", metric(closure, "closed_share"))
        .metric("cycle_share_before", metric(before, "cycle_share"))
        .metric("cycle_share", metric(closure, "cycle_share"))
        .metric("pairs_with_ramps", metric(found.ramps(), "pairs_corrected"))
        .metric("pairs_corrected", metric(found.correction(), "pairs_changed"))
        .metric("velocity_cells", metric(shown, "velocity_cells"))
        .metric("velocity_2_percent", metric(shown, "velocity_2_percent"))
        .metric("velocity_98_percent", metric(shown, "velocity_98_percent"))
        .metric("median_temporal_coherence", metric(velocity, "median_temporal_coherence"))
        .metric("reference", velocity.metrics().getOrDefault("reference", Map.of()));
  }

  private static Object metric(Result result, String name) {
    return result.metrics().getOrDefault(name, 0);
  }
}
