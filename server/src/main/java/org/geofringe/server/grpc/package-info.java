/** The bridge: the three services, tokens and TLS. The only room that knows gRPC. */
@NullMarked
package org.geofringe.server.grpc;

import org.jspecify.annotations.NullMarked;
