/** Benchmarks of the kernels, run by JMH. */
@NullMarked
package org.geofringe.bench;

import org.jspecify.annotations.NullMarked;
