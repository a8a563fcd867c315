package org.geofringe.server.grpc;

import static org.geofringe.server.Refusals.assertOneLine;
import static org.geofringe.server.Refusals.assertRefused;
import static org.geofringe.server.grpc.Denials.assertDenied;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.geofringe.server.ScriptedWorkflow;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.UserException;
import org.geofringe.server.workflow.Result;
import org.geofringe.v1.CatalogueServiceGrpc;
import org.geofringe.v1.FetchRequest;
import org.geofringe.v1.JobsServiceGrpc;
import org.geofringe.v1.ListAlgorithmsRequest;
import org.geofringe.v1.ListRequest;
import org.geofringe.v1.NonceRequest;
import org.geofringe.v1.ProductsServiceGrpc;
import org.geofringe.v1.SubmitRequest;
import org.geofringe.v1.UploadRequest;
import org.geofringe.v1.UploadResponse;
import org.geofringe.v1.WatchRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may speak to a server, and how clients on the same machine find it. */
@Timeout(60)
class AccessTest {

  private static final String TOKEN = "a-token-that-is-long-enough";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path home;

  /** Gives a stub no token, or a wrong one. */
  private static <S extends AbstractStub<S>> List<S> strangers(S stub) {
    return List.of(
        stub,
        stub.withCallCredentials(Tokens.sent("")),
        stub.withCallCredentials(Tokens.sent("a wrong token")));
  }

  @Test
  void strangersAreKeptOutOfEveryServiceButHealth() throws Exception {
    try (TestServer server = new TestServer(home)) {
      ManagedChannel channel = server.channel;
      for (var stub : strangers(CatalogueServiceGrpc.newBlockingStub(channel))) {
        assertUnknown(() -> stub.listAlgorithms(ListAlgorithmsRequest.getDefaultInstance()));
      }
      for (var stub : strangers(JobsServiceGrpc.newBlockingStub(channel))) {
        assertUnknown(() -> stub.submit(SubmitRequest.getDefaultInstance()));
        assertUnknown(() -> stub.list(ListRequest.getDefaultInstance()));
        assertUnknown(() -> stub.watch(WatchRequest.getDefaultInstance()).hasNext());
      }
      for (var stub : strangers(ProductsServiceGrpc.newBlockingStub(channel))) {
        assertUnknown(() -> stub.nonce(NonceRequest.getDefaultInstance()));
        assertUnknown(() -> stub.fetch(FetchRequest.getDefaultInstance()).hasNext());
      }
      for (var stub : strangers(ProductsServiceGrpc.newStub(channel))) {
        Answer<UploadResponse> answer = new Answer<>();
        StreamObserver<UploadRequest> upload = stub.upload(answer);
        upload.onCompleted();
        assertEquals(Status.Code.UNAUTHENTICATED, answer.status());
      }
      for (var stub : strangers(ServerReflectionGrpc.newStub(channel))) {
        Answer<ServerReflectionResponse> answer = new Answer<>();
        stub.serverReflectionInfo(answer).onCompleted();
        assertEquals(Status.Code.UNAUTHENTICATED, answer.status());
      }
      assertEquals(
          HealthCheckResponse.ServingStatus.SERVING,
          HealthGrpc.newBlockingStub(channel)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus());
    }
  }

  private static void assertUnknown(org.junit.jupiter.api.function.Executable call) {
    assertDenied(Status.Code.UNAUTHENTICATED, call, "token", "~/.geofringe/servers");
  }

  /** The one answer of a call. */
  private static final class Answer<A> implements StreamObserver<A> {
    private final CompletableFuture<A> first = new CompletableFuture<>();

    @Override
    public void onNext(A answer) {
      first.complete(answer);
    }

    @Override
    public void onError(Throwable t) {
      first.completeExceptionally(t);
    }

    @Override
    public void onCompleted() {}

    A get() throws Exception {
      return first.get(10, TimeUnit.SECONDS);
    }

    Status.Code status() {
      return Status.fromThrowable(assertThrows(ExecutionException.class, this::get).getCause())
          .getCode();
    }
  }

