package org.geofringe.server.geocode;

import java.time.Instant;
import org.geofringe.sentinel1.BurstId;

/**
 * A burst of the reference date on the map.
 *
 * @param burst its name
 * @param firstLineTime zero-Doppler time of its first line
 * @param cells of the stack that it gives
 * @param x of each corner, the first not repeated
 * @param y of each corner
 */
public record Outline(BurstId burst, Instant firstLineTime, long cells, double[] x, double[] y) {}
