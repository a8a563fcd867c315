/**
 * What people see: styles, GeoPackages, QGIS projects, plots and map pictures. Takes arrays and
 * paths; knows grid, network and run.
 */
@NullMarked
package org.geofringe.server.export;

import org.jspecify.annotations.NullMarked;