  @Test
  void reflectionListsTheServices() throws Exception {
    try (TestServer server = new TestServer(home)) {
      Answer<ServerReflectionResponse> answer = new Answer<>();
      StreamObserver<ServerReflectionRequest> call =
          server.known(ServerReflectionGrpc.newStub(server.channel)).serverReflectionInfo(answer);
      call.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
      Set<String> names = new TreeSet<>();
      answer.get().getListServicesResponse().getServiceList().stream()
          .map(ServiceResponse::getName)
          .forEach(names::add);
      call.onCompleted();
      assertEquals(
          Set.of(
              "geofringe.v1.CatalogueService",
              "geofringe.v1.JobsService",
              "geofringe.v1.ProductsService",
              "grpc.health.v1.Health",
              "grpc.reflection.v1.ServerReflection"),
          names);
    }
  }

  @Test
  void theServersFileIsTheUsersAloneAndGoesWithTheServer() throws IOException {
    try (TestServer server = new TestServer(home)) {
      Path file = home.resolve("servers").resolve(server.server.port() + ".json");
      Assumptions.assumeTrue(
          file.getFileSystem().supportedFileAttributeViews().contains("posix"),
          "this file system has no modes");
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertEquals(server.server.file(), ServerFile.find(home).orElseThrow());
      assertTrue(server.server.file().token().length() >= 40);
    }
    assertTrue(ServerFile.find(home).isEmpty());
    try (Stream<Path> left = Files.list(home.resolve("servers"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void deadAndBrokenServerFilesAreNotServers() throws IOException {
    assertTrue(ServerFile.find(home).isEmpty());
    Files.createDirectories(home.resolve("servers"));
    Files.writeString(home.resolve("servers/1.json"), "{");
    Files.writeString(home.resolve("servers/2.json"), "");
    new ServerFile("127.0.0.1", 3, Long.MAX_VALUE, "t", "v", "2020-01-01T00:00:00Z").write(home);
    assertTrue(ServerFile.find(home).isEmpty());
  }

  @Test
  void tokensAreNeverTheSame() {
    Set<String> tokens = new TreeSet<>();
    for (int i = 0; i < 100; i++) {
      tokens.add(ServerFile.randomToken());
    }
    assertEquals(100, tokens.size());
  }

  private ServerOptions options(
      String host,
      int port,
      @Nullable Path certificate,
      @Nullable Path key,
      @Nullable String token) {
    return new ServerOptions(
        home, host, port, certificate, key, token, List.of(), TestServer.BUDGET);
  }

  @Test
  void otherMachinesAreLetInOnlyWithTlsAndAToken() {
    Path pem = home.resolve("x.pem");
    for (String host : List.of("0.0.0.0", "::", "192.0.2.1")) {
      assertRefused(() -> options(host, 0, null, null, null), host, "--tls-certificate");
      assertRefused(() -> options(host, 0, null, null, TOKEN), host, "--tls-certificate");
      assertRefused(() -> options(host, 0, pem, pem, null), host, "--token-file");
      assertEquals(host, options(host, 0, pem, pem, TOKEN).host());
    }
    for (String host : List.of("127.0.0.1", "::1", "localhost")) {
      assertEquals(host, options(host, 0, null, null, null).host());
    }
  }

  @Test
  void optionsThatCannotWorkAreRefused() {
    Path pem = home.resolve("x.pem");
    assertRefused(() -> options("127.0.0.1", 70_000, null, null, null), "65535", "70000");
    assertRefused(() -> options("127.0.0.1", -1, null, null, null), "65535");
    assertRefused(() -> options("127.0.0.1", 0, pem, null, null), "--tls-key");
    assertRefused(() -> options("127.0.0.1", 0, null, null, "short"), "too short");
    assertRefused(() -> options("no.such.host.invalid", 0, null, null, null), "invalid");
  }

  private static GeoFringeServer start(ServerOptions options) throws IOException {
    return GeoFringeServer.start(
        options, ScriptedWorkflow.catalogue((parameters, context) -> new Result()), "test");
  }

  @Test
  void aPortThatIsTakenIsNamed(@TempDir Path other) throws IOException {
    try (TestServer server = new TestServer(home)) {
      ServerOptions same =
          new ServerOptions(
              other,
              "127.0.0.1",
              server.server.port(),
              null,
              null,
              null,
              List.of(),
              TestServer.BUDGET);
      String message =
          String.valueOf(assertThrows(ResourceException.class, () -> start(same)).getMessage());
      assertOneLine(message, "" + server.server.port(), "--port");
      assertTrue(ServerFile.find(home).isPresent(), "the other server's file stays");
    }
  }

  @Test
  void aHomeHasOneServer() throws IOException {
    try (TestServer server = new TestServer(home)) {
      ServerOptions same = options("127.0.0.1", 0, null, null, null);
      String message =
          String.valueOf(assertThrows(ResourceException.class, () -> start(same)).getMessage());
      assertOneLine(message, "Another GeoFringe server", "GEOFRINGE_HOME");
      assertTrue(server.server.port() > 0);
    }
  }

  @Test
  void tlsFilesThatAreNoneAreNamed() throws IOException {
    Path text = Files.writeString(home.resolve("text.pem"), "not a certificate");
    Path missing = home.resolve("missing.pem");
    assertRefused(() -> start(options("127.0.0.1", 0, missing, missing, null)), "missing.pem");
    assertRefused(() -> start(options("127.0.0.1", 0, text, text, null)), "text.pem", "PEM");
    assertRefused(() -> GeoFringeClient.connect("127.0.0.1", 1, TOKEN, text), "text.pem");
    assertTrue(ServerFile.find(home).isEmpty());
  }

  @Test
  void overTlsWithATokenAnotherAddressIsServed() throws Exception {
    Path certificate = home.resolve("cert.pem");
    Path key = home.resolve("key.pem");
    makeCertificate(certificate, key);
    try (GeoFringeServer server = start(options("0.0.0.0", 0, certificate, key, TOKEN))) {
      try (GeoFringeClient client =
          GeoFringeClient.connect("127.0.0.1", server.port(), TOKEN, certificate)) {
        client.follow(client.submit("scripted", Map.of()), event -> {});
      }
      try (GeoFringeClient stranger =
          GeoFringeClient.connect("127.0.0.1", server.port(), TOKEN + "x", certificate)) {
        assertThrows(UserException.class, () -> stranger.submit("scripted", Map.of()));
      }
      try (GeoFringeClient plain =
          GeoFringeClient.connect("127.0.0.1", server.port(), TOKEN, null)) {
        assertThrows(ResourceException.class, () -> plain.submit("scripted", Map.of()));
      }
    }
  }

  private static void makeCertificate(Path certificate, Path key) throws Exception {
    Process openssl;
    try {
      openssl =
          new ProcessBuilder(
                  "openssl",
                  "req",
                  "-x509",
                  "-newkey",
                  "rsa:2048",
                  "-nodes",
                  "-days",
                  "2",
                  "-subj",
                  "/CN=localhost",
                  "-addext",
                  "subjectAltName=DNS:localhost,IP:127.0.0.1",
                  "-out",
                  certificate.toString(),
                  "-keyout",
                  key.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      Assumptions.abort("openssl is not installed");
      throw e;
    }
    assertEquals(0, openssl.waitFor());
  }

  @Test
  void messagesOverFourMebibytesAreRefused() throws IOException {
    try (TestServer server = new TestServer(home)) {
      SubmitRequest huge =
          SubmitRequest.newBuilder()
              .setAlgorithm("scripted")
              .putValues("NAME", "x".repeat(5 << 20))
              .build();
      assertDenied(Status.Code.RESOURCE_EXHAUSTED, () -> server.jobs().submit(huge), "4194304");
      assertFalse(
          server.jobs().list(ListRequest.getDefaultInstance()).getJobsCount() > 0,
          "and the connection goes on");
    }
  }

  @Test
  void aServerThatIsGoneIsUnavailable() throws IOException {
    int port;
    try (TestServer server = new TestServer(home)) {
      port = server.server.port();
    }
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      assertDenied(
          Status.Code.UNAVAILABLE,
          () -> JobsServiceGrpc.newBlockingStub(channel).list(ListRequest.getDefaultInstance()));
    } finally {
      channel.shutdownNow();
    }
  }
}
