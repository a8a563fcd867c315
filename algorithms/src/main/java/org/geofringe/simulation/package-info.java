/** Scenes and stacks whose truth is known. Knows grid, network and numeric. */
@NullMarked
package org.geofringe.simulation;

import org.jspecify.annotations.NullMarked;
