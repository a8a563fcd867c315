/**
 * How an algorithm is described once, for the command line, the catalogue and every dialog. Knows
 * only {@code run}.
 */
@NullMarked
package org.geofringe.server.catalogue;

import org.jspecify.annotations.NullMarked;
