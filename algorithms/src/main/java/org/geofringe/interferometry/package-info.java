/**
 * What two or more coregistered images on one grid tell together: interferograms, coherence, the
 * stability of amplitudes, and the statistics of their noise.
 */
@NullMarked
package org.geofringe.interferometry;

import org.jspecify.annotations.NullMarked;
