package org.geofringe.server.grpc;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The shared secret between server and clients, on both sides of the call. */
final class Tokens {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String SCHEME = "Bearer ";
  private static final String HEALTH = "grpc.health.v1.Health";

  private Tokens() {}

  /** Refuses every call without the token, but for health checks. */
  static ServerInterceptor required(String token) {
    byte[] expected = (SCHEME + token).getBytes(StandardCharsets.UTF_8);
    return new ServerInterceptor() {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (HEALTH.equals(call.getMethodDescriptor().getServiceName())
            || matches(expected, headers.get(AUTHORIZATION))) {
          return next.startCall(call, headers);
        }
        call.close(
            Status.UNAUTHENTICATED.withDescription(
                "Wrong or missing token: take the token from the server's file below"
                    + " ~/.geofringe/servers or ask whoever runs the server."),
            new Metadata());
        return new ServerCall.Listener<>() {};
      }
    };
  }

  /** Sends the token with every call. */
  static CallCredentials sent(String token) {
    return new CallCredentials() {
      @Override
      public void applyRequestMetadata(
          RequestInfo requestInfo, Executor appExecutor, MetadataApplier applier) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, SCHEME + token);
        applier.apply(headers);
      }
    };
  }

  /** Takes the same time whatever the difference. */
  private static boolean matches(byte[] expected, @Nullable String given) {
    return given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
  }
}
