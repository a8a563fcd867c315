package org.geofringe.server.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import org.geofringe.server.run.Budget;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.run.Failure;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.workflow.Catalogue;
import org.geofringe.server.workflow.Result;

/**
 * One submission. Its work talks to it as a {@link RunContext}; any number of watchers read {@link
 * #status()}, {@link #log(int)} and {@link #warnings(int)} whenever {@link #version()} has grown.
 * Thread-safe.
 */
public final class Job implements RunContext {

  private final String id;
  private final String algorithm;
  private final Map<String, String> values;
  private final Instant submitted;
  private final Path folder;
  private final Budget budget;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private final List<String> log = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private JobStatus status;
  private TimeLeft timeLeft = new TimeLeft(now());
  private long version;

  Job(
      String id,
      String algorithm,
      Map<String, String> values,
      Instant submitted,
      Path folder,
      Budget budget,
      JobStatus status) {
    this.id = id;
    this.algorithm = algorithm;
    this.values = Map.copyOf(values);
    this.submitted = submitted;
    this.folder = folder;
    this.budget = budget;
    this.status = status;
  }

  /** A job that no queue knows and that leaves nothing on disk: one run of a command line. */
  public static Job standalone(String algorithm, Path folder, Budget budget) {
    return new Job("local", algorithm, Map.of(), Instant.now(), folder, budget, JobStatus.queued());
  }

  /**
   * Does the work on the calling thread.
   *
   * @throws CancelledException where somebody stopped it
   */
  public Result run(Catalogue.Call call) throws IOException {
    checkCancelled();
    running();
    Result result = call.run(this);
    succeeded(result);
    return result;
  }

  public String id() {
    return id;
  }

  public String algorithm() {
    return algorithm;
  }

  public Map<String, String> values() {
    return values;
  }

  public Instant submitted() {
    return submitted;
  }

  /** Where products go whose path nobody chose. */
  public Path folder() {
    return folder;
  }

  public synchronized JobStatus status() {
    return status;
  }

  /** Grows with every change. */
  public synchronized long version() {
    return version;
  }

  /** The lines of the log from a position on. */
  public synchronized List<String> log(int from) {
    return List.copyOf(log.subList(Math.min(from, log.size()), log.size()));
  }

  /** The warnings from a position on. */
  public synchronized List<String> warnings(int from) {
    return List.copyOf(warnings.subList(Math.min(from, warnings.size()), warnings.size()));
  }

  /** Asks the work to stop; a job that waits ends here, and true is returned. */
  synchronized boolean cancel() {
    stop();
    if (status.state() != JobState.QUEUED) {
      return false;
    }
    ended(JobState.CANCELLED, "Cancelled");
    return true;
  }

  /** Asks the work to stop at its next check. */
  public void stop() {
    cancelled.set(true);
  }

  /** Starts the clock; false where the job was cancelled while it waited. */
  synchronized boolean running() {
    if (status.state() != JobState.QUEUED) {
      return false;
    }
    timeLeft = new TimeLeft(now());
    change(new JobStatus(JobState.RUNNING, 0, "Starting", OptionalDouble.empty(), null, null));
    return true;
  }

  synchronized void succeeded(Result result) {
    change(new JobStatus(JobState.SUCCEEDED, 100, "Done", OptionalDouble.empty(), result, null));
  }

  synchronized void failed(Failure failure) {
    change(
        new JobStatus(
            JobState.FAILED, status.percent(), "Failed", OptionalDouble.empty(), null, failure));
  }

  synchronized void ended(JobState state, String message) {
    change(JobStatus.ended(state, status.percent(), message));
  }

  @Override
  public synchronized void progress(double fraction, String message) {
    if (status.state() != JobState.RUNNING) {
      return;
    }
    double percent = Math.max(status.percent(), Math.min(100, 100 * fraction));
    timeLeft.sample(now(), percent / 100);
    change(new JobStatus(JobState.RUNNING, percent, message, timeLeft.seconds(), null, null));
  }

  @Override
  public synchronized void log(String line) {
    log.add(line);
    version++;
  }

  @Override
  public synchronized void warn(String line) {
    warnings.add(line);
    log("Warning: " + line);
  }

  @Override
  public void checkCancelled() {
    if (cancelled.get()) {
      throw new CancelledException();
    }
  }

  @Override
  public Budget budget() {
    return budget;
  }

  private void change(JobStatus next) {
    status = next;
    version++;
  }

  private static double now() {
    return System.nanoTime() / 1e9;
  }
}
