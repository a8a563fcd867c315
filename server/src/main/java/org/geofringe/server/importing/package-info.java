/**
 * Recognising, checking and reading folders of interferograms that other processors made. It plans
 * and reads; it writes nothing.
 */
@NullMarked
package org.geofringe.server.importing;

import org.jspecify.annotations.NullMarked;
