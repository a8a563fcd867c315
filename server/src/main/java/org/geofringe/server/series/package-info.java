/**
 * Time series on the disk: displacement rasters with a band per date, read and written by cells.
 */
@NullMarked
package org.geofringe.server.series;

import org.jspecify.annotations.NullMarked;
