package org.geofringe.server.catalogue;

/** What a parameter holds; see {@code catalogue.proto} for the text form of each. */
public enum ParameterKind {
  /** Not a kind of its own: taken from the Java type of the record component. */
  FROM_TYPE,
  TEXT,
  INTEGER,
  NUMBER,
  BOOLEAN,
  CHOICE,
  FOLDER,
  STACK,
  FILE,
  RASTER,
  POINT,
  DATES,
  EXTENT,
  CRS,
  FILE_OR_FOLDER,
  LAYER
}
