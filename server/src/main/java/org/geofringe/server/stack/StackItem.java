package org.geofringe.server.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.geofringe.network.Pair;

/**
 * A pair in a stack.
 *
 * @param pair its dates
 * @param perpendicularBaselineMetres at the scene's centre, secondary minus reference; NaN where
 *     unknown
 * @param fingerprint of the inputs and parameters that it was made from
 * @param figures what was measured, by name; empty where nothing was
 * @param notes what later steps wrote down about it, such as with which settings, by name
 * @param assets absolute path of each raster
 */
public record StackItem(
    Pair pair,
    double perpendicularBaselineMetres,
    String fingerprint,
    SortedMap<String, Double> figures,
    SortedMap<String, String> notes,
    Map<Asset, Path> assets) {}
