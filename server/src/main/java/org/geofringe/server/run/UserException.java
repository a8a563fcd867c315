package org.geofringe.server.run;

/**
 * Something the user can put right: a wrong file, a missing parameter, a value out of range. The
 * message is one line that says what, why and what to do; no stack trace is shown.
 */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserException(String message) {
    super(message);
  }

  public UserException(String message, Throwable cause) {
    super(message, cause);
  }
}
