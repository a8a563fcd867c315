/** Interferograms of simulated images, held against what was put into them. */
@NullMarked
package org.geofringe.server.interferogram;

import org.jspecify.annotations.NullMarked;
