/**
 * Sentinel-1 IW scenes with known truth: orbit, ground, scatterers and how they are rendered into
 * bursts. Pure numbers; the server writes the files.
 */
@NullMarked
package org.geofringe.simulation.scene;

import org.jspecify.annotations.NullMarked;
