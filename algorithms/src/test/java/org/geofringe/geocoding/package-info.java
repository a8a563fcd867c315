/** Tests of geocoding. */
@NullMarked
package org.geofringe.geocoding;

import org.jspecify.annotations.NullMarked;
