package org.geofringe.server.run;

/**
 * The machine could not do it: disk full, too little memory, a file that vanished. One line, as in
 * {@link UserException}.
 */
public final class ResourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ResourceException(String message) {
    super(message);
  }

  public ResourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
