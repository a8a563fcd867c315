package org.geofringe.server.geocode;

import org.geofringe.geocoding.PlacedBurst;
import org.geofringe.sentinel1.PassBurst;

/**
 * A burst of a date.
 *
 * @param placed on the clock of the date's orbit, with that orbit's speed
 * @param source where its samples are
 */
record SceneBurst(PlacedBurst placed, PassBurst source) {}
