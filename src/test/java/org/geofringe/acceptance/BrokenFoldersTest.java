package org.geofringe.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.geofringe.v1.JobEvent;
import org.geofringe.v1.JobState;
import org.geofringe.v1.UploadHeader;
import org.geofringe.v1.UploadRequest;
import org.geofringe.v1.UploadResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is broken is told in one line, and leaves nothing half-imported. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenFoldersTest {

  private static final int LONGEST_LINE = 500;

  private Path folder = Path.of("");
  private ServerProcess server;
  private Client client;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    server = ServerProcess.start(folder.resolve("home"));
    client = server.connect();
    client.run(
        "simulate_interferograms",
        Map.of(
            "ROWS", "32",
            "COLUMNS", "40",
            "DATES", "5",
            "INTERFEROGRAMS", sound().toString(),
            "TRUE_VELOCITY", folder.resolve("true_velocity.tif").toString()));
  }

  @AfterAll
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private Path sound() {
    return folder.resolve("sound");
  }

  @Test
  void theSoundFolderIsImported() {
    Path stack = folder.resolve("sound-stack");
    client.run(
        "import_interferograms", Map.of("FOLDER", sound().toString(), "STACK", stack.toString()));
    assertTrue(Files.isRegularFile(stack.resolve("collection.json")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.geofringe.acceptance.BrokenFolder#all")
  void oneLineAndNoStack(BrokenFolder broken) throws IOException {
    Path input = Files.createTempDirectory(folder, "broken");
    Tree.copy(sound(), input);
    broken.damage().on(input);
    Path stack = folder.resolve(input.getFileName() + "-stack");

    JobEvent last =
        client.watch(
            client.submit(
                "import_interferograms",
                Map.of("FOLDER", input.toString(), "STACK", stack.toString())),
            event -> {});

    assertEquals(JobState.JOB_STATE_FAILED, last.getState());
    assertIsOneLine(last.getError(), broken.said());
    assertFalse(Files.exists(stack), "a partial stack is left");
    System.out.println(broken.name() + ": " + last.getError());
  }

  @Test
  void theCommandLineSaysItToo() throws Exception {
    Path input = folder.resolve("command-line");
    Tree.copy(sound(), input);
    Path stack = folder.resolve("command-line-stack");
    Files.delete(input.resolve("simulated.rsc"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Packaged.command(
                List.of(), "run", "import_interferograms", "FOLDER=" + input, "STACK=" + stack));
    builder.environment().put("GEOFRINGE_HOME", folder.resolve("home").toString());
    Path errors = folder.resolve("errors.txt");
    builder.redirectError(errors.toFile());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertNotEquals(0, process.waitFor());
    assertEquals("", output);
    List<String> told =
        Files.readAllLines(errors).stream().filter(l -> l.startsWith("geofringe: ")).toList();
    assertEquals(1, told.size(), () -> told.toString());
    assertIsOneLine(told.get(0), List.of("WAVELENGTH"));
    assertFalse(Files.exists(stack));
  }

  @Test
  void aDestinationCannotLeaveTheJobsFolder() {
    StatusRuntimeException e =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                client.submit(
                    "import_interferograms",
                    Map.of("FOLDER", sound().toString(), "STACK", "../../escaped")));
    assertEquals(Status.Code.INVALID_ARGUMENT, e.getStatus().getCode());
    assertIsOneLine(String.valueOf(e.getStatus().getDescription()), List.of("STACK"));
    assertFalse(Files.exists(folder.resolve("home/escaped")));
  }

  @Test
  void anUploadCannotLeaveItsCollection() throws InterruptedException {
    CompletableFuture<UploadResponse> answer = new CompletableFuture<>();
    StreamObserver<UploadRequest> upload = client.products().upload(new Answer<>(answer));
    byte[] content = "evil".getBytes(StandardCharsets.UTF_8);
    upload.onNext(
        UploadRequest.newBuilder()
            .setHeader(
                UploadHeader.newBuilder()
                    .setCollection("mine")
                    .setName("../../../escaped.tif")
                    .setSize(content.length)
                    .setSha256(Tree.sha256(content)))
            .build());
    upload.onNext(UploadRequest.newBuilder().setChunk(ByteString.copyFrom(content)).build());
    upload.onCompleted();
    ExecutionException e = assertThrows(ExecutionException.class, answer::get);
    Status status = Status.fromThrowable(e.getCause());
    assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode());
    assertIsOneLine(String.valueOf(status.getDescription()), List.of("../../../escaped.tif"));
    assertFalse(Files.exists(folder.resolve("escaped.tif")));
    assertFalse(Files.exists(folder.resolve("home/escaped.tif")));
  }

  private static void assertIsOneLine(String line, List<String> parts) {
    assertFalse(line.isBlank(), "nothing is said");
    assertFalse(line.chars().anyMatch(Character::isISOControl), line);
    assertFalse(line.contains("Exception"), line);
    assertTrue(line.length() < LONGEST_LINE, line);
    for (String part : parts) {
      assertTrue(line.contains(part), () -> "«" + part + "» is missing in: " + line);
    }
  }

  /** Hands on the single answer of a stream. */
  private record Answer<T>(CompletableFuture<T> future) implements StreamObserver<T> {
    @Override
    public void onNext(T value) {
      future.complete(value);
    }

    @Override
    public void onError(Throwable t) {
      future.completeExceptionally(t);
    }

    @Override
    public void onCompleted() {
      future.completeExceptionally(new IllegalStateException("There was no answer."));
    }
  }
}
