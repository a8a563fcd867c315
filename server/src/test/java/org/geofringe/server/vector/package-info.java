/** Tests of points, lines and polygons in files. */
@NullMarked
package org.geofringe.server.vector;

import org.jspecify.annotations.NullMarked;
