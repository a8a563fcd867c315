/** What tests of several packages share. */
@NullMarked
package org.geofringe;

import org.jspecify.annotations.NullMarked;
