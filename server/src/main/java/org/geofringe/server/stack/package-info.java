/** The stack store: a folder with a STAC catalogue and plain rasters. */
@NullMarked
package org.geofringe.server.stack;

import org.jspecify.annotations.NullMarked;
