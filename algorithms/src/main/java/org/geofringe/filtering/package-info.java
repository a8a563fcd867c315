/** What smooths or completes one grid. */
@NullMarked
package org.geofringe.filtering;

import org.jspecify.annotations.NullMarked;
