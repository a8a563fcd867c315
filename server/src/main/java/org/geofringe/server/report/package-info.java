/** Pages for people: self-contained HTML that opens from the disk and needs nothing else. */
@NullMarked
package org.geofringe.server.report;

import org.jspecify.annotations.NullMarked;
