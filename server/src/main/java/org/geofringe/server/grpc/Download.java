package org.geofringe.server.grpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.geofringe.server.file.Checksums;
import org.geofringe.v1.FetchResponse;

/** One file on its way to a client, no faster than the client takes it. */
final class Download implements Runnable {

  private static final int CHUNK_BYTES = 1 << 20;

  private final ServerCallStreamObserver<FetchResponse> observer;
  private final InputStream stream;
  private final MessageDigest digest = Checksums.sha256();
  private boolean ended;

  private Download(ServerCallStreamObserver<FetchResponse> observer, InputStream stream) {
    this.observer = observer;
    this.stream = stream;
  }

  static void start(Path file, ServerCallStreamObserver<FetchResponse> observer)
      throws IOException {
    Download download = new Download(observer, Files.newInputStream(file));
    observer.setOnCancelHandler(download::close);
    observer.setOnReadyHandler(download);
    download.run();
  }

  @Override
  public synchronized void run() {
    try {
      while (!ended && observer.isReady()) {
        byte[] bytes = stream.readNBytes(CHUNK_BYTES);
        if (bytes.length == 0) {
          String sha256 = HexFormat.of().formatHex(digest.digest());
          observer.onNext(FetchResponse.newBuilder().setSha256(sha256).build());
          observer.onCompleted();
          close();
          return;
        }
        digest.update(bytes);
        observer.onNext(FetchResponse.newBuilder().setChunk(ByteString.copyFrom(bytes)).build());
      }
    } catch (IOException e) {
      close();
      observer.onError(Calls.status(e));
    }
  }

  private synchronized void close() {
    ended = true;
    try {
      stream.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing a file that was only read", e);
    }
  }
}
