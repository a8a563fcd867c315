package org.geofringe.server.job;

import static org.geofringe.server.Refusals.assertOneLine;
import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geofringe.server.ScriptedWorkflow;
import org.geofringe.server.run.Budget;
import org.geofringe.server.run.Failure;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.workflow.Product;
import org.geofringe.server.workflow.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobQueueTest {

  private static final Budget BUDGET = new Budget(64L << 20, 2);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final CountDownLatch endless = new CountDownLatch(1);
  private CountDownLatch drained = new CountDownLatch(1);
  private @Nullable RuntimeException failure;
  private @Nullable IOException diskFailure;
  private @Nullable Error error;

  @SuppressWarnings("NullAway.Init")
  private JobQueue queue;

  @BeforeEach
  void open() throws IOException {
    queue = start();
  }

  @AfterEach
  void close() {
    queue.close();
  }

  private JobQueue start() throws IOException {
    return new JobQueue(
        ScriptedWorkflow.catalogue(this::script), folder, BUDGET, PathPolicy.anywhere());
  }

  private Result script(ScriptedWorkflow.Parameters parameters, RunContext context)
      throws IOException {
    ran.add(parameters.name());
    switch (parameters.name()) {
      case "endless" -> {
        endless.countDown();
        while (true) {
          context.checkCancelled();
          Thread.onSpinWait();
        }
      }
      case "drain" -> drained.countDown();
      case "fail" -> fail();
      default -> context.log("line of " + parameters.name());
    }
    return new Result()
        .product(
            "RASTER",
            new Product(
                parameters.raster(), "Raster", "It is.", List.of(LocalDate.of(2020, 2, 29))))
        .metric("answer", 42)
        .metric("list", List.of("a", Map.of("b", 1.5)));
  }

  private void fail() throws IOException {
    if (failure != null) {
      throw failure;
    } else if (diskFailure != null) {
      throw diskFailure;
    } else if (error != null) {
      throw error;
    }
  }

  private Job submit(String name) throws IOException {
    return queue.submit("scripted", Map.of("NAME", name));
  }

  /** Returns when all that was submitted before has ended and is on disk: there is one worker. */
  private void drain() throws Exception {
    drained = new CountDownLatch(1);
    submit("drain");
    assertTrue(drained.await(10, TimeUnit.SECONDS), "the queue stands still");
  }

  private JsonNode onDisk(Job job) throws IOException {
    return MAPPER.readTree(folder.resolve(job.id()).resolve("job.json").toFile());
  }

  @Test
  void jobsRunInTheOrderOfTheirSubmission() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      submit(name);
    }
    drain();
    assertEquals(List.of("a", "b", "c", "drain"), ran);
    assertEquals(
        List.of("drain", "c", "b", "a"),
        queue.list().stream().map(job -> job.values().get("NAME")).toList(),
        "the newest first");
  }

  @Test
  void aJobThatWaitsIsCancelledAtOnce() throws Exception {
    Job running = submit("endless");
    Job waiting = submit("waiting");
    endless.await();
    queue.cancel(waiting);
    assertEquals(JobState.CANCELLED, waiting.status().state());
    assertEquals("CANCELLED", onDisk(waiting).path("state").asText());
    assertEquals(JobState.RUNNING, running.status().state());
    queue.cancel(running);
    drain();
    assertEquals(List.of("endless", "drain"), ran);
  }

  @Test
  void aJobThatRunsIsCancelledWithinASecond() throws Exception {
    Job job = submit("endless");
    endless.await();
    long start = System.nanoTime();
    queue.cancel(job);
    drain();
    assertTrue(System.nanoTime() - start < 1_000_000_000L);
    assertEquals(JobState.CANCELLED, job.status().state());
    assertEquals("CANCELLED", onDisk(job).path("state").asText());
    queue.cancel(job);
    assertEquals(JobState.CANCELLED, job.status().state(), "cancelling again changes nothing");
  }

  static Stream<Object[]> failures() {
    return Stream.of(
        new Object[] {new UserException("Wrong\n  value."), Failure.Kind.USER, "Wrong value."},
        new Object[] {new ResourceException("Full."), Failure.Kind.RESOURCE, "Full."},
        new Object[] {new NoSuchFileException("/a/b"), Failure.Kind.RESOURCE, "no file /a/b"},
        new Object[] {
          new IOException("No space left on device"), Failure.Kind.RESOURCE, "disk is full"
        },
        new Object[] {new OutOfMemoryError("heap"), Failure.Kind.RESOURCE, "Out of memory"},
        new Object[] {new IllegalStateException("odd"), Failure.Kind.INTERNAL, "bug"},
        new Object[] {new StackOverflowError(), Failure.Kind.INTERNAL, "bug"},
        new Object[] {new NoClassDefFoundError("org/x"), Failure.Kind.INTERNAL, "bug"});
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsSortedAndTheQueueGoesOn(Throwable thrown, Failure.Kind kind, String part)
      throws Exception {
    failure = thrown instanceof RuntimeException e ? e : null;
    diskFailure = thrown instanceof IOException e ? e : null;
    error = thrown instanceof Error e ? e : null;
    Job job = submit("fail");
    drain();
    Failure found = job.status().failure();
    assertNotNull(found);
    assertEquals(JobState.FAILED, job.status().state());
    assertEquals(kind, found.kind());
    assertOneLine(found.message(), part);
    assertEquals(found.message(), onDisk(job).path("failure").asText());
    assertEquals(kind.name(), onDisk(job).path("failure_kind").asText());
  }

  @Test
  void aWrongValueQueuesNothing() throws IOException {
    assertRefused(() -> queue.submit("scripted", Map.of("NAMES", "x")), "NAMES");
    assertRefused(() -> queue.submit("other", Map.of()), "\"other\"", "scripted");
    assertEquals(List.of(), queue.list());
    assertEquals(Set.of(), names());
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".lock"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void theDiskHoldsStateAndLogAndNothingHalfWritten() throws Exception {
    Job job = submit("a");
    drain();
    queue.close();
    assertEquals(Set.of("job.json", "log.txt"), names());
    assertEquals("SUCCEEDED", onDisk(job).path("state").asText());
    assertEquals(
        List.of("line of a"), Files.readAllLines(folder.resolve(job.id()).resolve("log.txt")));
  }

  @Test
  void jobsAreListedAfterARestart() throws Exception {
    Job before = submit("a");
    drain();
    queue.close();
    queue = start();
    assertEquals(2, queue.list().size());
    Job after = queue.find(before.id()).orElseThrow();
    assertEquals(before.values(), after.values());
    assertEquals(before.submitted(), after.submitted());
    assertEquals(before.folder(), after.folder());
    assertEquals(JobState.SUCCEEDED, after.status().state());
    Result result = after.status().result();
    assertNotNull(result);
    assertEquals(Map.of("answer", 42, "list", List.of("a", Map.of("b", 1.5))), result.metrics());
    Product product = result.products().get("RASTER");
    assertNotNull(product);
    assertEquals(folder.resolve(before.id()).resolve("product.tif"), product.path());
    assertEquals(List.of(LocalDate.of(2020, 2, 29)), product.bandDates());
  }

  /** Ids begin with the second: two servers within one must not give the same. */
  @Test
  void anIdIsNeverGivenTwice() throws Exception {
    Job first = submit("a");
    drain();
    queue.close();
    queue = start();
    Job second = submit("b");
    drain();
    assertNotEquals(first.id(), second.id());
    assertEquals(4, queue.list().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"QUEUED", "RUNNING"})
  void whatAKilledServerLeftIsInterrupted(String state) throws Exception {
    Job killed =
        new Job(
            "20200101-000000-0001",
            "scripted",
            Map.of("NAME", "a"),
            Instant.EPOCH,
            folder.resolve("20200101-000000-0001"),
            BUDGET,
            JobStatus.ended(JobState.valueOf(state), 40, "Working"));
    new JobStore(folder).save(killed);
    queue.close();
    queue = start();
    Job found = queue.find(killed.id()).orElseThrow();
    assertEquals(JobState.INTERRUPTED, found.status().state());
    assertEquals(40, found.status().percent());
    assertEquals("INTERRUPTED", onDisk(found).path("state").asText());
    assertEquals(List.of(), ran, "it runs again only when it is submitted again");
  }

  @Test
  void closingInterruptsWhatRunsAndWhatWaits() throws Exception {
    Job running = submit("endless");
    Job waiting = submit("waiting");
    endless.await();
    queue.close();
    for (Job job : List.of(running, waiting)) {
      assertEquals(JobState.INTERRUPTED, job.status().state());
      assertEquals("INTERRUPTED", onDisk(job).path("state").asText());
    }
    assertEquals(List.of("endless"), ran);
    assertRefused(() -> submit("late"), "stopping");
    assertEquals(2, queue.list().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "text",
        "{\"id\": \"broken\", \"state\": \"FLYING\", \"submitted\": \"2020-01-01T00:00:00Z\"}",
        "{\"id\": \"broken\", \"state\": \"FAILED\", \"submitted\": \"yesterday\"}",
        "{\"id\": \"other\", \"state\": \"FAILED\", \"submitted\": \"2020-01-01T00:00:00Z\"}",
        "{\"id\": \"broken\", \"state\": \"FAILED\", \"submitted\": \"2020-01-01T00:00:00Z\","
            + " \"failure\": \"x\", \"failure_kind\": \"NONE\"}",
        "{\"id\": \"broken\", \"algorithm\": \"gone\", \"state\": \"FAILED\","
            + " \"submitted\": \"2020-01-01T00:00:00Z\"}",
      })
  void aBrokenJobDoesNotKeepTheOthersFromBeingListed(String json) throws Exception {
    Job sound = submit("a");
    drain();
    queue.close();
    Files.createDirectories(folder.resolve("broken"));
    Files.writeString(folder.resolve("broken/job.json"), json);
    Files.createDirectories(folder.resolve("empty"));
    Files.writeString(folder.resolve("stray.txt"), "");
    queue = start();
    assertEquals(2, queue.list().size());
    assertTrue(queue.find(sound.id()).isPresent());
  }
}
