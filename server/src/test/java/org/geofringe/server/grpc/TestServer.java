package org.geofringe.server.grpc;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.geofringe.server.ScriptedWorkflow;
import org.geofringe.server.run.Budget;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.workflow.Product;
import org.geofringe.server.workflow.Result;
import org.geofringe.v1.JobEvent;
import org.geofringe.v1.JobsServiceGrpc;
import org.geofringe.v1.SubmitRequest;
import org.geofringe.v1.WatchRequest;

/** A real server on a real socket with one algorithm that does what its NAME says. */
final class TestServer implements AutoCloseable {

  static final String LOOPBACK = "127.0.0.1";
  static final Budget BUDGET = new Budget(64L << 20, 1);

  final GeoFringeServer server;
  final ManagedChannel channel;

  /** Counted down when an "endless" job has begun. */
  final CountDownLatch begun = new CountDownLatch(1);

  /** Lets a "gated" job end. */
  final CountDownLatch gate = new CountDownLatch(1);

  TestServer(Path home) throws IOException {
    server =
        GeoFringeServer.start(
            new ServerOptions(home, LOOPBACK, 0, null, null, null, BUDGET),
            ScriptedWorkflow.catalogue(this::script),
            "test");
    channel = NettyChannelBuilder.forAddress(LOOPBACK, server.port()).usePlaintext().build();
  }

  <S extends AbstractStub<S>> S known(S stub) {
    return stub.withCallCredentials(Tokens.sent(server.file().token()));
  }

  JobsServiceGrpc.JobsServiceBlockingStub jobs() {
    return known(JobsServiceGrpc.newBlockingStub(channel));
  }

  String submit(String name) {
    return jobs()
        .submit(SubmitRequest.newBuilder().setAlgorithm("scripted").putValues("NAME", name).build())
        .getJobId();
  }

  /** Watches a job to its end; gives the last event. */
  JobEvent follow(String job) {
    JobEvent[] last = {JobEvent.getDefaultInstance()};
    jobs()
        .watch(WatchRequest.newBuilder().setJobId(job).build())
        .forEachRemaining(response -> last[0] = response.getEvent());
    return last[0];
  }

  @Override
  public void close() {
    gate.countDown();
    channel.shutdownNow();
    server.close();
  }

  private Result script(ScriptedWorkflow.Parameters parameters, RunContext context)
      throws IOException {
    switch (parameters.name()) {
      case "endless" -> {
        begun.countDown();
        while (true) {
          context.checkCancelled();
          Thread.onSpinWait();
        }
      }
      case "gated" -> {
        context.log("first");
        context.progress(0.5, "Half");
        begun.countDown();
        awaitGate();
        context.warn("careful");
        context.log("last");
      }
      case "busy" -> {
        begun.countDown();
        for (int i = 0; i < 200_000; i++) {
          context.progress(i / 200_000.0, "Step " + i);
          if (i % 1000 == 0) {
            context.log("line " + i);
          }
        }
      }
      case "fail" -> throw new UserException("Nothing will do: try another.");
      case "bug" -> throw new IllegalStateException("odd");
      default -> {}
    }
    Path raster = parameters.raster();
    Files.createDirectories(raster.toAbsolutePath().getParent());
    Files.writeString(raster, "a raster, or so it says");
    Files.writeString(raster.resolveSibling("product.qml"), "<qgis/>");
    Files.writeString(raster.resolveSibling("secret.txt"), "not a product");
    Result result =
        new Result()
            .product("RASTER", new Product(raster, "Title", "Description."))
            .metric("answer", 42);
    Path files = parameters.files();
    if (files != null) {
      Files.createDirectories(files.resolve("sub"));
      Files.write(files.resolve("sub/large.bin"), large());
      Files.writeString(files.resolve("empty.txt"), "");
      result.product("FILES", new Product(files, "Files", "Files.", List.of()));
    }
    return result;
  }

  /** Two and a half chunks. */
  static byte[] large() {
    byte[] bytes = new byte[5 << 19];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 11));
    }
    return bytes;
  }

  Map<String, String> withFiles() {
    return Map.of("NAME", "files", "FILES", "files");
  }

  private void awaitGate() throws IOException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
