package org.geofringe.server.run;

/** Thrown by {@link RunContext#checkCancelled()} once somebody asked the work to stop. */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CancelledException() {
    super("cancelled");
  }
}
