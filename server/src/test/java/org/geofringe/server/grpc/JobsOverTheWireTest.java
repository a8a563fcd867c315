package org.geofringe.server.grpc;

import static org.geofringe.server.grpc.Denials.assertDenied;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.UserException;
import org.geofringe.v1.Algorithm;
import org.geofringe.v1.CancelRequest;
import org.geofringe.v1.CatalogueServiceGrpc;
import org.geofringe.v1.GetRequest;
import org.geofringe.v1.Job;
import org.geofringe.v1.JobEvent;
import org.geofringe.v1.JobState;
import org.geofringe.v1.JobsServiceGrpc;
import org.geofringe.v1.ListAlgorithmsRequest;
import org.geofringe.v1.ListRequest;
import org.geofringe.v1.OutputKind;
import org.geofringe.v1.ParameterKind;
import org.geofringe.v1.Product;
import org.geofringe.v1.SubmitRequest;
import org.geofringe.v1.WatchRequest;
import org.geofringe.v1.WatchResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class JobsOverTheWireTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path home;

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(home);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Collects events; asks for them at once, or only when told. */
  private static final class Watcher
      implements ClientResponseObserver<WatchRequest, WatchResponse> {
    final CompletableFuture<List<JobEvent>> all = new CompletableFuture<>();
    private final List<JobEvent> events = new ArrayList<>();
    private final int atOnce;
    @Nullable ClientCallStreamObserver<WatchRequest> call;

    Watcher(int atOnce) {
      this.atOnce = atOnce;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchRequest> stream) {
      call = stream;
      stream.disableAutoRequestWithInitial(atOnce);
    }

    @Override
    public void onNext(WatchResponse response) {
      events.add(response.getEvent());
    }

    @Override
    public void onError(Throwable t) {
      all.completeExceptionally(t);
    }

    @Override
    public void onCompleted() {
      all.complete(events);
    }

    List<JobEvent> all() throws Exception {
      return all.get(20, TimeUnit.SECONDS);
    }
  }

  private Watcher watch(String job, int atOnce) {
    Watcher watcher = new Watcher(atOnce);
    server
        .known(JobsServiceGrpc.newStub(server.channel))
        .watch(WatchRequest.newBuilder().setJobId(job).build(), watcher);
    return watcher;
  }

  private JobEvent latest(String job) {
    return server.jobs().get(GetRequest.newBuilder().setJobId(job).build()).getJob().getLatest();
  }

  private static List<String> log(List<JobEvent> events) {
    return events.stream().flatMap(event -> event.getLogList().stream()).toList();
  }

  private static JobEvent last(List<JobEvent> events) {
    return events.get(events.size() - 1);
  }

  @Test
  void theCatalogueTellsAllThatADialogNeeds() {
    var response =
        server
            .known(CatalogueServiceGrpc.newBlockingStub(server.channel))
            .listAlgorithms(ListAlgorithmsRequest.getDefaultInstance());
    assertEquals("test", response.getServerVersion());
    Algorithm algorithm = response.getAlgorithms(0);
    assertEquals("scripted", algorithm.getId());
    assertEquals("Does what the test tells it.", algorithm.getHelp());
    assertEquals(ParameterKind.PARAMETER_KIND_TEXT, algorithm.getParameters(0).getKind());
    assertTrue(algorithm.getParameters(0).getOptional());
    assertFalse(algorithm.getParameters(0).hasMinimum(), "no bound is not a bound of zero");
    assertEquals(OutputKind.OUTPUT_KIND_RASTER, algorithm.getOutputs(0).getKind());
    assertEquals("velocity", algorithm.getOutputs(0).getStyle());
  }

  @Test
  void aJobIsSubmittedWatchedAndAskedFor() {
    String id = server.submit("any");
    JobEvent last = server.follow(id);
    assertEquals(JobState.JOB_STATE_SUCCEEDED, last.getState());
    assertEquals(100, last.getPercent());
    assertEquals("{\"answer\":42}", last.getResult().getMetricsJson());
    Product product = last.getResult().getProductsMap().get("RASTER");
    assertEquals(home.resolve("jobs").resolve(id).resolve("product.tif"), Path.of(path(product)));
    assertEquals("velocity", product == null ? "" : product.getStyle());
    assertEquals(last.getResult(), latest(id).getResult());
  }

  private static String path(@Nullable Product product) {
    return product == null ? "" : product.getPath();
  }

  @Test
  void jobsAreListedTheNewestFirst() {
    String first = server.submit("one");
    String second = server.submit("two");
    server.follow(second);
    List<Job> jobs = server.jobs().list(ListRequest.getDefaultInstance()).getJobsList();
    assertEquals(List.of(second, first), jobs.stream().map(Job::getId).toList());
    assertEquals(Map.of("NAME", "two"), jobs.get(0).getValuesMap());
    assertTrue(jobs.get(0).getSubmitted().getSeconds() > 1_600_000_000L);
  }

  @Test
  void aRunningJobIsCancelledWithinASecond() throws Exception {
    String id = server.submit("endless");
    Watcher watcher = watch(id, Integer.MAX_VALUE);
    server.begun.await();
    long start = System.nanoTime();
    server.jobs().cancel(CancelRequest.newBuilder().setJobId(id).build());
    assertEquals(JobState.JOB_STATE_CANCELLED, last(watcher.all()).getState());
    assertTrue(System.nanoTime() - start < 1_000_000_000L);
  }

  @Test
  void everyWatcherSeesEveryLine() throws Exception {
    String id = server.submit("gated");
    server.begun.await();
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      watchers.add(watch(id, Integer.MAX_VALUE));
    }
    server.gate.countDown();
    watchers.add(watch(id, Integer.MAX_VALUE));
    for (Watcher watcher : watchers) {
      List<JobEvent> events = watcher.all();
      assertEquals(List.of("first", "Warning: careful", "last"), log(events));
      assertEquals(
          List.of("careful"),
          events.stream().map(JobEvent::getWarning).filter(w -> !w.isEmpty()).toList());
      assertEquals(JobState.JOB_STATE_SUCCEEDED, last(events).getState());
    }
    assertEquals(JobState.JOB_STATE_SUCCEEDED, last(watch(id, 9).all()).getState(), "a late one");
  }

  @Test
  void aWatcherThatGoesAwayDoesNotEndItsJob() throws Exception {
    String id = server.submit("gated");
    try (Context.CancellableContext context = Context.current().withCancellation()) {
      Iterator<WatchResponse> events =
          context.call(() -> server.jobs().watch(WatchRequest.newBuilder().setJobId(id).build()));
      assertTrue(events.hasNext());
    }
    assertEquals(JobState.JOB_STATE_RUNNING, latest(id).getState());
    server.gate.countDown();
    assertEquals(JobState.JOB_STATE_SUCCEEDED, server.follow(id).getState());
  }

  /** Two hundred thousand steps: a watcher that does not read must not pile them up. */
  @Test
  void aSlowWatcherGetsFewerEventsAndEveryLine() throws Exception {
    String id = server.submit("busy");
    Watcher slow = watch(id, 1);
    server.begun.await();
    assertEquals(JobState.JOB_STATE_SUCCEEDED, server.follow(id).getState());
    assertFalse(slow.all.isDone());
    if (slow.call != null) {
      slow.call.request(Integer.MAX_VALUE);
    }
    List<JobEvent> events = slow.all();
    assertTrue(events.size() < 1000, events.size() + " events");
    assertEquals(200, log(events).size());
    assertEquals("line 199000", log(events).get(199));
    assertEquals(JobState.JOB_STATE_SUCCEEDED, last(events).getState());
  }

  @Test
  void failuresAreTold() {
    JobEvent failed = server.follow(server.submit("fail"));
    assertEquals(JobState.JOB_STATE_FAILED, failed.getState());
    assertEquals("Nothing will do: try another.", failed.getError());
    JobEvent bug = server.follow(server.submit("bug"));
    assertEquals(JobState.JOB_STATE_FAILED, bug.getState());
    assertTrue(bug.getError().contains("bug in GeoFringe"), bug.getError());
  }

  @Test
  void wrongSubmissionsAreRefusedBeforeTheyAreQueued() {
    assertDenied(
        Status.Code.INVALID_ARGUMENT,
        () -> server.jobs().submit(SubmitRequest.newBuilder().setAlgorithm("velocty").build()),
        "\"velocty\"",
        "scripted");
    assertDenied(
        Status.Code.INVALID_ARGUMENT,
        () ->
            server
                .jobs()
                .submit(
                    SubmitRequest.newBuilder()
                        .setAlgorithm("scripted")
                        .putValues("RASTER", "../../outside.tif")
                        .build()),
        "RASTER",
        "leads out");
    assertEquals(0, server.jobs().list(ListRequest.getDefaultInstance()).getJobsCount());
  }

  @Test
  void unknownJobsAreNotFound() {
    for (String id : List.of("", "no-such-job", "../jobs")) {
      assertDenied(
          Status.Code.NOT_FOUND,
          () -> server.jobs().get(GetRequest.newBuilder().setJobId(id).build()),
          "\"" + id + "\"");
      assertDenied(
          Status.Code.NOT_FOUND,
          () -> server.jobs().cancel(CancelRequest.newBuilder().setJobId(id).build()),
          "\"" + id + "\"");
      assertDenied(Status.Code.NOT_FOUND, () -> server.follow(id), "\"" + id + "\"");
    }
  }

  @Test
  void jobsAreThereAfterARestart() throws IOException {
    String id = server.submit("any");
    server.follow(id);
    server.close();
    server = new TestServer(home);
    assertEquals(JobState.JOB_STATE_SUCCEEDED, latest(id).getState());
    assertEquals(JobState.JOB_STATE_SUCCEEDED, server.follow(id).getState());
  }

  @Test
  void closingTellsWatchersThatTheJobWasInterrupted() throws Exception {
    String id = server.submit("endless");
    Watcher watcher = watch(id, Integer.MAX_VALUE);
    server.begun.await();
    server.server.close();
    assertEquals(JobState.JOB_STATE_INTERRUPTED, last(watcher.all()).getState());
    assertTrue(
        Files.readString(home.resolve("jobs").resolve(id).resolve("job.json"))
            .contains("INTERRUPTED"));
  }

  @Test
  void theClientTurnsStatusesIntoErrors() throws Exception {
    try (GeoFringeClient client = client(server.server.port())) {
      assertEquals(
          "{\"answer\":42}",
          client.follow(client.submit("scripted", Map.of()), event -> {}).getMetricsJson());
      assertThrows(UserException.class, () -> client.submit("other", Map.of()));
      String failing = client.submit("scripted", Map.of("NAME", "fail"));
      assertEquals(
          "Nothing will do: try another.",
          assertThrows(UserException.class, () -> client.follow(failing, event -> {}))
              .getMessage());
      String endless = client.submit("scripted", Map.of("NAME", "endless"));
      server.begun.await();
      client.cancel(endless);
      assertThrows(CancelledException.class, () -> client.follow(endless, event -> {}));
    }
    int gone = server.server.port();
    server.close();
    try (GeoFringeClient client = client(gone)) {
      assertThrows(ResourceException.class, () -> client.submit("scripted", Map.of()));
    }
  }

  private GeoFringeClient client(int port) {
    return GeoFringeClient.connect(TestServer.LOOPBACK, port, server.server.file().token(), null);
  }
}
