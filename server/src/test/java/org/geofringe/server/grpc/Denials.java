package org.geofringe.server.grpc;

import static org.geofringe.server.Refusals.assertOneLine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.function.Executable;

/** Checks the status of a call that is refused. */
final class Denials {

  private Denials() {}

  /** Asserts the status, and one line that holds every part. */
  static void assertDenied(Status.Code code, Executable call, String... parts) {
    Status status = assertThrows(StatusRuntimeException.class, call).getStatus();
    assertEquals(code, status.getCode(), status.toString());
    assertOneLine(String.valueOf(status.getDescription()), parts);
  }
}
