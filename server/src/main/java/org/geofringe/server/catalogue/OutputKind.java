package org.geofringe.server.catalogue;

/** What a product is; see {@code catalogue.proto}. */
public enum OutputKind {
  RASTER,
  VECTOR,
  TABLE,
  STACK,
  FILE,
  FOLDER
}
