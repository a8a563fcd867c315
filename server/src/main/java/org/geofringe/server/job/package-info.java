/** The queue of jobs, their state on disk, cancelling and what happens at a restart. */
@NullMarked
package org.geofringe.server.job;

import org.jspecify.annotations.NullMarked;
