/** XML that others wrote, read with distrust. Knows nothing. */
@NullMarked
package org.geofringe.xml;

import org.jspecify.annotations.NullMarked;
