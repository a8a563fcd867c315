/** Tests and benchmarks of this room. */
@NullMarked
package org.geofringe.server.geocode;

import org.jspecify.annotations.NullMarked;
