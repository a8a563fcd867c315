/** Small numerical tools: transforms, least squares. Knows grid. */
@NullMarked
package org.geofringe.numeric;

import org.jspecify.annotations.NullMarked;
