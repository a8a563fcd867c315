package org.geofringe.server.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.geofringe.v1.DescribeRequest;
import org.geofringe.v1.DescribeResponse;
import org.geofringe.v1.FetchRequest;
import org.geofringe.v1.FetchResponse;
import org.geofringe.v1.NonceRequest;
import org.geofringe.v1.NonceResponse;
import org.geofringe.v1.ProductFile;
import org.geofringe.v1.ProductsServiceGrpc;
import org.geofringe.v1.UploadRequest;
import org.geofringe.v1.UploadResponse;

/** Products and uploads over the wire. */
final class ProductsEndpoint extends ProductsServiceGrpc.ProductsServiceImplBase {

  private static final long NONCE_SECONDS = 60;

  private final ProductFiles products;
  private final Path home;
  private final ScheduledExecutorService ticker;

  ProductsEndpoint(ProductFiles products, Path home, ScheduledExecutorService ticker) {
    this.products = products;
    this.home = home;
    this.ticker = ticker;
  }

  @Override
  public void nonce(NonceRequest request, StreamObserver<NonceResponse> observer) {
    Calls.answer(
        observer,
        () -> {
          String content = ServerFile.randomToken();
          Files.createDirectories(home);
          Path file = Files.createTempFile(home, "nonce-", ".txt");
          Files.writeString(file, content);
          forgetLater(file);
          return NonceResponse.newBuilder().setPath(file.toString()).setContent(content).build();
        });
  }

  private void forgetLater(Path file) {
    file.toFile().deleteOnExit();
    ScheduledFuture<?> unused =
        ticker.schedule(() -> Files.deleteIfExists(file), NONCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void describe(DescribeRequest request, StreamObserver<DescribeResponse> observer) {
    Calls.answer(
        observer,
        () -> {
          DescribeResponse.Builder response = DescribeResponse.newBuilder();
          Map<String, Path> files = products.list(request.getJobId(), request.getOutput());
          for (Map.Entry<String, Path> file : files.entrySet()) {
            response.addFiles(
                ProductFile.newBuilder()
                    .setName(file.getKey())
                    .setSize(Files.size(file.getValue())));
          }
          return response.build();
        });
  }

  @Override
  public void fetch(FetchRequest request, StreamObserver<FetchResponse> observer) {
    try {
      // Only names that Describe gives exist here, so no name can lead anywhere else.
      Path file = products.list(request.getJobId(), request.getOutput()).get(request.getName());
      if (file == null) {
        throw Status.NOT_FOUND
            .withDescription(
                "The product has no file \"" + request.getName() + "\": describe it first.")
            .asRuntimeException();
      }
      Download.start(file, (ServerCallStreamObserver<FetchResponse>) observer);
    } catch (IOException | RuntimeException e) {
      observer.onError(Calls.status(e));
    }
  }

  @Override
  public StreamObserver<UploadRequest> upload(StreamObserver<UploadResponse> observer) {
    return new Upload(home.resolve("uploads"), observer);
  }
}
