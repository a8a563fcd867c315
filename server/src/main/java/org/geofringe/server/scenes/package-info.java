/**
 * Simulated scenes as files: products in the SAFE format, orbit files, the terrain and the truth.
 */
@NullMarked
package org.geofringe.server.scenes;

import org.jspecify.annotations.NullMarked;
