package org.geofringe.server.importing;

import java.nio.file.Path;
import java.time.LocalDate;
import org.geofringe.server.raster.RawComplex;
import org.jspecify.annotations.Nullable;

/**
 * The image of a date that another processor coregistered.
 *
 * @param file the raster
 * @param date when it was taken
 * @param layout how its numbers lie; null for a TIFF, which tells it itself
 */
public record SlcRaster(Path file, LocalDate date, RawComplex.@Nullable Layout layout) {}
