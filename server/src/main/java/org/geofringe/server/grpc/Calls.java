package org.geofringe.server.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geofringe.server.run.Failure;

/** Answers a call, with every error turned into the status that fits it. */
final class Calls {

  private static final Logger LOG = Logger.getLogger(Calls.class.getName());

  private Calls() {}

  /** Makes an answer. */
  @FunctionalInterface
  interface Answer<A> {
    A make() throws IOException;
  }

  static <A> void answer(StreamObserver<A> observer, Answer<A> answer) {
    A message;
    try {
      message = answer.make();
    } catch (IOException | RuntimeException e) {
      observer.onError(status(e));
      return;
    }
    observer.onNext(message);
    observer.onCompleted();
  }

  static StatusRuntimeException status(Exception error) {
    if (error instanceof StatusRuntimeException status) {
      return status;
    }
    Failure failure = Failure.of(error);
    Status status =
        switch (failure.kind()) {
          case USER -> Status.INVALID_ARGUMENT;
          case RESOURCE -> Status.RESOURCE_EXHAUSTED;
          case INTERNAL -> Status.INTERNAL;
        };
    if (failure.kind() == Failure.Kind.INTERNAL) {
      LOG.log(Level.SEVERE, "A call failed", error);
    }
    return status.withDescription(failure.message()).asRuntimeException();
  }
}
