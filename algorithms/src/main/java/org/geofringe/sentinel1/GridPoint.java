package org.geofringe.sentinel1;

import java.time.Instant;

/**
 * A point of the annotation's geolocation grid. Its azimuth time is not the line's (it differs by
 * some 100 µs): for checks and footprints, not for geometry.
 *
 * @param azimuthTime UTC
 * @param slantRangeTime two-way, seconds
 * @param line of the image, bursts put end to end
 * @param sample of the image
 * @param latitude degrees
 * @param longitude degrees
 * @param height metres above the ellipsoid
 * @param incidence degrees
 */
public record GridPoint(
    Instant azimuthTime,
    double slantRangeTime,
    int line,
    int sample,
    double latitude,
    double longitude,
    double height,
    double incidence) {}
