package org.geofringe.server.grpc;

import static org.geofringe.server.Refusals.assertOneLine;
import static org.geofringe.server.grpc.Denials.assertDenied;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.geofringe.server.file.Checksums;
import org.geofringe.v1.DescribeRequest;
import org.geofringe.v1.FetchRequest;
import org.geofringe.v1.FetchResponse;
import org.geofringe.v1.NonceRequest;
import org.geofringe.v1.NonceResponse;
import org.geofringe.v1.ProductFile;
import org.geofringe.v1.ProductsServiceGrpc;
import org.geofringe.v1.SubmitRequest;
import org.geofringe.v1.UploadHeader;
import org.geofringe.v1.UploadRequest;
import org.geofringe.v1.UploadResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ProductsOverTheWireTest {

  private static final byte[] CONTENT = "an interferogram".getBytes(StandardCharsets.UTF_8);

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

  private ProductsServiceGrpc.ProductsServiceBlockingStub products() {
    return server.known(ProductsServiceGrpc.newBlockingStub(server.channel));
  }

  private String finishedJob() {
    String id =
        server
            .jobs()
            .submit(
                SubmitRequest.newBuilder()
                    .setAlgorithm("scripted")
                    .putAllValues(server.withFiles())
                    .build())
            .getJobId();
    server.follow(id);
    return id;
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Checksums.sha256().digest(bytes));
  }

  @Test
  void aNonceProvesThatTheDiskIsShared() throws IOException {
    NonceResponse first = products().nonce(NonceRequest.getDefaultInstance());
    NonceResponse second = products().nonce(NonceRequest.getDefaultInstance());
    assertEquals(first.getContent(), Files.readString(Path.of(first.getPath())));
    assertTrue(!first.getContent().equals(second.getContent()));
    assertTrue(first.getContent().length() >= 40);
  }

  @Test
  void aProductIsItselfAndItsStyle() {
    var files =
        products()
            .describe(
                DescribeRequest.newBuilder().setJobId(finishedJob()).setOutput("RASTER").build())
            .getFilesList();
    assertEquals(
        List.of("product.qml", "product.tif"), files.stream().map(ProductFile::getName).toList());
    assertEquals(7, files.get(0).getSize());
  }

  @Test
  void aFolderIsAllThatIsInIt() {
    var files =
        products()
            .describe(
                DescribeRequest.newBuilder().setJobId(finishedJob()).setOutput("FILES").build())
            .getFilesList();
    assertEquals(
        List.of("empty.txt", "sub/large.bin"), files.stream().map(ProductFile::getName).toList());
  }

  @Test
  void aFileIsFetchedWholeWithItsChecksum() throws IOException {
    String id = finishedJob();
    for (Map.Entry<String, byte[]> file :
        Map.of("sub/large.bin", TestServer.large(), "empty.txt", new byte[0]).entrySet()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      String checksum = "";
      Iterator<FetchResponse> chunks = fetch(id, "FILES", file.getKey());
      while (chunks.hasNext()) {
        FetchResponse chunk = chunks.next();
        assertEquals("", checksum, "the checksum comes last");
        assertTrue(chunk.getChunk().size() <= 1 << 20);
        chunk.getChunk().writeTo(bytes);
        checksum = chunk.getSha256();
      }
      assertArrayEquals(file.getValue(), bytes.toByteArray());
      assertEquals(sha256(file.getValue()), checksum);
    }
  }

  private Iterator<FetchResponse> fetch(String job, String output, String name) {
    return products()
        .fetch(FetchRequest.newBuilder().setJobId(job).setOutput(output).setName(name).build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../job.json",
        "../product.tif",
        "sub/../../job.json",
        "sub",
        "/etc/passwd",
        "nothing.txt",
        "sub\\large.bin"
      })
  void onlyNamesOfTheProductAreFetched(String name) {
    String id = finishedJob();
    assertDenied(
        Status.Code.NOT_FOUND,
        () -> fetch(id, "FILES", name).hasNext(),
        "\"" + name + "\"",
        "describe");
    assertDenied(Status.Code.NOT_FOUND, () -> fetch(id, "RASTER", name).hasNext());
    assertDenied(Status.Code.NOT_FOUND, () -> fetch(id, "RASTER", "secret.txt").hasNext());
  }

  @Test
  void productsThatAreNotThereAreNotFound() {
    String failed = server.submit("fail");
    server.follow(failed);
    assertDenied(Status.Code.NOT_FOUND, () -> fetch("none", "RASTER", "x").hasNext(), "none");
    assertDenied(
        Status.Code.NOT_FOUND, () -> fetch(failed, "RASTER", "product.tif").hasNext(), failed);
    assertDenied(
        Status.Code.NOT_FOUND,
        () ->
            products()
                .describe(DescribeRequest.newBuilder().setJobId(failed).setOutput("OTHER").build()),
        "OTHER");
  }

  private static UploadRequest header(String collection, String name, long size, String sha256) {
    return UploadRequest.newBuilder()
        .setHeader(
            UploadHeader.newBuilder()
                .setCollection(collection)
                .setName(name)
                .setSize(size)
                .setSha256(sha256))
        .build();
  }

  private static UploadRequest header(String name) {
    return header("mine", name, CONTENT.length, sha256(CONTENT));
  }

  private static UploadRequest chunk(byte[] bytes) {
    return UploadRequest.newBuilder().setChunk(ByteString.copyFrom(bytes)).build();
  }

  private UploadResponse upload(UploadRequest... messages) throws Exception {
    CompletableFuture<UploadResponse> answer = new CompletableFuture<>();
    StreamObserver<UploadRequest> call =
        server
            .known(ProductsServiceGrpc.newStub(server.channel))
            .upload(
                new StreamObserver<>() {
                  @Override
                  public void onNext(UploadResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable t) {
                    answer.completeExceptionally(t);
                  }

                  @Override
                  public void onCompleted() {}
                });
    for (UploadRequest message : messages) {
      call.onNext(message);
    }
    call.onCompleted();
    try {
      return answer.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException status) {
        throw status;
      }
      throw e;
    }
  }

  private void assertRefused(Status.Code code, String part, UploadRequest... messages)
      throws IOException {
    StatusRuntimeException error =
        assertThrows(StatusRuntimeException.class, () -> upload(messages));
    assertEquals(code, error.getStatus().getCode(), error.toString());
    assertOneLine(String.valueOf(error.getStatus().getDescription()), part);
    assertEquals(List.of(), uploaded(), "nothing is left");
  }

  private List<Path> uploaded() throws IOException {
    if (!Files.exists(home.resolve("uploads"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(home.resolve("uploads"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aFileIsBroughtUnderItsName() throws Exception {
    byte[] half = java.util.Arrays.copyOf(CONTENT, 5);
    byte[] rest = java.util.Arrays.copyOfRange(CONTENT, 5, CONTENT.length);
    UploadResponse response = upload(header("sub/a.tif"), chunk(half), chunk(rest));
    Path folder = home.resolve("uploads/mine");
    assertEquals(folder, Path.of(response.getFolder()));
    assertEquals(folder.resolve("sub/a.tif"), Path.of(response.getPath()));
    assertArrayEquals(CONTENT, Files.readAllBytes(Path.of(response.getPath())));
    assertEquals(1, uploaded().size());
    // An empty file, and the same name again.
    upload(header("mine", "b.txt", 0, sha256(new byte[0])));
    upload(header("sub/a.tif"), chunk(CONTENT));
    assertEquals(2, uploaded().size());
  }

  @Test
  void whatDoesNotArriveWholeIsRefused() throws Exception {
    Status.Code wrong = Status.Code.INVALID_ARGUMENT;
    int size = CONTENT.length;
    assertRefused(
        wrong, "checksum", header("mine", "a.tif", size, sha256(new byte[1])), chunk(CONTENT));
    assertRefused(wrong, "checksum", header("mine", "a.tif", size, ""), chunk(CONTENT));
    assertRefused(wrong, "did not arrive whole", header("a.tif"), chunk(new byte[3]));
    assertRefused(
        wrong, "longer than the 16 bytes", header("a.tif"), chunk(CONTENT), chunk(CONTENT));
    assertRefused(wrong, "begins with its header", chunk(CONTENT));
    assertRefused(wrong, "begins with its header");
    assertRefused(wrong, "one header", header("a.tif"), header("b.tif"), chunk(CONTENT));
  }

  @Test
  void hugeFilesAreRefusedBeforeTheyAreSent() throws Exception {
    assertRefused(
        Status.Code.RESOURCE_EXHAUSTED, "no room", header("mine", "a.tif", Long.MAX_VALUE, ""));
    // 2^64 - 1 bytes, as an unsigned number.
    assertRefused(
        Status.Code.RESOURCE_EXHAUSTED, "17592186044415 MiB", header("mine", "a", -1, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "../x",
        "a/../../x",
        "/etc/cron.d/x",
        "sub/..",
        "../mine2/x",
        "a\0b"
      })
  void namesThatLeadOutAreRefused(String name) throws Exception {
    assertRefused(Status.Code.INVALID_ARGUMENT, "name", header(name), chunk(CONTENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "/a", "a b", "ä"})
  void collectionsArePlainWords(String collection) throws Exception {
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        "collection",
        header(collection, "a.tif", CONTENT.length, sha256(CONTENT)),
        chunk(CONTENT));
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() throws Exception {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    StreamObserver<UploadRequest> call =
        server
            .known(ProductsServiceGrpc.newStub(server.channel))
            .upload(
                new StreamObserver<>() {
                  @Override
                  public void onNext(UploadResponse response) {}

                  @Override
                  public void onError(Throwable t) {
                    ended.complete(t);
                  }

                  @Override
                  public void onCompleted() {}
                });
    call.onNext(header("a.tif"));
    call.onError(Status.CANCELLED.asRuntimeException());
    assertEquals(
        Status.Code.CANCELLED, Status.fromThrowable(ended.get(10, TimeUnit.SECONDS)).getCode());
    // The same name again, whole, whatever the first left.
    upload(header("a.tif"), chunk(CONTENT));
    assertEquals(List.of(home.resolve("uploads/mine/a.tif")), uploaded());
  }
}
