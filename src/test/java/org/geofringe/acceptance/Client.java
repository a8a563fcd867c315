package org.geofringe.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.geofringe.v1.CancelRequest;
import org.geofringe.v1.Job;
import org.geofringe.v1.JobEvent;
import org.geofringe.v1.JobState;
import org.geofringe.v1.JobsServiceGrpc;
import org.geofringe.v1.JobsServiceGrpc.JobsServiceBlockingStub;
import org.geofringe.v1.ListRequest;
import org.geofringe.v1.ProductsServiceGrpc;
import org.geofringe.v1.ProductsServiceGrpc.ProductsServiceStub;
import org.geofringe.v1.SubmitRequest;
import org.geofringe.v1.WatchRequest;
import org.geofringe.v1.WatchResponse;

/** A client that knows nothing of the server but the contract. */
final class Client implements AutoCloseable {

  private final ManagedChannel channel;
  private final Metadata headers = new Metadata();
  private final JobsServiceBlockingStub jobs;

  Client(int port, String token) {
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    jobs =
        JobsServiceGrpc.newBlockingStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  ProductsServiceStub products() {
    return ProductsServiceGrpc.newStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  String submit(String algorithm, Map<String, String> values) {
    return jobs.submit(
            SubmitRequest.newBuilder().setAlgorithm(algorithm).putAllValues(values).build())
        .getJobId();
  }

  /** Follows a job to its end and returns its last event. */
  JobEvent watch(String job, Consumer<JobEvent> listener) {
    Iterator<WatchResponse> events = jobs.watch(WatchRequest.newBuilder().setJobId(job).build());
    JobEvent last = JobEvent.getDefaultInstance();
    while (events.hasNext()) {
      last = events.next().getEvent();
      listener.accept(last);
    }
    return last;
  }

  /** Runs a job that must succeed. */
  JobEvent run(String algorithm, Map<String, String> values) {
    JobEvent last = watch(submit(algorithm, values), event -> {});
    assertEquals(JobState.JOB_STATE_SUCCEEDED, last.getState(), last::getError);
    return last;
  }

  void cancel(String job) {
    Job answer = jobs.cancel(CancelRequest.newBuilder().setJobId(job).build()).getJob();
    assertEquals(job, answer.getId());
  }

  /** All jobs, the newest first. */
  List<Job> list() {
    return jobs.list(ListRequest.getDefaultInstance()).getJobsList();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
