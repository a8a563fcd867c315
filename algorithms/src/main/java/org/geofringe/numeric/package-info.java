/** Small numerical tools that more than one package needs. */
@NullMarked
package org.geofringe.numeric;

import org.jspecify.annotations.NullMarked;
