/**
 * What all running code shares: progress, cancelling and the kinds of error. Knows only the JDK.
 */
@NullMarked
package org.geofringe.server.run;

import org.jspecify.annotations.NullMarked;
