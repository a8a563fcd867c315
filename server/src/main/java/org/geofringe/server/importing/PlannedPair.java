package org.geofringe.server.importing;

import org.geofringe.network.Pair;
import org.jspecify.annotations.Nullable;

/**
 * The files of one pair, checked.
 *
 * @param pair the dates, the earlier first
 * @param phase unwrapped phase, or wrapped where that is all there is; its factor holds the sign
 * @param isWrapped whether that phase is wrapped
 * @param coherence coherence; its factor brings it to 0 to 1
 * @param wrapped wrapped phase beside an unwrapped one, where there is one; its factor holds the
 *     sign
 * @param components connected components of the unwrapping, 0 outside any, where there are
 * @param validFraction share of cells with phase, 0 to 1
 * @param meanCoherence mean over cells with coherence
 */
public record PlannedPair(
    Pair pair,
    PlannedRaster phase,
    boolean isWrapped,
    PlannedRaster coherence,
    @Nullable PlannedRaster wrapped,
    @Nullable PlannedRaster components,
    double validFraction,
    double meanCoherence) {}
