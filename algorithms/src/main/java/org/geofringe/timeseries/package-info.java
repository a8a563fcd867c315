/** From pairs to dates: network inversion, velocity and the choice of cells. */
@NullMarked
package org.geofringe.timeseries;

import org.jspecify.annotations.NullMarked;
