/** Looking into products: at places, along lines, within areas. */
@NullMarked
package org.geofringe.server.inspect;

import org.jspecify.annotations.NullMarked;
