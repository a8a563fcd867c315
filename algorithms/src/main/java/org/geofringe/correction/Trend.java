package org.geofringe.correction;

/** What becomes of the part of a correction that grows evenly with time. */
public enum Trend {
  /** It stays in the series: a straight line through any cell is the same before and after. */
  KEEP,
  /** It is taken away with the rest. */
  REMOVE
}
