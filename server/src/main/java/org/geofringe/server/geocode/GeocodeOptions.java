package org.geofringe.server.geocode;

import java.nio.file.Path;
import java.util.SortedSet;
import org.geofringe.server.catalogue.Extent;
import org.geofringe.server.stack.Radiometry;
import org.geofringe.server.terrain.HeightReference;
import org.jspecify.annotations.Nullable;

/**
 * What a stack is made from, and how.
 *
 * @param scenes folder of products
 * @param orbits folder of orbit files; null takes the products' own orbits
 * @param dem file or folder of terrain
 * @param demHeights what the terrain's heights count from
 * @param geoid grid of geoid heights; null for the built-in one
 * @param extent wanted; null for all of the reference date's bursts
 * @param subswaths wanted; empty for all
 * @param polarisation wanted; empty for the first co-polarised that all dates have
 * @param spacingEast metres
 * @param spacingNorth metres
 * @param crs of the map; empty for UTM
 * @param registration whether azimuth registration is estimated
 * @param radiometry what amplitudes are amplitudes of
 */
public record GeocodeOptions(
    Path scenes,
    @Nullable Path orbits,
    Path dem,
    HeightReference demHeights,
    @Nullable Path geoid,
    @Nullable Extent extent,
    SortedSet<String> subswaths,
    String polarisation,
    double spacingEast,
    double spacingNorth,
    String crs,
    boolean registration,
    Radiometry radiometry) {}
