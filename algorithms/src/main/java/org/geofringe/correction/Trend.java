package org.geofringe.correction;

/** What becomes of the part of a correction that grows evenly with time. */
public enum Trend {
  /** It stays in the series: a straight line through any cell is the same before and after. */
  KEEP,
  /**
   * As much of it is taken away as the ups and downs about it make by chance. An effect that has
   * nothing to do with time makes a trend g over these dates that scatters about zero with the
   * standard deviation s that follows from its own scatter; the share min(1, s²/g²) is taken away
   * (James and Stein 1961). Weather goes and motion of many s stays.
   */
  CHANCE,
  /** It is taken away with the rest. */
  REMOVE
}
