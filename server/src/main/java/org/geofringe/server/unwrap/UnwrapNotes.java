package org.geofringe.server.unwrap;

/** Names of the notes that unwrapping leaves in a pair's item. */
public final class UnwrapNotes {

  /** Fingerprint of what the unwrapped phase was made from, while it is as it was made. */
  public static final String MADE_FROM = "unwrap";

  /** The options that it was made with. */
  static final String OPTIONS = "unwrap_options";

  /** How components were set against each other. */
  public static final String BRIDGES = "unwrap_bridges";

  /** Fingerprint of what the inverse check was made from. */
  static final String CHECKED = "inverse_check";

  private UnwrapNotes() {}
}
