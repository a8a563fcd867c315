/** Sentinel-1 IW SLC products: annotation, bursts, samples, the TOPS carrier. Knows orbit. */
@NullMarked
package org.geofringe.sentinel1;

import org.jspecify.annotations.NullMarked;
