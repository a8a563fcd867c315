package org.geofringe.server.job;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geofringe.server.run.Budget;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.run.Failure;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.UserException;
import org.geofringe.server.workflow.Catalogue;

/**
 * Runs jobs one after the other, each on all the threads of the budget. Jobs that a stop of the
 * server cut off are marked interrupted; submitted again, they find their finished items and go on.
 */
public final class JobQueue implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(JobQueue.class.getName());
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int STOP_SECONDS = 10;

  private final Catalogue catalogue;
  private final JobStore store;
  private final Budget budget;
  private final PathPolicy paths;
  private final FileChannel lock;
  private final Map<String, Job> jobs = new ConcurrentSkipListMap<>();
  private final AtomicInteger serial = new AtomicInteger();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "geofringe-job"));
  private volatile boolean stopping;

  /**
   * A queue over a folder of jobs; those that were running when the last server stopped are marked
   * interrupted.
   *
   * @throws IOException where the folder cannot be read or written
   */
  public JobQueue(Catalogue catalogue, Path folder, Budget budget, PathPolicy paths)
      throws IOException {
    this.catalogue = catalogue;
    this.paths = paths;
    this.store = new JobStore(folder);
    this.lock = lock(folder);
    this.budget = budget;
    for (Job job : store.load(budget)) {
      if (!catalogue.has(job.algorithm())) {
        LOG.warning("Job " + job.id() + " is of an algorithm that this version has not: left out.");
        continue;
      }
      if (!job.status().state().hasEnded()) {
        job.ended(JobState.INTERRUPTED, "The server stopped; submit again to go on");
        store.save(job);
      }
      jobs.put(job.id(), job);
    }
  }

  /**
   * Checks the values and queues a job.
   *
   * @throws UserException where the algorithm or a value is wrong; nothing is queued then
   */
  public synchronized Job submit(String algorithm, Map<String, String> values) throws IOException {
    Instant now = Instant.now();
    String id = freshId(now);
    Path folder = store.folder(id);
    paths.check(catalogue.description(algorithm), values, folder);
    Catalogue.Call call = catalogue.prepare(algorithm, values, folder);
    if (stopping) {
      throw new UserException("The server is stopping: submit again when it is back.");
    }
    Job job = new Job(id, algorithm, values, now, folder, budget, JobStatus.queued());
    store.save(job);
    jobs.put(id, job);
    worker.execute(() -> run(job, call));
    return job;
  }

  public Optional<Job> find(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /** All jobs, the newest first. */
  public List<Job> list() {
    List<Job> newestFirst = new ArrayList<>(jobs.values());
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** Asks a job to stop. One that waits ends at once, one that runs at its next check. */
  public void cancel(Job job) throws IOException {
    if (job.cancel()) {
      store.save(job);
    }
  }

  /** Interrupts what runs or waits, and returns when it has ended or after ten seconds. */
  @Override
  public void close() {
    refuseMore();
    try {
      if (!worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warning("A job did not stop in time; it is marked interrupted at the next start.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      lock.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The lock of the jobs cannot be given back", e);
    }
  }

  private synchronized void refuseMore() {
    stopping = true;
    jobs.values().stream().filter(j -> !j.status().state().hasEnded()).forEach(Job::stop);
    worker.shutdown();
  }

  /** A server that is started again within a second must not give an old job's id to a new one. */
  private String freshId(Instant now) {
    String id;
    do {
      id = STAMP.format(now) + String.format(Locale.ROOT, "-%04d", serial.incrementAndGet());
    } while (Files.exists(store.folder(id)));
    return id;
  }

  /** Two servers over one folder would each take the other's jobs for interrupted. */
  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new ResourceException(
          "Another GeoFringe server uses "
              + folder
              + ": use that one, or give this one a home of its own (GEOFRINGE_HOME).");
    }
    return channel;
  }

  private void run(Job job, Catalogue.Call call) {
    try {
      if (!job.running()) {
        return;
      }
      job.checkCancelled();
      store.save(job);
      job.succeeded(call.run(job));
    } catch (CancelledException e) {
      if (stopping) {
        job.ended(JobState.INTERRUPTED, "The server stopped; submit again to go on");
      } else {
        job.ended(JobState.CANCELLED, "Cancelled");
      }
    } catch (IOException | RuntimeException | VirtualMachineError | LinkageError e) {
      Failure failure = Failure.of(e);
      if (failure.kind() == Failure.Kind.INTERNAL) {
        LOG.log(Level.SEVERE, "Job " + job.id() + " failed", e);
      }
      job.failed(failure);
    }
    try {
      store.appendLog(job, job.log(0));
      store.save(job);
    } catch (IOException | ResourceException e) {
      LOG.log(Level.SEVERE, "The state of job " + job.id() + " cannot be written", e);
    }
  }
}
