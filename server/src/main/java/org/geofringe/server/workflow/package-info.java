/** One class per algorithm that a user can call: its parameters, reading, kernel and writing. */
@NullMarked
package org.geofringe.server.workflow;

import org.jspecify.annotations.NullMarked;
