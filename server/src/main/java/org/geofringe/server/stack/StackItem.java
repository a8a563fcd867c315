package org.geofringe.server.stack;

import java.nio.file.Path;
import java.util.Map;
import org.geofringe.network.Pair;

/**
 * A pair in a stack.
 *
 * @param pair its dates
 * @param perpendicularBaselineMetres at the scene's centre, secondary minus reference; NaN where
 *     unknown
 * @param fingerprint of the inputs and parameters that it was made from
 * @param assets absolute path of each raster
 */
public record StackItem(
    Pair pair, double perpendicularBaselineMetres, String fingerprint, Map<Asset, Path> assets) {}
