package org.geofringe.server.catalogue;

/**
 * An enum whose constants are the values of a choice; the constant's name is the value that is
 * sent.
 */
public interface Choice {

  /** What a person reads. */
  String label();
}
