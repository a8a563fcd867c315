/**
 * From a stack of images to a stack of interferograms: planning, forming, detrending, filtering.
 */
@NullMarked
package org.geofringe.server.interferogram;

import org.jspecify.annotations.NullMarked;
