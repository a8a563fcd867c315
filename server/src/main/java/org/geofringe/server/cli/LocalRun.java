package org.geofringe.server.cli;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.geofringe.server.job.Job;
import org.geofringe.server.job.JobStatus;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.run.Failure;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.workflow.Catalogue;
import org.geofringe.server.workflow.Result;

/**
 * Runs an algorithm in this process, with progress on the terminal; Ctrl-C stops it at its next
 * check.
 */
final class LocalRun {

  private static final long LOOK_MILLISECONDS = 100;
  private static final long STOP_MILLISECONDS = 10_000;

  private final Terminal terminal = new Terminal();
  private final Job job;
  private long seenVersion = -1;
  private int seenLog;

  private LocalRun(Job job) {
    this.job = job;
  }

  static Result run(Job job, Catalogue.Call call) throws IOException {
    return new LocalRun(job).follow(new FutureTask<>(() -> job.run(call)));
  }

  private Result follow(FutureTask<Result> work) throws IOException {
    Thread worker = new Thread(work, "geofringe-run");
    Thread onInterrupt = new Thread(() -> stop(worker), "geofringe-stop");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    worker.start();
    try {
      while (true) {
        try {
          return work.get(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          show();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      job.stop();
      throw new CancelledException();
    } catch (ExecutionException e) {
      throw unwrap(e);
    } finally {
      show();
      terminal.closeLine();
      forget(onInterrupt);
    }
  }

  private void show() {
    long version = job.version();
    if (version == seenVersion) {
      return;
    }
    seenVersion = version;
    for (String line : job.log(seenLog)) {
      terminal.line(line);
      seenLog++;
    }
    JobStatus status = job.status();
    terminal.progress(status.percent(), status.message(), status.secondsLeft());
  }

  private void stop(Thread worker) {
    job.stop();
    try {
      worker.join(STOP_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The machine is shutting down already, which is how a run gets here after Ctrl-C.
      return;
    }
  }

  private static RuntimeException unwrap(ExecutionException e) throws IOException {
    Throwable cause = e.getCause();
    if (cause instanceof IOException io) {
      throw io;
    } else if (cause instanceof OutOfMemoryError) {
      return new ResourceException(Failure.of(cause).message(), cause);
    } else if (cause instanceof Error error) {
      throw error;
    } else if (cause instanceof RuntimeException unchecked) {
      return unchecked;
    }
    return new IllegalStateException(e);
  }
}
