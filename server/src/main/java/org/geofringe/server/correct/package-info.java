/** Taking out of a time series what is no motion: the steps that all corrections by date share. */
@NullMarked
package org.geofringe.server.correct;

import org.jspecify.annotations.NullMarked;
