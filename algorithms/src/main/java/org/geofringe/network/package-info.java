/** Dates, pairs of dates, triangles of pairs and how they hang together. Knows only the JDK. */
@NullMarked
package org.geofringe.network;

import org.jspecify.annotations.NullMarked;
