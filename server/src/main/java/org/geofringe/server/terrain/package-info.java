/**
 * The ground's height: elevation models in files, alone or in many tiles, brought onto a map grid
 * and above the ellipsoid.
 */
@NullMarked
package org.geofringe.server.terrain;

import org.jspecify.annotations.NullMarked;
