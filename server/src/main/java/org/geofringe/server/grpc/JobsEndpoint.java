package org.geofringe.server.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.ScheduledExecutorService;
import org.geofringe.server.job.Job;
import org.geofringe.server.job.JobQueue;
import org.geofringe.server.workflow.Catalogue;
import org.geofringe.v1.CancelRequest;
import org.geofringe.v1.CancelResponse;
import org.geofringe.v1.GetRequest;
import org.geofringe.v1.GetResponse;
import org.geofringe.v1.JobsServiceGrpc;
import org.geofringe.v1.ListRequest;
import org.geofringe.v1.ListResponse;
import org.geofringe.v1.SubmitRequest;
import org.geofringe.v1.SubmitResponse;
import org.geofringe.v1.WatchRequest;
import org.geofringe.v1.WatchResponse;

/** Jobs over the wire. */
final class JobsEndpoint extends JobsServiceGrpc.JobsServiceImplBase {

  private final Catalogue catalogue;
  private final JobQueue queue;
  private final ScheduledExecutorService ticker;

  JobsEndpoint(Catalogue catalogue, JobQueue queue, ScheduledExecutorService ticker) {
    this.catalogue = catalogue;
    this.queue = queue;
    this.ticker = ticker;
  }

  @Override
  public void submit(SubmitRequest request, StreamObserver<SubmitResponse> observer) {
    Calls.answer(
        observer,
        () ->
            SubmitResponse.newBuilder()
                .setJobId(queue.submit(request.getAlgorithm(), request.getValuesMap()).id())
                .build());
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<WatchResponse> observer) {
    Job job = queue.find(request.getJobId()).orElse(null);
    if (job == null) {
      observer.onError(unknown(request.getJobId()).asRuntimeException());
      return;
    }
    JobWatch.start(
        job,
        catalogue.description(job.algorithm()),
        (ServerCallStreamObserver<WatchResponse>) observer,
        ticker);
  }

  @Override
  public void cancel(CancelRequest request, StreamObserver<CancelResponse> observer) {
    Calls.answer(
        observer,
        () -> {
          Job job = job(request.getJobId());
          queue.cancel(job);
          return CancelResponse.newBuilder().setJob(message(job)).build();
        });
  }

  @Override
  public void get(GetRequest request, StreamObserver<GetResponse> observer) {
    Calls.answer(
        observer, () -> GetResponse.newBuilder().setJob(message(job(request.getJobId()))).build());
  }

  @Override
  public void list(ListRequest request, StreamObserver<ListResponse> observer) {
    Calls.answer(
        observer,
        () -> {
          ListResponse.Builder response = ListResponse.newBuilder();
          queue.list().forEach(job -> response.addJobs(message(job)));
          return response.build();
        });
  }

  private org.geofringe.v1.Job message(Job job) {
    return Messages.job(job, catalogue.description(job.algorithm()));
  }

  private Job job(String id) {
    return queue.find(id).orElseThrow(() -> unknown(id).asRuntimeException());
  }

  private static Status unknown(String id) {
    return Status.NOT_FOUND.withDescription(
        "There is no job \"" + id + "\": list the jobs to see which there are.");
  }
}
