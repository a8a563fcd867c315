/** What loops of interferograms say: misclosure of triplets and scores of noisy dates. */
@NullMarked
package org.geofringe.closure;

import org.jspecify.annotations.NullMarked;
