/** Files by name and content: written whole or not at all, fingerprints, names beside names. */
@NullMarked
package org.geofringe.server.file;

import org.jspecify.annotations.NullMarked;
