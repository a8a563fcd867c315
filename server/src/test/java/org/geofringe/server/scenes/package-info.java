/** Tests and benchmarks of this room. */
@NullMarked
package org.geofringe.server.scenes;

import org.jspecify.annotations.NullMarked;
