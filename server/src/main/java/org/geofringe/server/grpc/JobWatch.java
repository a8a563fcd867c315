package org.geofringe.server.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.geofringe.server.catalogue.AlgorithmDescription;
import org.geofringe.server.job.Job;
import org.geofringe.server.job.JobStatus;
import org.geofringe.v1.JobEvent;
import org.geofringe.v1.JobState;
import org.geofringe.v1.WatchResponse;
import org.jspecify.annotations.Nullable;

/**
 * One client that watches one job. It looks at the job ten times a second and sends what is new
 * while the client can take it: a slow client gets fewer events, never a growing queue, and one
 * that goes away costs nothing more.
 */
final class JobWatch implements Runnable {

  private static final long PERIOD_MILLISECONDS = 100;

  private final Job job;
  private final AlgorithmDescription algorithm;
  private final ServerCallStreamObserver<WatchResponse> observer;
  private @Nullable ScheduledFuture<?> schedule;
  private long seenVersion = -1;
  private int seenLog;
  private int seenWarnings;
  private boolean ended;

  private JobWatch(
      Job job, AlgorithmDescription algorithm, ServerCallStreamObserver<WatchResponse> observer) {
    this.job = job;
    this.algorithm = algorithm;
    this.observer = observer;
  }

  static void start(
      Job job,
      AlgorithmDescription algorithm,
      ServerCallStreamObserver<WatchResponse> observer,
      ScheduledExecutorService ticker) {
    JobWatch watch = new JobWatch(job, algorithm, observer);
    observer.setOnCancelHandler(watch::stop);
    watch.schedule(ticker);
  }

  private synchronized void schedule(ScheduledExecutorService ticker) {
    schedule = ticker.scheduleAtFixedRate(this, 0, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private synchronized void stop() {
    ended = true;
    if (schedule != null) {
      schedule.cancel(false);
    }
  }

  @Override
  public synchronized void run() {
    if (ended || observer.isCancelled()) {
      stop();
      return;
    }
    // The version is read first: a change after that is seen at the next look.
    long version = job.version();
    if (version == seenVersion || !observer.isReady()) {
      return;
    }
    seenVersion = version;
    JobStatus status = job.status();
    send(status);
    if (status.state().hasEnded()) {
      observer.onCompleted();
      stop();
    }
  }

  private void send(JobStatus status) {
    List<String> log = job.log(seenLog);
    List<String> warnings = job.warnings(seenWarnings);
    seenLog += log.size();
    seenWarnings += warnings.size();
    // A client may stop reading at the event that says the job has ended, so warnings come before
    // it.
    for (String warning : warnings) {
      observer.onNext(
          response(
              JobEvent.newBuilder()
                  .setState(JobState.JOB_STATE_RUNNING)
                  .setPercent(status.percent())
                  .setMessage(status.message())
                  .setWarning(warning)));
    }
    observer.onNext(response(Messages.event(status, algorithm).addAllLog(log)));
  }

  private static WatchResponse response(JobEvent.Builder event) {
    return WatchResponse.newBuilder().setEvent(event.build()).build();
  }
}
