/**
 * What people see: styles, QGIS projects, plots and map pictures. Takes arrays and paths; knows
 * grid, network, vector and run.
 */
@NullMarked
package org.geofringe.server.export;

import org.jspecify.annotations.NullMarked;
