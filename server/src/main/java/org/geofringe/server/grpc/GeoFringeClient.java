package org.geofringe.server.grpc;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.UserException;
import org.geofringe.v1.CancelRequest;
import org.geofringe.v1.JobEvent;
import org.geofringe.v1.JobResult;
import org.geofringe.v1.JobState;
import org.geofringe.v1.JobsServiceGrpc;
import org.geofringe.v1.SubmitRequest;
import org.geofringe.v1.WatchRequest;
import org.geofringe.v1.WatchResponse;
import org.jspecify.annotations.Nullable;

/** Talks to a server, as the plugin does. */
public final class GeoFringeClient implements AutoCloseable {

  private static final int STOP_SECONDS = 2;

  private final ManagedChannel channel;
  private final String address;
  private final JobsServiceGrpc.JobsServiceBlockingStub jobs;

  private GeoFringeClient(ManagedChannel channel, String address, String token) {
    this.channel = channel;
    this.address = address;
    this.jobs = JobsServiceGrpc.newBlockingStub(channel).withCallCredentials(Tokens.sent(token));
  }

  /**
   * Prepares a connection; the first call makes it.
   *
   * @param authority PEM file with the certificate to trust; null to speak without TLS
   */
  public static GeoFringeClient connect(
      String host, int port, String token, @Nullable Path authority) {
    NettyChannelBuilder builder = NettyChannelBuilder.forAddress(host, port);
    if (authority == null) {
      builder.usePlaintext();
    } else {
      try {
        builder.sslContext(GrpcSslContexts.forClient().trustManager(authority.toFile()).build());
      } catch (SSLException | IllegalArgumentException e) {
        throw new UserException(
            "The certificate " + authority + " cannot be used: " + e.getMessage() + ".", e);
      }
    }
    return new GeoFringeClient(builder.build(), host + ":" + port, token);
  }

  /** Queues a job and returns its id. */
  public String submit(String algorithm, Map<String, String> values) {
    try {
      return jobs.submit(
              SubmitRequest.newBuilder().setAlgorithm(algorithm).putAllValues(values).build())
          .getJobId();
    } catch (StatusRuntimeException e) {
      throw failure(e);
    }
  }

  /**
   * Follows a job to its end.
   *
   * @param listener gets every event on the calling thread
   * @throws CancelledException where the job was cancelled
   * @throws UserException where it failed
   */
  public JobResult follow(String jobId, Consumer<JobEvent> listener) {
    try {
      Iterator<WatchResponse> events =
          jobs.watch(WatchRequest.newBuilder().setJobId(jobId).build());
      JobEvent last = JobEvent.getDefaultInstance();
      while (events.hasNext()) {
        last = events.next().getEvent();
        listener.accept(last);
      }
      return result(last);
    } catch (StatusRuntimeException e) {
      throw failure(e);
    }
  }

  public void cancel(String jobId) {
    try {
      jobs.cancel(CancelRequest.newBuilder().setJobId(jobId).build());
    } catch (StatusRuntimeException e) {
      throw failure(e);
    }
  }

  @Override
  public void close() {
    channel.shutdown();
    try {
      if (!channel.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static JobResult result(JobEvent last) {
    if (last.getState() == JobState.JOB_STATE_SUCCEEDED) {
      return last.getResult();
    } else if (last.getState() == JobState.JOB_STATE_CANCELLED) {
      throw new CancelledException();
    } else if (last.getState() == JobState.JOB_STATE_INTERRUPTED) {
      throw new ResourceException(
          "The server stopped while the job was running: submit it again when the server is back; it goes on"
              + " where it stopped.");
    }
    throw new UserException(last.getError());
  }

  private RuntimeException failure(StatusRuntimeException error) {
    Status status = error.getStatus();
    String description = status.getDescription();
    if (status.getCode() == Status.Code.UNAVAILABLE) {
      return new ResourceException(
          "There is no GeoFringe server at " + address + ": start one with ./geofringe serve.",
          error);
    }
    return new UserException(
        description == null ? "The server answered " + status.getCode() + "." : description, error);
  }
}
