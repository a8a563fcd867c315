/** What the tests of several rooms share, and the test of the rooms themselves. */
@NullMarked
package org.geofringe.server;

import org.jspecify.annotations.NullMarked;
