package org.geofringe.server.importing;

import org.geofringe.network.Pair;
import org.jspecify.annotations.Nullable;

/**
 * The files of one pair, checked.
 *
 * @param pair the dates, the earlier first
 * @param unwrapped unwrapped phase; its factor holds the sign
 * @param coherence coherence; its factor brings it to 0 to 1
 * @param wrapped wrapped phase, where there is one; its factor holds the sign
 * @param components connected components of the unwrapping, 0 outside any, where there are
 * @param validFraction share of cells with unwrapped phase, 0 to 1
 * @param meanCoherence mean over cells with coherence
 */
public record PlannedPair(
    Pair pair,
    PlannedRaster unwrapped,
    PlannedRaster coherence,
    @Nullable PlannedRaster wrapped,
    @Nullable PlannedRaster components,
    double validFraction,
    double meanCoherence) {}
