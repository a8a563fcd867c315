/** Windows, threads and the memory budget. */
@NullMarked
package org.geofringe.server.tile;

import org.jspecify.annotations.NullMarked;
