/**
 * Rectangles of numbers and where they lie on Earth. Row-major primitive arrays; knows only the
 * JDK.
 */
@NullMarked
package org.geofringe.grid;

import org.jspecify.annotations.NullMarked;
