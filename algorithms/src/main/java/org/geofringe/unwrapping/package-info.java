/**
 * Phase unwrapping: how many whole cycles lie between neighbouring cells.
 *
 * <p>Wrapped steps between neighbours do not add up around every loop of two by two cells. The
 * least costly whole cycles that make them do so are a flow of least cost on the grid of loops
 * (Costantini 1998), with costs that say how likely each cycle is (Chen and Zebker 2001; Carballo
 * and Fieguth 2000). Added up, the mended steps are the unwrapped phase.
 */
@NullMarked
package org.geofringe.unwrapping;

import org.jspecify.annotations.NullMarked;
