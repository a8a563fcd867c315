/** Tests of what people see, in Java and in a real QGIS where there is one. */
@NullMarked
package org.geofringe.server.export;

import org.jspecify.annotations.NullMarked;
